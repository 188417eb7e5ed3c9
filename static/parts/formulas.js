/** Formulas: each number on the path of a weight, as words and with its values in it, as app/formulas.py says it. */

import {figures, say} from "./words.js";

const MINUS = "\u2212";

/** The layer that the weight belongs to: where its path begins. */
export const first = film => film.before.number[0];

/** What a step is about: ["value", place], ["slope", link] or ["sum", stage]. */
export function now(film, step) {
  const links = 9 - first(film);
  if (step <= links) return ["value", first(film) + step];
  return step <= 2 * links ? ["slope", 9 - (step - links)] : ["sum", step - 2 * links];
}

/** What can be said about a number on the path: what it is, its formula with the values in it, what a nudge finds. */
export function told(film, [kind, n]) {
  const {differences} = film.before;
  if (kind === "value") {
    return [...valued(film, n), ...n > first(film) ? [nudged(n - 1 === first(film), differences[n - 1])] : []];
  }
  const product = film.value("product", 18 - first(film) - n);
  return [...sloped(film, n), say("by nudging: {number}", {number: figures(differences[n])}), say("product so far: {number}", {number: figures(product)})];
}

/** What a nudge of the weight, or of a number on its way, finds. */
function nudged(weight, difference) {
  const told = {number: figures(difference)};
  return weight ? say("the weight, nudged: × {number}", told) : say("what enters it, nudged: × {number}", told);
}

function valued(film, n) {
  const {values: v, slopes: s, w, maps, label} = film.before, number = first(film);
  if (n === number) return [say("what the weight looks at"), figures(v[n])];
  if (n === 1 || n === 4 || n === 7) {
    const factor = n - 1 === number ? w[0] : s[n - 1], rest = v[n] - factor * v[n - 1];
    return [say("weight × input, and the rest"), `${figures(factor)} × ${figures(v[n - 1])} ${rest >= 0 ? "+" : MINUS} ${figures(Math.abs(rest))} = ${figures(v[n])}`];
  }
  if (n === 2 || n === 5) return [say("the largest of four"), `max(…, ${figures(v[n - 1])}, …) = ${figures(v[n])}`];
  if (n === 3 || n === 6) return [say("what is above zero"), `max(0, ${figures(v[n - 1])}) = ${figures(v[n])}`];
  if (n === 9) return [say("minus the logarithm"), `${MINUS}log ${figures(v[8])} = ${figures(v[9])}`];
  const scores = Array.from(maps.subarray(448, 458)), all = scores.reduce((sum, score) => sum + Math.exp(score), 0);
  return [say("softmax: its share of ten"), `e^${figures(scores[label[0]])} ÷ ${figures(all)} = ${figures(v[8])}`];
}

function sloped(film, n) {
  const {values: v, slopes: s, maps, label, spots} = film.before;
  if (n === first(film)) return [say("slope: what the weight looks at"), figures(s[n])];
  if (n === 3 || n === 6) return [say("slope: the weight between"), figures(s[n])];
  if (n === 1 || n === 4) return [s[n] ? say("slope: kept") : say("slope: not kept"), figures(s[n])];
  if (n === 2 || n === 5) return [s[n] ? say("slope: above zero") : say("slope: not above zero"), figures(s[n])];
  if (n === 8) return [say("slope: one over p"), `${MINUS}1 ÷ ${figures(v[8])} = ${figures(s[8])}`];
  const p = figures(v[8]), other = figures(maps[512 + spots[7]]);
  return [say("slope: of the softmax"), `${spots[7] === label[0] ? `${p} × (1 ${MINUS} ${p})` : `${MINUS}${p} × ${other}`} = ${figures(s[7])}`];
}
