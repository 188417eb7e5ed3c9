/** lab: one training with the reader's own settings, judged at every step on the digits it has never seen, over another run. */

import {cel} from "../parts/cel.js";
import {captions, floor, level, under} from "../parts/chart.js";
import {dot, filters, line, placed, polyline, text, type} from "../parts/marks.js";
import {between, clamp, linear} from "../parts/scale.js";
import {fixed, percent, say, written} from "../parts/words.js";

export const STEPS = 440;
const UNSEEN = 360, LOUD = 1.4, LOW = 0.03, HIGH = 20, NOTHING = Math.log(10), DASH = [7, 4];
const CAPTIONS = {
  loss: say("loss on unseen digits, in powers of ten"), right: say("% right, unseen digits"),
  mine: say("filters: this run’s above, the other’s below"),
};
const PANELS = ["loss", "right"];
const OPTIMIZERS = {plain: say("plain"), momentum: say("momentum"), adam: say("adam")};
const SHORT = {rate: say("rate {value}"), optimizer: "{value}", batch: say("batch {value}"), seed: say("seed {value}")};

export function ground(context, film, size, {panels, ink, beside}) {
  const boxes = placed(panels, size), px = type(size);
  captions(context, boxes, beside ? CAPTIONS : {...CAPTIONS, mine: say("this run’s filters")}, ink, px, 14);
  axes(context, boxes, ink, px);
  if (beside) whole(context, beside, boxes, ink);
}

export function draw(context, film, size, view) {
  const boxes = placed(view.panels, size), px = type(size), {ink, at, beside} = view;
  if (beside) other(context, beside, boxes, at, ink);
  mine(context, film, boxes, at, size, ink);
  if (film.done && film.diverged && at === film.count - 1) gone(context, film, boxes.loss, ink, px);
  names(context, film, beside, boxes.loss, at, ink, px, size);
}

/** Step to x and value to y: the loss on a logarithmic scale from LOW to HIGH, the digits right from none to all. */
function scales(panel, [x, y, width, height]) {
  const across = linear(0, STEPS, x, x + width), log = linear(Math.log(LOW), Math.log(HIGH), y + height, y);
  return {across, up: panel === "right" ? linear(0, UNSEEN, y + height, y) : loss => log(Math.log(clamp(loss, LOW, HIGH)))};
}

function axes(context, boxes, ink, px) {
  for (const [panel, levels] of Object.entries({loss: [0.1, 1, 10], right: [0, UNSEEN / 2, UNSEEN]})) {
    const {up} = scales(panel, boxes[panel]);
    for (const value of levels) level(context, boxes[panel], up(value), panel === "loss" ? written(String(value)) : 100 * value / UNSEEN, ink, px);
    floor(context, boxes[panel], ink);
  }
  const [x, , width] = boxes.right, {across} = scales("right", boxes.right), nothing = scales("loss", boxes.loss).up(NOTHING);
  for (let step = 0; step <= STEPS; step += 100) under(context, across(step), boxes.right, step, ink, px, 5);
  line(context, x, nothing, x + width, nothing, ink.soft, 1, [2, 4]);
  text(context, x + width, nothing - 5, say("knowing nothing"), {px: px.tick, color: ink.soft, align: "right"});
}

/** A field's values up to a step, as a line. */
function upTo(context, values, last, across, up, color, width, dash) {
  polyline(context, last + 1, across, k => up(values[k]), color, width, dash);
}

/** Between two steps along a straight line; a run of one step has nothing between. */
const valueAt = (values, step) => Number.isInteger(step) ? values[step] : between(values, step);

/** The run before: all of it, dashed. */
function whole(context, beside, boxes, ink) {
  for (const panel of PANELS) {
    const {across, up} = scales(panel, boxes[panel]);
    upTo(context, beside.each[panel], beside.here - 1, across, up, ink.soft, 1.8, DASH);
  }
}

