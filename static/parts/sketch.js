/** A sketch: the curve a reader expects, drawn before it is seen, one loss for every ten steps. It stays drawn, and goes nowhere. */

import {line, text} from "./marks.js";
import {fixed, say} from "./words.js";

export const EVERY = 10;

/** The sketch as a dashed line, or an invitation to make one while nothing is revealed yet. */
export function draw(context, sketch, {across, up, box, at}, ink, px) {
  const [x, y, width, height] = box;
  if (!sketch) {
    if (at < 1) text(context, x + width / 2, y + height / 2, say("draw the curve you expect"), {font: "fine", px: px.fine, color: ink.mine, align: "center"});
    return;
  }
  sketch.losses.forEach((value, k) => {
    const next = sketch.losses[k + 1];
    if (value !== null && next != null) line(context, across(k * EVERY), up(value), across((k + 1) * EVERY), up(next), ink.mine, 2.2, [6, 4]);
  });
  text(context, x + width, y - 6, say("your guess"), {px: px.tick, color: ink.mine, align: "right"});
}

/** How far the sketch is off, on average over the steps that have been seen. */
export function verdict(sketch, loss, step) {
  const seen = sketch.losses.map((value, k) => [value, k * EVERY]).filter(([value, k]) => value !== null && k <= step);
  if (!seen.length) return "";
  const off = seen.reduce((sum, [value, k]) => sum + Math.abs(value - loss[k]), 0) / seen.length;
  return say("Your guess is off by {size} on average so far.", {size: fixed(off, 2)});
}
