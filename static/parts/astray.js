/** What an address asks of a page that the page does not have, in sentences: what came, what was expected, what exists. */

import { gridOf } from "./grid.js";

const LIGHTS = ["dark", "light"], PARTS = ["contents", "steps", "settings", "numbers", "link"];
const MANY = 12, FEW = 3;

/** @typedef {(value: string) => string[]} Judge what is wrong with a value */

/** A sentence for everything in a query that this page, or one that was fetched and parsed, does not know.
 * @param {ParentNode} page
 * @param {string} search
 * @returns {string[]} */
export function astray(page, search) {
  /** @type {Object<string, Judge>} */
  const judges = Object.assign({}, ...[...page.querySelectorAll("figure[data-scene]")].map(ofScene), {
    theme: (value) => one("theme", value, LIGHTS),
    hide: (value) => value.split(",").flatMap((part) => one("hide", part, PARTS)),
  });
  const said = [...new URLSearchParams(search)].filter(([, value]) => value);
  return said.flatMap(([name, value]) => Object.hasOwn(judges, name) ? judges[name](value) : [unknown("", name, Object.keys(judges))]);
}

/** What a query may say of one scene.
 * @param {HTMLElement} figure
 * @returns {Object<string, Judge>} */
function ofScene(figure) {
  const { dataset } = figure, word = figure.closest(".scene")?.id || dataset.scene, grid = gridOf(dataset);
  const last = Number(figure.querySelector("[data-steps]")?.getAttribute("max"));
  const settings = (/** @type {string} */ value) => value.split("/").flatMap((pair) => ofGrid(word, grid, pair));
  return {
    [word]: settings,
    ...(dataset.beside && { [`${word}.with`]: settings }),
    [`${word}.at`]: (value) => Number(value) >= 0 && Number(value) <= last ? [] : [wrong(`${word}.at`, value, `a step from 0 to ${last}`)],
  };
}

/** @param {string} word
 * @param {Object<string, string[]>} grid
 * @param {string} pair */
function ofGrid(word, grid, pair) {
  const [name, value = ""] = pair.split("=");
  return Object.hasOwn(grid, name) ? one(`${word}: ${name}`, value, grid[name]) : [unknown(`${word}: `, name, Object.keys(grid))];
}

/** @param {string} name
 * @param {string} value
 * @param {string[]} values */
function one(name, value, values) {
  return values.includes(value) ? [] : [wrong(name, value, `one of ${listed(values)}`)];
}

/** All of them if they are few, else the first ones and the last; and what those look like that no list holds.
 * @param {string[] & {pattern?: RegExp}} values */
function listed(values) {
  const said = values.length > MANY ? `${values.slice(0, FEW).join(", ")} to ${values.at(-1)}` : values.join(", ");
  return values.pattern ? `${said} or ${values.pattern.source}` : said;
}

const wrong = (/** @type {string} */ name, /** @type {string} */ value, /** @type {string} */ expected) =>
  `${name} is ${JSON.stringify(value)}, expected ${expected}`;

const unknown = (/** @type {string} */ where, /** @type {string} */ name, /** @type {string[]} */ names) =>
  `${where}nothing here is called ${JSON.stringify(name)}; there are ${names.join(", ")}`;
