/** A lull: when nothing has moved for a while. */

/** What to call at every movement: once there was none for that long, it is told. One timer serves many movements.
 * @param {number} pause milliseconds
 * @param {() => void} told */
export function lull(pause, told) {
  let moved = 0, timer = 0;
  function look() {
    const left = moved + pause - performance.now();
    timer = left > 0 ? setTimeout(look, left) : 0;
    if (!timer) told();
  }
  return () => {
    moved = performance.now();
    timer ||= setTimeout(look, pause);
  };
}
