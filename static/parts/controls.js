/** Everything that scrolling does, by button, slider and key; and the settings of a figure. */

import { written } from "./words.js";

/** @typedef {import("./element.js").Figure} Figure */

export class Controls {
  /** @param {Figure} figure */
  constructor(figure) {
    const { element } = figure;
    /** @type {HTMLInputElement | null} */ this.slider = element.querySelector("[data-steps]");
    /** @type {NodeListOf<HTMLInputElement | HTMLSelectElement>} */ this.settings = element.querySelectorAll("[data-setting]");
    this.slider?.addEventListener("input", () => figure.change({ at: Number(this.slider?.value) }));
    for (const button of element.querySelectorAll("[data-move]")) {
      button.addEventListener("click", () => figure.move(Number(button.getAttribute("data-move"))));
    }
    for (const button of /** @type {NodeListOf<HTMLElement>} */ (element.querySelectorAll("[data-press]"))) {
      button.addEventListener("click", () => press(figure, button.dataset.press));
    }
    for (const control of this.settings) control.addEventListener("input", () => figure.change({ settings: chosen(control, figure.choice.grid) }));
  }

  /** The settings' controls say what is chosen, also when something else chose it.
   * @param {import("./choice.js").Choice} choice */
  set({ settings, grid }) {
    for (const control of this.settings) {
      const name = control.dataset.setting, value = settings[name];
      control.value = control instanceof HTMLSelectElement ? value : String(grid[name].indexOf(value));
      if (control instanceof HTMLSelectElement) {
        if (control.selectedIndex < 0) control.value = "";
        continue;
      }
      control.setAttribute("aria-valuetext", written(value));
      if (control.nextElementSibling instanceof HTMLOutputElement) control.nextElementSibling.value = written(value);
    }
  }

  /** A setting in the words of its control: "learning rate 0.3".
   * @param {string} name
   * @param {string} value */
  worded(name, value) {
    const control = [...this.settings].find((one) => one.dataset.setting === name);
    const label = control?.closest("label")?.firstChild.textContent.trim() ?? name;
    return `${label} ${control?.querySelector(`[value="${value}"]`)?.textContent ?? written(value)}`;
  }

  /** The slider follows.
   * @param {number} step
   * @param {number} last
   * @param {string} sentence */
  follow(step, last, sentence) {
    if (!this.slider) return;
    if (this.slider.max !== String(last)) this.slider.max = String(last);
    this.slider.value = String(step);
    this.slider.setAttribute("aria-valuetext", sentence);
  }
}

/** A button of the scene's own: the scene hears it as it hears a key, and keys go on to the stage.
 * @param {Figure} figure
 * @param {string} key */
async function press(figure, key) {
  if (!figure.hand) await figure.grasp();
  figure.handle({ kind: "press", key, x: 0, y: 0 });
  figure.stage.box.focus({ preventScroll: true });
}

/** @param {HTMLInputElement | HTMLSelectElement} control
 * @param {Object<string, string[]>} grid */
function chosen(control, grid) {
  const name = control.dataset.setting;
  return { [name]: control instanceof HTMLSelectElement ? control.value : grid[name][Number(control.value)] };
}

/** How many steps a key goes, undefined if it goes none: those that scroll are the page's. In right-to-left text forward is to the left.
 * @param {string} key
 * @param {boolean} leftward */
export function stride(key, leftward) {
  const onward = leftward ? -1 : 1;
  return { ArrowRight: onward, ArrowLeft: -onward }[key];
}
