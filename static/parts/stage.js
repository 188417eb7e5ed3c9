/** The sheet that lies over a scene's still once it can show the same, sharp at any zoom: what moves, drawn over what does not. */

import { inkOf } from "./ink.js";
import { watchSize, wishes } from "./senses.js";
import { Sheet } from "./sheet.js";

const SMALLEST = 300;

/** @typedef {import("./frames.js").Film} Film */
/** @typedef {{width: number, height: number}} Size CSS pixels */
/** @typedef {{at: number, ink: Object<string, string>, panels: any, still: boolean, beside: Film | null, local: Object<string, any>, settings: Object<string, string>, grid: Object<string, string[]>}} View */
/** @typedef {object} Scene
 * @property {(context: CanvasRenderingContext2D, film: Film, size: Size, view: View) => void} draw
 * @property {(context: CanvasRenderingContext2D, film: Film, size: Size, view: View) => void} [ground] what lies under it, for the step of its view
 * @property {(at: number) => number} [stands] for which step the ground stands; without this for every one
 * @property {(film: Film, step: number, view: View) => string} sentence
 * @property {boolean} [stepwise] it shows whole steps only
 * @property {(view: View) => any} [drawable] the panel on which a finger draws instead of scrolling, if there is one now
 * @property {(film: Film, step: number) => string} [mark] the phase of a step, for the line of code that runs in it */
/** @typedef {{parts: any[], draw: (context: CanvasRenderingContext2D) => void}} Picture what it is made of, and how */
/** @typedef {Picture & {tell: () => void}} Told and what it says once it stands */

export class Stage {
  /** @param {HTMLElement} box
   * @param {() => void} onresize */
  constructor(box, onresize) {
    this.box = box;
    this.sheet = new Sheet();
    this.canvas = this.sheet.canvas;
    this.context = this.sheet.context;
    if (!this.context) return;
    box.append(this.canvas);
    this.size = { width: 0, height: 0 };
    this.grown = 1;
    this.inkAgain();
    watchSize([box], onresize);
    this.canvas.addEventListener("contextrestored", () => (this.inkAgain(), onresize()));
  }

  /** Colours are read again when they are needed next, and whether the reader wishes for less motion. */
  inkAgain() {
    this.ink = inkOf(this.canvas);
    this.still = wishes("(prefers-reduced-motion: reduce)");
  }

  /** Whether nothing was ever drawn on it. */
  get bare() {
    return !this.sheet.parts.length;
  }

  /** How large a picture to draw: one too small for its words is drawn larger and shrunk as a whole. */
  measure() {
    const { clientWidth: width, clientHeight: height } = this.box;
    this.grown = width ? Math.max(1, SMALLEST / width) : 1;
    this.size = { width: width * this.grown, height: height * this.grown };
  }

  /** How many pixels of the screen one of the picture's takes. */
  get ratio() {
    return (devicePixelRatio || 1) / this.grown;
  }

  /** A place on the screen as one in the picture.
   * @param {{clientX: number, clientY: number}} event */
  place({ clientX, clientY }) {
    const { left, top, width } = this.canvas.getBoundingClientRect(), grown = width ? this.size.width / width : 1;
    return { x: (clientX - left) * grown, y: (clientY - top) * grown };
  }

  /** Show a picture and the ground under it, each drawn unless it stands already. Where that fails the still comes back.
   * @param {Told} picture
   * @param {Picture | null} ground
   * @returns {boolean | null} whether the picture stands; null if the rest is the next frame's, as its first sheet took this one's time */
  paint(picture, ground) {
    const { size, ratio, bare, box: { classList } } = this;
    if (!size.width || !size.height) return false;
    try {
      if (ground && this.under.show(ground.parts, size, ratio, ground.draw) && bare) return null;
      if (this.sheet.show(picture.parts, size, ratio, picture.draw, this.lower) && bare) return null;
      picture.tell();
    } catch (error) {
      if (classList.contains("drawn") || !this.failed) console.error(error);
      this.failed = true;
      this.clear();
      return false;
    }
    if (!classList.contains("drawn")) classList.add("drawn");
    return true;
  }

  /** The sheet under the other, for scenes that have a ground. Nobody sees it itself: each sheet that is seen costs the browser a copy a frame. */
  get under() {
    if (!this.lower) {
      this.lower = new Sheet();
      this.lower.canvas.hidden = true;
      this.canvas.after(this.lower.canvas);
    }
    return this.lower;
  }

  /** A finger that begins on this panel of the still draws, and does not scroll the page; without one none does.
   * @param {number[]} [panel] */
  lend(panel) {
    if (panel === this.panel) return;
    this.panel = panel;
    if (!this.pad) this.box.append((this.pad = document.createElement("div")));
    ["left", "top", "width", "height"].forEach((side, k) => (this.pad.style[side] = `${(panel?.[k] ?? 0) / 6.4}cqi`));
  }

  /** The still again. */
  clear() {
    this.sheet.clear();
    this.lower?.clear();
    this.box.classList.remove("drawn");
  }
}
