/** One clock for all scenes: a single animation frame, asked for only when something is due, and none in a hidden page. */

/** @typedef {{measure: () => void, paint: () => void}} Sleeper what can be woken: first it looks, then it draws */

/** @type {Set<Sleeper>} */
const due = new Set();
let asked = 0;

/** Let it look and draw in the next frame, once, however often it is woken before.
 * @param {Sleeper} sleeper */
export function wake(sleeper) {
  due.add(sleeper);
  asked ||= requestAnimationFrame(tick);
}

/** Everybody looks before anybody draws, so that the browser lays the page out once. */
function tick() {
  asked = 0;
  const woken = [...due];
  due.clear();
  for (const sleeper of woken) sleeper.measure();
  for (const sleeper of woken) sleeper.paint();
}
