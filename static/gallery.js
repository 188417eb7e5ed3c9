/** The gallery: a form sets a scene up, a frame shows it as its readers will meet it, and the snippets say how to put it there. */

import { path, remembered, spelled } from "./parts/address.js";
import { gridOf } from "./parts/grid.js";
import { hand } from "./parts/share.js";
import { alone } from "./parts/snippets.js";

const QUIET = 250;
const builder = /** @type {HTMLElement} */ (document.querySelector(".builder"));
const form = builder.querySelector("form"), frame = builder.querySelector("iframe"), panel = /** @type {HTMLElement} */ (builder.querySelector(".link"));
const noted = /** @type {HTMLElement} */ (builder.querySelector(".noted"));
const [here, everywhere] = [builder.dataset.root, builder.dataset.public].map((root) => new URL(root, location.href).href);
const scenes = Object.fromEntries([...form.querySelectorAll("fieldset[data-scene]")].map((box) => [box.dataset.scene, read(box)]));
const { figure, at, theme, width, height, note, step } = form.elements;
/** What the frame says it needs, and what it shows now. */
let natural = 0, shown = "", quiet = 0;

recall(new URLSearchParams(location.search));
form.addEventListener("input", ({ target }) => {
  if (target === figure) choose(figure.value);
  if (target === width || target === height) reason(target);
  changed();
});
form.addEventListener("change", ({ target }) => (target === width || target === height) && bound(target) && changed());
form.addEventListener("submit", (event) => event.preventDefault());
for (const button of form.querySelectorAll("[data-preset]")) button.addEventListener("click", () => preset(JSON.parse(button.dataset.preset)));
for (const button of document.querySelectorAll("[data-pick]")) button.addEventListener("click", () => pick(button.dataset.pick));
for (const card of document.querySelectorAll("details[data-scene]")) card.addEventListener("toggle", () => lay(card), { once: true });
addEventListener("message", ({ source, data }) => source === frame.contentWindow && heard(data));
changed();

/** A scene as its fieldset tells of it.
 * @param {HTMLFieldSetElement} box */
function read(box) {
  const { dataset } = box, grid = gridOf(dataset), usual = JSON.parse(dataset.settings);
  return { box, grid, usual, beside: JSON.parse(dataset.beside ?? "null"), controls: [...box.querySelectorAll("[data-setting]")] };
}

/** Show the form of one scene, as it usually is.
 * @param {string} word */
function choose(word) {
  figure.value = word;
  for (const [name, { box }] of Object.entries(scenes)) box.hidden = name !== word || !box.querySelector("[data-setting]");
  const { box, usual } = scenes[word];
  at.max = box.dataset.last;
  at.value = "0";
  scenes[word].with = null;
  set(usual);
  natural = 0;
}

/** Have the controls of the chosen scene say these settings.
 * @param {Object<string, string>} settings */
function set(settings) {
  const { controls, grid } = scenes[figure.value];
  for (const control of controls) {
    const name = control.dataset.setting, value = settings[name];
    if (value === undefined) continue;
    if (control.type === "range") control.value = String(grid[name].indexOf(value));
    else if (grid[name].includes(value)) put(control, value);
  }
}

/** A value that is not listed, such as a drawing, gets a place of its own in the list.
 * @param {HTMLSelectElement} control
 * @param {string} value */
function put(control, value) {
  const hidden = control.querySelector("option[hidden]");
  if (hidden && ![...control.options].some((option) => option.value === value && !option.hidden)) hidden.value = value;
  control.value = value;
}

/** The settings that the controls say. */
function settings() {
  const { controls, grid, usual } = scenes[figure.value];
  const said = controls.map(({ type, value, dataset: { setting } }) => [setting, type === "range" ? grid[setting][Number(value)] : value]);
  return { ...usual, ...Object.fromEntries(said) };
}

/** A measure in pixels, as text; nothing where none is said that a frame may have.
 * @param {HTMLInputElement} field */
function pixels(field) {
  return field.validity.valid ? field.value : "";
}

/** Say why a measure cannot be, as long as it cannot.
 * @param {HTMLInputElement} field */
function reason(field) {
  document.getElementById(field.getAttribute("aria-describedby")).hidden = field.validity.valid;
}

/** In the place of a measure that cannot be, the nearest that can, beside the reason; whether that was needed.
 * @param {HTMLInputElement} field */
function bound(field) {
  reason(field);
  const { validity: { valid }, min, max, valueAsNumber } = field;
  if (!valid) field.value = Number.isNaN(valueAsNumber) ? "" : String(Math.min(Math.max(Math.round(valueAsNumber), Number(min)), Number(max)));
  return !valid;
}

