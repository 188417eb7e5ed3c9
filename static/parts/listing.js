/** Code beside a figure: the lines that run at this step are lit, and each box of code shows its own without moving the page. */

export class Listing {
  /** @param {HTMLElement} code holds lines, whose data-phase names when they run */
  constructor(code) {
    /** @type {NodeListOf<HTMLElement>} */ this.lines = code.querySelectorAll("[data-phase]");
  }

  /** @param {string | undefined} phase */
  light(phase) {
    if (phase === this.phase) return;
    this.phase = phase;
    for (const line of this.lines) {
      const runs = (line.dataset.phase ?? "").split(" ").includes(phase ?? "");
      runs ? line.setAttribute("aria-current", "step") : line.removeAttribute("aria-current");
      if (runs) reveal(line, /** @type {HTMLElement} */ (line.closest("pre")));
    }
  }
}

/** Scroll the box, not the page, until the line is in its middle.
 * @param {HTMLElement} line
 * @param {HTMLElement} box */
function reveal(line, box) {
  box.scrollTop = line.offsetTop - (box.clientHeight - line.offsetHeight) / 2;
}
