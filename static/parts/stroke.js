/** Strokes: a pen with a soft tip inks 8 by 8 cells, of five levels, and 64 cells become 32 letters. */

import {clamp} from "./scale.js";

const SIDE = 8, TOP = 4, RADIUS = 0.75;

/** The letters that say these levels, two cells to a letter. */
export function letters(levels) {
  return Array.from({length: SIDE * SIDE / 2}, (_, k) => String.fromCharCode(97 + 5 * levels[2 * k] + levels[2 * k + 1])).join("");
}

/** The cells after a stroke between two places, in cells from the top left corner: as much ink as the tip covers of each. */
export function stroke(levels, from, to) {
  return levels.map((level, k) => {
    const away = distance([k % SIDE + 0.5, Math.floor(k / SIDE) + 0.5], from, to);
    return Math.max(level, Math.round(TOP * clamp(0.5 + RADIUS - away, 0, 1)));
  });
}

/** How far a place is from the straight line between two others. */
function distance([x, y], [ax, ay], [bx, by]) {
  const dx = bx - ax, dy = by - ay, length = dx * dx + dy * dy;
  const along = length ? clamp(((x - ax) * dx + (y - ay) * dy) / length, 0, 1) : 0;
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}

const MOVES = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]};

/** What a key does to a drawing: arrows move from cell to cell, with Shift they draw on the way, Space inks the cell by half and by half
 * again, then blanks it. null for any other key. */
export function strokeByKey({key, shift}, levels, [column, row]) {
  if (MOVES[key]) {
    const there = [clamp(column + MOVES[key][0], 0, SIDE - 1), clamp(row + MOVES[key][1], 0, SIDE - 1)];
    const middle = ([x, y]) => [x + 0.5, y + 0.5];
    return {cursor: there, levels: shift ? stroke(levels, middle([column, row]), middle(there)) : levels};
  }
  if (key !== " ") return null;
  const inked = levels.slice(), cell = row * SIDE + column;
  inked[cell] = inked[cell] >= TOP ? 0 : Math.min(TOP, inked[cell] + 2);
  return {cursor: [column, row], levels: inked};
}
