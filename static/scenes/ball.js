/** ball: one knob of the trained network is turned away, and gradient descent rolls it back down a real loss curve. */

import {captions, floor, level, under} from "../parts/chart.js";
import {area, arrow, chosen, digit, dot, guesses, halo, line, placed, polyline, text, type, weights} from "../parts/marks.js";
import {between, ceiling, clamp, linear, plain, ticks} from "../parts/scale.js";
import {fixed, percent, say, signed, trend} from "../parts/words.js";

export const LOW = -4;
export const HIGH = 4;
const CUTS = 160, STARTS = 40, FLAT = 0.03; // a slope so gentle that the loss is told above the ball; on others it stands where the curve is lower
const place = (w, count) => (clamp(w, LOW, HIGH) - LOW) / (HIGH - LOW) * count;

export function ground(context, film, size, {panels, ink}) {
  const boxes = placed(panels, size), px = type(size);
  landscape(context, film, boxes.curve, scales(film, boxes.curve), ink, px);
  captions(context, boxes, {
    filter: say("filter {number}", {number: Math.floor(film.settings.knob / 9) + 1}),
    digit: say("a digit: {label}", {label: film.before.label[0]}), guesses: say("the guess"),
  }, ink, px);
  digit(context, boxes.digit, film.before.image, ink);
}

/** Everything is a function of the frames, the size and the step; a hand on the ball (`local.hand`) takes the step's place. */
export function draw(context, film, size, view) {
  const boxes = placed(view.panels, size), px = type(size), {ink} = view;
  const axes = scales(film, boxes.curve), now = state(film, view);
  if (!now.held) trail(context, film, view.at, axes, ink, boxes.scale);
  ball(context, now, boxes.curve, axes, ink, px, boxes.scale);
  turned(context, film, now.w, boxes.filter, ink);
  guesses(context, boxes.guesses, now.guesses, film.before.label[0], ink, px.tick);
}

/** Weight to x and loss to y; and the loss at the top. */
export function scales(film, [x, y, width, height]) {
  const top = ceiling(Math.max(...film.before.curve, 0.1));
  return {top, across: linear(LOW, HIGH, x, x + width), up: linear(0, top, y + height, y)};
}

/** Where the ball is: at a step, on its way from one to the next along the curve, or in the reader's hand, which the engine's
 * starts hold in steps, or where that let it go while the film from there is on its way. The loss that is told is always one that
 * was computed: that of the nearest step. */
export function state(film, {at, local: {hand, dragging}, settings}) {
  if (dragging || hand === settings.start && hand !== film.settings.start) {
    const start = Math.round(place(hand, STARTS)), loss = film.before.curve[start * CUTS / STARTS];
    return {held: true, w: +hand, loss, told: loss, guesses: film.before.guesses_at.subarray(start * 10, start * 10 + 10)};
  }
  const k = Math.floor(at), rest = at - k, w = film.value("w", k);
  const shown = {w, loss: film.value("loss", k), told: film.value("loss", Math.round(at)), slope: film.value("slope", k), guesses: film.row("guesses", k)};
  if (!rest) return shown;
  const along = w + (film.value("w", k + 1) - w) * rest, next = film.row("guesses", k + 1);
  return {...shown, w: along, loss: between(film.before.curve, place(along, CUTS)), slope: slopeOf(film, along), guesses: shown.guesses.map((p, i) => p + (next[i] - p) * rest)};
}

/** Between two steps the slope is read from the curve's own samples. */
function slopeOf(film, w) {
  const step = (HIGH - LOW) / CUTS;
  return (between(film.before.curve, place(w + step, CUTS)) - between(film.before.curve, place(w - step, CUTS))) / (2 * step);
}

