/** Snippets: the texts that put a scene, as it stands, into a page of somebody else's. Every address in them is a whole one. */

import { spelled } from "./address.js";
import { say } from "./words.js";

/** Signs that mean something to Markdown: anywhere, at the beginning, or after a number there. */
const MARKED = /[\\`*_{}[\]$~|@^]|^[-+=#%:(]|(?<=^\d+)[.)]/g;

/** @typedef {object} Piece
 * @property {string} root where the site is, with a slash at its end
 * @property {string} home the page of its chapter, below the root
 * @property {string} embed its page alone, below the root
 * @property {string} word the scene
 * @property {string} title what a frame shows, for who cannot see it
 * @property {number} height of a frame that shows all of it
 * @property {number} [width] of a frame, in pixels; that of the page if it is not told
 * @property {string} [note] what a teacher says under it
 * @property {Object<string, string>} state what a page's query says: settings, step, theme, what is hidden */

/** The kinds of snippets there are, in the order in which they are offered.
 * @type {[string, (piece: Piece) => string][]} */
export const KINDS = [
  [say("Link"), link],
  [say("Frame, for any page"), frame],
  [say("Element, where scripts may run"), element],
  ["MyST, Jupyter Book", directive],
];

/** @param {Piece} piece */
export function link({ root, home, word, state }) {
  return `${root}${home}${spelled(new URLSearchParams(state))}#${word}`;
}

/** @param {Piece} piece */
export function alone({ root, embed, state }) {
  return root + embed + spelled(new URLSearchParams(state));
}

/** @param {Piece} piece */
export function frame(piece) {
  const { title, height, width, note } = piece;
  return under(note, `<iframe src="${quoted(alone(piece))}" title="${quoted(title)}" width="${width ?? "100%"}" height="${height}" `
    + `style="border: 0" loading="lazy" allow="clipboard-write; fullscreen"></iframe>`);
}

/** @param {Piece} piece */
export function element(piece) {
  const { root, title, width, note } = piece, src = quoted(alone(piece)), room = width ? ` style="max-width: ${width}px"` : "";
  return `<script type="module" src="${quoted(root)}static/embed.js"></script>\n`
    + under(note, `<downhill-scene src="${src}"${room}><a href="${src}">${worded(title)}</a></downhill-scene>`);
}

/** @param {Piece} piece */
export function directive({ root, embed, word, note, state }) {
  const { [word]: settings, [`${word}.with`]: beside, [`${word}.at`]: at, theme, hide } = state;
  const told = {
    scene: word, ...(settings && { settings }), ...(beside && { beside }), ...(at && { step: Number(at) }), ...(theme && { theme }),
    ...(hide && { hide }), ...(!embed.startsWith("embed/") && { language: embed.split("/")[0] }), address: root,
  };
  return `:::{anywidget} ${root}static/scene.mjs\n${JSON.stringify(told, null, 2)}\n:::${note ? `\n\n${plain(note)}` : ""}`;
}

/** What shows the scene, with a note under it, if there is one.
 * @param {string | undefined} note
 * @param {string} shown */
function under(note, shown) {
  return note ? `<figure style="margin: 0">\n${shown}\n<figcaption>${worded(lined(note))}</figcaption>\n</figure>` : shown;
}

/** Text on one line: an empty line would end HTML in the middle of Markdown.
 * @param {string} text */
function lined(text) {
  return text.trim().replace(/\s+/g, " ");
}

/** Text as a paragraph of MyST's Markdown, in which no sign means anything.
 * @param {string} text */
function plain(text) {
  return lined(text).replace(MARKED, "\\$&").replace(/[<>&]/g, "\\$&");
}

/** Text between tags, also where HTML stands in Markdown and its signs would mean something.
 * @param {string} text */
function worded(text) {
  return quoted(text).replace(MARKED, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** Text for an attribute.
 * @param {string} text */
function quoted(text) {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