/** What a page's query would say. */
function state() {
  const word = figure.value, { grid, usual, with: other } = scenes[word], now = path(settings(), grid);
  const hidden = [...form.querySelectorAll("[name=hide]:checked")].map((box) => box.value).join(",");
  return {
    ...(now !== path(usual, grid) && { [word]: now }), ...(other && { [`${word}.with`]: path(other, grid) }),
    ...(at.value !== "0" && { [`${word}.at`]: at.value }), ...(theme.value && { theme: theme.value }), ...(hidden && { hide: hidden }),
  };
}

/** What snippets are made of.
 * @param {string} word
 * @param {string} root
 * @param {Object<string, string>} said
 * @returns {import("./parts/snippets.js").Piece} */
function piece(word, root, said) {
  const { home, alone: embed, title, height: usual } = scenes[word].box.dataset, needed = pixels(width) ? natural : 0;
  return { root, home, embed, word, title, state: said, height: Number(pixels(height)) || needed || Number(usual) };
}

/** Everything that shows what is set up shows it. */
function changed() {
  const said = state(), own = piece(figure.value, here, said);
  step.value = at.value;
  for (const { type, value, dataset, nextElementSibling: output } of scenes[figure.value].controls) {
    if (type === "range" && output) output.value = scenes[figure.value].grid[dataset.setting][Number(value)].replace("-", "\u2212");
  }
  frame.style.inlineSize = pixels(width) ? `${pixels(width)}px` : "100%";
  frame.style.blockSize = `${Number(pixels(height)) || natural || own.height}px`;
  noted.textContent = note.value.trim();
  noted.hidden = !noted.textContent;
  tell(said);
  clearTimeout(quiet);
  quiet = setTimeout(() => show(own), QUIET);
}

/** The snippets, and the page's own address, which brings this form back.
 * @param {Object<string, string>} said */
function tell(said) {
  const sizes = { ...(pixels(width) && { width: pixels(width) }), ...(pixels(height) && { height: pixels(height) }) };
  const extra = { ...sizes, ...(note.value.trim() && { note: note.value.trim() }) };
  hand(panel, { ...piece(figure.value, everywhere, said), width: Number(pixels(width)) || undefined, note: extra.note });
  const query = spelled(new URLSearchParams({ figure: figure.value, ...said, ...extra }));
  try {
    history.replaceState(null, "", location.pathname + query + location.hash);
  } catch {
    // A sandboxed frame may not rename itself.
  }
}

/** @param {import("./parts/snippets.js").Piece} own */
function show(own) {
  const address = alone(own);
  if (address === shown) return;
  shown = address;
  frame.contentWindow.location.replace(address);
}

/** What the frame tells: how high it wants to be, and what was done in it.
 * @param {any} data */
function heard(data) {
  if (data?.type === "downhill:height" && data.height > 0) {
    natural = Math.ceil(data.height);
    if (!pixels(height)) frame.style.blockSize = `${natural}px`;
  } else if (data?.type === "downhill:state") {
    set(data.settings);
    at.value = String(data.step);
    step.value = at.value;
    shown = alone(piece(figure.value, here, state()));
  } else return;
  tell(state());
}

/** @param {{settings: any, beside: any, at: number, note: string}} ready */
function preset(ready) {
  scenes[figure.value].with = ready.beside;
  set(ready.settings);
  at.value = String(ready.at);
  note.value = ready.note;
  changed();
}

/** @param {string} word */
function pick(word) {
  choose(word);
  changed();
  builder.scrollIntoView();
  figure.focus({ preventScroll: true });
}

/** The form as an address of this page says it.
 * @param {URLSearchParams} query */
function recall(query) {
  const word = query.get("figure");
  choose(word in scenes ? word : figure.value);
  const { grid, beside } = scenes[figure.value], { settings: chosen, at: then } = remembered(location.search, figure.value, grid);
  const other = remembered(location.search, `${figure.value}.with`, grid).settings;
  if (beside && Object.keys(other).length) scenes[figure.value].with = { ...beside, ...other };
  set({ ...scenes[figure.value].usual, ...chosen });
  if (then !== null) at.value = String(Math.round(then));
  for (const box of form.querySelectorAll("[name=hide]")) box.checked = (query.get("hide") ?? "").split(",").includes(box.value);
  for (const field of [theme, width, height, note]) field.value = query.get(field.name) ?? "";
  for (const field of [width, height]) bound(field);
}

/** The snippets of a card, once it is opened.
 * @param {HTMLDetailsElement} card */
function lay(card) {
  const box = document.createElement("div"), word = card.dataset.scene, { home, alone: embed, title, height: usual } = scenes[word].box.dataset;
  box.className = "link";
  card.querySelector("pre").replaceWith(box);
  card.querySelector(".where")?.remove();
  hand(box, { root: everywhere, home, embed, word, title, state: {}, height: Number(usual) });
}
