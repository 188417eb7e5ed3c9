/** A guess: where the reader thinks that a ball will be after some steps. It stays drawn, is compared exactly, and goes nowhere. */

import {dot, line, text} from "./marks.js";
import {clamp, linear} from "./scale.js";
import {fixed, listed, say, signed} from "./words.js";

export const LOOK = 10;
const CLOSE = 0.25, EDGE = 0.25;

/** A ball off the map; and a guess that means so, as near to the edge as a finger can point. */
const off = (w, [low, high]) => w < low || w > high;
const sent = (w, [low, high]) => off(w, [low + EDGE, high - EDGE]);

/** The guess as a dashed line; where the ball was in truth as a dot; how far they are apart. Before there is a guess, the question,
 * in the middle of the valley. */
export function draw(context, {guess, truth, height, at, reach, valley, box: [x, y, width, floor]}, ink, px) {
  const across = linear(...reach, x, x + width);
  if (guess === undefined) {
    const [left, right] = valley, look = {font: "fine", px: px.fine, color: ink.mine, align: "center", room: (right - left) * 0.8};
    if (at < 1) text(context, (left + right) / 2, y + px.fine, say("after {steps} steps?", {steps: LOOK}), look);
    return;
  }
  line(context, across(guess), y, across(guess), y + floor, ink.mine, 2.2, [6, 4]);
  const right = across(guess) > x + width / 2, beside = across(guess) + (right ? -6 : 6);
  text(context, beside, y + px.num, at < LOOK ? called(guess, reach) : distance(guess, truth, reach), {font: "num", px: px.num, color: ink.mine, align: right ? "right" : "left"});
  if (at < LOOK || sent(guess, reach)) return;
  const end = across(clamp(truth, ...reach));
  line(context, across(guess), height, end, height, ink.mine, 2.2);
  dot(context, end, height, 4, ink.mine);
}

const called = (guess, reach) => sent(guess, reach) ? say("off the map") : signed(guess, 1);

/** "0.98 off" */
function distance(guess, truth, reach) {
  if (off(truth, reach)) return sent(guess, reach) ? say("right") : say("it left");
  return sent(guess, reach) ? say("it stayed") : say("{distance} off", {distance: fixed(Math.abs(guess - truth), 2)});
}

/** One sentence on all guesses by rate, exact, and a kind word. */
export function verdict(guesses, truths, at, reach) {
  const rates = Object.keys(guesses), tell = at < LOOK ? called : (guess, reach, rate) => distance(guess, truths[rate], reach);
  const told = listed(rates.map(rate => `${rate}: ${tell(guesses[rate], reach, rate)}`)), guess = say("Your guess for step {step}: rate {guesses}.", {step: LOOK, guesses: told});
  if (at < LOOK) return guess;
  const hit = rates.some(rate => sent(guesses[rate], reach) ? off(truths[rate], reach) : Math.abs(guesses[rate] - truths[rate]) < CLOSE);
  return `${guess} ${hit ? say("Well seen.") : say("That is why one measures.")}`;
}
