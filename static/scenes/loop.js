/** loop: a few turns of the training loop, phase by phase, with the batch, the loss, the gradient and the nudge of that very step. */

import {captions} from "../parts/chart.js";
import {digit, frame, line, placed, text, type} from "../parts/marks.js";
import {figures, fixed, say, written} from "../parts/words.js";

const PHASES = ["batch", "forward", "loss", "gradient", "nudge", "weights"], BATCH = 64, ACROSS = 16, STRIP = 72, TOP = 2.8, RATE = 0.3, PALE = 0.35;
const ABOVE = {batch: say("the batch"), loss: say("loss"), slope: say("gradient"), nudge: say("nudge")};
const ROWS = {weights: say("weights"), gradients: say("gradient"), nudges: say("nudge"), after: say("after")};

const SAID = {
  batch: say("Training step {turn}, take a batch: {batch} digits, drawn at random."),
  forward: say("Training step {turn}, forward, through all layers: {right} of {batch} digits right."),
  loss: say("Training step {turn}, the mean loss of these {batch} is {loss}."),
  gradient: say("Training step {turn}, back through all layers: 1,898 slopes, together of length {slope}."),
  nudge: say("Training step {turn}, minus {rate} times the gradient: a nudge of length {nudge}."),
  weights: say("Training step {turn}, add the nudge: every weight has a new value."),
};

const largest = values => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

/** The phase of a step, for the line of code that runs in it. */
export const mark = (film, step) => PHASES[step % PHASES.length];

export const stepwise = true;

export function draw(context, film, size, view) {
  const boxes = placed(view.panels, size), px = type(size), step = Math.round(view.at), turn = Math.floor(step / PHASES.length);
  const page = {context, film, boxes, px, ink: view.ink, step, turn, phase: step % PHASES.length};
  words(page);
  batch(page);
  lengths(page);
  strips(page);
}

function words({context, boxes, px, ink, phase, film, step}) {
  captions(context, boxes, ABOVE, ink, px);
  for (const [name, words] of Object.entries(ROWS)) {
    text(context, 16 * boxes.scale, boxes[name][1] + 30 * boxes.scale, words, {px: px.tick, color: ink.soft});
  }
  if (!phase) return;
  const [x, y, width] = boxes.batch, right = film.value("right", step);
  text(context, x + width, y - 12 * boxes.scale, say("{right} right, {wrong} misread", {right, wrong: BATCH - right}), {px: px.tick, color: ink.soft, align: "right"});
}

/** The digits of the batch; once they have been through the network, a frame around those that are misread, the others pale beside them. */
function batch({context, film, boxes, ink, turn, phase}) {
  const {images, labels, bets} = film.before, [x, y, width] = boxes.batch, pitch = width / ACROSS, side = pitch * 8 / 9;
  for (let k = 0; k < BATCH; k++) {
    const at = turn * BATCH + k, box = [x + k % ACROSS * pitch, y + Math.floor(k / ACROSS) * pitch, side, side];
    const image = images.subarray(64 * at, 64 * at + 64), right = bets[at] === labels[at];
    digit(context, box, phase && right ? image.map(level => level * PALE) : image, ink);
    if (phase && !right) frame(context, box, ink.ink, Math.min(2, side / 12));
  }
}

function lengths({context, film, boxes, px, ink, step, phase}) {
  const most = Math.max(largest(film.each.slope), largest(film.each.nudge));
  const bars = [["loss", TOP, ink.loss, 1], ["slope", most, ink.gradient, 2], ["nudge", most, ink.rate, 3]];
  for (const [name, top, color, after] of bars) {
    const [x, y, width, height] = boxes[name], value = film.value(name, step);
    frame(context, boxes[name], ink.rule);
    if (phase <= after) continue;
    context.fillStyle = color;
    context.fillRect(x, y, width * Math.min(1, value / top), height);
    text(context, x, y + height + 30 * boxes.scale, figures(value), {font: "num", px: px.num, color});
  }
}

/** The 72 numbers of the first layer: as they are, their slopes, their nudges, and as they are afterwards. */
function strips({context, film, boxes, ink, turn, phase}) {
  const {weights, gradients, nudges} = film.before, loud = largest(weights), steep = largest(gradients);
  const rows = [
    ["weights", weights, turn, loud, ink.pos, ink.neg, -1], ["gradients", gradients, turn, steep, ink.gradient, ink.gradient, 2],
    ["nudges", nudges, turn, steep, ink.rate, ink.rate, 3], ["after", weights, turn + 1, loud, ink.pos, ink.neg, 4],
  ];
  for (const [name, all, row, top, up, down, after] of rows) {
    const [x, y, width, height] = boxes[name], middle = y + height / 2, pitch = width / STRIP;
    line(context, x, middle, x + width, middle, ink.rule);
    if (phase <= after) continue;
    all.subarray(row * STRIP, row * STRIP + STRIP).forEach((value, k) => {
      context.fillStyle = value > 0 ? up : down;
      context.fillRect(x + k * pitch, middle, pitch * 0.76, -value / top * height / 2);
    });
  }
}

export function sentence(film, step) {
  const value = name => film.value(name, step);
  return say(SAID[mark(film, step)], {
    turn: value("turn"), batch: BATCH, right: value("right"), loss: fixed(value("loss"), 3), slope: figures(value("slope")),
    nudge: figures(value("nudge")), rate: written(String(RATE)),
  });
}
