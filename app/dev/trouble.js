/** What is wrong, over the page: file and line, what was found and what there is, and the lines around it. */

const LOOK = `
  :host { position: fixed; inset: auto 0 0; z-index: 99; color-scheme: light dark; }
  section { max-block-size: 60vh; overflow: auto; padding: 1rem clamp(1rem, 4vw, 3rem) 1.25rem; box-shadow: 0 -1px 0 light-dark(#c8371d, #ff7d58), 0 -.5rem 2rem #0003;
    font: 1rem/1.5 system-ui, sans-serif; color: light-dark(#23211d, #ece6da); background: light-dark(#fffdf9, #1b1f26); }
  b { color: light-dark(#b02d14, #ff7d58); overflow-wrap: anywhere; }
  p { margin: .25rem 0 .75rem; overflow-wrap: anywhere; white-space: pre-wrap; }
  pre { margin: 0; font: .875rem/1.6 ui-monospace, "DejaVu Sans Mono", Menlo, monospace; overflow-x: auto; }
  pre span { display: block; color: light-dark(#6a6459, #a39d90); }
  pre .here { color: inherit; background: light-dark(#f6e3db, #3a2620); }
`;
const SOURCE = /\/static\/[0-9a-f]{10}\/(\S+?\.js)(?:\?\S*)?:(\d+)/;

/** @typedef {{file: string, line: number, what: string, lines: [number, string][]}} Told */

export class Trouble {
  constructor() {
    this.host = document.createElement("div");
    this.host.id = "trouble";
    this.inside = this.host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(LOOK);
    this.inside.adoptedStyleSheets = [sheet];
    /** What the page's own scripts did wrong; only another page can mend that. @type {Told | null} */
    this.script = null;
    this.said = null;
    addEventListener("error", ({ error, filename, lineno }) => this.caught(error, `${filename}:${lineno}`));
    addEventListener("unhandledrejection", ({ reason }) => this.caught(reason));
    for (const kind of /** @type {("warn" | "error")[]} */ (["warn", "error"])) this.overhear(kind);
  }

  /** The page reports to the console what it could go on without.
   * @param {"warn" | "error"} kind */
  overhear(kind) {
    const said = console[kind].bind(console);
    console[kind] = (...words) => {
      said(...words);
      this.caught(words[0]);
    };
  }

  /** @param {any} error
   * @param {string} [where] */
  caught(error, where = "") {
    const found = SOURCE.exec(`${where}\n${error?.stack ?? ""}`);
    if (!(error instanceof Error)) return;
    if (!found) return error instanceof SyntaxError && this.locate();
    this.script ??= { file: `static/${found[1]}`, line: Number(found[2]), what: String(error), lines: [] };
    this.show(this.said);
  }

  /** A module that was imported and cannot be read does not say where; one that the page asks for by itself does. */
  locate() {
    const main = /** @type {HTMLScriptElement} */ (document.querySelector("script[src*='/bundles/']"));
    for (const { dataset } of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("figure[data-scene]"))) {
      for (const folder of dataset.hand ? ["scenes", "hands"] : ["scenes"]) {
        const src = new URL(`../../${folder}/${dataset.scene}.js`, main.src).href;
        document.head.append(Object.assign(document.createElement("script"), { type: "module", src }));
      }
    }
  }

  /** What the server said is wrong, if anything, and otherwise what the scripts did.
   * @param {Told | null} said */
  show(said) {
    this.said = said;
    const told = said ?? this.script;
    if (!told) return this.host.remove();
    const section = element("section", "", element("b", told.line ? `${told.file}:${told.line}` : told.file), element("p", told.what));
    section.setAttribute("role", "alert");
    if (told.lines.length) section.append(element("pre", "", ...told.lines.map((line) => row(line, told.line))));
    this.inside.replaceChildren(section);
    document.body.append(this.host);
  }
}

/** A line of the file with its number.
 * @param {[number, string]} line
 * @param {number} here */
function row([number, text], here) {
  const line = element("span", `${String(number).padStart(4)}  ${text}`);
  if (number === here) line.className = "here";
  return line;
}

/** @param {string} name
 * @param {string} text
 * @param {...Element} inside */
function element(name, text, ...inside) {
  const made = document.createElement(name);
  made.append(text, ...inside);
  return made;
}
