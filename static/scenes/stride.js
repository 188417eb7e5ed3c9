/** stride: the same knob and the same start as the ball's, at learning rates from too small to far too large. */

import * as guess from "../parts/guess.js";
import {caption, floor, level, under} from "../parts/chart.js";
import {area, arrow, dot, line, placed, polyline, text, type} from "../parts/marks.js";
import {between, ceiling, linear, plain, ticks} from "../parts/scale.js";
import {fixed, listed, ngettext, say, signed, written} from "../parts/words.js";

export const REACH = [-4, 4];
export const SHOWN = ["1", "4", "32", "64"];
const CUTS = 160;
const outside = w => Math.abs(w) > REACH[1];

export function ground(context, film, size, view) {
  const boxes = placed(view.panels, size), px = type(size);
  for (const ball of balls(film)) hill(context, film, boxes[ball.panel], ball, scales(film, boxes[ball.panel]), view, px);
  rates(context, film, boxes.chart, view, px);
}

export function draw(context, film, size, view) {
  const boxes = placed(view.panels, size), px = type(size);
  for (const ball of balls(film)) {
    const box = boxes[ball.panel], axes = scales(film, box);
    trail(context, film, ball, axes, view, boxes.scale);
    now(context, film, box, ball, axes, view, px, boxes.scale);
    if (ball.rate) foretold(context, film, box, ball, axes, view, px);
  }
  chart(context, film, boxes.chart, view, px, boxes.scale);
}

/** Every ball: its panel, its caption, and the names of its weight and its loss. */
const balls = film => [
  ...SHOWN.map(rate => ({rate, panel: `rate_${rate}`, caption: say("rate {rate}", {rate}), w: `w_${rate}`, loss: `loss_${rate}`})),
  {panel: "own", caption: say("yours: {rate}", {rate: written(film.settings.rate)}), w: "w", loss: "loss"},
];

/** Weight to x and loss to y in a panel; and the loss at its top. */
function scales(film, [x, y, width, height]) {
  const top = ceiling(Math.max(...film.before.curve));
  return {top, across: linear(...REACH, x, x + width), up: linear(0, top, y + height, y)};
}

/** A panel with the curve in it; those on the left have numbers. */
function hill(context, film, box, {caption, rate}, {across, up, top}, {ink}, px) {
  const [x, y, , height] = box, {curve} = film.before, w = k => across(REACH[0] + k * (REACH[1] - REACH[0]) / CUTS), h = k => up(curve[k]);
  area(context, curve.length, w, h, y + height, ink.wash);
  levels(context, box, up, top, x < box[2], ink, px);
  polyline(context, curve.length, w, h, ink.ink, 2);
  text(context, x, y - 8, caption, {font: "fine", px: px.fine, color: rate ? ink.soft : ink.rate});
  if (rate) return;
  for (const t of [-4, 0, 4]) under(context, across(t), box, signed(t, 0), ink, px);
}

function levels(context, box, up, top, labelled, ink, px) {
  for (const t of ticks(top)) level(context, box, up(t), labelled ? plain(t) : "", ink, px, 6);
  floor(context, box, ink);
}

/** Where a ball was at every step before this one. */
function trail(context, film, ball, {across, up}, {at, ink}, scale) {
  context.globalAlpha = 0.6;
  for (let k = 0; k < at; k++) {
    const w = film.value(ball.w, k);
    if (!outside(w)) dot(context, across(w), up(film.value(ball.loss, k)), Math.max(2.2, 4 * scale), ink.ball);
  }
  context.globalAlpha = 1;
}

/** A ball on the curve, on its way from one step to the next, or an arrow at the edge that it went over; its loss is the nearest step's. */
function now(context, film, [x, y, width], ball, {across, up}, {at, ink}, px, scale) {
  const k = Math.floor(at), w = between(film.each[ball.w], at), loss = film.value(ball.loss, Math.round(at)), told = film.value(ball.w, Math.round(at));
  const words = outside(told) ? say("off the map") : fixed(loss, 3);
  text(context, x + width, y - 8, words, {font: "num", px: px.num, color: ink.ball, align: "right", room: width / 2});
  if (outside(w)) return arrow(context, across(Math.sign(w) * REACH[1]), y + 22 * scale, Math.sign(w), 7, ink.ball);
  const height = at === k ? film.value(ball.loss, k) : between(film.before.curve, (w - REACH[0]) / (REACH[1] - REACH[0]) * CUTS);
  dot(context, across(w), up(height), Math.max(6, 8 * scale), ink.ball);
}

