/** Code beside a figure: the lines that run at this step are lit, and each box of code shows its own without moving the page. */

import { watchSize } from "./senses.js";

export class Listing {
  /** @param {HTMLElement} code holds lines, whose data-phase names when they run */
  constructor(code) {
    /** @type {NodeListOf<HTMLElement>} */ this.lines = code.querySelectorAll("[data-phase]");
    watchSize([...code.querySelectorAll("pre")], () => this.reveal());
  }

  /** @param {string | undefined} phase */
  light(phase) {
    if (phase === this.phase) return;
    this.phase = phase;
    for (const line of this.lines) {
      const runs = (line.dataset.phase ?? "").split(" ").includes(phase ?? "");
      runs ? line.setAttribute("aria-current", "step") : line.removeAttribute("aria-current");
    }
    this.reveal();
  }

  /** Scroll each box, not the page, until its line that runs is about in the middle and a whole line is on top. */
  reveal() {
    for (const line of this.lines) {
      if (!line.hasAttribute("aria-current")) continue;
      const box = line.closest("pre"), top = line.offsetTop - (box.clientHeight - line.offsetHeight) / 2;
      const tops = [.../** @type {NodeListOf<HTMLElement>} */ (box.querySelectorAll(".line"))].map((one) => one.offsetTop);
      box.scrollTop = tops.find((one) => one >= top) ?? top;
    }
  }
}
