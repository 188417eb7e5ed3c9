/** chain: from one weight through the layers to the loss of one image; local slopes multiplied backwards are the gradient. */

import {caption} from "../parts/chart.js";
import {first, now, told} from "../parts/formulas.js";
import {chosen, digit, dot, frame, line, placed, polyline, text, type} from "../parts/marks.js";
import {linear} from "../parts/scale.js";
import {figures, fill, say, whole} from "../parts/words.js";

export const BOX = 84;
const PITCH = 130, LEFT = 18, SIDES = [8, 8, 4, 4, 4, 2, 2], STAGES = 10, SURE = 3;
const CAPTIONS = [
  say("image"), say("conv"), say("pool"), say("ReLU"), say("conv"), say("pool"), say("ReLU"),
  say("score {label}"), "p({label})", say("loss"),
];
const FORWARD = [
  say("Step {step}, forward: the pixel is {value}."),
  say("Step {step}, forward: the first convolution makes it {value}."),
  say("Step {step}, forward: pooling keeps {value}."),
  say("Step {step}, forward: ReLU passes on {value}."),
  say("Step {step}, forward: the second convolution makes it {value}."),
  say("Step {step}, forward: pooling keeps {value}."),
  say("Step {step}, forward: ReLU passes on {value}."),
  say("Step {step}, forward: the score of {label} is {value}."),
  say("Step {step}, forward: the probability of {label} is {value}."),
  say("Step {step}, forward: the loss is {value}."),
];
const BACK = [
  say("Step {step}, back through the first convolution: times {slope}, which makes {product}."),
  say("Step {step}, back through pooling: times {slope}, which makes {product}."),
  say("Step {step}, back through ReLU: times {slope}, which makes {product}."),
  say("Step {step}, back through the second convolution: times {slope}, which makes {product}."),
  say("Step {step}, back through pooling: times {slope}, which makes {product}."),
  say("Step {step}, back through ReLU: times {slope}, which makes {product}."),
  say("Step {step}, back through the dense layer: times {slope}, which makes {product}."),
  say("Step {step}, back through the softmax: times {slope}, which makes {product}."),
  say("Step {step}, back through the logarithm: times {slope}, which makes {product}."),
];

/** Which of the ten the n-th thing is about: the score is the path's own, the probability that of the true class. */
const classOf = ({before: {spots, label}}, n) => n === 7 ? spots[7] : label[0];

/** How far the numbers have come: up to which thing, and back to which link. */
export function lit(film, [kind, at]) {
  return {reached: kind === "value" ? at : 9, back: kind === "slope" ? at : kind === "sum" ? first(film) : 9};
}

/** The number that the reader asks about, as long as the step is the same. */
export const picked = (view, step) => view?.local.picked?.step === step ? view.local.picked.about : undefined;

/** A picture of one step: what it is about, and how far the numbers have come. */
function paged(context, film, size, view) {
  const step = Math.round(view.at), about = now(film, step), asked = picked(view, step), boxes = placed(view.panels, size);
  return {context, film, ink: view.ink, px: type(size), boxes, about, asked, ...lit(film, about)};
}

/** Most of it stands for a whole step. */
export const stands = Math.round;

export function ground(context, film, size, view) {
  const page = paged(context, film, size, view), about = page.asked ?? page.about;
  for (let n = 0; n < 9; n++) link(page, n);
  for (let n = 0; n < 10; n++) thing(page, n);
  numbers(page, about);
  weight(page);
  if (!adds(page)) card(page, about);
}

export function draw(context, film, size, view) {
  const page = paged(context, film, size, view), ahead = 2 * Math.max(0, view.at - Math.round(view.at));
  if (ahead) advance(page, ahead);
  if (adds(page)) total(page, view.at);
}

/** Whether the paths are being added up. */
const adds = ({about, asked}) => about[0] === "sum" && !asked;

/** The box of the n-th thing: five in a row. */
function slot({rows, second, scale}, n) {
  return [(LEFT + n % 5 * PITCH) * scale, (n < 5 ? rows : second)[1], BOX * scale, BOX * scale];
}

function thing({context, film, ink, px, boxes, reached}, n) {
  const box = slot(boxes, n), {maps, spots, known, values} = film.before;
  caption(context, box, fill(CAPTIONS[n], {label: classOf(film, n)}), ink, px, 12 * boxes.scale);
  if (n <= reached) {
    if (n === 9) loss(context, box, values[9], ink);
    else if (n > 6) bars(context, box, maps.subarray(64 * n, 64 * n + 10), spots[n], ink);
    else if (n === 0) digit(context, box, maps.subarray(0, 64), ink);
    else if (known[n]) squares(context, box, maps.subarray(64 * n, 64 * n + SIDES[n] ** 2), SIDES[n], ink);
  }
  frame(context, box, ink.rule);
  if (n <= reached && n < 7 && spots[n] >= 0) ring(context, box, spots[n], SIDES[n], ink);
}

