/** A sketch: the curve a reader expects, drawn before it is seen, one loss for every ten steps. It stays drawn, and goes nowhere. */

import {line, text} from "./marks.js";
import {clamp} from "./scale.js";
import {fixed, say} from "./words.js";

const EVERY = 10;

/** The sketch with one more mark; what was skipped since the mark before is filled along a straight line. */
export function marked(sketch, step, loss, count) {
  const length = Math.floor((count - 1) / EVERY) + 1, losses = sketch ? [...sketch.losses] : Array(length).fill(null);
  const slot = clamp(Math.round(step / EVERY), 0, length - 1), before = sketch?.pen ?? slot;
  const from = losses[before] ?? loss, way = Math.abs(slot - before) || 1;
  for (let k = 0; k <= way; k++) {
    const at = before + Math.sign(slot - before) * k;
    losses[at] = from + (loss - from) * (slot === before ? 1 : k / way);
  }
  return {losses, pen: slot};
}

/** Shift and arrows draw without a pointer: left and right move the pen, up and down its loss. */
export function byKey({key, shift}, sketch, count, top) {
  const move = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 0.1], ArrowDown: [0, -0.1]}[key];
  if (!shift || !move) return null;
  const pen = sketch?.pen ?? 0, loss = sketch?.losses[pen] ?? top / 2;
  return {local: {sketch: marked(sketch, (pen + move[0]) * EVERY, clamp(loss + move[1], 0, top), count)}};
}

/** The sketch as a dashed line, or an invitation to make one while nothing is revealed yet. */
export function draw(context, sketch, {across, up, box, at, loss}, ink, px) {
  const [x, y, width, height] = box;
  if (!sketch) {
    if (at < 1) text(context, x + width / 2, y + height / 2, say("draw the curve you expect"), {font: "fine", px: px.fine, color: ink.mine, align: "center"});
    return;
  }
  sketch.losses.forEach((value, k) => {
    const next = sketch.losses[k + 1];
    if (value !== null && next != null) line(context, across(k * EVERY), up(value), across((k + 1) * EVERY), up(next), ink.mine, 2.2, [6, 4]);
  });
  const words = at < 1 ? say("your guess") : verdict(sketch, loss, Math.floor(at));
  text(context, x + width, y - 6, words, {px: px.tick, color: ink.mine, align: "right"});
}

/** How far the sketch is off, on average over the steps that have been seen. */
export function verdict(sketch, loss, step) {
  const seen = sketch.losses.map((value, k) => [value, k * EVERY]).filter(([value, k]) => value !== null && k <= step);
  if (!seen.length) return "";
  const off = seen.reduce((sum, [value, k]) => sum + Math.abs(value - loss[k]), 0) / seen.length;
  return say("Your guess is off by {size} on average so far.", {size: fixed(off, 2)});
}
