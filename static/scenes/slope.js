/** slope: all that descent knows is a height and a slope; here they are for one knob, for nine, for all, and checked by nudging. */

import {beside, caption, floor, under} from "../parts/chart.js";
import {area, chosen, dot, frame, line, placed, polyline, text, type} from "../parts/marks.js";
import {ceiling, clamp, linear, plain, ticks} from "../parts/scale.js";
import {fixed, say, signed, trend, whole} from "../parts/words.js";

const LOW = -4, HIGH = 4, NUDGES = [1, 0.1, 0.01, 0.001, 0.0001];
const ALL = 2, NUDGED = 3, LEAST = 6;
export const NINE = 1;
export const WALK = NUDGED + NUDGES.length - 1;

export const stepwise = true;

export function draw(context, film, size, view) {
  const boxes = placed(view.panels, size), px = type(size), {ink} = view, step = Math.round(view.at);
  ground(context, film, boxes.fog, step, view, px, boxes.scale);
  nine(context, film, boxes.nine, step, ink, px, boxes.scale);
  strip(context, film, boxes.strip, step, ink, px, boxes.scale);
  check(context, film, boxes.check, step, ink, px, boxes.scale);
}

function scales(film, [x, y, width, height]) {
  const top = ceiling(Math.max(...film.before.losses, 0.1));
  return {top, across: linear(LOW, HIGH, x, x + width), up: linear(0, top, y + height, y)};
}

/** What the figure shows at a step: how far the algorithm has come, and whether the fog has lifted. A game, once
 * a hand has begun one and brought what knows of it, has its own say. */
function state(film, step, local) {
  const last = film.count - 1, game = local.blind?.state(local, film), playing = game && step <= WALK;
  const walked = playing ? game.lifted ? game.moves.length - 1 : 0 : clamp(step - WALK, 0, last - 1 - WALK);
  return {game, playing, walked, lifted: playing ? game.lifted : step === last};
}

/** The fog, or the curve when it has lifted; where the algorithm has been, where the reader has been, and what they felt there. */
function ground(context, film, box, step, {ink, local}, px, scale) {
  const axes = scales(film, box), {across, up, top} = axes, {losses, slopes} = film.before;
  const {game, playing, walked, lifted} = state(film, step, local);
  if (lifted || !playing) caption(context, box, lifted ? say("loss") : say("loss, in fog"), ink, px, 12 * scale);
  for (const t of ticks(top)) beside(context, box, up(t), plain(t), ink, px, 12);
  for (let t = LOW; t <= HIGH; t += 2) under(context, across(t), box, signed(t, 0), ink, px);
  under(context, across(3), box, box[2] > 400 ? say("weight w") : "w", ink, px);
  const place = k => LOW + k * (HIGH - LOW) / (losses.length - 1);
  if (lifted) polyline(context, losses.length, k => across(place(k)), k => up(losses[k]), ink.ink, 2.6);
  else fog(context, box, ink);
  const felt = [];
  for (let k = 0; k <= walked && !(playing && !lifted && game.moves.length > 1); k++) {
    const at = k || step > WALK ? WALK + k : step;
    felt.push({w: film.value("w", at), loss: film.value("loss", at), slope: film.value("slope", at), big: k === walked, color: ink.ball});
  }
  game?.moves.forEach((k, move) => felt.push({w: place(k), loss: losses[k], slope: slopes[k], big: playing && move === game.moves.length - 1, color: ink.mine}));
  touched(context, felt, axes, box, lifted, ink, scale);
  if (step >= NUDGED && step <= WALK && !playing) secant(context, film, axes, step, ink);
  floor(context, box, ink);
  if (playing) return local.blind.draw(context, film, box, {game, walked, lifted}, ink, px, scale);
  if (step === WALK) text(context, box[0] + box[2], box[1] - 12 * scale, say("tap the fog: where would you go?"), {font: "fine", px: px.fine, color: ink.mine, align: "right"});
}

