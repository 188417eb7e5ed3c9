/** Scales: from numbers to places on the canvas, and round numbers to mark them, as app/scale.py does for paper. */

import { written } from "./words.js";

/** @returns {(value: number) => number} takes low to start and high to stop, along a straight line */
export const linear = (low, high, start, stop) => value => start + (value - low) / (high - low) * (stop - start);

/** The top of an axis that shows values up to this one. */
export function ceiling(value) {
  const unit = 10 ** Math.floor(Math.log10(value)) / 20;
  return Math.ceil(value * 1.06 / unit) * unit;
}

/** Round numbers above 0 and up to top, at most `most` of them. */
export function ticks(top, most = 4) {
  const magnitude = 10 ** Math.floor(Math.log10(top / most));
  const step = [1, 2, 5, 10].map(m => magnitude * m).find(s => top / s <= most);
  return Array.from({length: Math.floor(top / step + 1e-9)}, (_, k) => step * (k + 1));
}

/** A tick's label: "0.05", "2". */
export const plain = value => written(String(+value.toPrecision(6)));

export const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

/** The value of evenly spaced samples at a place between them. */
export function between(samples, place) {
  const k = clamp(Math.floor(place), 0, samples.length - 2);
  return samples[k] + (samples[k + 1] - samples[k]) * (place - k);
}
