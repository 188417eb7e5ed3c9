/** terrain: where the landscape comes from: one knob swept, two knobs mapped, then a slice through all of them and the run above it. */

import {beside, captions, floor, level, under} from "../parts/chart.js";
import {band, dot, frame, halo, line, placed, polyline, text, type} from "../parts/marks.js";
import {ceiling, clamp, linear, plain, ticks} from "../parts/scale.js";
import {fixed, say, signed} from "../parts/words.js";

export const COLUMNS = 41;
export const ROWS = 21;
export const SWEPT = COLUMNS;
export const MAPPED = SWEPT + ROWS;
const SLICED = MAPPED + ROWS, PACE = 10, REACH = 4, CAP = 8, LOW = 0.02, HIGH = 4, SHADES = 12;
const LEVELS = [0.05, 0.1, 0.2, 0.5, 1, 2, 4], DECADES = [0.1, 1];
const ABOVE = [say("one knob, seen from above"), say("two knobs: a map, row by row"), say("a slice through 1,898 knobs"), say("the slice, and the run over it")];
const BESIDE = [
  say("the same from the side: loss"), say("the newest row from the side: loss"), say("the newest row from the side: loss"),
  say("loss in powers of ten: the run, the slice"),
];

/** Which of the four parts a step belongs to: knob, two knobs, slice, run. */
const chapterOf = step => [SWEPT, MAPPED, SLICED].filter(begin => step >= begin).length;

export const stepwise = true;

export function draw(context, film, size, view) {
  const boxes = placed(view.panels, size), px = type(size), {ink} = view, step = Math.round(view.at), now = chapterOf(step);
  const scales = places(boxes.map);
  captions(context, boxes, {map: ABOVE[now], side: BESIDE[now]}, ink, px, 14);
  axes(context, film, boxes.map, scales, now, ink, px);
  tiles(context, film, boxes.map, step, ink);
  frame(context, boxes.map, ink.rule);
  contours(context, film, scales, step, ink, px.tick);
  if (now < 3) profile(context, film, boxes.side, scales, step, ink, px);
  else {
    route(context, film, scales, view.at, ink, boxes.scale);
    gap(context, film, boxes.side, view.at, ink, px, boxes.scale);
  }
  pointed(context, film, view, scales, ink, px, boxes.scale);
}

/** From grid points of the map, as columns and rows, to the middles of their tiles. */
export function places([x, y, width, height]) {
  const half = width / COLUMNS / 2;
  return {across: linear(0, COLUMNS - 1, x + half, x + width - half), up: linear(0, ROWS - 1, y + height - half, y + half)};
}

function axes(context, film, box, {across, up}, now, ink, px) {
  if (now > 1) return under(context, box[0] + box[2] / 2, box, say("across the first direction, up the second"), ink, px);
  const second = linear(...film.before.second, 0, ROWS - 1);
  for (const w of [-4, -2, 0, 2, 4]) under(context, across((w + REACH) * 5), box, signed(w, 0), ink, px);
  for (const w of [-2, 0, 2, 4]) beside(context, box, up(second(w)), signed(w, 0), ink, px);
}

/** The losses of a row of the map, as far as they are known at that step; nothing if none is. */
function measured(film, step, row) {
  const now = chapterOf(step), all = k => film.row("row", k);
  if (now === 0) return row === ROWS >> 1 ? all(0).subarray(0, step + 1) : [];
  const at = (now === 1 ? SWEPT : MAPPED) + row;
  return at <= step ? all(at) : [];
}

/** How dark a loss is drawn, by its logarithm. */
const shade = loss => 0.05 + 0.6 * Math.round(clamp(Math.log(loss / LOW) / Math.log(CAP / LOW), 0, 1) * SHADES) / SHADES;

/** One tile per measurement. They end on whole pixels, so that no seams show. */
function tiles(context, film, [x, y, width, height], step, ink) {
  const side = width / COLUMNS, edge = k => Math.round(x + k * side), ledge = k => Math.round(y + height - k * side);
  context.fillStyle = ink.soft;
  for (let row = 0; row < ROWS; row++) {
    measured(film, step, row).forEach((loss, k) => {
      context.globalAlpha = shade(loss);
      context.fillRect(edge(k), ledge(row + 1), edge(k + 1) - edge(k), ledge(row) - ledge(row + 1));
    });
  }
  context.globalAlpha = 1;
}

/** The contours the server found, once the whole map is known: every line, and the longest of each level with its loss. */
function contours(context, film, {across, up}, step, ink, px) {
  const name = step >= SLICED - 1 ? "plane" : step >= MAPPED - 1 && step < MAPPED ? "knobs" : null;
  if (!name || !film.done) return;
  const longest = {};
  context.globalAlpha = 0.55;
  for (const {level, points} of lines(film.after[`${name}_pens`], film.after[`${name}_points`])) {
    polyline(context, points.length / 2, k => across(points[2 * k]), k => up(points[2 * k + 1]), ink.ink, 1);
    if (!(longest[level]?.length >= points.length)) longest[level] = points;
  }
  context.globalAlpha = 1;
  for (const [level, points] of Object.entries(longest)) {
    const middle = Math.floor(points.length * (1 + level % 2 * 2) / 8), column = clamp(points[2 * middle], 1, COLUMNS - 2), row = clamp(points[2 * middle + 1], 0.5, ROWS - 1.5);
    halo(context, across(column), up(row) + 5, plain(LEVELS[level - 1]), {px, color: ink.ink, align: "center"}, ink.paper);
  }
}

