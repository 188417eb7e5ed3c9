/** The canvas that lies over a scene's still once it can draw the same, sharp at any zoom; it draws only what is not there yet. */

import { inkOf } from "./ink.js";
import { watchSize } from "./senses.js";

const SMALLEST = 300;

export class Stage {
  /** @param {HTMLElement} box
   * @param {() => void} onresize */
  constructor(box, onresize) {
    this.box = box;
    this.canvas = document.createElement("canvas");
    this.canvas.setAttribute("aria-hidden", "true");
    this.context = contextOf(this.canvas);
    if (!this.context) return;
    box.append(this.canvas);
    this.measure();
    this.inkAgain();
    watchSize([this.canvas], onresize);
    this.canvas.addEventListener("contextrestored", () => (this.inkAgain(), onresize()));
  }

  /** Colours are read again when they are needed next. */
  inkAgain() {
    this.ink = inkOf(this.canvas);
  }

  /** How large a picture to draw, and how many pixels of the screen one of its own takes: a picture too small for its words is
   * drawn larger and shrunk as a whole. */
  measure() {
    const { clientWidth: width, clientHeight: height } = this.canvas, grown = width ? Math.max(1, SMALLEST / width) : 1;
    this.size = { width: width * grown, height: height * grown };
    this.ratio = (devicePixelRatio || 1) / grown;
  }

  /** A place on the screen as one in the picture.
   * @param {{clientX: number, clientY: number}} event */
  place({ clientX, clientY }) {
    const { left, top, width } = this.canvas.getBoundingClientRect(), grown = width ? this.size.width / width : 1;
    return { x: (clientX - left) * grown, y: (clientY - top) * grown };
  }

  /** Make one picture, unless it stands already. Where that fails the still comes back.
   * @param {any[]} parts what the picture is made of
   * @param {(context: CanvasRenderingContext2D) => void} draw
   * @returns {boolean} whether the picture stands */
  paint(parts, draw) {
    const { canvas, context, size, ratio } = this, all = [...parts, size.width, size.height, ratio];
    if (!size.width || !size.height) return false;
    if (same(all, this.parts)) return true;
    this.parts = all;
    fit(canvas, Math.round(size.width * ratio), Math.round(size.height * ratio));
    context.setTransform(canvas.width / size.width, 0, 0, canvas.height / size.height, 0, 0);
    context.clearRect(0, 0, size.width, size.height);
    context.save();
    try {
      draw(context);
      this.box.classList.add("drawn");
    } catch (error) {
      if (this.box.classList.contains("drawn") || !this.failed) console.error(error);
      this.failed = true;
      this.clear();
    }
    context.restore();
    return this.box.classList.contains("drawn");
  }

  /** The still again. */
  clear() {
    this.parts = [];
    this.box.classList.remove("drawn");
  }
}

/** @param {any[]} these
 * @param {any[]} [those] */
const same = (these, those) => these.length === those?.length && these.every((one, k) => one === those[k]);

/** @param {HTMLCanvasElement} canvas */
function contextOf(canvas) {
  try {
    return canvas.getContext("2d");
  } catch {
    return null;
  }
}

/** @param {HTMLCanvasElement} canvas
 * @param {number} width
 * @param {number} height */
function fit(canvas, width, height) {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}
