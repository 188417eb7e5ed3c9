/** A figure: brings its film, follows the scroll or the reader's hand, and has its scene draw and say the step. */

import { Choice } from "./choice.js";
import { wake } from "./clock.js";
import { Controls } from "./controls.js";
import { Course } from "./course.js";
import { Listing } from "./listing.js";
import { Pair } from "./pair.js";
import { listen } from "./pointer.js";
import { Reel } from "./reel.js";
import { Rest } from "./rest.js";
import { turn } from "./scroll.js";
import { same } from "./sheet.js";
import { Speech } from "./speech.js";
import { Stage } from "./stage.js";
import { stray } from "./stray.js";
import { say } from "./words.js";

const BETWEEN_LOADS = 150, BREATH = 200, STIR = 0.002, AGAIN = 5000;

/** @typedef {import("./stage.js").View} View */

export class Figure {
  /** @param {HTMLElement} element */
  constructor(element) {
    const scene = /** @type {HTMLElement} */ (element.closest(".scene") ?? element);
    this.element = element;
    this.panels = JSON.parse(element.dataset.panels ?? "{}");
    this.stage = new Stage(element.querySelector(".stage"), () => ((this.resized = true), wake(this)));
    if (!this.stage.context) return;
    this.course = new Course([...scene.querySelectorAll(".beat")], element);
    this.choice = new Choice(scene.id || element.dataset.scene, element.dataset);
    this.speech = new Speech(element.querySelector(".say"));
    /** @type {HTMLElement | null} */ this.wait = element.querySelector(".wait");
    this.progress = this.from = 0;
    this.rest = new Rest(this);
    this.reel = new Reel(() => wake(this));
    this.other = new Reel(() => wake(this));
    /** What woke the figure: a scroll of the reader's, a page that settles and may move by itself, or other sizes of what is on it. */
    this.scrolled = this.settling = false;
    this.resized = true;
    this.lastLoad = -Infinity;
    /** @type {any[]} what the sentence and the slider say is made of */ this.told = [];
    this.controls = new Controls(this);
    this.pair = new Pair(this);
    listen(this);
    const panel = /** @type {HTMLElement | null} */ (element.querySelector(".share"));
    panel?.addEventListener("toggle", () => panel.matches(":popover-open") && this.share(panel));
    const numbers = /** @type {HTMLElement | null} */ (element.querySelector(".numbers"));
    numbers?.addEventListener("toggle", () => this.tabulate(numbers));
    const code = /** @type {HTMLElement | null} */ (element.querySelector(".code"));
    this.listing = code && new Listing(code);
  }

  /** The scene is near: from now on it draws for itself. */
  come() {
    return (this.coming ??= this.arrive());
  }

  async arrive() {
    this.load();
    try {
      const { scene, volume = scene } = this.element.dataset, found = await import(`../scenes/${volume}.js`);
      this.scene = /** @type {import("./stage.js").Scene} */ (found[scene] ?? found);
      /** @type {import("./pointer.js").Hand | null} */ this.hand = this.element.dataset.hand ? null : this.scene;
      wake(this);
    } catch (error) {
      console.warn(error);
      this.coming = null;
    }
  }

  /** There is a hand: the scene and what answers it come, or it is known that they cannot for now. */
  grasp() {
    return (this.grasping ??= this.reach());
  }

  async reach() {
    const { scene, hand } = this.element.dataset;
    await this.come();
    if (!hand) return;
    try {
      const found = await import(`../hands/${hand}.js`);
      this.hand = found[scene] ?? found;
    } catch (error) {
      console.warn(error);
      setTimeout(() => (this.grasping = null), AGAIN);
    }
  }

  /** Open the chosen film; the one before stays until the first record is here. */
  load() {
    this.lastLoad = performance.now();
    const { film } = this.element.dataset, { path, besidePath } = this.choice, address = `${film}/${path}`;
    this.reel.choose(`${address}.bin`);
    if (besidePath) this.other.choose(`${film}/${besidePath}.bin`);
    this.tell();
    this.table?.link(address);
    wake(this);
  }

  /** What hands the figure on is brought when somebody wants to.
   * @param {HTMLElement} panel */
  async share(panel) {
    const { share } = await import("./share.js");
    share(panel, this);
  }

  /** So is the table of its numbers.
   * @param {HTMLElement} panel */
  async tabulate(panel) {
    const { Table } = await import("./table.js");
    this.table ??= new Table(panel);
    this.table.link(`${this.element.dataset.film}/${this.choice.path}`);
    wake(this);
  }

  /** Everything that says what is chosen says it. */
  tell() {
    for (const teller of [this.controls, this.pair]) teller.set(this.choice);
    this.element.toggleAttribute("data-old", this.old);
    stray(this);
  }

  /** Do what a control or the scene asks for.
   * @param {import("./choice.js").Change} change */
  change(change) {
    const { path, besidePath } = this.choice;
    this.notice = "";
    this.choice.take(change);
    if (change.cursor !== undefined) this.stage.box.style.cursor = change.cursor;
    if (this.choice.path !== path || this.choice.besidePath !== besidePath) {
      this.tell();
      clearTimeout(this.loading);
      this.loading = setTimeout(() => this.load(), Math.max(0, this.lastLoad + BETWEEN_LOADS - performance.now()));
    }
    this.settling = true;
    this.element.dispatchEvent(new Event("chosen"));
    wake(this);
  }

  /** What was chosen cannot be had here: the settings go back to those of what is shown, and a word says why. */
  giveBack() {
    const { settings } = this.film;
    if (Object.keys(settings).every((name) => settings[name] === this.choice.settings[name])) return;
    this.change({ settings });
    this.notice = say("this setting needs the live course; the figure stays as it was");
  }

