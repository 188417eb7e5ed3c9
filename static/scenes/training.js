/** training: the whole run, step by step: the loss falls, the filters leave noise, a dozen digits change their minds. */

import {cel} from "../parts/cel.js";
import {captions, floor, level, under} from "../parts/chart.js";
import {digit, dot, filters, line, placed, polyline, slot, text, type, verdicts} from "../parts/marks.js";
import {between, linear, plain} from "../parts/scale.js";
import * as sketch from "../parts/sketch.js";
import {fixed, percent, say, trend} from "../parts/words.js";

export const TOP = 2.8;
const LOUD = 1.4, UNSEEN = 360, LOW = -0.25, HIGH = 1.25;
const CAPTIONS = {
  loss: say("loss"), slice: say("the slice"), right: say("% right, unseen digits"),
  filters: say("eight filters, with the share that is edge"), strip: say("what it takes them for; bold is right"),
};

/** On which panel a finger draws: on the empty plot, until the run begins. */
export const drawable = ({at}) => at < 1 && "loss";

export function ground(context, film, size, {panels, ink}) {
  const boxes = placed(panels, size), px = type(size), {images} = film.before;
  captions(context, boxes, CAPTIONS, ink, px, 14);
  axes(context, film, boxes.loss, ink, px);
  shares(context, boxes.right, ink, px);
  for (let k = 0; k < 12; k++) digit(context, slot(boxes.strip, k, 12), images.subarray(64 * k, 64 * k + 64), ink);
}

export function draw(context, film, size, view) {
  const boxes = placed(view.panels, size), px = type(size), {ink, at} = view, step = Math.round(at);
  const shown = lines(context, film, boxes, size, ink);
  losses(context, film, boxes, view, px, shown);
  rights(context, film, boxes.right, at, ink, px, shown);
  downhill(context, film, boxes, at, ink, px);
  filters(context, boxes.filters, film.row("filters", step), LOUD, ink);
  edges(context, film.row("edges", step), boxes.filters, ink, px.tick);
  dozen(context, film, boxes.strip, step, ink, px.tick);
}

/** The scales of the loss panel: step to x, loss to y. */
const scales = (film, [x, y, width, height]) => ({across: linear(0, film.count - 1, x, x + width), up: linear(0, TOP, y + height, y)});

function axes(context, film, box, ink, px) {
  const {across, up} = scales(film, box);
  for (const t of [1, 2]) level(context, box, up(t), plain(t), ink, px);
  for (let t = 0; t < film.count; t += 100) under(context, across(t), box, t, ink, px, 5);
  floor(context, box, ink);
}

/** The lines of all steps that are known, that of all digits over the broad one of the batches, each to be shown as far as the run has come. */
function lines(context, film, boxes, size, ink) {
  return cel(context, size, [film, film.here, ink], sheet => {
    const {across, up} = scales(film, boxes.loss), last = film.here - 1;
    sheet.globalAlpha = 0.4;
    upTo(sheet, film.each.batch_loss, last, across, value => up(Math.min(value, TOP)), ink.soft, 3.5);
    sheet.globalAlpha = 1;
    upTo(sheet, film.each.loss, last, across, up, ink.ink, 1.5);
    upTo(sheet, film.each.right, last, scales(film, boxes.right).across, upRight(boxes.right), ink.ink, 2);
  });
}

function losses(context, film, {loss: box, scale}, view, px, shown) {
  const {across, up} = scales(film, box), {ink, at} = view;
  shown(box, across(at));
  sketch.draw(context, view.local.sketch, {across, up, box, at}, ink, px);
  dot(context, across(at), up(between(film.each.loss, at)), Math.max(6, 8 * scale), ink.ball);
  if (view.local.hover !== undefined) read(context, film, view.local.hover, {across, up}, box, ink, px);
}

/** A line through the values of all steps up to that one. */
function upTo(context, values, last, across, up, color, width) {
  polyline(context, last + 1, across, k => up(values[k]), color, width);
}

/** The reader's finger on the loss line: that step's numbers. */
function read(context, film, step, {across, up}, [x, y, width, height], ink, px) {
  const far = across(step) > x + width * 0.75;
  line(context, across(step), y, across(step), y + height, ink.soft, 1, [2, 3]);
  dot(context, across(step), up(film.value("loss", step)), 4, ink.ink);
  const words = say("step {step}: loss {loss}, {share} right", {step, loss: fixed(film.value("loss", step), 2), share: percent(film.value("right", step) / UNSEEN)});
  text(context, across(step) + (far ? -8 : 8), y + px.num, words, {font: "num", px: px.num, color: ink.ink, align: far ? "right" : "left"});
}

const upRight = ([, y, , height]) => linear(0, UNSEEN, y + height, y);

function shares(context, box, ink, px) {
  const up = upRight(box);
  for (const share of [0.5, 1]) level(context, box, up(share * UNSEEN), 100 * share, ink, px, 6);
  floor(context, box, ink);
}

function rights(context, film, box, at, ink, px, shown) {
  const [x, , width] = box, {across} = scales(film, box), up = upRight(box);
  shown(box, across(at));
  dot(context, across(at), up(between(film.each.right, at)), 4.5, ink.ink);
  const right = film.value("right", Math.round(at));
  text(context, x + width + 10, up(right) + 5, say("{right} of {unseen}", {right, unseen: UNSEEN}), {font: "strong", px: px.tick, color: ink.ink});
}

/** The loss along the straight line from the first weights to the last, known when the run is over; and where the run really is. */
function downhill(context, film, {slice: box, scale}, at, ink, px) {
  const [x, y, width, height] = box, across = linear(LOW, HIGH, x, x + width), up = linear(0, TOP, y + height, y);
  floor(context, box, ink);
  if (!film.done) return text(context, x + width, y + height / 2, say("cut at the end"), {px: px.tick, color: ink.soft, align: "right"});
  const {slice, along} = film.after, step = (HIGH - LOW) / (slice.length - 1);
  const seen = at < film.count - 1 ? Math.ceil((between(along, at) - LOW) / step) + 1 : slice.length;
  polyline(context, seen, k => across(LOW + k * step), k => up(Math.min(slice[k], TOP)), ink.ink, 2);
  for (const [place, name] of [[0, say("start")], [1, say("end")]]) under(context, across(place), box, name, ink, px, 5);
  dot(context, across(between(along, at)), up(between(film.each.loss, at)), Math.max(5, 6 * scale), ink.ball);
}

function edges(context, shares, box, ink, px) {
  shares.forEach((share, k) => {
    const [x, y, side] = slot(box, k, 8);
    text(context, x + side / 2, y + side + px + 5, percent(share), {px, color: ink.soft, align: "center"});
  });
}

function dozen(context, film, box, step, ink, px) {
  verdicts(context, box, film.before.labels, film.row("guess", step), ink, px);
}

export function sentence(film, step, view) {
  const loss = film.value("loss", step), right = film.value("right", step);
  const told = step ? trend(film.value("loss", step - 1), loss, 2) : fixed(loss, 2);
  const mine = view?.local.sketch ? ` ${sketch.verdict(view.local.sketch, film.each.loss, step)}` : "";
  return say("Step {step}: loss {loss}. {right} of {unseen} unseen digits right ({share}).", {step, loss: told, right, unseen: UNSEEN, share: percent(right / UNSEEN)}) + mine;
}
