/** A link to one figure as it stands: copied where the browser allows it, and always to be seen and selected. */

import { linkTo } from "./address.js";

export class Share {
  /** @param {import("./element.js").Figure} figure */
  constructor(figure) {
    this.figure = figure;
    /** @type {HTMLElement | null} */ this.box = figure.element.querySelector(".link");
    /** @type {HTMLInputElement | null} */ this.address = this.box?.querySelector("input");
    this.box?.addEventListener("toggle", () => this.box.matches(":popover-open") && this.show());
  }

  /** The address in its field, selected; and on the clipboard, if that may be. */
  async show() {
    const { figure: { choice, at, element }, address } = this;
    address.value = linkTo(choice.kept(Math.round(at)), (element.closest(".scene") ?? element).id);
    address.select();
    const copied = await this.copy(address.value);
    this.box.querySelector("label").textContent = copied ? "Copied. " : "Copy this address: ";
  }

  /** @param {string} text */
  async copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return false;
    }
  }
}