function fog(context, [x, y, width, height], ink) {
  context.fillStyle = ink.wash;
  context.fillRect(x, y, width, height);
}

/** What is known of places: their heights, and their slopes as pieces of tangents. The fog is clear just there. */
function touched(context, felt, {across, up}, box, lifted, ink, scale) {
  const places = felt.map(one => ({...one, x: across(clamp(one.w, LOW, HIGH)), y: Math.max(box[1], up(one.loss)), reach: (one.big ? 34 : 16) * Math.max(scale, 0.6)}));
  context.save();
  context.beginPath();
  context.rect(box[0], box[1] - 12 * scale, box[2], box[3] + 12 * scale);
  context.clip();
  if (!lifted) for (const {x, y, reach} of places) dot(context, x, y, reach, ink.paper);
  context.lineCap = "round";
  for (const {x, y, reach, slope} of places) {
    const dx = across(1) - across(0), dy = (up(1) - up(0)) * slope, share = reach / Math.hypot(dx, dy);
    line(context, x - dx * share, y - dy * share, x + dx * share, y + dy * share, ink.gradient, 3);
  }
  for (const {x, y, big, color} of places) dot(context, x, y, big ? Math.max(7, 9 * scale) : Math.max(3.5, 4.5 * scale), color);
  context.restore();
}

/** From the ball to where a nudge led that one can see: a slope that was measured. */
function secant(context, film, {across, up}, step, ink) {
  const w = film.value("w", step), x = across(w + film.value("nudge", step)), y = up(film.value("nudged", step));
  if (x - across(w) < 12) return;
  line(context, across(w), up(film.value("loss", step)), x, y, ink.ink, 1.6, [4, 3]);
  dot(context, x, y, 3.5, ink.ink);
}

/** The nine slopes of a filter: an arrow up where the loss rises with the weight, down where it falls. */
function nine(context, film, [x, y, width], step, ink, px, scale) {
  const {knob} = film.settings, side = width / 3, slopes = film.before.nine, longest = Math.max(...slopes.map(Math.abs));
  caption(context, [x, y], say("filter {number}: 9 slopes", {number: Math.floor(knob / 9) + 1}), ink, px, 14 * scale, 216 * scale);
  slopes.forEach((slope, k) => {
    const left = x + k % 3 * side, top = y + Math.floor(k / 3) * side;
    frame(context, [left, top, side, side], ink.rule);
    if (step >= NINE || k === knob % 9) arrow(context, left + side / 2, top + side / 2, -slope / longest * side * 0.4, scale, ink);
  });
  chosen(context, [x + knob % 9 % 3 * side, y + Math.floor(knob % 9 / 3) * side, side, side], ink);
}

/** An upright arrow, long enough that one sees where it points. */
function arrow(context, x, middle, slope, scale, ink) {
  const rise = Math.sign(slope) * Math.max(LEAST * scale, Math.abs(slope));
  const head = Math.sign(rise) * Math.min(8 * scale, Math.abs(rise) * 1.2), tip = middle + rise, wide = 6 * Math.max(scale, 0.6);
  line(context, x, middle - rise, x, tip - head, ink.gradient, Math.max(2, 3 * scale));
  context.beginPath();
  context.moveTo(x - wide, tip - head);
  context.lineTo(x + wide, tip - head);
  context.lineTo(x, tip);
  context.fillStyle = ink.gradient;
  context.fill();
}

/** How many slopes are less than a hundredth of the steepest. */
function almostZero(slopes) {
  const small = Math.max(-slopes[0], slopes.at(-1)) / 100;
  return slopes.filter(slope => Math.abs(slope) < small).length;
}

