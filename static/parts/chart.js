/** What stands around a picture, in the soft tone: captions above its panels, and the levels, the floor and the numbers of a chart. */

import {line, text} from "./marks.js";

/** Words above a panel, whole below the upper edge. */
export function caption(context, [x, y], words, ink, px, lift, room) {
  text(context, x, Math.max(y - lift, px.fine), words, {font: "fine", px: px.fine, color: ink.soft, room});
}

/** Words above panels, by their names in reading order, as far as the next one or the edge; `lift` is how far above, on a canvas 640 wide. */
export function captions(context, boxes, words, ink, px, lift = 12) {
  Object.keys(words).forEach((name, k, names) => {
    const [x, y] = boxes[name], [left, top] = boxes[names[k + 1]] ?? [];
    caption(context, boxes[name], words[name], ink, px, lift * boxes.scale, (top === y ? left - px.fine / 2 : boxes.width) - x);
  });
}

/** A number to the left of a chart, or words, with their middle at the height y. */
export function beside(context, [x], y, words, ink, px, gap = 8) {
  text(context, x - gap, y + px.tick * 0.36, words, {px: px.tick, color: ink.soft, align: "right"});
}

/** A line across a chart, and its number. */
export function level(context, box, y, words, ink, px, gap) {
  line(context, box[0], y, box[0] + box[2], y, ink.rule);
  beside(context, box, y, words, ink, px, gap);
}

/** What a chart stands on. */
export function floor(context, [x, y, width, height], ink) {
  line(context, x, y + height, x + width, y + height, ink.soft);
}

/** A number under a chart, or words. */
export function under(context, x, [, y, , height], words, ink, px, gap = 6) {
  text(context, x, y + height + px.tick + gap, words, {px: px.tick, color: ink.soft, align: "center"});
}
