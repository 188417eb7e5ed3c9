/** structure: tap a structure, or Shift and arrows: its lines stand out; again: all of them. */

import {placed} from "../parts/marks.js";
import {sideways, within} from "../parts/within.js";
import {ORDER} from "../scenes/structure.js";

export function handle(event, film, size, view) {
  if (event.kind === "key") return byKey(event, view.local.focus);
  const boxes = placed(view.panels, size), over = ORDER.find(name => within(event, boxes[name], 0, 24));
  if (event.kind === "hover") return {cursor: over ? "pointer" : ""};
  return event.kind === "down" && over ? {local: {focus: view.local.focus === over ? undefined : over}} : null;
}

function byKey(event, focus) {
  const by = sideways(event), all = [undefined, ...ORDER];
  return by ? {local: {focus: all[(all.indexOf(focus) + by + all.length) % all.length]}} : null;
}
