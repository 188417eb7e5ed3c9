/** terrain: drag or tap: the point goes to the nearest measurement; Shift and arrows move it by one. */

import {placed} from "../parts/marks.js";
import {clamp} from "../parts/scale.js";
import {sideways, upright, within} from "../parts/within.js";
import {COLUMNS, MAPPED, ROWS, SWEPT, places, read} from "../scenes/terrain.js";

/** A finger may take the point where it stands; anywhere else it scrolls the page, and a tap moves the point. */
export function grabs(x, y, film, size, view) {
  const {across, up} = places(placed(view.panels, size).map), [column, row] = view.local.point ?? [];
  return column !== undefined && Math.hypot(x - across(column), y - up(row)) < 24;
}

export function handle(event, film, size, view) {
  const {map} = placed(view.panels, size), {local} = view, {kind} = event, inside = within(event, map, 0);
  if (kind === "key") return shifted(event, film, Math.round(view.at), local.point);
  if (kind === "down" && inside || kind === "move" && local.dragging) return {local: {dragging: true, point: nearest(event, map)}, cursor: "crosshair"};
  if (kind === "up" || kind === "cancel") return {local: {dragging: false}};
  return kind === "hover" ? {cursor: inside ? "crosshair" : ""} : null;
}

const onGrid = (column, row) => [clamp(column, 0, COLUMNS - 1), clamp(row, 0, ROWS - 1)];

/** The measurement in whose tile that is, or the nearest. */
function nearest({x, y}, [left, top, width, height]) {
  const side = width / COLUMNS;
  return onGrid(Math.floor((x - left) / side), Math.floor((top + height - y) / side));
}

/** From where the point is seen, or else from the newest measurement, to a neighbour that was measured. */
function shifted(event, film, step, point) {
  const along = sideways(event) || 0, down = upright(event) || 0;
  if (!along && !down) return null;
  const here = point && read(film, step, point) !== undefined ? point : newest(step), next = onGrid(here[0] + along, here[1] - down);
  return {local: {point: read(film, step, next) === undefined ? here : next}};
}

/** The last point of the sweep, or the middle of the last row. */
function newest(step) {
  if (step < SWEPT) return [step, ROWS >> 1];
  return [COLUMNS >> 1, Math.min(step - (step < MAPPED ? SWEPT : MAPPED), ROWS - 1)];
}