function landscape(context, film, box, {across, up, top}, ink, px) {
  const {curve} = film.before, [x, y, width, height] = box, w = k => across(LOW + k * (HIGH - LOW) / CUTS), h = k => up(curve[k]);
  area(context, curve.length, w, h, y + height, ink.wash);
  for (const t of ticks(top)) level(context, box, up(t), plain(t), ink, px, 14);
  polyline(context, curve.length, w, h, ink.ink, 2.6);
  floor(context, box, ink);
  text(context, x, y - 6, say("loss"), {px: px.tick, color: ink.soft});
  under(context, across(3), box, width > 400 ? say("weight w") : "w", ink, px);
  for (let t = LOW; t <= HIGH; t += 2) under(context, across(t), box, signed(t, 0), ink, px);
}

/** Where the ball was at every step before this one, fading with age. */
function trail(context, film, at, {across, up}, ink, scale) {
  for (let k = 0; k < at; k++) {
    const w = film.value("w", k);
    if (Math.abs(w) > HIGH) continue;
    context.globalAlpha = Math.max(0.45, 1 - 0.04 * (at - k));
    dot(context, across(w), up(film.value("loss", k)), Math.max(3, 4 * scale), ink.ball);
  }
  context.globalAlpha = 1;
}

function ball(context, {w, loss, told, slope}, [x, y, width, height], {across, up}, ink, px, scale) {
  const px_ = across(clamp(w, LOW, HIGH)), py = Math.max(y, up(loss)), floor = y + height;
  context.fillStyle = ink.loss;
  context.fillRect(x - 10 * Math.max(scale, 0.7), py, 6 * Math.max(scale, 0.7), floor - py);
  line(context, px_, py, px_, floor, ink.ball, 1.2, [2, 4]);
  if (Math.abs(w) > HIGH) return away(context, w, px_, py, ink, px);
  if (slope !== undefined) tangent(context, px_, py, (across(1) - across(0)), (up(1) - up(0)) * slope, 52 * scale, ink);
  dot(context, px_, py, Math.max(8, 10 * scale), ink.ball);
  const [side, align] = slope > FLAT || px_ > x + width - 90 * scale ? [-1, "right"] : Math.abs(slope) < FLAT ? [0, "center"] : [1, "left"];
  halo(context, px_ + side * Math.max(11, 16 * scale), py - Math.max(11, 16 * scale), fixed(told, 3), {font: "num", px: px.num, color: ink.ball, align}, ink.paper);
}

/** The ball has left the map: an arrow at the edge, and where it went. */
function away(context, w, x, y, ink, px) {
  const side = Math.sign(w);
  arrow(context, x, y, side, 8, ink.ball);
  text(context, x - side * 8, y - 14, say("off the map: w = {w}", {w: signed(w, 1)}), {font: "num", px: px.num, color: ink.ball, align: side > 0 ? "right" : "left"});
}

function tangent(context, x, y, dx, dy, reach, ink) {
  const share = reach / Math.hypot(dx, dy);
  context.lineCap = "round";
  line(context, x - dx * share, y - dy * share, x + dx * share, y + dy * share, ink.gradient, 3);
  context.lineCap = "butt";
}

function turned(context, film, w, box, ink) {
  const cell = film.settings.knob % 9, side = box[2] / 3, numbers = film.before.filter.slice();
  numbers[cell] = w;
  weights(context, box, numbers, 2, ink);
  chosen(context, [box[0] + cell % 3 * side, box[1] + Math.floor(cell / 3) * side, side, side], ink);
}

export function sentence(film, step, view) {
  const held = view && state(film, view);
  if (held?.held) {
    return say("A new start at w = {w}: loss {loss}.", {w: signed(held.w), loss: fixed(held.loss, 3)});
  }
  const w = film.value("w", step), loss = film.value("loss", step), guess = film.value("guess", step);
  const here = {step, w: signed(w), loss: step ? trend(film.value("loss", step - 1), loss) : fixed(loss, 3)};
  const where = Math.abs(w) > HIGH ? say("Step {step}: w = {w} (off the map), loss {loss}.", here) : say("Step {step}: w = {w}, loss {loss}.", here);
  const takes = say("It takes the {label} for a {guess} ({share}).", {label: film.before.label[0], guess, share: percent(film.row("guesses", step)[guess])});
  return `${where} ${takes}`;
}
