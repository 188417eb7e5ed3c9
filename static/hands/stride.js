/** stride: before the first step tap or drag in a panel, or Shift and arrows, to guess; at any time in the chart for another rate of yours. */

import {placed} from "../parts/marks.js";
import {clamp, linear} from "../parts/scale.js";
import {sideways, upright, within} from "../parts/within.js";
import {REACH, SHOWN, acrossRates} from "../scenes/stride.js";

const GRAIN = 0.1, NUDGE = 0.2, FROM = -2.6;

/** What lies under a finger: a rate to guess about, while nothing has moved yet, or the chart. */
function under(place, boxes, at) {
  if (within(place, boxes.chart)) return "chart";
  return at < 1 ? SHOWN.find(rate => within(place, boxes[`rate_${rate}`])) : undefined;
}

export const grabs = (x, y, film, size, view) => under({x, y}, placed(view.panels, size), view.at) !== undefined;

export function handle(event, film, size, view) {
  const boxes = placed(view.panels, size), {local, at} = view, {kind} = event;
  if (kind === "key") return at < 1 ? byKey(event, local) : null;
  if (kind === "up" || kind === "cancel") return local.aiming ? {local: {aiming: undefined}} : null;
  const spot = kind === "move" ? local.aiming : under(event, boxes, at);
  if (kind === "hover") return {cursor: spot === "chart" ? "pointer" : spot ? "crosshair" : ""};
  if (kind !== "down" && kind !== "move" || !spot) return null;
  if (spot === "chart") return {local: {aiming: spot}, settings: {rate: nearest(event.x, view.grid.rate, boxes.chart)}};
  const [x, , width] = boxes[`rate_${spot}`];
  return guessed(local, spot, linear(x, x + width, ...REACH)(event.x), {aiming: spot});
}

/** A guess holds a weight in tenths, and no further out than the map. */
function guessed({guesses}, rate, w, more) {
  return {local: {...more, picked: rate, guesses: {...guesses, [rate]: clamp(Math.round(w / GRAIN) * GRAIN, ...REACH)}}};
}

function nearest(x, rates, box) {
  const place = acrossRates(rates, box);
  return rates.reduce((best, rate) => Math.abs(place(rate) - x) < Math.abs(place(best) - x) ? rate : best);
}

/** Up and down pick the rate, left and right move its guess. */
function byKey(event, local) {
  const along = sideways(event) || 0, next = upright(event) || 0, {guesses, picked = "4"} = local;
  if (!along && !next) return null;
  const rate = SHOWN[clamp(SHOWN.indexOf(picked) + next, 0, SHOWN.length - 1)];
  return guessed(local, rate, (guesses?.[rate] ?? FROM) + NUDGE * along);
}
