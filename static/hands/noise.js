/** noise: a tap on a digit of the strip puts it in. */

import {placed} from "../parts/marks.js";
import {COUNT} from "../scenes/noise.js";

export function handle(event, film, size, view) {
  const [x, y, width, side] = placed(view.panels, size).strip;
  const k = Math.round((event.x - x - side / 2) / ((width - side) / (COUNT - 1)));
  const over = event.y > y - 10 && event.y < y + side + 24 && k >= 0 && k < film.here;
  if (event.kind === "hover") return {cursor: over ? "pointer" : ""};
  return event.kind === "down" && over ? {at: k} : null;
}
