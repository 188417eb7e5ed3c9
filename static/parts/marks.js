/**
 * Marks: the few shapes that every figure is made of, drawn on any 2-D context as app/marks.py draws them on paper.
 * Boxes are [x, y, width, height] in CSS pixels; ink holds the page's colours by name.
 */

const page = getComputedStyle(document.documentElement), [sans, serif] = ["--sans", "--serif"].map(name => page.getPropertyValue(name));
const FONTS = {tick: `400 {}px ${sans}`, strong: `700 {}px ${sans}`, num: `600 {}px ${sans}`, fine: `400 {}px ${serif}`};

/** The panels of a still (640 wide) as boxes on a canvas of this width. */
export function placed(panels, size) {
  const scale = size.width / 640;
  const boxes = Object.entries(panels).map(([name, box]) => [name, box.map(side => side * scale)]);
  return {scale, width: size.width, ...Object.fromEntries(boxes)};
}

/** Sizes of type for this width, in a large picture as on paper: never under what one can read on a phone. */
export function type({width}) {
  const grown = Math.max(1, width / 640);
  return width > 480 ? {tick: 13.5 * grown, fine: 16 * grown, num: 16 * grown} : {tick: width > 360 ? 11.5 : 11, fine: 12.5, num: 13.5};
}

/** Words that stand on y. Where there is less room for them than they need, they are set narrower. */
export function text(context, x, y, words, look) {
  pen(context, look);
  context.fillText(words, x, y, look.room);
}

/** Words that are read on any ground. */
export function halo(context, x, y, words, look, paper) {
  pen(context, look);
  context.lineWidth = 4;
  context.lineJoin = "round";
  context.strokeStyle = paper;
  context.strokeText(words, x, y);
  context.fillText(words, x, y);
}

/** How wide words would be. */
export function extent(context, words, look) {
  pen(context, look);
  return context.measureText(words).width;
}

function pen(context, {font = "tick", px, color, align = "left"}) {
  context.font = FONTS[font].replace("{}", px);
  context.fillStyle = color;
  context.textAlign = align;
}

export function line(context, x1, y1, x2, y2, color, width = 1, dash = []) {
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
  stroke(context, color, width, dash);
}

/** A line through points (x(k), y(k)) for k from 0 to count - 1. */
export function polyline(context, count, x, y, color, width, dash = []) {
  context.beginPath();
  for (let k = 0; k < count; k++) context.lineTo(x(k), y(k));
  context.lineJoin = "round";
  stroke(context, color, width, dash);
}

/** What lies between a line and the floor. */
export function area(context, count, x, y, floor, color) {
  context.beginPath();
  context.moveTo(x(0), floor);
  for (let k = 0; k < count; k++) context.lineTo(x(k), y(k));
  context.lineTo(x(count - 1), floor);
  context.fillStyle = color;
  context.fill();
}

/** What lies between two lines: the spread of several runs. */
export function band(context, count, x, low, high, color) {
  context.beginPath();
  for (let k = 0; k < count; k++) context.lineTo(x(k), high(k));
  for (let k = count - 1; k >= 0; k--) context.lineTo(x(k), low(k));
  context.fillStyle = color;
  context.globalAlpha = 0.2;
  context.fill();
  context.globalAlpha = 1;
}

function stroke(context, color, width, dash) {
  context.strokeStyle = color;
  context.lineWidth = width;
  context.setLineDash(dash);
  context.stroke();
  context.setLineDash([]);
}

export function dot(context, x, y, radius, color) {
  context.beginPath();
  context.arc(x, y, radius, 0, 7);
  context.fillStyle = color;
  context.fill();
}

/** A triangle that points to the left (-1) or the right (1): what is meant lies beyond the edge. */
export function arrow(context, x, y, side, half, color) {
  context.beginPath();
  context.moveTo(x, y - half);
  context.lineTo(x + side * (half + 3), y);
  context.lineTo(x, y + half);
  context.fillStyle = color;
  context.fill();
}

