/** training: before the run has begun, its loss panel is for sketching; afterwards a hand over it reads a step, and a tap goes there. */

import {placed} from "../parts/marks.js";
import {clamp, linear} from "../parts/scale.js";
import {EVERY} from "../parts/sketch.js";
import {sideways, upright, within} from "../parts/within.js";
import {TOP} from "../scenes/training.js";

/** A finger may draw in the loss panel before the run has begun. */
export const grabs = (x, y, film, size, view) => view.at < 1 && within({x, y}, placed(view.panels, size).loss, 0);

export function handle(event, film, size, view) {
  const box = placed(view.panels, size).loss, [x, y, width, height] = box, {kind} = event, {drawing, sketch} = view.local;
  if (kind === "leave") return {local: {hover: undefined}};
  if (kind === "key") return byKey(event, sketch, film.count);
  if (drawing && (kind === "up" || kind === "cancel")) return {local: {drawing: false}};
  const inside = within(event, box, 8, 12), step = clamp(linear(x, x + width, 0, film.count - 1)(event.x), 0, film.count - 1);
  if (kind === "down" && inside && view.at >= 1) return {at: Math.round(clamp(step, 0, film.here - 1))};
  if (kind === "down" && inside || kind === "move" && drawing) {
    const loss = clamp(linear(y + height, y, 0, TOP)(event.y), 0, TOP);
    return {local: {drawing: true, sketch: marked(kind === "down" && sketch ? {...sketch, pen: undefined} : sketch, step, loss, film.count)}, cursor: "crosshair"};
  }
  if (kind !== "hover") return null;
  const readable = inside && step <= view.at && view.at >= 1;
  return {local: {hover: readable ? Math.round(step) : undefined}, cursor: inside ? view.at < 1 ? "crosshair" : "pointer" : ""};
}

/** The sketch with one more mark; what was skipped since the mark before is filled along a straight line. */
function marked(sketch, step, loss, count) {
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
function byKey(event, sketch, count) {
  const along = sideways(event) || 0, down = upright(event) || 0;
  if (!along && !down) return null;
  const pen = sketch?.pen ?? 0, loss = sketch?.losses[pen] ?? TOP / 2;
  return {local: {sketch: marked(sketch, (pen + along) * EVERY, clamp(loss - 0.1 * down, 0, TOP), count)}};
}
