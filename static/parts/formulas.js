/** Formulas: each number on the path of a weight, as words and with its values in it, as app/formulas.py says it. */

import {figures} from "./words.js";

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
    const what = n - 1 === first(film) ? "the weight" : "what enters it";
    return [...valued(film, n), ...n > first(film) ? [`${what}, nudged: × ${figures(differences[n - 1])}`] : []];
  }
  const product = film.value("product", 18 - first(film) - n);
  return [...sloped(film, n), `by nudging: ${figures(differences[n])}`, `product so far: ${figures(product)}`];
}

function valued(film, n) {
  const {values: v, slopes: s, w, maps, label} = film.before, number = first(film);
  if (n === number) return ["what the weight looks at", figures(v[n])];
  if (n === 1 || n === 4 || n === 7) {
    const factor = n - 1 === number ? w[0] : s[n - 1], rest = v[n] - factor * v[n - 1];
    return ["weight × input, and the rest", `${figures(factor)} × ${figures(v[n - 1])} ${rest >= 0 ? "+" : MINUS} ${figures(Math.abs(rest))} = ${figures(v[n])}`];
  }
  if (n === 2 || n === 5) return ["the largest of four", `max(…, ${figures(v[n - 1])}, …) = ${figures(v[n])}`];
  if (n === 3 || n === 6) return ["what is above zero", `max(0, ${figures(v[n - 1])}) = ${figures(v[n])}`];
  if (n === 9) return ["minus the logarithm", `${MINUS}log ${figures(v[8])} = ${figures(v[9])}`];
  const scores = Array.from(maps.subarray(448, 458)), all = scores.reduce((sum, score) => sum + Math.exp(score), 0);
  return ["softmax: its share of ten", `e^${figures(scores[label[0]])} ÷ ${figures(all)} = ${figures(v[8])}`];
}

function sloped(film, n) {
  const {values: v, slopes: s, maps, label, spots} = film.before;
  if (n === first(film)) return ["slope: what the weight looks at", figures(s[n])];
  if (n === 3 || n === 6) return ["slope: the weight between", figures(s[n])];
  if (n === 1 || n === 4) return [s[n] ? "slope: kept" : "slope: not kept", figures(s[n])];
  if (n === 2 || n === 5) return [s[n] ? "slope: above zero" : "slope: not above zero", figures(s[n])];
  if (n === 8) return ["slope: one over p", `${MINUS}1 ÷ ${figures(v[8])} = ${figures(s[8])}`];
  const p = figures(v[8]), other = figures(maps[512 + spots[7]]);
  return ["slope: of the softmax", `${spots[7] === label[0] ? `${p} × (1 ${MINUS} ${p})` : `${MINUS}${p} × ${other}`} = ${figures(s[7])}`];
}
