/** loss: how wrong the network is on digits it has never seen: on one after the other, from the best to the worst, and on all. */

import {beside, captions, under} from "../parts/chart.js";
import {area, chosen, digit, dot, frame, guesses, halo, line, placed, polyline, slot, text, type, verdicts} from "../parts/marks.js";
import {linear, plain} from "../parts/scale.js";
import {fixed, percent, say} from "../parts/words.js";

export const COUNT = 360;
export const WORST = 12;
const TOP = 10, EVEN = Math.log(10), CUTS = 60;
const CAPTIONS = {
  guesses: say("the guess, its true class in ink"), curve: say("loss = −log p"), sorted: say("all 360, sorted"),
  strip: say("the worst: what it takes them for; bold is right"),
};

export const stepwise = true;

export function ground(context, film, size, {panels, ink}) {
  const boxes = placed(panels, size), px = type(size), axes = scales(boxes);
  captions(context, boxes, CAPTIONS, ink, px);
  levels(context, boxes, axes, ink, px);
  everyone(context, film, boxes.sorted, axes, ink);
  worst(context, film, boxes.strip, ink, px);
}

export function draw(context, film, size, view) {
  const boxes = placed(view.panels, size), px = type(size), {ink} = view, step = Math.round(view.at), axes = scales(boxes), place = film.value("place", step);
  captions(context, boxes, {digit: say("it is a {label}", {label: film.value("label", step)})}, ink, px);
  digit(context, boxes.digit, film.row("image", step), ink);
  guesses(context, boxes.guesses, film.row("guesses", step), film.value("label", step), ink, px.tick);
  one(context, film, step, boxes, axes, ink, px);
  told(context, film, boxes.sorted, axes, ink, px);
  const p = view.local.p?.[step];
  if (p) tried(context, p, film.value("loss", step), axes, ink, px);
  gathered(context, film.value("gathered", step), boxes.gathered, ink, px);
  if (place <= WORST) chosen(context, slot(boxes.strip, WORST - place, WORST), ink);
}

/** Probability to x on the curve, digit (0 is the best) to x among the sorted, loss to y on both. */
function scales({curve: [x, y, width, height], sorted: [left, , wide]}) {
  return {across: linear(0, 1, x, x + width), along: linear(0, COUNT - 1, left, left + wide), up: linear(0, TOP, y + height, y)};
}

/** Grids, axis labels, the curve of minus log p, and the dashed line of ten even bets. */
function levels(context, {curve, sorted: [left, , wide]}, {across, up}, ink, px) {
  for (const [t, words] of [[0, 0], [EVEN, fixed(EVEN, 2)], [5, 5], [10, 10]]) {
    line(context, curve[0], up(t), left + wide, up(t), t === 5 || t === 10 ? ink.rule : ink.soft, 1, t === EVEN ? [4, 4] : []);
    beside(context, curve, up(t), words, ink, px);
  }
  for (const p of [0, 0.5, 1]) under(context, across(p), curve, plain(p), ink, px);
  under(context, across(0.75), curve, "p", ink, px);
  const loss = k => k * TOP / CUTS;
  polyline(context, CUTS + 1, k => across(Math.exp(-loss(k))), k => up(loss(k)), ink.ink, 2.6);
}

/** The losses of all digits, sorted, and their mean. */
function everyone(context, film, [x, y, width, height], {along, up}, ink) {
  const {losses, mean: [mean]} = film.before;
  area(context, COUNT, along, k => up(losses[k]), y + height, ink.wash);
  polyline(context, COUNT, along, k => up(losses[k]), ink.ink, 2);
  line(context, x, up(mean), x + width, up(mean), ink.loss, 1.2, [2, 4]);
}

/** What the mean is, over whatever line passes there. */
function told(context, film, [x], {up}, ink, px) {
  const [mean] = film.before.mean;
  halo(context, x + 4, up(mean) - 5, say("mean {mean}", {mean: fixed(mean, 3)}), {font: "num", px: px.num, color: ink.loss}, ink.paper);
}

/** One digit: its dot on the curve, its loss as a bar, its place among all. */
function one(context, film, step, {bar: [left, , wide], scale}, {across, along, up}, ink, px) {
  const p = film.value("p", step), loss = film.value("loss", step), end = along(COUNT - film.value("place", step));
  const free = p < 0.6, height = loss > 7 ? up(loss) + px.num + 8 : loss > 1 && loss < EVEN ? up(EVEN) - 6 : up(loss) - 10;
  line(context, across(p), up(loss), end, up(loss), ink.ball, 1.2, [2, 4]);
  context.fillStyle = ink.loss;
  context.fillRect(left, up(loss), wide, up(0) - up(loss));
  dot(context, across(p), up(loss), Math.max(6, 8 * scale), ink.ball);
  dot(context, end, up(loss), Math.max(4, 5 * scale), ink.ball);
  text(context, across(p) + (free ? 12 : -12), height, fixed(loss, 3), {font: "num", px: px.num, color: ink.ball, align: free ? "left" : "right"});
}

/** What the probability that the reader tapped would cost, told where the loss of the digit is not. */
function tried(context, p, other, {across, up}, ink, px) {
  const top = up(other > 3 && other < 7 ? 8.2 : 4.6);
  line(context, across(p), top, across(p), up(0), ink.mine, 1.2, [2, 4]);
  dot(context, across(p), up(-Math.log(p)), 5, ink.mine);
  text(context, across(p), top - 4, fixed(-Math.log(p), 2), {font: "num", px: px.num, color: ink.mine, align: "center"});
}

/** The share of all loss that this digit and all better ones make up. */
function gathered(context, share, [x, y, width, height], ink, px) {
  context.fillStyle = ink.loss;
  context.fillRect(x, y, width * share, height);
  frame(context, [x, y, width, height], ink.rule);
  text(context, x, y + height + px.tick + 5, say("{share} of all loss", {share: percent(share)}), {px: px.tick, color: ink.soft});
}

function worst(context, film, box, ink, px) {
  const records = Array.from({length: Math.max(0, film.here - film.count + WORST)}, (_, k) => film.count - WORST + k);
  records.forEach((record, k) => digit(context, slot(box, k, WORST), film.row("image", record), ink));
  verdicts(context, box, records.map(k => film.value("label", k)), records.map(k => film.value("guess", k)), ink, px.tick);
}

export function sentence(film, step, view) {
  const label = film.value("label", step), guess = film.value("guess", step), p = film.value("p", step);
  const digit = say("Digit {number} of {count}, from best to worst: a {label}.", {number: COUNT + 1 - film.value("place", step), count: COUNT, label});
  const asked = view?.local.p?.[step];
  if (asked) return digit + " " + say("You ask what p = {p} would cost: −log {p} = {loss}.", {p: fixed(asked, 2), loss: fixed(-Math.log(asked), 2)});
  const given = {share: percent(p, p < 0.01 ? 3 : 1), guess, most: percent(Math.max(...film.row("guesses", step)), 1)};
  const answer = guess === label ? say("The network gives it {share}.", given) : say("The network gives it {share} and bets on a {guess} ({most}).", given);
  const cost = film.value("loss", step), loss = say("Loss {loss}.", {loss: fixed(cost, cost < 0.0005 ? 7 : 3)});
  return `${digit} ${answer} ${loss}`;
}
