/** Fingers, mice and keys on a stage, told to the scene in its own coordinates; the page keeps every touch the
 * scene does not take, and every swipe up or down: `touch-action: pan-y` lets the browser cancel what turns out to be a scroll. */

import { stride } from "./controls.js";

/** @typedef {import("./element.js").Figure} Figure */

/** @param {Figure} figure */
export function listen(figure) {
  const { box } = figure.stage;
  let taken = false;

  const tell = (/** @type {string} */ kind, /** @type {PointerEvent} */ event) => figure.handle({ kind, ...figure.stage.place(event) });

  box.addEventListener("pointerdown", (event) => {
    if (event.button || (event.pointerType === "touch" && !grabs(figure, event))) return;
    taken = tell("down", event);
    if (taken) box.setPointerCapture(event.pointerId);
  });
  box.addEventListener("pointermove", (event) => {
    if (taken || event.pointerType === "mouse") tell(taken ? "move" : "hover", event);
  });
  box.addEventListener("pointerup", (event) => {
    const tapped = !taken && event.pointerType === "touch" && tell("down", event);
    if (taken || tapped) tell("up", event);
    taken = false;
  });
  box.addEventListener("pointercancel", (event) => {
    if (taken) tell("cancel", event);
    taken = false;
  });
  box.addEventListener("pointerleave", (event) => tell("leave", event));
  box.addEventListener("keydown", (event) => {
    if (event.target === box && press(figure, event)) event.preventDefault();
  });
}

/** The scene hears a key first; what it leaves moves by steps.
 * @param {Figure} figure
 * @param {KeyboardEvent} event */
function press(figure, event) {
  if (event.altKey || event.ctrlKey || event.metaKey) return false;
  if (figure.handle({ kind: "key", key: event.key, shift: event.shiftKey, x: 0, y: 0 })) return true;
  const steps = event.shiftKey ? undefined : stride(event.key, getComputedStyle(figure.element).direction === "rtl");
  if (steps) figure.move(steps);
  return steps !== undefined;
}

/** @param {Figure} figure
 * @param {PointerEvent | Touch} event */
function grabs(figure, event) {
  const { x, y } = figure.stage.place(event);
  return figure.film !== null && Boolean(figure.scene.grabs?.(x, y, figure.film, figure.stage.size, figure.view()));
}