/** A square of numbers: the colour is the sign, its strength the size, full for the largest. */
function squares(context, [x, y, width], numbers, side, ink) {
  const cell = width / side, most = Math.max(...numbers.map(Math.abs), 1e-9);
  numbers.forEach((value, k) => {
    context.globalAlpha = Math.max(0.06, Math.abs(value) / most);
    context.fillStyle = value > 0 ? ink.pos : ink.neg;
    context.fillRect(x + k % side * cell + 0.5, y + Math.floor(k / side) * cell + 0.5, cell - 1, cell - 1);
  });
  context.globalAlpha = 1;
}

function ring(context, [x, y, width], spot, side, ink) {
  const cell = width / side;
  chosen(context, [x + spot % side * cell, y + Math.floor(spot / side) * cell, cell, cell], ink);
}

/** Ten bars, up or down; the path's own in ink. */
function bars(context, [x, y, width, height], numbers, mine, ink) {
  const up = linear(Math.min(0, ...numbers), Math.max(0, ...numbers), y + height - 2, y + 2);
  numbers.forEach((value, k) => {
    context.globalAlpha = k === mine ? 1 : 0.55;
    context.fillStyle = k === mine ? ink.ink : ink.soft;
    context.fillRect(x + width * (k + 0.2) / 10, Math.min(up(value), up(0)), width * 0.06, Math.abs(up(value) - up(0)));
  });
  context.globalAlpha = 1;
}

function loss(context, [x, y, width, height], value, ink) {
  const tall = height * Math.min(1, value / SURE);
  context.fillStyle = ink.loss;
  context.fillRect(x + width * 0.35, y + height - tall, width * 0.3, tall);
}

/** The line from one thing to the next: in ink when numbers have gone forward along it, teal when slopes have come back. */
function link({context, film, ink, boxes, reached, back}, n) {
  const points = way(boxes, n), number = first(film);
  part(context, points, 1, ink.rule, 1);
  if (n >= number && n < reached) part(context, points, 1, ink.ink, 2.4);
  if (n >= back) part(context, points, 1, ink.gradient, 3.2);
}

/** Numbers on their way along the next link, forward or back. */
function advance({context, film, ink, boxes, reached, back}, ahead) {
  const number = first(film);
  if (reached < 9 && reached >= number) part(context, way(boxes, reached), ahead, ink.ink, 2.4);
  if (reached === 9 && back > number) part(context, way(boxes, back - 1).reverse(), ahead, ink.gradient, 3.2);
}

/** A link as far as that share of its length. */
function part(context, points, share, color, width) {
  polyline(context, points.length, k => along(points, k, share)[0], k => along(points, k, share)[1], color, width);
}

/** The corners of a link; the fifth goes round to the second row. */
function way(boxes, n) {
  const {scale} = boxes, [x, y, side] = slot(boxes, n), middle = y + side / 2;
  if (n !== 4) return [[x + side, middle], [x + PITCH * scale, middle]];
  const low = slot(boxes, 5)[1], between = low - 40 * scale;
  return [[x + side, middle], [634 * scale, middle], [634 * scale, between], [6 * scale, between], [6 * scale, low + side / 2], [LEFT * scale, low + side / 2]];
}

/** The k-th corner of a link that is drawn up to that share of its length. */
function along(points, k, share) {
  const place = share * (points.length - 1), full = Math.min(k, Math.floor(place)), rest = k > place ? place - full : 0;
  const [x, y] = points[full], [nx, ny] = points[Math.min(full + 1, points.length - 1)];
  return [x + (nx - x) * rest, y + (ny - y) * rest];
}

/** The values under the things and the slopes under the links; the one in question larger. */
function numbers({context, film, ink, px, boxes, reached, back}, [kind, at]) {
  const {values, slopes} = film.before;
  for (let n = first(film); n <= reached; n++) {
    const [x, y] = spotOf(boxes, "value", n), mine = kind === "value" && n === at;
    text(context, x, y, figures(values[n]), {font: mine ? "num" : "tick", px: mine ? px.num : px.tick, color: ink.ink, align: "center"});
  }
  for (let n = back; n < 9; n++) {
    const [x, y] = spotOf(boxes, "slope", n), mine = kind === "slope" && n === at;
    text(context, x, y, `× ${figures(slopes[n])}`, {font: mine ? "num" : "tick", px: mine ? px.num : px.tick, color: ink.gradient, align: n === 4 ? "right" : "center"});
  }
}