/** Where the run before was at this step. */
function other(context, beside, boxes, at, ink) {
  const here = Math.min(at, beside.here - 1);
  for (const panel of PANELS) {
    const {across, up} = scales(panel, boxes[panel]);
    dot(context, across(here), up(valueAt(beside.each[panel], here)), 4, ink.soft);
  }
  filters(context, boxes.other, beside.row("filters", Math.round(here)), LOUD, ink);
}

/** The reader's run as far as it is known, to be shown as far as the step. */
function lines(context, film, boxes, size, ink) {
  return cel(context, size, [film, film.here, ink], sheet => {
    const {across, up} = scales("loss", boxes.loss), last = film.here - 1;
    upTo(sheet, film.each.loss, last, across, up, ink.ink, 2.2);
    upTo(sheet, film.each.right, last, across, scales("right", boxes.right).up, ink.ink, 2.2);
  });
}

/** The reader's run, up to this step. */
function mine(context, film, boxes, at, size, ink) {
  const shown = lines(context, film, boxes, size, ink);
  for (const panel of PANELS) {
    const {across, up} = scales(panel, boxes[panel]), [color, radius] = panel === "loss" ? [ink.ball, Math.max(5, 7 * boxes.scale)] : [ink.ink, 4.5];
    shown(boxes[panel], across(at));
    dot(context, across(at), up(valueAt(film.each[panel], at)), radius, color);
  }
  filters(context, boxes.mine, film.row("filters", Math.round(at)), LOUD, ink);
}

/** Where the run left the map: its loss is beyond the top. */
function gone(context, film, box, ink, px) {
  const {across, up} = scales("loss", box), x = across(film.count - 1), y = up(film.value("loss", film.count - 1));
  line(context, x, y, across(film.count), box[1], ink.ball, 2, [2, 3]);
  text(context, across(film.count) + 8, box[1] + px.num, say("it flew off"), {font: "num", px: px.num, color: ink.ball});
}

/** What is different about each run, at the height where it is, in words no wider than the room beside the curves. */
function names(context, film, beside, box, at, ink, px, size) {
  const {up} = scales("loss", box), x = box[0] + box[2] + 8, height = up(valueAt(film.each.loss, at));
  if (!beside) return text(context, x, height + 4, say("this run"), {font: "strong", px: px.tick, color: ink.ink});
  const told = [named(film.settings, beside.settings, say("this run")), named(beside.settings, film.settings, say("the other"))];
  const room = (px.tick + 2) * (Math.max(told[0].length, told[1].length) + 0.4);
  const places = apart(height, up(beside.value("loss", beside.here - 1)), room);
  told.forEach((words, run) => words.forEach((word, number) => {
    const look = {font: run ? "tick" : "strong", px: px.tick, color: run ? ink.soft : ink.ink, room: size.width - x};
    text(context, x, places[run] + 4 + (px.tick + 2) * number, word, look);
  }));
}

/** What to call a run beside another: by what is different, if that is not too much. */
function named(settings, other, otherwise) {
  const different = Object.keys(SHORT).filter(name => settings[name] !== other[name]).map(name => say(SHORT[name], {value: OPTIMIZERS[settings[name]] ?? written(settings[name])}));
  return different.length >= 1 && different.length <= 2 ? different : [otherwise];
}

/** Two heights, moved apart until there is room between them. */
function apart(one, two, room) {
  const missing = Math.max(0, room - Math.abs(one - two)) / 2;
  return one >= two ? [one + missing, two - missing] : [one - missing, two + missing];
}

export function sentence(film, step, {beside}) {
  const end = film.done && film.diverged && step === film.count - 1, here = {step, ...told(film, step)}, other = beside && otherTold(beside, step);
  const one = end ? say("Step {step}: loss {loss}, {share} right, then it flew off", here) : say("Step {step}: loss {loss}, {share} right", here);
  return other ? say("{one}; {other}.", {one, other}) : `${one}.`;
}

function otherTold(film, step) {
  if (step < film.here) return say("the other run {loss}, {share}", told(film, step));
  return film.done ? say("the other run flew off at step {step}", {step: film.count}) : "";
}

/** The loss and the share right. */
const told = (film, step) => ({loss: fixed(film.value("loss", step), 2), share: percent(film.value("right", step) / UNSEEN)});
