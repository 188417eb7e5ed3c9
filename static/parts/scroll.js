/** Scrolling picks the step, for scenes that are near; the first pictures of figures wait for their turn. */

import { glance, wake } from "./clock.js";
import { watchSight } from "./senses.js";

const NEAR = "150% 0px";
const FAST = 0.003, LONG = 250;

/** @typedef {import("./element.js").Figure} Figure */

/** @type {Map<Element, Figure>} by their scenes */
const near = new Map();

/** Whether the reader has touched the page: what scrolls before that is the browser, going back to where it was. */
let touched = false;

/** Where the page stood in the last frame in which a figure asked for its turn, and when that was. */
let place = 0, moment = -Infinity;

/** Whether that frame has a first picture to show, or must not have any. */
let taken = false;

/** Have a figure made when its scene is near the viewport for the first time, and let it know while it is, and when the page scrolls there.
 * @param {Map<Element, () => Figure>} makers of figures, by their scenes */
export function follow(makers) {
  const watched = watchSight([...makers.keys()], NEAR, (seen) => {
    for (const { target, isIntersecting } of seen) isIntersecting ? come(target, makers.get(target)()) : near.delete(target);
  });
  if (!watched) for (const [scene, make] of makers) come(scene, make());
}

/** One that cannot draw stays a still.
 * @param {Element} scene
 * @param {Figure} figure */
function come(scene, figure) {
  if (!figure.stage.context) return;
  near.set(scene, figure);
  figure.come();
  wake(figure);
}

/** Draw again whatever is near: the light, the window or the wish for less motion has changed. */
export function refresh() {
  near.forEach(wake);
}

/** Whether a figure may show its first picture, which takes its time: one figure in a frame, and none while the page flies by,
 * faster than anybody reads, which two frames tell. Whoever is near asks again in the next frame.
 * @param {Figure} figure */
export function turn(figure) {
  const frame = Number(document.timeline.currentTime), passed = frame - moment;
  if (![...near.values()].includes(figure)) return false;
  if (passed) {
    taken = passed > LONG || Math.abs(scrollY - place) > FAST * innerHeight * passed;
    [place, moment] = [scrollY, frame];
  }
  if (taken) wake(figure);
  return !taken && (taken = true);
}

function scrolled() {
  for (const figure of near.values()) {
    figure.scrolled = touched;
    glance(figure);
  }
}

addEventListener("scroll", scrolled, { passive: true });
addEventListener("resize", () => near.forEach((figure) => ((figure.resized = true), wake(figure))));
addEventListener("focusin", () => near.forEach((figure) => ((figure.settling = true), glance(figure))));
for (const kind of ["wheel", "touchmove", "keydown", "pointerdown"]) {
  addEventListener(kind, () => (touched = true), { passive: true, once: true, capture: true });
}
