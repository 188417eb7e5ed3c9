/** Which film a figure shows: the chosen one as soon as it can be drawn, until then the one before; and what is missing. */

import { filmAt } from "./frames.js";
import { say } from "./words.js";

/** @typedef {import("./frames.js").Film} Film */

export class Reel {
  /** @param {() => void} onmore */
  constructor(onmore) {
    this.onmore = onmore;
    /** @type {Film | null} what is drawn */ this.film = null;
    /** @type {Film | null} what was chosen */ this.wanted = null;
    /** @type {Film | null} the last that came whole */ this.whole = null;
    this.stop = () => {};
  }

  /** Bring another film; the one before is let go of only then, so that one they share goes on.
   * @param {string} url */
  choose(url) {
    const { stop } = this, film = filmAt(url);
    if (film === this.wanted) return;
    this.wanted = film;
    this.stop = film.watch(this.onmore);
    stop();
  }

  /** Change films: to the chosen one once it has a record, back to the last whole one if what is drawn proved damaged. */
  cut() {
    if (this.wanted?.here) this.film = this.wanted;
    else if (!this.film?.here) this.film = this.whole;
    if (this.film?.done) this.whole = this.film;
    return this.film;
  }

  /** The last step there will be. */
  get last() {
    return Math.max(0, (this.film ?? this.wanted)?.count - 1 || 0);
  }

  /** Whether what was chosen is nowhere to be had, while another film is here. */
  get refused() {
    return Boolean(this.film?.here && this.film !== this.wanted && this.wanted?.trouble?.absent);
  }

  get state() {
    if (this.wanted.done) return "done";
    return this.wanted.here ? "live" : this.wanted.trouble ? "failed" : "waiting";
  }

  /** What to tell a reader who wants a step that is not here; nothing if it is.
   * @param {number} step */
  lack(step) {
    const { film, wanted } = this;
    if (!film && !wanted.trouble) return say("the first frames are coming");
    if (film !== wanted) return wanted.trouble ? say("these frames cannot be had just now; showing the last that could") : "";
    if (film.done || step < film.here) return "";
    const told = { step, last: film.here - 1 };
    if (film.trouble) return say("step {step} has not come yet; showing step {last}", told);
    return say("step {step} is still being computed; showing step {last}", told);
  }
}
