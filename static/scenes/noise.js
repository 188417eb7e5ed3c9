/** noise: eight filters of random numbers, a dozen digits that go in, and guesses that come out no better than chance. */

import {captions} from "../parts/chart.js";
import {chosen, digit, filters, guesses, line, placed, slot, text, type, verdicts} from "../parts/marks.js";
import {fixed, largest, percent, say} from "../parts/words.js";

export const COUNT = 12;
const TOP = 0.3;
const CAPTIONS = {
  filters: say("eight filters, nine numbers each"), digit: say("one digit in"), guesses: say("ten guesses out"),
  strip: say("what it takes them for; bold is right"),
};

export const stepwise = true;

export function draw(context, film, size, view) {
  const boxes = placed(view.panels, size), px = type(size), {ink} = view, step = Math.round(view.at);
  captions(context, boxes, CAPTIONS, ink, px);
  filters(context, boxes.filters, film.before.filters, Math.max(...film.before.filters.map(Math.abs)), ink);
  digit(context, boxes.digit, film.row("image", step), ink);
  chance(context, boxes.guesses, ink, px);
  guesses(context, boxes.guesses, film.row("guesses", step), film.value("label", step), ink, px.tick, TOP);
  strip(context, film, boxes.strip, step, ink, px);
}

/** The dashed line where all ten would stand if the network only threw dice. */
function chance(context, [x, y, width, height], ink, px) {
  const level = y + height * (1 - 0.1 / TOP);
  line(context, x, level, x + width, level, ink.soft, 1, [4, 4]);
  text(context, x + width, level - 6, percent(0.1), {px: px.tick, color: ink.soft, align: "right"});
}

function strip(context, film, box, step, ink, px) {
  for (let k = 0; k < Math.min(COUNT, film.here); k++) digit(context, slot(box, k, COUNT), film.row("image", k), ink);
  chosen(context, slot(box, step, COUNT), ink);
  const told = Array.from({length: step + 1}, (_, k) => k);
  verdicts(context, box, told.map(k => film.value("label", k)), told.map(k => largest(film.row("guesses", k))), ink, px.tick);
}

export function sentence(film, step) {
  const label = film.value("label", step), shares = film.row("guesses", step), guess = largest(shares);
  return say("Digit {number} of {count}, a {label}: the network gives it {share} and bets on a {guess} ({most}). Loss {loss}.", {
    number: step + 1, count: film.count, label, share: percent(shares[label]), guess, most: percent(shares[guess]),
    loss: fixed(film.value("loss", step), 2),
  });
}
