/** A sheet of a picture: a canvas that is drawn anew only when what is on it has changed. */

export class Sheet {
  constructor() {
    this.canvas = document.createElement("canvas");
    this.canvas.setAttribute("aria-hidden", "true");
    this.context = contextOf(this.canvas);
    /** @type {any[]} what the picture on it is made of */ this.parts = [];
  }

  /** @param {any[]} parts what the picture is made of
   * @param {{width: number, height: number}} size in CSS pixels
   * @param {number} ratio device pixels for one of these
   * @param {(context: CanvasRenderingContext2D) => void} draw
   * @param {Sheet} [under] whose picture lies under this one
   * @returns {boolean} whether it had to be drawn */
  show(parts, { width, height }, ratio, draw, under) {
    const { canvas, context } = this, all = [...parts, width, height, ratio, ...(under?.parts ?? [])];
    if (same(all, this.parts)) return false;
    this.parts = all;
    fit(canvas, Math.round(width * ratio), Math.round(height * ratio));
    context.resetTransform();
    context.clearRect(0, 0, canvas.width, canvas.height);
    if (under) context.drawImage(under.canvas, 0, 0);
    context.scale(canvas.width / width, canvas.height / height);
    context.save();
    try {
      draw(context);
    } finally {
      context.restore();
    }
    return true;
  }

  /** What is on it counts no longer. */
  clear() {
    this.parts = [];
  }
}

/** @param {any[]} these
 * @param {any[]} those */
export const same = (these, those) => these.length === those.length && these.every((one, k) => one === those[k]);

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
