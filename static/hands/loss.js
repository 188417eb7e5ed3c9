/** loss: tap one of the worst, or a place among the sorted, for that digit; tap the curve, or Shift and arrows, for what another p costs. */

import {placed} from "../parts/marks.js";
import {clamp, linear} from "../parts/scale.js";
import {sideways, within} from "../parts/within.js";
import {COUNT, WORST} from "../scenes/loss.js";

const NUDGE = 0.05, ROOM = 12, UNDER = {curve: ROOM, sorted: ROOM, strip: 2 * ROOM};

export function handle(event, film, size, view) {
  const boxes = placed(view.panels, size), {kind, x} = event;
  if (kind === "key") return shifted(event, view);
  if (kind === "leave") return {cursor: ""};
  const touched = Object.keys(UNDER).find(name => within(event, boxes[name], ROOM, ROOM, UNDER[name]));
  if (kind === "hover") return {cursor: touched ? "pointer" : ""};
  if (kind !== "down" || !touched) return null;
  const [left, , width, side] = boxes[touched], share = (x - left) / width;
  if (touched === "curve") return ask(view, share);
  return {at: touched === "strip" ? inStrip(x - left - side / 2, (width - side) / (WORST - 1), film) : nearest(linear(0, 1, COUNT, 1)(share), film)};
}

/** On the curve as far as it is drawn without leaving the plot, in hundredths. */
const probability = p => clamp(Math.round(p * 100) / 100, 0.01, 1);

/** What is asked is asked of the digit that is shown. */
const ask = ({at}, p) => ({local: {p: {[at]: probability(p)}}});

function shifted(event, view) {
  const by = sideways(event);
  return by ? ask(view, (view.local.p?.[view.at] ?? 0.5) + by * NUDGE) : null;
}

const inStrip = (x, pitch, film) => film.count - WORST + clamp(Math.round(x / pitch), 0, WORST - 1);

/** The record whose place is nearest. */
function nearest(place, film) {
  const off = step => Math.abs(film.value("place", step) - place);
  return Array.from({length: film.here}, (_, step) => step).reduce((best, step) => off(step) < off(best) ? step : best);
}