export function frame(context, [x, y, width, height], color, thickness = 1) {
  context.strokeStyle = color;
  context.lineWidth = thickness;
  context.strokeRect(x, y, width, height);
}

/** The mark of what is chosen: a frame in ink, with paper on both sides, so that it shows on dark and on light. */
export function chosen(context, box, ink) {
  const thick = Math.min(2.5, box[2] / 4);
  frame(context, box, ink.paper, thick + 3);
  frame(context, box, ink.ink, thick);
}

/** How strongly a weight is coloured, 0.06 to 1. */
const strength = (value, scale) => Math.max(0.06, Math.min(1, Math.abs(value) / scale));

/** A square of nine weights: the colour is the sign, its strength the size, full at `scale`. */
export function weights(context, [x, y, width], values, scale, ink) {
  const side = width / 3, gap = Math.min(0.8, side / 10);
  for (let k = 0; k < 9; k++) {
    context.globalAlpha = strength(values[k], scale);
    context.fillStyle = values[k] > 0 ? ink.pos : ink.neg;
    context.fillRect(x + k % 3 * side + gap, y + Math.floor(k / 3) * side + gap, side - 2 * gap, side - 2 * gap);
  }
  context.globalAlpha = 1;
}

/** Eight squares of weights in a row: 72 numbers. */
export function filters(context, box, numbers, scale, ink) {
  for (let k = 0; k < 8; k++) weights(context, slot(box, k, 8), numbers.subarray(9 * k, 9 * k + 9), scale, ink);
}

/** The k-th of `count` squares that stand in a row from edge to edge of a box. */
export const slot = ([x, y, width, side], k, count) => [x + k * (width - side) / (count - 1), y, side, side];

/** An image of 64 inks, 0 to 1, in its frame. Pixels end on whole device pixels, so that no seams show. */
export function digit(context, [x, y, width, height], image, ink) {
  const edge = k => Math.round((x + k * width / 8) * 2) / 2, ledge = k => Math.round((y + k * width / 8) * 2) / 2;
  context.fillStyle = ink.ink;
  for (let k = 0; k < 64; k++) {
    if (!image[k]) continue;
    const column = k % 8, row = k >> 3;
    context.globalAlpha = image[k];
    context.fillRect(edge(column), ledge(row), edge(column + 1) - edge(column), ledge(row + 1) - ledge(row));
  }
  context.globalAlpha = 1;
  frame(context, [x, y, width, height], ink.rule);
}

/** Ten bars, one per class, with the classes under them; the true class in ink. `top` is the probability at full height. */
export function guesses(context, [x, y, width, height], probabilities, label, ink, px, top = 1) {
  const pitch = width / 10, floor = y + height;
  for (let k = 0; k < 10; k++) {
    const tall = height * Math.min(1, probabilities[k] / top), mine = k === label;
    context.globalAlpha = mine ? 1 : 0.55;
    context.fillStyle = mine ? ink.ink : ink.soft;
    context.fillRect(x + pitch * (k + 0.18), floor - tall, pitch * 0.64, tall);
    context.globalAlpha = 1;
    numeral(context, x + pitch * (k + 0.5), floor, k, mine, ink, px);
  }
  line(context, x, floor, x + width, floor, ink.soft);
}

/** Under each digit of a strip what the network takes it for: in ink if right, in grey if wrong. */
export function verdicts(context, box, labels, bets, ink, px) {
  bets.forEach((bet, k) => {
    const [x, y, side] = slot(box, k, 12), right = bet === labels[k];
    numeral(context, x + side / 2, y + side, bet, right, ink, px);
  });
}

function numeral(context, x, y, number, strong, ink, px) {
  text(context, x, y + px + 4, number, {font: strong ? "strong" : "tick", px, color: strong ? ink.ink : ink.soft, align: "center"});
}
