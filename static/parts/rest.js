/** Rest: a while after the last scroll a figure comes to stand on the nearest whole step, so that picture and sentence tell of the same. */

import { wake } from "./clock.js";
import { lull } from "./lull.js";
import { wishes } from "./senses.js";

const PAUSE = 400, EASE = 150;

export class Rest {
  /** @param {import("./clock.js").Sleeper} sleeper */
  constructor(sleeper) {
    this.sleeper = sleeper;
    this.moved = lull(PAUSE, () => {
      this.begun = performance.now();
      wake(sleeper);
    });
    this.begun = Infinity;
    /** How far it has come to rest, 0..1. */
    this.share = 0;
  }

  /** The clock asks: is the reader still moving? Only another place on the page is a movement. On the way to the whole step it needs
   * another picture.
   * @param {number} place */
  look(place) {
    if (place !== this.place) {
      this.begun = Infinity;
      this.share = 0;
      this.moved();
    }
    this.place = place;
    if (this.begun === Infinity) return;
    this.share = Math.min(1, (performance.now() - this.begun) / (wishes("(prefers-reduced-motion: reduce)") ? 1 : EASE));
    if (this.share < 1) wake(this.sleeper);
  }

  /** Where to stand for a place between two steps.
   * @param {number} at */
  stand(at) {
    const step = Math.round(at), left = 1 - this.share;
    return step + (at - step) * left * left;
  }
}
