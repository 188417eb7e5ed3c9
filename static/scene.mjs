/** A scene for notebooks and for pages of modules: `mount(element, options)`, and the default export is a widget as anywidget has it. */

const HERE = import.meta.url.match(/^(https?:.*\/)static\/(?:[0-9a-f]{10}\/)?scene\.mjs/)?.[1];
const OPTIONS = ["settings", "step", "theme", "beside", "hide", "language"];

/** @typedef {string | Object<string, string>} Settings as text, "rate=16/knob=55", or by name
 * @typedef {object} Options
 * @property {string} scene
 * @property {Settings} [settings]
 * @property {number} [step]
 * @property {string} [theme]
 * @property {Settings} [beside] of what is shown beside it, where a scene compares
 * @property {string | string[]} [hide] controls that should be gone: "steps,settings"
 * @property {string} [language] such as "es"; without it English
 * @property {string} [address] that of the course; it is known unless the page has a copy of this file */

/** Put a scene at the end of an element. What is returned is a <downhill-scene>: its attributes may change, it tells of changes.
 * An Error says what cannot be shown as it was asked for, and what there is.
 * @param {Element} element
 * @param {Options} options
 * @returns {Promise<HTMLElement>} */
export async function mount(element, { scene, address = HERE, ...options } = {}) {
  if (typeof element?.append !== "function") throw new TypeError(`cannot mount into ${element}: expected an element, such as document.body`);
  const strange = Object.keys(options).filter((name) => !OPTIONS.includes(name));
  if (strange.length) throw new TypeError(`no option ${strange.join(", ")}; there are scene, ${OPTIONS.join(", ")}, address`);
  if (!address) throw new Error("the address of the course is not known: expected address, such as https://course.example/");
  const course = address.replace(/\/?$/, "/");
  await import(new URL("static/embed.js", course).href);
  const shown = /** @type {any} */ (document.createElement("downhill-scene"));
  shown.setAttribute("src", new URL(`embed/${encodeURIComponent(scene)}/`, course).href);
  shown.title = scene;
  for (const name of OPTIONS) set(shown, name, options[name]);
  await check(shown, scene, course);
  element.append(shown);
  return shown;
}

/** An Error if there is no such scene, or if it does not know what it is asked for. Where the page may not ask, the frame will tell.
 * @param {any} shown
 * @param {string} scene
 * @param {string} course */
async function check(shown, scene, course) {
  const { address } = shown, answer = await fetch(address).catch(() => null);
  if (!answer) return;
  if (!answer.ok) throw new Error(`no scene ${JSON.stringify(scene)}${shown.getAttribute("language") ? ` in the language ${JSON.stringify(shown.getAttribute("language"))}` : ""} at ${address.origin + address.pathname}: ${await shown.trouble()}`);
  const { astray } = await import(new URL("static/parts/astray.js", course).href);
  const wrong = astray(new DOMParser().parseFromString(await answer.text(), "text/html"), address.search);
  if (wrong.length) throw new Error(wrong.join("; "));
}

/** @param {Element} shown
 * @param {string} name
 * @param {any} value */
function set(shown, name, value) {
  if (value === undefined || value === null || value === "") shown.removeAttribute(name);
  else shown.setAttribute(name, text(value));
}

/** @param {any} value settings, a list, or what is text or nearly so */
function text(value) {
  if (Array.isArray(value)) return value.join(",");
  return typeof value === "object" ? Object.entries(value).map((pair) => pair.join("=")).join("/") : String(value);
}

/** Show a model whose traits are the options of mount; the step that the reader chose is written back. What goes wrong is told in its place.
 * @param {{model: any, el: HTMLElement}} where */
async function render({ model, el }) {
  const options = Object.fromEntries(OPTIONS.map((name) => [name, model.get(name)]));
  const shown = await mount(el, { ...options, scene: model.get("scene"), address: model.get("address") || HERE }).catch((trouble) => {
    el.append(trouble.message);
    throw trouble;
  });
  let chosen;
  shown.addEventListener("change", ({ detail }) => {
    chosen = detail.step;
    model.set("step", chosen);
    attempt(() => model.save_changes());
  });
  const followers = OPTIONS.map((name) => [`change:${name}`, () => {
    if (name !== "step" || model.get("step") !== chosen) set(shown, name, model.get(name));
  }]);
  for (const [event, follow] of followers) model.on(event, follow);
  return () => {
    for (const [event, follow] of followers) attempt(() => model.off(event, follow));
    shown.remove();
  };
}

/** Do what some models refuse: those of a printed page can be neither saved nor left.
 * @param {() => void} what */
function attempt(what) {
  try {
    what();
  } catch (refusal) {
    console.debug(refusal);
  }
}

export default { render };
