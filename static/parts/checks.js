/** Checks: how each number was made, its formula filled with the values of the step that the reader looks at, as app/checks.py does. */

import { say, signed, whole, written } from "./words.js";

const SLOT = /\{(?:settings\.(\w+)|(\w+)(?:\[(\w+)\])?(\+1)?(?::(\d))?)\}/g;

/** @param {string} formula
 * @param {import("./frames.js").Film} film
 * @param {number} step
 * @returns {string} empty where a value is not known: not yet, or as it is of a step after the last that is here */
export function filled(formula, film, step) {
  if (formula.includes("+1") && step + 1 >= film.here) return "";
  let known = true;
  const text = formula.replace(SLOT, (_, setting, name, entry, later, digits) => {
    if (setting) return say(written(film.settings[setting]));
    const value = field(film, name, step + (later ? 1 : 0))[entry ? field(film, entry, step)[0] : 0];
    known &&= !Number.isNaN(value);
    return digits ? signed(value, +digits) : whole(value);
  });
  return known ? text : "";
}

/** @returns {Float32Array} */
const field = (film, name, step) => (name in film.each ? film.row(name, step) : film.before[name]);

/** Fill every `[data-formula]` in a place.
 * @param {Element} place */
export function complete(place, film, step) {
  for (const line of place.querySelectorAll("[data-formula]")) {
    const text = filled(line.getAttribute("data-formula"), film, step);
    if (line.textContent !== text) line.textContent = text;
    line.closest("li").hidden = !text;
  }
}