/** All slopes, sorted from the one that falls most to the one that rises most; a dot where the knob's is. */
function strip(context, film, box, step, ink, px, scale) {
  const slopes = film.before.sorted, last = slopes.length - 1, mine = film.value("slope", 0), [x, y, width, height] = box;
  const along = linear(0, last, x, x + width), up = linear(slopes[0], slopes[last], y + height, y), tick = {px: px.tick, color: ink.soft};
  caption(context, box, say("all {count} slopes, sorted", {count: whole(slopes.length)}), ink, px, 12 * scale);
  line(context, x, up(0), x + width, up(0), ink.soft);
  if (step < ALL) return;
  area(context, slopes.length, along, k => up(slopes[k]), up(0), ink.gradient);
  dot(context, along(slopes.findIndex(slope => slope >= mine)), up(mine), Math.max(4.5, 6 * scale), ink.ball);
  text(context, x, y + height + px.tick + 5, signed(slopes[0]), tick);
  under(context, x + width / 2, box, say("{count} are almost 0", {count: whole(almostZero(slopes))}), ink, px, 5);
  text(context, x + width, y + height + px.tick + 5, signed(slopes[last]), {...tick, align: "right"});
}

/** The table of nudges so far: what each gives for the slope, and below what was computed. */
function check(context, film, [x, y, width, height], step, ink, px, scale) {
  const pitch = height / (NUDGES.length + 1), known = Math.min(step - NUDGED + 1, NUDGES.length);
  caption(context, [x, y], say("nudge, and change ÷ nudge"), ink, px, 8 * scale, width);
  const cells = (row, name, value, font, color) => {
    text(context, x, y + pitch * (row + 0.7), name, {font, px: px.tick, color});
    text(context, x + width, y + pitch * (row + 0.7), signed(value, 5), {font, px: px.tick, color, align: "right"});
  };
  line(context, x, y + pitch * 4.95, x + width, y + pitch * 4.95, ink.rule);
  if (step < NUDGED) return;
  for (let row = 0; row < known; row++) {
    const now = row === step - NUDGED;
    cells(row, plain(NUDGES[row]), film.before.measured[row], now ? "strong" : "tick", now ? ink.ink : ink.soft);
  }
  cells(NUDGES.length + 0.15, say("computed"), film.value("slope", 0), "num", ink.gradient);
}

export function sentence(film, step, view) {
  const value = name => film.value(name, step), {playing, game} = state(film, step, view.local);
  if (playing) return view.local.blind.sentence(film, game, WALK);
  const here = {w: signed(value("w")), loss: fixed(value("loss"), 3), slope: signed(value("slope"), 4)}, last = film.count - 1;
  if (step < NUDGED) return [say("w = {w}: loss {loss}, slope {slope}.", here), ...others(film, step)].join(" ");
  if (step <= WALK) {
    const found = {nudge: plain(value("nudge")), nudged: fixed(value("nudged"), 5), ratio: signed(value("ratio"), 5), slope: signed(value("slope"), 5)};
    return say("A nudge of {nudge} takes the loss to {nudged}: {ratio} per unit. Computed: {slope}.", found);
  }
  if (step < last) {
    const loss = trend(film.value("loss", step - 1), value("loss"), 4);
    return say("Step {step} in fog: w = {w}, loss {loss}; slope {slope}.", {...here, loss, step: step - WALK});
  }
  const ends = {...here, steps: last - 1 - WALK, first: fixed(film.value("loss", 0), 3)};
  return say("The fog has lifted. After {steps} steps: w = {w}, loss {loss}. It began at {first}.", ends);
}

/** What is told of the other slopes: of the nine of a filter, of all. */
function others({before: {nine: nine_, sorted}, settings: {knob}}, step) {
  if (step < NINE) return [];
  if (step < ALL) {
    const ends = {number: Math.floor(knob / 9) + 1, low: signed(Math.min(...nine_), 3), high: signed(Math.max(...nine_), 3)};
    return [say("The nine slopes of filter {number} go from {low} to {high}.", ends)];
  }
  const counts = {count: whole(sorted.length), few: whole(almostZero(sorted))};
  return [say("Of all {count} slopes, {few} are less than a hundredth of the steepest.", counts)];
}
