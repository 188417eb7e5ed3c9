/** A scene for notebooks and for pages of modules: `mount(element, options)`, and the default export is a widget as anywidget has it. */

const HERE = import.meta.url.match(/^(https?:.*\/)static\/(?:[0-9a-f]{10}\/)?scene\.mjs/)?.[1];
const TRAITS = ["settings", "step", "theme"];

/** @typedef {string | Object<string, string>} Settings as text, "rate=16/knob=55", or by name
 * @typedef {object} Options
 * @property {string} scene
 * @property {Settings} [settings]
 * @property {number} [step]
 * @property {string} [theme]
 * @property {Settings} [beside] of what is shown beside it, where a scene compares
 * @property {string} [hide] controls that should be gone: "steps,settings"
 * @property {string} [language] such as "es"; without it English
 * @property {string} [address] that of the course; it is known unless the page has a copy of this file */

/** Put a scene at the end of an element. What is returned is a <downhill-scene>: its attributes may change, it tells of changes.
 * An Error says what cannot be shown, and what there is.
 * @param {Element} element
 * @param {Options} options
 * @returns {Promise<HTMLElement>} */
export async function mount(element, { scene, beside, hide, language, address = HERE, ...options } = {}) {
  if (typeof element?.append !== "function") throw new TypeError(`cannot mount into ${element}: expected an element, such as document.body`);
  if (!address) throw new Error("the address of the course is not known: expected address, such as https://course.example/");
  await import(new URL("static/embed.js", address).href);
  const shown = /** @type {any} */ (document.createElement("downhill-scene")), edition = language ? `${language}/` : "";
  const src = new URL(`${edition}embed/${encodeURIComponent(scene)}/`, address);
  for (const [key, value] of [[`${scene}.with`, beside], ["hide", hide]]) if (value) src.searchParams.set(key, text(value));
  shown.setAttribute("src", src.href);
  shown.title = scene;
  for (const name of TRAITS) set(shown, name, options[name]);
  const trouble = await shown.trouble();
  if (trouble) throw new Error(`no scene ${JSON.stringify(scene)} in ${new URL(edition, address)}: ${trouble}`);
  element.append(shown);
  return shown;
}

/** @param {Element} shown
 * @param {string} name
 * @param {any} value */
function set(shown, name, value) {
  if (value === undefined || value === null || value === "") shown.removeAttribute(name);
  else shown.setAttribute(name, text(value));
}

/** @param {any} value settings, or what is text or nearly so */
function text(value) {
  return typeof value === "object" ? Object.entries(value).map((pair) => pair.join("=")).join("/") : String(value);
}

/** Show a model whose traits are the options of mount; the step that the reader chose is written back. What goes wrong is told in its place.
 * @param {{model: any, el: HTMLElement}} where */
async function render({ model, el }) {
  const options = Object.fromEntries([...TRAITS, "beside", "hide", "language"].map((name) => [name, model.get(name)]));
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
  const followers = TRAITS.map((name) => [`change:${name}`, () => {
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