/** What the reader said about this ball, and what became of it. */
function foretold(context, film, box, {rate, w, loss}, {across, up, top}, {at, local, ink}, px) {
  const look = Math.min(guess.LOOK, film.here - 1), truth = film.value(w, look), height = up(Math.min(top, film.value(loss, look)));
  guess.draw(context, {guess: local.guesses?.[rate], truth, height, at, reach: REACH, valley: valley(film).map(across), box}, ink, px);
}

/** The least and the greatest weight with a lower loss than the start. */
function valley({before: {curve}, each}) {
  const lower = [...curve.keys()].filter(k => curve[k] < each.loss[0]);
  return [lower[0], lower.at(-1)].map(k => REACH[0] + k * (REACH[1] - REACH[0]) / CUTS);
}

/** Learning rate to x: each doubling the same way. */
export function acrossRates(rates, [x, , width]) {
  const place = linear(Math.log2(rates[0]), Math.log2(rates.at(-1)), x, x + width);
  return rate => place(Math.log2(rate));
}

/** What the chart stands on. */
function rates(context, film, box, {ink, grid}, px) {
  const {up, top} = scales(film, box), place = acrossRates(grid.rate, box);
  levels(context, box, up, top, false, ink, px);
  for (const rate of [1, 4, 16, 64]) under(context, place(rate), box, rate === 1 ? say("rate {rate}", {rate}) : rate, ink, px);
}

/** The loss after so many steps against the learning rate, with the balls of the panels on it. */
function chart(context, film, box, {at, ink, grid}, px, scale) {
  const [, y, , height] = box, {up, top} = scales(film, box), step = Math.round(at), losses = film.row("losses", step);
  const place = acrossRates(grid.rate, box), level = rate => up(Math.min(top, losses[grid.rate.indexOf(rate)]));
  caption(context, box, ngettext("loss after {n} step", "loss after {n} steps", step, {n: step}), ink, px, 8, box[2]);
  polyline(context, grid.rate.length, k => place(grid.rate[k]), k => level(grid.rate[k]), ink.ink, 2);
  for (const rate of SHOWN) dot(context, place(rate), level(rate), Math.max(3.5, 5 * scale), ink.ball);
  ring(context, place(film.settings.rate), level(film.settings.rate), Math.max(6, 8 * scale), y + height, ink);
}

function ring(context, x, y, radius, floor, ink) {
  line(context, x, y + radius, x, floor, ink.rate, 1.2, [2, 4]);
  context.beginPath();
  context.arc(x, y, radius, 0, 7);
  context.strokeStyle = ink.rate;
  context.lineWidth = 2.5;
  context.stroke();
}

const where = (rate, w) => outside(w) ? say("{rate} off the map", {rate}) : say("{rate} at {w}", {rate, w: signed(w)});

const yours = (rate, w, loss) => outside(w) ? say("Yours, {rate}, off the map, loss {loss}.", {rate: written(rate), loss})
  : say("Yours, {rate}, at {w}, loss {loss}.", {rate: written(rate), w: signed(w), loss});

export function sentence(film, step, view) {
  const loss = fixed(film.value("loss", step), 3), w = film.value("w", step);
  const truths = Object.fromEntries(SHOWN.map(rate => [rate, film.value(`w_${rate}`, Math.min(guess.LOOK, film.here - 1))]));
  const mine = view?.local.guesses && guess.verdict(view.local.guesses, truths, step, REACH);
  if (mine) return [say("Step {step}.", {step}), mine].join(" ");
  if (step === 0) return say("Step 0: all start at {w}, loss {loss}.", {w: signed(w), loss});
  const places = listed(SHOWN.map(rate => where(rate, film.value(`w_${rate}`, step))));
  return [say("Step {step}: rate {places}.", {step, places}), yours(film.settings.rate, w, loss)].join(" ");
}
