/** staircase: a button or Enter brings paper and takes it away, a tap on the image brings it too; on it pointer, finger and keys draw. */

import {placed} from "../parts/marks.js";
import {cells} from "../parts/pen.js";
import {letters, stroke, strokeByKey} from "../parts/stroke.js";
import {within} from "../parts/within.js";
import {MIDDLE} from "../scenes/staircase.js";

/** While there is paper, a finger on it draws. */
export const grabs = (x, y, film, size, view) => Boolean(view.local.drawing) && onPad({x, y}, placed(view.panels, size).pad) !== null;

/** The place on the paper in cells, null beside it. */
function onPad({x, y}, [left, top, width]) {
  const place = [(x - left) / width * 8, (y - top) / width * 8];
  return place.every(at => at >= 0 && at <= 8) ? place : null;
}

export function handle(event, film, size, view) {
  const {local, settings} = view, boxes = placed(view.panels, size), {kind} = event;
  if (kind === "press") return button(event.key, local, settings);
  if (kind === "key") return key(event, local, settings);
  if (!local.drawing) return tapped(event, boxes.image, local, settings);
  const place = onPad(event, boxes.pad);
  if (kind === "up" || kind === "cancel") return {local: {from: undefined}};
  if (kind === "hover") return {cursor: place ? "crosshair" : ""};
  if (kind === "down" && !place) return {local: {drawing: false}, cursor: ""};
  if (!place || kind !== "down" && !(kind === "move" && local.from)) return null;
  const levels = stroke(cells(settings.image), kind === "down" ? place : local.from, place), cell = place.map(at => Math.min(7, Math.floor(at)));
  return {settings: {image: letters(levels)}, local: {from: place, cell}, cursor: "crosshair"};
}

function button(name, {drawing}, settings) {
  if (name === "clear") return {settings: {image: letters(cells(""))}, local: {drawing: true}};
  return drawing ? {local: {drawing: false}} : {local: {drawing: true, cell: MIDDLE}, settings: {image: letters(cells(settings.image))}};
}

function key(event, {drawing, cell}, settings) {
  if (!drawing) return event.key === "Enter" ? button("draw", {drawing}, settings) : null;
  if (event.key === "Enter" || event.key === "Escape") return {local: {drawing: false}};
  if (event.key === "Delete" || event.key === "Backspace") return button("clear", {drawing}, settings);
  const made = strokeByKey(event, cells(settings.image), cell ?? MIDDLE);
  return made && {settings: {image: letters(made.levels)}, local: {cell: made.cursor}};
}

function tapped(event, image, local, settings) {
  const over = within(event, image, 0);
  if (event.kind === "hover") return {cursor: over ? "pointer" : ""};
  return event.kind === "down" && over ? button("draw", local, settings) : null;
}
