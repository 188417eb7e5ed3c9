/** Pictures further down are laid out while the reader is still above them, one in each idle moment, so that scrolling need not wait. */

const ENOUGH = 30;

/** In a hidden page nothing is due: there are no frames.
 * @param {HTMLElement[]} boxes which the browser passes over as long as they are far */
export function makeReady(boxes) {
  if (boxes.length) requestAnimationFrame(() => self.requestIdleCallback?.((moment) => makeReady(moment.timeRemaining() < ENOUGH ? boxes : laidOut(boxes))));
}

/** Lay out the first; the others.
 * @param {HTMLElement[]} boxes */
function laidOut([next, ...others]) {
  next.style.contentVisibility = "visible";
  next.getBoundingClientRect();
  return others;
}
