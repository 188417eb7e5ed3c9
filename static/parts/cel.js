/** Lines that grow: drawn whole on a sheet of their own, and laid down each time as far as they have come, pixel for pixel. */

import { Sheet } from "./sheet.js";

const EDGE = 4;

/** @type {WeakMap<CanvasRenderingContext2D, Sheet>} one for each picture */
const sheets = new WeakMap();

/** A function that lays down what is on the sheet of this picture, in a box, as far as x.
 * @param {CanvasRenderingContext2D} context
 * @param {import("./stage.js").Size} size
 * @param {any[]} parts all that the lines are made of
 * @param {(context: CanvasRenderingContext2D) => void} draw
 * @returns {(box: number[], until: number) => void} */
export function cel(context, size, parts, draw) {
  const { a: ratio } = context.getTransform(), sheet = sheets.get(context) ?? new Sheet();
  sheets.set(context, sheet);
  sheet.show(parts, size, ratio, draw);
  return ([x, y, , height], until) => {
    const left = Math.floor((x - EDGE) * ratio), top = Math.floor((y - EDGE) * ratio);
    const width = Math.round(until * ratio) - left, tall = Math.ceil((height + 2 * EDGE) * ratio);
    context.save();
    context.resetTransform();
    context.drawImage(sheet.canvas, left, top, width, tall, left, top, width, tall);
    context.restore();
  };
}
