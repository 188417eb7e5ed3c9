/** What hands a figure on: a link and the texts for other pages, each to be copied, and selected where copying is denied. */

import { KINDS, link } from "./snippets.js";
import { say } from "./words.js";

/** @typedef {import("./snippets.js").Piece} Piece */

/** Show in a panel how this figure, as it stands, can be handed on; its link is selected.
 * @param {HTMLElement} panel
 * @param {import("./element.js").Figure} figure */
export function share(panel, figure) {
  const [first] = hand(panel.querySelector(".link"), pieceOf(panel, figure), panel.dataset.embed ? KINDS : [[say("Link"), link]]);
  chosen(first);
}

/** A text field for each kind of snippet, laid out once and filled anew.
 * @param {HTMLElement} panel
 * @param {Piece} piece
 * @param {typeof KINDS} kinds
 * @returns {HTMLTextAreaElement[]} */
export function hand(panel, piece, kinds = KINDS) {
  if (!panel.childElementCount) panel.append(...kinds.map(([name]) => row(name)), told());
  const fields = [...panel.querySelectorAll("textarea")];
  fields.forEach((field, k) => (field.value = kinds[k][1](piece)));
  panel.querySelector("output").value = "";
  return fields;
}

/** @param {HTMLElement} panel
 * @param {import("./element.js").Figure} figure
 * @returns {Piece} */
function pieceOf({ dataset }, { element, choice, at }) {
  const { theme, hide } = document.documentElement.dataset, { href, pathname } = location;
  const root = new URL(dataset.root ?? "/", href).href, home = dataset.home ?? pathname.slice(1);
  const beside = { ...(theme && { theme }), ...(hide && { hide: hide.replaceAll(" ", ",") }) };
  return {
    root, home, embed: dataset.embed, word: choice.key, height: Number(dataset.height),
    title: element.querySelector(".stage").getAttribute("aria-label"), state: { ...choice.kept(Math.round(at)), ...beside },
  };
}

/** @param {HTMLTextAreaElement} field */
function chosen(field) {
  field.focus({ preventScroll: true });
  field.select();
  field.scrollTop = 0;
}

/** @param {string} name */
function row(name) {
  const label = document.createElement("label"), field = document.createElement("textarea"), button = document.createElement("button");
  Object.assign(field, { readOnly: true, spellcheck: false, rows: 3 });
  label.append(name, field);
  Object.assign(button, { type: "button", textContent: say("Copy") });
  button.setAttribute("aria-label", say("Copy: {name}", { name }));
  button.addEventListener("click", () => copy(field, button.closest(".link").querySelector("output")));
  const both = document.createElement("div");
  both.append(label, button);
  return both;
}

function told() {
  const output = document.createElement("output");
  output.setAttribute("role", "status");
  return output;
}

/** Onto the clipboard: in a frame without leave by the older way, and where that is denied too the text stays selected.
 * @param {HTMLTextAreaElement} field
 * @param {HTMLOutputElement} output */
async function copy(field, output) {
  chosen(field);
  const copied = (await written(field.value)) || document.execCommand("copy");
  output.value = copied ? say("Copied.") : say("It is selected: copy it with your keyboard or menu.");
}

/** @param {string} text */
async function written(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