  /** Go so many whole steps on.
   * @param {number} steps */
  move(steps) {
    this.change({ at: Math.min(Math.max(Math.round(this.at) + steps, 0), this.last) });
  }

  /** Let the scene answer; whether it did.
   * @param {import("./pointer.js").Happening} event */
  handle(event) {
    const change = this.film && this.hand?.handle?.(event, this.film, this.stage.size, this.view());
    if (change) this.change(change);
    return Boolean(change);
  }

  get film() {
    return this.reel.film;
  }

  /** The film beside it, as far as it is here. */
  get beside() {
    const film = this.other.cut();
    return film?.here && this.choice.besidePath ? film : null;
  }

  /** Whether what is seen, a film or the still, is not yet what was chosen. */
  get old() {
    const { reel: { film, wanted }, choice } = this;
    return film ? film !== wanted : choice.strays;
  }

  get last() {
    return this.reel.last || Number(this.controls.slider?.max ?? 0);
  }

  /** Where the reader is, whether or not that step is here; before there is a film, where the address says. */
  get at() {
    const { held } = this.choice;
    return held !== null && !this.film ? held : Math.min(held ?? this.rest.stand(this.progress * this.last), this.last);
  }

  /** The same, on a whole step where nothing else is shown. */
  get place() {
    return this.stage.still || this.scene?.stepwise ? Math.round(this.at) : this.at;
  }

  /** @returns {View} */
  view() {
    const { place, film, panels, beside, stage: { ink, still }, choice: { local, settings, grid } } = this;
    return { at: Math.max(0, Math.min(place, film.here - 1)), ink, panels, still, beside, local, settings, grid };
  }

  /** The clock asks: where is everything now? A step that is held lasts until the reader scrolls within the scene, by
   * more than a browser does that keeps the text in its place when the figure above it says something longer.
   * @returns {boolean} whether that is another picture */
  measure() {
    if (this.resized) {
      this.stage.measure();
      this.course.forget();
    }
    const now = this.course.progress ?? 0, { place } = this;
    if (this.choice.held === null || this.settling || this.resized) this.from = now;
    else if (this.scrolled && Math.abs(now - this.from) > STIR) this.choice.hold(null);
    this.progress = now;
    this.rest.look(now);
    this.scrolled = this.settling = this.resized = false;
    return place !== this.place;
  }

  /** The clock asks: show it, a first picture when it is its turn. */
  paint() {
    if (!this.scene || !this.reel.wanted || (this.stage.bare && !turn(this))) return;
    const view = this.reel.cut() && this.view();
    if (this.reel.refused) this.giveBack();
    const stands = Boolean(view) && this.stage.paint(this.picture(view), this.ground(view));
    if (stands === null) return wake(this);
    if (!stands) this.clear();
    this.report(view);
  }

  /** All that a view of its film depends on: what has not changed need not be drawn or said again.
   * @param {View} view */
  made(view) {
    const { film } = this, { beside } = view;
    return [film, film.done, beside?.here, beside?.done, ...Object.values(view)];
  }

  /** What moves.
   * @param {View} view */
  picture(view) {
    const { film, scene, stage } = this, said = [this.lack, film.here, this.last, this.table?.open, ...this.made({ ...view, at: Math.round(view.at) })];
    return {
      parts: [...said, view.at],
      draw: (/** @type {CanvasRenderingContext2D} */ context) => scene.draw(context, film, stage.size, view),
      tell: () => this.speak(view, said),
    };
  }

  /** What lies under it, if the scene has such a thing: the same at every step, or at every step for which it stands.
   * @param {View} view */
  ground(view) {
    const { film, stage, scene: { ground, stands = () => 0 } } = this, under = { ...view, at: stands(view.at) };
    return ground && { parts: this.made(under), draw: (/** @type {CanvasRenderingContext2D} */ context) => ground(context, film, stage.size, under) };
  }

  /** Say it, unless that was said already; where steps fly by, not more often than one can read.
   * @param {View} view
   * @param {any[]} said */
  speak(view, said) {
    const { film, scene, stage } = this, now = performance.now();
    stage.lend(this.panels[scene.drawable?.(view)]);
    if (same(said, this.told)) return;
    if (now < this.quiet) return wake(this);
    this.quiet = now + BREATH;
    this.told = said;
    const step = Math.round(view.at), sentence = scene.sentence(film, step, view);
    this.speech.tell(sentence, document.activeElement !== this.controls.slider);
    this.controls.follow(Math.round(this.at), this.last, sentence);
    this.table?.show(film, step);
    this.listing?.light(scene.mark?.(film, step));
    this.regret();
  }

  /** The still, as the server drew it, and its sentence. */
  clear() {
    this.stage.clear();
    this.speech.tell(null);
    this.told = [];
    this.regret();
  }

  /** What a reader of this step has to do without. */
  get lack() {
    return this.notice || this.reel.lack(Math.round(this.at)) || (this.old ? say("being computed; you still see the one before") : "");
  }

  /** Tell it quietly. */
  regret() {
    const { wait, lack } = this;
    if (wait && wait.textContent !== lack) [wait.textContent, wait.hidden] = [lack, !lack];
  }

  /** Mark the figure with its state.
   * @param {View | null} view */
  report(view) {
    const { reel, element } = this;
    element.toggleAttribute("data-old", this.old);
    const marks = { at: view ? +view.at.toFixed(3) : 0, here: reel.film?.here ?? 0, state: reel.state };
    for (const name in marks) if (marks[name] !== this.marks?.[name]) element.setAttribute(`data-${name}`, String(marks[name]));
    this.marks = marks;
  }
}
