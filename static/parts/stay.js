/** The reader stays where the reading line is: when the window is turned or made narrower, what was read comes back under it. */

import { readingLine } from "./course.js";
import { lull } from "./lull.js";

const PAUSE = 100;

/** @type {{block: Element, share: number, tall: number} | null} what was under the line when the page last stood still, how far it
 * had come through it, and how tall the page was */
let read = null;
let width = innerWidth;

/** Everything there is to read that begins above the reading line. */
export function passed() {
  const lines = new Map();
  return [...document.querySelectorAll(".scene, .scene > :is(h2, h3), .beat, .prose, .prose > *")].filter((block) => {
    const scene = block.closest(".scene");
    if (!lines.has(scene)) lines.set(scene, readingLine(scene));
    return above(block, lines.get(scene)) >= 0;
  });
}

/** How far a block's top is above its reading line.
 * @param {Element} block
 * @param {number} [line] */
function above(block, line = readingLine(block.closest(".scene"))) {
  return line - block.getBoundingClientRect().top;
}

/** Remember what is read; at the top, or while the window changes, there is nothing to remember. */
function note() {
  if (innerWidth !== width) return;
  const block = passed().at(-1);
  read = scrollY && block ? { block, share: Math.min(1, above(block) / block.clientHeight), tall: document.body.clientHeight } : null;
}

/** Back under the line with it, if the text is laid out anew: not when only the browser's own bar came or went. WebKit tells first that
 * the window has changed, and applies the styles for its shape afterwards. */
function keep() {
  width = innerWidth;
  if (read && document.body.clientHeight !== read.tall) scrollBy(0, read.share * read.block.clientHeight - above(read.block));
}

addEventListener("scroll", lull(PAUSE, note), { passive: true });
addEventListener("resize", () => (keep(), setTimeout(keep)));
