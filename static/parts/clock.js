/** One clock for all scenes: a single animation frame, asked for only when something is due, and none in a hidden page. */

/** @typedef {{measure: () => boolean | void, paint: () => void}} Sleeper what can be woken: first it looks, then it draws */

/** @type {Map<Sleeper, boolean>} who looks in the next frame, and whether it draws whatever it sees */
const due = new Map();
let asked = 0;

/** Let it look and draw in the next frame, once, however often it is woken before.
 * @param {Sleeper} sleeper */
export function wake(sleeper) {
  due.set(sleeper, true);
  asked ||= requestAnimationFrame(tick);
}

/** Let it look, and draw only if it says that it sees something new.
 * @param {Sleeper} sleeper */
export function glance(sleeper) {
  due.set(sleeper, due.get(sleeper) ?? false);
  asked ||= requestAnimationFrame(tick);
}

/** Everybody looks before anybody draws, so that the browser lays the page out once. */
function tick() {
  asked = 0;
  const woken = [...due];
  due.clear();
  const moved = woken.filter(([sleeper, draws]) => sleeper.measure() || draws);
  for (const [sleeper] of moved) sleeper.paint();
}
