/** A panel that stays while the reader uses its figure, where it leaves the figure's buttons free, until another panel opens or the figure
 * is out of sight. Where it lies over them, any press beside it closes it, as the browser does by itself until this is here. */

export class Panel {
  /** @param {HTMLElement} panel a popover of a figure */
  constructor(panel) {
    this.panel = panel;
    this.figure = panel.closest("figure");
    this.opener = this.figure.querySelector(`[popovertarget="${panel.id}"]`);
    const open = panel.matches(":popover-open");
    panel.popover = "manual";
    panel.addEventListener("beforetoggle", ({ newState }) => (newState === "open" ? this.listen() : this.leave()));
    if (open) panel.showPopover();
  }

  /** It is about to be open: until it is closed, it heeds what closes it. */
  listen() {
    const { panel, opener } = this, { signal } = (this.listening = new AbortController());
    const closes = (/** @type {string} */ kind, /** @type {(event: any) => boolean} */ told) => {
      addEventListener(kind, (event) => told(event) && panel.hidePopover(), { signal, capture: true, passive: true });
    };
    closes("beforetoggle", ({ target, newState }) => newState === "open" && target !== panel && target.matches(".panel"));
    closes("keydown", ({ key }) => key === "Escape" && !document.querySelector(":popover-open:not(.numbers)"));
    closes("pointerdown", ({ target }) => this.covers && !panel.contains(target) && !opener.contains(target));
    closes("scroll", () => this.passed);
  }

  /** It is about to be closed: who was in it, or nowhere, is then where it was opened. */
  leave() {
    const { activeElement, body } = document;
    this.listening.abort();
    if (activeElement === body || this.panel.contains(activeElement)) this.opener.focus({ preventScroll: true });
  }

  /** Whether it lies over the figure's buttons. */
  get covers() {
    const [one, other] = [this.panel, this.figure.querySelector(".controls")].map((box) => box.getBoundingClientRect());
    return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
  }

  /** Whether the reader has gone on to another figure. */
  get passed() {
    const { top, bottom } = this.figure.getBoundingClientRect();
    return bottom < 0 || top > innerHeight;
  }
}
