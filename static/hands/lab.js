/** lab: tap a curve to go to its step. */

import {placed} from "../parts/marks.js";
import {clamp, linear} from "../parts/scale.js";
import {within} from "../parts/within.js";
import {STEPS} from "../scenes/lab.js";

export function handle(event, film, size, view) {
  const boxes = placed(view.panels, size), box = [boxes.loss, boxes.right].find(one => within(event, one));
  if (event.kind === "hover") return {cursor: box ? "pointer" : ""};
  if (event.kind !== "down" || !box) return null;
  return {at: Math.round(clamp(linear(box[0], box[0] + box[2], 0, STEPS)(event.x), 0, film.here - 1))};
}
