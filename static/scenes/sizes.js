/** sizes: how many weights the same loop has trained, from this chapter's network to the largest whose number is published. */

import {dot, extent, line, placed, text, type} from "../parts/marks.js";
import {linear} from "../parts/scale.js";
import {large, say} from "../parts/words.js";

const MODELS = [
  [say("ours")], ["LeNet-5", 1998], ["ResNet-50", 2016], ["AlexNet", 2012], ["GPT-2", 2019], ["GPT-3", 2020], ["Llama 3.1", 2024],
  ["PaLM", 2022], ["DeepSeek-V3", 2024, true], ["Kimi K2", 2025, true], ["Switch-C", 2022, true],
];
const LOW = 3, HIGH = 12.4;
const POWERS = [[1e3, "1000", "10³"], [1e6, say("million"), "10⁶"], [1e9, say("billion"), "10⁹"], [1e12, say("trillion"), "10¹²"]];
const EQUAL = [[0, "0"], [5e11, "½"], [1e12, "1"], [1.5e12, say("1½ trillion")]], GAP = 14;

export const stepwise = true;

export function draw(context, film, size, {panels, ink, at: last}) {
  const {rows, axis, scale} = placed(panels, size), px = type(size).tick, [x, y, width, height] = rows;
  const longest = Math.max(...Array.from({length: film.here}, (_, k) => extent(context, large(film.value("weights", k)), {font: "strong", px})));
  const {across, told} = scaleOf(film, [axis[0], y, Math.min(axis[2], x + width - longest - GAP * scale - axis[0])]);
  const pitch = height / MODELS.length, narrow = crowded(context, told, across, px);
  for (const [value, words, short = words] of told) {
    line(context, across(value), y, across(value), y + height, ink.rule);
    text(context, across(value), y + height + 8 * scale + px, narrow ? short : words, {px, color: ink.soft, align: "center"});
  }
  for (let k = 0; k <= last; k++) {
    const middle = y + pitch * (k + 0.5), new_ = k === last, look = {font: new_ ? "strong" : "tick", px, color: new_ ? ink.ink : ink.soft};
    const weights = film.value("weights", k), place = across(weights);
    text(context, x, middle + 4, MODELS[k][0], look);
    line(context, across(told[0][0]), middle, place, middle, ink.soft);
    dot(context, place, middle, Math.max(new_ ? 5 : 3.5, (new_ ? 7 : 5) * scale), ink.ink);
    text(context, x + width, middle + 4, large(weights), {...look, align: "right"});
  }
}

/** Whether two of the words under the axis would touch. */
function crowded(context, told, across, px) {
  const half = told.map(([, words]) => extent(context, words, {px}) / 2 + px / 4);
  return told.some(([value], k) => k && across(value) - across(told[k - 1][0]) < half[k] + half[k - 1]);
}

/** Number of weights to x, in powers of a thousand or in equal steps, and what is marked there. */
function scaleOf(film, [x, , width]) {
  if (film.settings.axis === "equal") return {across: linear(0, 10 ** HIGH / 1.5, x, x + width), told: EQUAL};
  const powers = linear(LOW, HIGH, x, x + width);
  return {across: weights => powers(Math.log10(weights)), told: POWERS};
}

export function sentence(film, step) {
  const weights = large(film.value("weights", step)), [name, year, part] = MODELS[step];
  if (!step) return say("This chapter’s network: {weights} weights.", {weights});
  const told = {name, year, weights, times: large(film.value("times", step))};
  if (part) return say("{name} ({year}): {weights} weights, of which a part works on each word; {times} times ours.", told);
  return say("{name} ({year}): {weights} weights; {times} times ours.", told);
}
