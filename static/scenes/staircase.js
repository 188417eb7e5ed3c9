/** staircase: one image climbs through every layer of the network, at any time of its training; it may be the reader's own. */

import {captions} from "../parts/chart.js";
import {digit, frame, guesses, line, placed, slot, text, type} from "../parts/marks.js";
import {cells} from "../parts/pen.js";
import {percent, say} from "../parts/words.js";

const RISE = 38, EVERY = 20, FAINT = 0.1;
export const MIDDLE = [3, 3];
const CAPTIONS = {
  image: say("a grid of numbers"), maps: say("convolution: eight filters look everywhere"), features: say("features: what is strong enough"),
  neurons: say("neurons: 64 combinations"), guesses: say("prediction"),
};

export const stepwise = true;

/** On which panel a finger draws. */
export const drawable = ({local}) => local.drawing && "pad";

export function draw(context, film, size, view) {
  const boxes = placed(view.panels, size), px = type(size), {ink} = view, step = Math.round(view.at), pad = view.local.drawing;
  if (!pad) stairs(context, boxes, size, ink);
  captions(context, boxes, pad ? {guesses: CAPTIONS.guesses} : CAPTIONS, ink, px);
  guesses(context, boxes.guesses, film.row("guesses", step), film.before.label[0], ink, px.tick);
  if (pad) return paper(context, boxes, view, px);
  for (const [name, count] of [["maps", 8], ["features", 8], ["neurons", 16]]) row(context, boxes[name], film.row(name, step), count, ink);
  digit(context, boxes.image, film.before.image, ink);
  const [x, y, width] = boxes.image;
  text(context, x + width + 24 * boxes.scale, y + 70 * boxes.scale, say("training step {step}", {step: step * EVERY}), {font: "num", px: px.num, color: ink.ink});
}

/** The staircase, climbed from the left. */
function stairs(context, boxes, {width, height}, ink) {
  const {scale} = boxes;
  context.beginPath();
  context.moveTo(4 * scale, height);
  let floor = height;
  for (const name in CAPTIONS) {
    const x = boxes[name][0] - 12 * scale, top = boxes[name][1] - (RISE - 4) * scale;
    context.lineTo(x, floor);
    context.lineTo(x, top);
    floor = top;
  }
  context.lineTo(width - 4 * scale, 4 * scale);
  context.lineTo(width - 4 * scale, height);
  context.fillStyle = ink.wash;
  context.fill();
}

/** Feature maps in a row: blue above zero, amber below. */
function row(context, box, values, count, ink) {
  const cells = values.length / count, side = Math.sqrt(cells);
  for (let k = 0; k < count; k++) field(context, slot(box, k, count), values.subarray(k * cells, k * cells + cells), side, ink);
}

/** One map of numbers from -1 to 1 in its frame; cells end on half pixels, so that no seams show. */
function field(context, [x, y, width, height], values, side, ink) {
  const edge = (from, k) => Math.round((from + k * width / side) * 2) / 2;
  values.forEach((value, k) => {
    if (Math.abs(value) < FAINT) return;
    const left = edge(x, k % side), top = edge(y, Math.floor(k / side));
    context.globalAlpha = Math.abs(value);
    context.fillStyle = value > 0 ? ink.pos : ink.neg;
    context.fillRect(left, top, edge(x, k % side + 1) - left, edge(y, Math.floor(k / side) + 1) - top);
  });
  context.globalAlpha = 1;
  frame(context, [x, y, width, height], ink.rule);
}

/** The paper to draw on, with the cell that the keys would ink. */
function paper(context, {pad, scale}, {ink, local, settings}, px) {
  const [x, y, width] = pad, side = width / 8, [column, row_] = local.cell ?? MIDDLE;
  digit(context, pad, cells(settings.image).map(level => level / 4), ink);
  for (let k = 1; k < 8; k++) {
    line(context, x + k * side, y, x + k * side, y + width, ink.rule);
    line(context, x, y + k * side, x + width, y + k * side, ink.rule);
  }
  frame(context, pad, ink.soft, 1.5);
  frame(context, [x + column * side, y + row_ * side, side, side], ink.mine, 2.5);
  text(context, x + width / 2, y + width + 32 * scale, say("draw a digit; tap beside the paper when done"), {font: "fine", px: px.fine, color: ink.mine, align: "center"});
}

export function sentence(film, step, view) {
  const shares = Array.from(film.row("guesses", step)), order = shares.map((_, k) => k).sort((a, b) => shares[b] - shares[a] || b - a);
  const [guess, second] = order, [share, less] = order.map(k => percent(shares[k])), label = film.before.label[0];
  const told = {step: step * EVERY, label, guess, share, second, less}, pen = penAt(view);
  if (!film.before.image.some(ink => ink)) return say("The paper is empty; even so it would say {guess}.", told) + pen;
  if (label < 0) return say("Step {step}: it reads your drawing as a {guess} ({share}); second guess {second} ({less}).", told) + pen;
  return say("Step {step}: it reads the {label} as a {guess} ({share}); second guess {second} ({less}).", told) + pen;
}

/** Where the keys would ink, while there is paper. */
function penAt(view) {
  if (!view?.local.drawing) return "";
  const [column, row] = view.local.cell ?? MIDDLE;
  return " " + say("Pen in row {row}, column {column}.", {row: row + 1, column: column + 1});
}