function* lines(pens, points) {
  for (let begin = 0; pens[begin]; ) {
    let end = begin + 1;
    while (pens[end] > 0) end++;
    yield {level: -pens[begin], points: points.subarray(2 * begin, 2 * end)};
    begin = end;
  }
}

/** The newest row as a curve: the map from the side. */
function profile(context, film, box, {across}, step, ink, px) {
  const now = chapterOf(step), row = measured(film, step, now === 0 ? ROWS >> 1 : step - (now === 1 ? SWEPT : MAPPED));
  const [, y, , height] = box, top = ceiling(Math.max(...film.row("row", step), 0.1)), up = linear(0, top, y + height, y);
  levels(context, box, up, ticks(top, 3), ink, px);
  polyline(context, row.length, across, k => up(row[k]), ink.ink, 2.6);
  row.forEach((loss, k) => dot(context, across(k), up(loss), 2.6, ink.ink));
}

/** The grid of a chart: lines at these values, and its floor. */
function levels(context, box, up, values, ink, px) {
  for (const t of values) level(context, box, up(t), plain(t), ink, px);
  floor(context, box, ink);
}

/** Where the plane's places are drawn. */
function onMap({before: {frame: [left, right, bottom, top]}}, {across, up}) {
  const column = linear(left, right, 0, COLUMNS - 1), row = linear(bottom, top, 0, ROWS - 1);
  return {x: a => across(column(a)), y: b => up(row(b))};
}

/** The run's own path over the slice, up to this step. */
function route(context, film, scales, at, ink, scale) {
  const {x, y} = onMap(film, scales), step = Math.round(at), {across, up} = film.each;
  polyline(context, step - SLICED + 1, k => x(across[SLICED + k]), k => y(up[SLICED + k]), ink.ball, 2.2);
  dot(context, x(across[step]), y(up[step]), Math.max(6, 8 * scale), ink.ball);
}

/** The true loss of the run, that of the slice below it, and what lies between them. */
function gap(context, film, box, at, ink, px, scale) {
  const [x, y, width, height] = box, step = Math.round(at), count = step - SLICED + 1, {loss, slice} = film.each;
  const along = linear(0, film.count - 1 - SLICED, x, x + width), high = linear(Math.log(LOW), Math.log(HIGH), y + height, y), up = value => high(Math.log(value));
  levels(context, box, up, DECADES, ink, px);
  for (let t = 0; t <= 400; t += 100) under(context, along(t / PACE), box, t, ink, px);
  const run = k => up(loss[SLICED + k]), below = k => up(slice[SLICED + k]);
  band(context, count, along, below, run, ink.soft);
  polyline(context, count, along, below, ink.ink, 2);
  polyline(context, count, along, run, ink.ball, 2.2);
  dot(context, along(count - 1), run(count - 1), Math.max(5, 6 * scale), ink.ball);
  const {far, words} = widest(film, step);
  line(context, along(far), run(far), along(far), below(far), ink.ink, 2);
  text(context, x + width, y + px.num, words, {font: "num", px: px.num, color: ink.ink, align: "right"});
}

/** Where the run, up to this step, was the most times as high as the slice below it: there the scale shows them furthest apart. */
function widest({each: {loss, slice}}, step) {
  let far = SLICED;
  for (let k = far; k <= step; k++) if (loss[k] * slice[far] > loss[far] * slice[k]) far = k;
  const times = fixed(loss[far] / slice[far], 1);
  far -= SLICED;
  return {far, words: say("widest gap {times}×, step {step}", {times, step: PACE * far})};
}

/** The loss at the reader's point, which stands on the grid; undefined where nothing was measured yet. */
export const read = (film, step, [column, row]) => measured(film, step, row)[column];

/** The reader's point, with the loss that was measured there. */
function pointed(context, film, {at, local}, {across, up}, ink, px, scale) {
  const loss = local.point && read(film, Math.round(at), local.point);
  if (loss === undefined) return;
  const [column, row] = local.point, x = across(column), y = up(row), left = column > COLUMNS * 0.7;
  context.beginPath();
  context.arc(x, y, Math.max(6, 8 * scale), 0, 7);
  context.strokeStyle = ink.mine;
  context.lineWidth = 2.5;
  context.stroke();
  halo(context, x + (left ? -12 : 12), y - 8, told(loss), {font: "num", px: px.num, color: ink.mine, align: left ? "right" : "left"}, ink.paper);
}

/** A loss as it is told; the frames hold none above CAP. */
const told = loss => loss < CAP - 0.001 ? fixed(loss, 3) : say("{cap} or more", {cap: CAP});

export function sentence(film, step, view) {
  const loss = film.value("loss", step), slice = film.value("slice", step), across = film.value("across", step), up = film.value("up", step);
  const mine = view.local.point && read(film, step, view.local.point);
  const here = {
    point: step + 1, points: COLUMNS, across: signed(across), loss: fixed(loss, 3),
    row: step + 1 - (step < MAPPED ? SWEPT : MAPPED), rows: ROWS, up: signed(up),
    step: PACE * (step - SLICED), slice: fixed(slice, 3), gap: widest(film, step).words,
  };
  const now = [
    say("Point {point} of {points}: with the knob at {across} the loss is {loss}.", here),
    say("Row {row} of {rows}: the second knob at {up}. The lowest loss in it is {loss}.", here),
    say("Row {row} of {rows} of the slice. The lowest loss in it is {loss}.", here),
    say("Step {step} of the run: loss {loss}, slice {slice}; {gap}.", here),
  ][chapterOf(step)];
  return mine === undefined ? now : [now, say("At your point: {loss}.", {loss: told(mine)})].join(" ");
}
