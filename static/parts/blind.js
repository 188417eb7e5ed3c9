/** Descending blind: a reader moves through fog by height and slope alone, then sees the curve, and what the algorithm did in as many steps. */

import {halo, text} from "./marks.js";
import {fixed, ngettext, say, signed} from "./words.js";

export const START = 14;
export const MOST = 12;
const LOW = -4, HIGH = 4, WALK = 7, WIDE = 88, TALL = 26;

/** @typedef {{moves: number[], knob: string, lifted: boolean, stride: number}} Game moves are places on the curve's grid, from where the ball starts */

/** The game that a figure remembers on this curve; null if there is none.
 * @returns {Game | null} */
export const state = ({moves, knob, lifted = false, stride = 4}, film) => moves && knob === film.settings.knob ? {moves, knob, lifted, stride} : null;

/** What is felt at the last place, or how the two ended; and the button that lifts the fog. */
export function draw(context, film, box, {game, walked, lifted}, ink, px, scale) {
  const [x, y, width] = box, pressed = button(box), {losses, slopes} = film.before, at = game.moves.at(-1);
  if (lifted) {
    const ends = [[say("you: {loss}", {loss: fixed(losses[at], 3)}), ink.mine], [say("algorithm: {loss}", {loss: fixed(film.value("loss", WALK + walked), 3)}), ink.ball]];
    ends.forEach(([words, color], k) => halo(context, x + width / 2, y + (1 + 1.2 * k) * px.num, words, {font: "num", px: px.num, align: "center", color}, ink.paper));
  } else {
    const felt = say("loss {loss}, slope {slope}", {loss: fixed(losses[at], 3), slope: signed(slopes[at], 3)});
    text(context, pressed[0] - 10, y - 12 * scale, felt, {font: "fine", px: px.fine, color: ink.mine, align: "right"});
  }
  pill(context, pressed, lifted ? say("again") : say("lift the fog"), ink, px.tick);
}

/** Where the button is: above the fog, so that no move can press it, and as high as a finger needs. */
export function button([x, y, width]) {
  const tall = Math.min(TALL, y - 1);
  return [x + width - WIDE, (y - tall) / 2, WIDE, tall];
}

function pill(context, [x, y, width, height], words, ink, px) {
  context.beginPath();
  context.roundRect(x, y, width, height, height / 2);
  context.fillStyle = ink.raised;
  context.fill();
  context.strokeStyle = ink.rule;
  context.lineWidth = 1;
  context.stroke();
  text(context, x + width / 2, y + height / 2 + px * 0.36, words, {px, color: ink.ink, align: "center"});
}

/** Where the reader stands; or, when the fog is up, both ends, exactly and kindly. */
export function sentence(film, game, walk) {
  const {losses, slopes} = film.before, at = game.moves.at(-1), done = game.moves.length - 1;
  const mine = losses[at], theirs = film.value("loss", walk + done);
  if (game.lifted) return `${ended(done, fixed(mine, 4), fixed(theirs, 4))} ${compared(mine, theirs)}`;
  const w = signed(LOW + at * (HIGH - LOW) / (losses.length - 1), 1), here = {move: done, most: MOST, w, loss: fixed(mine, 3)};
  return say("Move {move} of {most}: w = {w}, loss {loss}, slope {slope}. Stride {stride}.", {...here, slope: signed(slopes[at], 4), stride: fixed(game.stride / 10, 1)});
}

const ended = (n, mine, theirs) => ngettext(
  "After {n} move you are at loss {mine}, the algorithm at {theirs}.",
  "After {n} moves you are at loss {mine}, the algorithm at {theirs}.", n, {n, mine, theirs},
);

function compared(mine, theirs) {
  const by = Math.abs(mine - theirs), size = fixed(by, 4);
  if (+by.toFixed(4) === 0) return say("You are level.");
  return mine < theirs ? say("You are lower, by {size}: well felt.", {size})
    : say("It is lower, by {size}.", {size});
}
