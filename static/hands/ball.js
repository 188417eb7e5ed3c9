/** ball: drag the ball or tap the curve for another start, tap a cell of the filter for another knob; Shift and arrows move the start. */

import {placed} from "../parts/marks.js";
import {clamp, linear} from "../parts/scale.js";
import {cellAt, sideways, within} from "../parts/within.js";
import {HIGH, LOW, scales, state} from "../scenes/ball.js";

const LET_GO = {dragging: false};

/** The ball itself can be taken, by mouse or finger. */
export function grabs(x, y, film, size, view) {
  const {curve} = placed(view.panels, size), {across, up} = scales(film, curve), now = state(film, view);
  return Math.hypot(x - across(clamp(now.w, LOW, HIGH)), y - up(now.loss)) < 24;
}

export function handle(event, film, size, view) {
  const {curve, filter} = placed(view.panels, size), starts = view.grid.start, {kind} = event;
  const held = () => ({hand: nearest(linear(curve[0], curve[0] + curve[2], LOW, HIGH)(event.x), starts)});
  if (kind === "key") return shifted(event, view.settings.start, starts);
  if (view.local.dragging) {
    if (kind === "move") return {local: held(), cursor: "grabbing"};
    if (kind === "up") return {local: LET_GO, settings: {start: view.local.hand}, at: 0};
    return kind === "cancel" ? {local: LET_GO} : null;
  }
  const onCurve = within(event, curve), onFilter = within(event, filter);
  if (kind === "down" && onCurve) return {local: {dragging: true, ...held()}, cursor: "grabbing"};
  if (kind === "down" && onFilter) return {settings: {knob: String(cellAt(event, filter) + Math.floor(film.settings.knob / 9) * 9)}, at: 0};
  return kind === "hover" ? {cursor: grabs(event.x, event.y, film, size, view) ? "grab" : onCurve || onFilter ? "pointer" : ""} : null;
}

function shifted(event, start, starts) {
  const by = sideways(event);
  return by ? {settings: {start: starts[clamp(starts.indexOf(start) + by, 0, starts.length - 1)]}, at: 0} : null;
}

const nearest = (w, starts) => starts.reduce((best, start) => Math.abs(start - w) < Math.abs(best - w) ? start : best);
