/** Two films in one figure: buttons that keep the one that is shown as the other, and that choose pairs worth seeing. */

/** @typedef {import("./element.js").Figure} Figure */

export class Pair {
  /** @param {Figure} figure */
  constructor(figure) {
    const { element } = figure;
    this.controls = figure.controls;
    /** @type {HTMLOutputElement | null} */ this.words = element.querySelector("output[data-beside]");
    /** @type {NodeListOf<HTMLElement>} */ this.presets = element.querySelectorAll("[data-preset]");
    element.querySelector("[data-keep]")?.addEventListener("click", () => figure.change({ beside: figure.choice.settings }));
    for (const button of this.presets) button.addEventListener("click", () => figure.change(JSON.parse(button.dataset.preset)));
  }

  /** Say which film is beside the chosen one, and mark the pair, if it is one of those worth seeing, with its reason.
   * @param {import("./choice.js").Choice} choice */
  set({ settings, beside, grid }) {
    if (this.words) this.words.value = Object.keys(grid).map((name) => this.controls.worded(name, beside[name])).join(", ");
    for (const button of this.presets) {
      const pair = JSON.parse(button.dataset.preset);
      const pressed = Object.keys(grid).every((name) => pair.settings[name] === settings[name] && pair.beside[name] === beside[name]);
      button.setAttribute("aria-pressed", String(pressed));
      document.getElementById(button.getAttribute("aria-describedby")).hidden = !pressed;
    }
  }
}
