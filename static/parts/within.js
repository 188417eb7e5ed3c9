/** Where a hand is: within a box or not, and which way its arrows point. */

/** Whether a place is within a box, or no further beside, above or below it than that.
 * @param {{x: number, y: number}} place
 * @param {number[]} box */
export const within = ({x, y}, [left, top, width, height], side = 8, above = side, below = above) =>
  x > left - side && x < left + width + side && y > top - above && y < top + height + below;

/** With Shift: -1 for the arrow to the left, 1 for the one to the right; nothing for all other keys. */
export const sideways = ({key, shift}) => shift && {ArrowLeft: -1, ArrowRight: 1}[key];

/** With Shift: -1 for the arrow up, 1 for the one down; nothing for all other keys. */
export const upright = ({key, shift}) => shift && {ArrowUp: -1, ArrowDown: 1}[key];

/** Which of three by three cells a place in a square is nearest to, row after row. */
export function cellAt({x, y}, [left, top, width]) {
  const third = value => Math.max(0, Math.min(2, Math.floor(value / (width / 3))));
  return third(y - top) * 3 + third(x - left);
}
