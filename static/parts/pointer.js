/** Fingers, mice and keys on a stage, told to the scene in its own coordinates; the page keeps every touch the
 * scene does not take, and every swipe up or down: `touch-action: pan-y` lets the browser cancel what turns out to be a scroll.
 * What answers is brought by the first of them, which waits for it, as do those that follow until it is there. */

import { stride } from "./controls.js";

/** @typedef {import("./element.js").Figure} Figure */
/** @typedef {import("./frames.js").Film} Film */
/** @typedef {import("./stage.js").Size} Size */
/** @typedef {import("./stage.js").View} View */
/** @typedef {{kind: string, x: number, y: number, key?: string, shift?: boolean}} Happening */
/** @typedef {object} Hand what answers the reader: the scene itself, or a module of its own that comes when there is somebody to answer
 * @property {(event: Happening, film: Film, size: Size, view: View) => import("./choice.js").Change | null} [handle]
 * @property {(x: number, y: number, film: Film, size: Size, view: View) => boolean} [grabs] */

const KINDS = ["pointerdown", "pointermove", "pointerup", "pointercancel", "pointerleave", "keydown", "focus"];

/** @param {Figure} figure */
export function listen(figure) {
  const { box } = figure.stage, answers = answering(figure);
  for (const kind of KINDS) {
    box.addEventListener(kind, async (event) => {
      if (!figure.hand) await figure.grasp();
      answers[kind]?.(event);
    });
  }
}

/** What each kind of event does.
 * @param {Figure} figure
 * @returns {Object<string, (event: any) => void>} */
function answering(figure) {
  const { box } = figure.stage;
  let taken = false;

  const tell = (/** @type {string} */ kind, /** @type {PointerEvent} */ event) => figure.handle({ kind, ...figure.stage.place(event) });

  return {
    pointerdown(event) {
      if (event.button || (event.pointerType === "touch" && !grabs(figure, event))) return;
      taken = tell("down", event);
      if (taken) hold(box, event.pointerId);
    },
    pointermove(event) {
      if (taken || event.pointerType === "mouse") tell(taken ? "move" : "hover", event);
    },
    pointerup(event) {
      const tapped = !taken && event.pointerType === "touch" && tell("down", event);
      if (taken || tapped) tell("up", event);
      taken = false;
    },
    pointercancel(event) {
      if (taken) tell("cancel", event);
      taken = false;
    },
    pointerleave: (event) => tell("leave", event),
    keydown(event) {
      if (event.target === box && press(figure, event)) event.preventDefault();
    },
  };
}

/** From now on that pointer is told of wherever it goes, unless it has gone already.
 * @param {HTMLElement} box
 * @param {number} pointer */
function hold(box, pointer) {
  try {
    box.setPointerCapture(pointer);
  } catch {
    // A press that waited may be over.
  }
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
  return figure.film !== null && Boolean(figure.hand?.grabs?.(x, y, figure.film, figure.stage.size, figure.view()));
}
