/** The course of a scene: how far the reading line has come through its beats. The page moves as one, so a frame asks for one place. */

const LINE = 0.55, LOWEST = 0.85;
const HOLD = 0.25;

export class Course {
  /** @param {HTMLElement[]} beats
   * @param {HTMLElement} figure */
  constructor(beats, figure) {
    this.beats = beats;
    this.text = beats[0]?.parentElement;
    this.figure = figure;
  }

  /** Where everything was is forgotten, as something may be elsewhere now. */
  forget() {
    this.known = null;
  }

  /** Progress 0..1 through the beats, or null if none is on the page. A beat lasts until the next one's top, the last one to its
   * own bottom, or for as long as the figure stays and then a while longer as it ended. */
  get progress() {
    const text = this.text?.getBoundingClientRect();
    if (!text?.height) return null;
    if (this.known?.height !== text.height) this.known = this.survey(text);
    const { line, beats, end, leaves } = this.known, at = line - text.top, now = beats.findLastIndex(({ top }) => top <= at);
    if (now < 0) return beats[0].from;
    const { top, from, to } = beats[now], bottom = beats[now + 1]?.top ?? Math.min(end, line + text.height - leaves());
    return from + (to - from) * Math.min(1, (at - top) / Math.max(1, bottom - top));
  }

  /** The reading line in the window, and, from the text's own top, where beats begin, where the last one ends, and how far down a
   * figure that stays has to stand as it ended.
   * @param {DOMRect} text */
  survey(text) {
    const { figure } = this, { position, top } = getComputedStyle(figure), held = parseFloat(top) + HOLD * document.documentElement.clientHeight;
    const boxes = this.beats.map((beat) => beat.getBoundingClientRect());
    return {
      height: text.height, line: readingLine(figure.closest(".scene")), end: boxes.at(-1).bottom - text.top,
      beats: this.beats.map(({ dataset: { from, to } }, k) => ({ from: Number(from), to: Number(to), top: boxes[k].top - text.top })),
      leaves: () => (position === "sticky" ? held + figure.getBoundingClientRect().height : -Infinity),
    };
  }
}

/** The reading line in the window: a little below the middle; where a scene's picture stands above its text, in the middle of what it
 * leaves free. (Only the picture counts: what the figure says changes its height, and the line must not move with what it causes.)
 * @param {Element | null} scene */
export function readingLine(scene) {
  const [picture, text] = [".stage", ".beats"].map((part) => scene?.querySelector(part)?.getBoundingClientRect() ?? new DOMRect());
  const height = document.documentElement.clientHeight, above = picture.left < text.right && picture.right > text.left;
  return Math.min(Math.max(height * LINE, above ? (picture.height + height) / 2 : 0), height * LOWEST);
}
