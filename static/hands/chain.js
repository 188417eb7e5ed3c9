/** chain: tap a number, or a thing, for its formula; Shift and arrows go from number to number. */

import {first, now} from "../parts/formulas.js";
import {placed} from "../parts/marks.js";
import {clamp} from "../parts/scale.js";
import {sideways} from "../parts/within.js";
import {BOX, lit, picked, spotOf} from "../scenes/chain.js";

export function handle(event, film, size, view) {
  const step = Math.round(view.at), all = asking(film, step), {kind} = event;
  const about = kind === "key" ? byKey(event, all, picked(view, step)) : nearest(event, all, placed(view.panels, size));
  if (kind === "hover") return {cursor: about ? "pointer" : ""};
  if (kind === "down") return {local: {picked: about && {step, about}}, at: step};
  return kind === "key" && about ? {local: {picked: {step, about}}, at: step} : null;
}

/** All numbers that can be asked about at this step. */
function asking(film, step) {
  const {reached, back} = lit(film, now(film, step)), all = [];
  for (let n = first(film); n <= reached; n++) all.push(["value", n]);
  for (let n = 8; n >= back; n--) all.push(["slope", n]);
  return all;
}

function nearest({x, y}, all, boxes) {
  const {scale} = boxes, side = BOX * scale;
  return all.find(([kind, n]) => {
    const [cx, cy] = spotOf(boxes, kind, n), above = kind === "value" ? side + 32 * scale : 14 * scale;
    return Math.abs(x - cx) < 46 * scale && y > cy - above && y < cy + 10 * scale;
  });
}

function byKey(event, all, asked) {
  const by = sideways(event);
  if (!by) return undefined;
  const here = asked ? all.findIndex(([kind, n]) => kind === asked[0] && n === asked[1]) : by > 0 ? -1 : all.length;
  return all[clamp(here + by, 0, all.length - 1)];
}
