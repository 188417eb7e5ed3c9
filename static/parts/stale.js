/** A line under a figure whose settings are no longer those that the text beside it tells of, with the way back. */

import { say } from "./words.js";

/** @typedef {import("./element.js").Figure} Figure */

export class Stale {
  /** @param {Figure} figure */
  constructor(figure) {
    const { element, choice } = figure;
    this.controls = figure.controls;
    this.words = document.createElement("span");
    const back = document.createElement("button");
    Object.assign(back, { type: "button", className: "stale", textContent: say("back to it") });
    back.addEventListener("click", () => {
      figure.stage.box.focus({ preventScroll: true });
      figure.change({ settings: choice.usual });
    });
    this.line = document.createElement("p");
    Object.assign(this.line, { className: "astray" });
    this.line.append(this.words, " ", back);
    (element.querySelector(".settings") ?? element.querySelector(".controls") ?? element.lastElementChild).after(this.line);
  }

  /** Name what the text tells of, as far as the figure shows something else.
   * @param {import("./choice.js").Choice} choice */
  set({ settings, usual, grid }) {
    const other = Object.keys(grid).filter((name) => settings[name] !== usual[name]);
    this.line.hidden = !other.length;
    if (other.length) this.words.textContent = say("The text tells of {settings};", { settings: other.map((name) => this.controls.worded(name, usual[name])).join(", ") });
  }
}