/** Where a number stands. */
export function spotOf(boxes, kind, n) {
  const [x, y, side] = slot(boxes, n), {scale} = boxes;
  if (kind === "value") return [x + side / 2, y + side + 28 * scale];
  return [n === 4 ? 626 * scale : x + (side + PITCH * scale) / 2, y + side + 58 * scale];
}

/** The weight among its neighbours, ringed. */
function weight({context, film, ink, px, boxes}) {
  const {square, cell, w} = film.before, side = first(film) === 6 ? 8 : 3, box = boxes.weight;
  caption(context, box, `w = ${figures(w[0])}`, ink, px, 12 * boxes.scale);
  squares(context, box, square.subarray(0, side * side), side, ink);
  ring(context, box, cell[0], side, ink);
}

/** A number, its formula with the values in it, and what a nudge finds. */
function card({context, film, ink, px, boxes}, about) {
  const [x, y, room] = boxes.told, fonts = ["fine", "num", "tick", "tick"];
  told(film, about).forEach((words, k) => {
    const color = k === 1 ? about[0] === "slope" ? ink.gradient : ink.ink : ink.soft;
    text(context, x, y + (38 * k - 12) * boxes.scale, words, {font: fonts[k], px: px[fonts[k]], color, room});
  });
}

/** The sum of the paths added so far, strongest first, on its way to the gradient. */
function total({context, film, ink, px, boxes}, at) {
  const {sums, gradient, open} = film.before, [x, y, width, height] = boxes.card, {scale} = boxes, many = Math.max(1, open[0]), links = 9 - first(film);
  if (many === 1) {
    card({context, film, ink, px, boxes}, ["slope", first(film)]);
    return text(context, x, y + 140 * scale, say("gradient: {number}", {number: figures(gradient[0])}), {font: "num", px: px.tick, color: ink.gradient});
  }
  const across = linear(0, sums.length - 1, x, x + width), up = linear(Math.min(0, ...sums), Math.max(0, ...sums), y + height, y);
  const last = Math.round((at - 2 * links) * (sums.length - 1) / STAGES), added = film.value("paths", Math.round(at));
  caption(context, [x, y], say("{some} of {count} open paths", {some: whole(added), count: whole(many)}), ink, px, 12 * scale, width);
  line(context, x, up(0), x + width, up(0), ink.soft);
  line(context, x, up(gradient[0]), x + width, up(gradient[0]), ink.gradient, 1, [4, 4]);
  text(context, x - 8 * scale, up(gradient[0]) + 4, figures(gradient[0]), {px: px.tick, color: ink.gradient, align: "right"});
  polyline(context, last + 1, across, k => up(sums[k]), ink.gradient, 2.6);
  dot(context, across(last), up(sums[last]), Math.max(5, 6 * scale), ink.gradient);
  text(context, x, y + height + 30 * scale, "1", {px: px.tick, color: ink.soft, align: "center"});
  text(context, x + width, y + height + 30 * scale, say("{count} paths added", {count: whole(many)}), {px: px.tick, color: ink.soft, align: "right"});
}

export function sentence(film, step, view) {
  const asked = picked(view, step);
  return asked ? say("Step {step}, asked about: {told}.", {step, told: told(film, asked).join("; ")}) : spoken(film, step);
}

function spoken(film, step) {
  const [kind, at] = now(film, step), {w, values, slopes, open, gradient, difference} = film.before;
  if (step === 0) return say("Step 0: the weight is {weight}, and what it looks at is {value}.", {weight: figures(w[0]), value: figures(values[at])});
  if (kind === "value") return fill(FORWARD[at], {step, label: classOf(film, at), value: figures(values[at])});
  if (kind === "slope") return fill(BACK[at], {step, slope: figures(slopes[at]), product: figures(film.value("product", step))});
  const paths = added(step, figures(film.value("sum", step)), film.value("paths", step), open[0]);
  const ends = {gradient: figures(gradient[0]), difference: figures(difference[0])};
  return [paths, say("The gradient is {gradient}; a nudge finds {difference}.", ends)].join(" ");
}

/** Which paths have been added up, and what they give. */
function added(step, sum, some, every) {
  const here = {step, sum, some: whole(some), count: whole(every)};
  if (every === 0) return say("Step {step}: no path is open, which gives {sum}.", here);
  if (every === 1) return say("Step {step}: its only path gives {sum}.", here);
  if (some === every) return say("Step {step}: all {count} open paths give {sum}.", here);
  return say("Step {step}: the strongest {some} of {count} open paths give {sum}.", here);
}
