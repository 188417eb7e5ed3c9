/** structure: the same loop on three structures; they read unseen digits alike, until each digit is moved by one pixel. */

import {caption, captions, level} from "../parts/chart.js";
import {band, digit, dot, frame, line, placed, polyline, text, type} from "../parts/marks.js";
import {between, clamp, linear} from "../parts/scale.js";
import {percent, say, whole, written} from "../parts/words.js";

const NAMES = {linear: say("linear"), hidden: say("hidden layer"), cnn: say("CNN")}, SEEDS = 3, EVERY = 20;
export const ORDER = Object.keys(NAMES);
const CAPTIONS = {loss: say("loss on the training digits, in powers of ten"), right: say("% of unseen right"), moved: say("moved one pixel")};
const DASHES = {linear: [2, 4], hidden: [8, 4], cnn: []}, LOW = 0.01, HIGH = 3, CORNER = 40;

export function ground(context, film, size, view) {
  const boxes = placed(view.panels, size), px = type(size), {ink} = view;
  ORDER.forEach((name, number) => {
    context.save();
    context.globalAlpha = faint(view, name);
    sketch(context, film, number, name, boxes, ink, px);
    context.restore();
  });
  captions(context, boxes, CAPTIONS, ink, px, 14);
  for (const name in CAPTIONS) {
    axes(context, film, name, boxes[name], scales(film, name, boxes[name]), ink, px, boxes.scale);
  }
}

export function draw(context, film, size, view) {
  const boxes = placed(view.panels, size);
  for (const name in CAPTIONS) curves(context, film, name, boxes, view);
}

/** A structure the reader did not choose steps back, if one is chosen. */
const faint = ({local}, name) => local.focus && local.focus !== name ? 0.3 : 1;

const spread = (y, height, count) => Array.from({length: count}, (_, k) => y + height * (k + 0.5) / count);

/** A structure: the digit, what stands between, the ten numerals; its stroke, its name and its number of weights. */
function sketch(context, film, number, name, boxes, ink, px) {
  const [x, y, width, height] = boxes[name], s = boxes.scale;
  line(context, x, y - 18 * s, x + 24 * s, y - 18 * s, ink.ink, 2.6, DASHES[name]);
  caption(context, [x + 32 * s, y], NAMES[name], ink, px, 13 * s, width - 12 * s);
  BETWEEN[name](context, x + height, y, width - height - 8 * s, height, ink, s);
  digit(context, [x, y, height, height], film.before.images.subarray(64, 128), ink);
  for (const top of spread(y, height, 10)) dot(context, x + width - 4 * s, top, 3.2 * s, ink.ink);
  text(context, x, y + height + px.tick + 6, say("{count} weights", {count: whole(film.before.weights[number])}), {px: px.tick, color: ink.soft});
}

/** A line from each of these to each of those. */
function fan(context, x1, tops1, x2, tops2, ink) {
  for (const a of tops1) for (const b of tops2) line(context, x1, a, x2, b, ink.rule);
}

const BETWEEN = {
  linear: (context, x, y, width, height, ink) => fan(context, x, spread(y, height, 8), x + width, spread(y, height, 10), ink),
  hidden(context, x, y, width, height, ink, s) {
    const half = width / 2, middle = spread(y, height, 12);
    fan(context, x, spread(y, height, 8), x + half, middle, ink);
    fan(context, x + half, middle, x + width, spread(y, height, 10), ink);
    for (const top of middle) dot(context, x + half, top, 3.2 * s, ink.ink);
  },
  cnn(context, x, y, width, height, ink, s) {
    const window = y + height * 0.42;
    line(context, x - height * 0.35, window, x + 24 * s, y + 20 * s, ink.soft);
    line(context, x - height * 0.35, window + height * 0.3, x + 24 * s, y + 24 * s, ink.soft);
    for (let k = 0; k < 6; k++) map(context, x + (12 + 4 * k) * s, y + (6 + 6 * k) * s, 30 * s, ink);
    for (let k = 0; k < 8; k++) map(context, x + (52 + 2 * k) * s, y + (12 + 6 * k) * s, 14 * s, ink);
    fan(context, x + 74 * s, spread(y + 14 * s, 56 * s, 6), x + width, spread(y, height, 10), ink);
  },
};

/** One feature map, in front of those before it. */
function map(context, x, y, side, ink) {
  context.fillStyle = ink.paper;
  context.fillRect(x, y, side, side);
  frame(context, [x, y, side, side], ink.soft);
}

/** Step to x and value to y: the loss on a logarithmic scale, shares from 0 to 1. */
function scales(film, panel, [x, y, width, height]) {
  const log = linear(Math.log10(LOW), Math.log10(HIGH), y + height, y);
  const up = panel === "loss" ? value => log(Math.log10(clamp(value, LOW, HIGH))) : linear(0, 1, y + height, y);
  return {across: linear(0, film.count - 1, x, x + width), up};
}

/** Three lines up to this step, each with the spread of its seeds. */
function curves(context, film, panel, boxes, view) {
  const box = boxes[panel], {across, up} = scales(film, panel, box), {ink, at} = view;
  const last = Math.floor(at), count = last + (at > last ? 2 : 1), step = k => Math.min(k, at);
  ORDER.forEach((name, number) => {
    const seeds = k => film.row(panel, k).subarray(number * SEEDS, number * SEEDS + SEEDS), means = film.each[`${name}_${panel}`];
    if (faint(view, name) === 1) band(context, last + 1, across, k => up(Math.min(...seeds(k))), k => up(Math.max(...seeds(k))), ink.soft);
    context.globalAlpha = faint(view, name);
    polyline(context, count, k => across(step(k)), k => up(between(means, step(k))), ink.ink, 2.2, DASHES[name]);
    dot(context, across(at), up(between(means, at)), Math.max(3.5, 5 * boxes.scale), ink.ink);
    context.globalAlpha = 1;
  });
}

function axes(context, film, panel, box, {across, up}, ink, px, scale) {
  const losses = panel === "loss", [x, y, width, height] = box;
  for (const value of losses ? [0.01, 0.1, 1] : [0, 0.5, 1]) level(context, box, up(value), losses ? written(String(value)) : 100 * value, ink, px, 6);
  for (const step of losses ? [0, 200, 440] : [0, 440]) {
    text(context, across(step / EVERY), y + height + px.tick + 5, step, {px: px.tick, color: ink.soft, align: step === 440 ? "right" : "center"});
  }
  if (!losses) digit(context, [x + width - (CORNER + 24) * scale, y + height - (CORNER + 4) * scale, CORNER * scale, CORNER * scale], film.before.images.subarray(panel === "right" ? 64 : 128), ink);
}

export function sentence(film, step) {
  const shares = ["right", "moved"].flatMap(what => ORDER.map(name => [`${what}_${name}`, percent(film.value(`${name}_${what}`, step))]));
  return say("Step {step}: of the unseen digits linear {right_linear}, hidden {right_hidden}, CNN {right_cnn} right; "
    + "moved by a pixel {moved_linear}, {moved_hidden}, {moved_cnn}.", {step: film.value("at", step), ...Object.fromEntries(shares)});
}
