/** A drawing: 32 letters say the ink of 8 by 8 cells, of five levels. */

const CELLS = 64, LETTERS = /^[a-y]{32}$/;

/** The levels 0 to 4 of all cells that these letters say; of anything else, of blank paper. */
export function cells(letters) {
  if (!LETTERS.test(letters)) return new Array(CELLS).fill(0);
  return [...letters].flatMap(letter => [Math.floor((letter.charCodeAt(0) - 97) / 5), (letter.charCodeAt(0) - 97) % 5]);
}
