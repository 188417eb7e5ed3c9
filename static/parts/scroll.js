/** Scrolling picks the step: where the reading line stands among a scene's beats, from live geometry, for scenes that are near. */

import { glance, wake } from "./clock.js";
import { watchSight } from "./senses.js";

const LINE = 0.55, LOWEST = 0.85;
const HOLD = 0.25;
const NEAR = "150% 0px";
const FAST = 0.003, LANDED = 50;

/** @typedef {import("./element.js").Figure} Figure */

/** @type {Set<Figure>} */
const near = new Set();

/** Whether the reader has touched the page: what scrolls before that is the browser, going back to where it was. */
let touched = false;

/** Where the page stood at the last scroll, when that was, and how fast it went there, in windows a millisecond. */
let place = 0, moment = 0, speed = 0;

/** @type {CSSNumberish | null} the frame of the last first picture */
let taken = null;

/** Progress 0..1 through the beats, or null if none is on the page. A beat lasts until the next one's top, the last one to its
 * own bottom, or for as long as the figure stays and then a while longer as it ended.
 * @param {HTMLElement[]} beats
 * @param {HTMLElement} picture
 * @param {HTMLElement} figure */
export function progress(beats, picture, figure) {
  const text = beats[0]?.parentElement.getBoundingClientRect();
  if (!text?.height) return null;
  const line = readingLine(picture, text), now = text.top > line ? -1 : beats.findLastIndex((beat) => beat.getBoundingClientRect().top <= line);
  if (now < 0) return Number(beats[0].dataset.from);
  const from = Number(beats[now].dataset.from), to = Number(beats[now].dataset.to), { top, bottom: end } = beats[now].getBoundingClientRect();
  const bottom = beats[now + 1]?.getBoundingClientRect().top ?? Math.min(end, line + stay(figure, text));
  return from + (to - from) * Math.min(1, (line - top) / Math.max(1, bottom - top));
}

/** How much further the page may scroll until a figure that stays has to stand as it ended.
 * @param {HTMLElement} figure
 * @param {DOMRect} text */
function stay(figure, text) {
  const { position, top } = getComputedStyle(figure);
  if (position !== "sticky") return Infinity;
  const leaves = parseFloat(top) + figure.getBoundingClientRect().height;
  return text.bottom - leaves - HOLD * document.documentElement.clientHeight;
}

/** A little below the middle; where the picture stands above the text, in the middle of what it leaves free. (Only the picture
 * counts: what the figure says changes its height, and the line must not move with what it causes.)
 * @param {HTMLElement} picture
 * @param {DOMRect} text */
function readingLine(picture, text) {
  const height = document.documentElement.clientHeight, box = picture.getBoundingClientRect();
  const above = box.left < text.right && box.right > text.left;
  return Math.min(Math.max(height * LINE, above ? (box.height + height) / 2 : 0), height * LOWEST);
}

/** Have a figure made when its scene is near the viewport for the first time, and let it know while it is, and when the page scrolls there.
 * @param {HTMLElement} scene
 * @param {() => Figure} make */
export function follow(scene, make) {
  /** @type {Figure} */ let figure;
  const watched = watchSight([scene], NEAR, (seen) => (seen.at(-1)?.isIntersecting ? come((figure = make())) : near.delete(figure)));
  if (!watched) come(make());
}

/** One that cannot draw stays a still.
 * @param {Figure} figure */
function come(figure) {
  if (!figure.stage.context) return;
  near.add(figure);
  figure.come();
  wake(figure);
}

/** Draw again whatever is near: the light, the window or the wish for less motion has changed. */
export function refresh() {
  near.forEach(wake);
}

/** Whether a figure may show its first picture, which takes its time: one figure in a frame, and none while the page flies by,
 * faster than anybody reads. Whoever is near asks again in the next frame.
 * @param {Figure} figure */
export function turn(figure) {
  const frame = document.timeline.currentTime, flies = speed > FAST && performance.now() - moment < LANDED;
  if (!near.has(figure)) return false;
  if (flies || frame === taken) {
    wake(figure);
    return false;
  }
  taken = frame;
  return true;
}

function scrolled() {
  const now = performance.now();
  speed = Math.abs(scrollY - place) / innerHeight / (now - moment);
  place = scrollY;
  moment = now;
  for (const figure of near) {
    figure.scrolled = touched;
    glance(figure);
  }
}

addEventListener("scroll", scrolled, { passive: true });
for (const [kind, rouse] of Object.entries({ resize: wake, focusin: glance })) {
  addEventListener(kind, () => near.forEach((figure) => ((figure.settling = true), rouse(figure))));
}
for (const kind of ["wheel", "touchmove", "keydown", "pointerdown"]) {
  addEventListener(kind, () => (touched = true), { passive: true, once: true, capture: true });
}
