/** A scene for notebooks and for pages of modules: `mount(element, options)`, and the default export is a widget as anywidget has it. */

const HERE = import.meta.url.match(/^(https?:.*\/)static\/(?:[0-9a-f]{10}\/)?scene\.mjs/)?.[1];
const TRAITS = ["settings", "step", "theme"];

/** @typedef {{scene: string, settings?: string | Object<string, string>, step?: number, theme?: string, address?: string}} Options
 * `address` is that of the course; it is known unless the page has a copy of this file */

/** Put a scene at the end of an element. What is returned is a <downhill-scene>: its attributes may change, it tells of changes.
 * @param {Element} element
 * @param {Options} options
 * @returns {Promise<HTMLElement>} */
export async function mount(element, { scene, address = HERE, ...options }) {
  if (!address) throw new Error("the address of the course is not known: expected address, such as https://course.example/");
  await import(new URL("static/embed.js", address).href);
  const shown = document.createElement("downhill-scene");
  shown.setAttribute("src", new URL(`embed/${encodeURIComponent(scene)}/`, address).href);
  shown.title = scene;
  for (const name of TRAITS) set(shown, name, options[name]);
  element.append(shown);
  return shown;
}

/** @param {Element} shown
 * @param {string} name
 * @param {any} value */
function set(shown, name, value) {
  if (value === undefined || value === null || value === "") shown.removeAttribute(name);
  else shown.setAttribute(name, typeof value === "object" ? path(value) : String(value));
}

/** @param {Object<string, string>} settings */
const path = (settings) => Object.entries(settings).map((pair) => pair.join("=")).join("/");

/** Show a model whose traits are scene, settings, step, theme and, if need be, address; the step that the reader chose is written back.
 * @param {{model: any, el: HTMLElement}} where */
async function render({ model, el }) {
  const traits = Object.fromEntries(TRAITS.map((name) => [name, model.get(name)]));
  const shown = await mount(el, { scene: model.get("scene"), address: model.get("address") || HERE, ...traits });
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
