/** The numbers behind the picture: every step a row, every titled number a column, filled when the reader opens it; and how each was made. */

import { complete } from "./checks.js";
import { Panel } from "./panel.js";
import { say, written } from "./words.js";

export class Table {
  /** @param {HTMLElement} numbers a popover or details */
  constructor(numbers) {
    this.numbers = numbers;
    /** @type {HTMLElement} */ this.place = numbers.querySelector(".table");
    this.links = numbers.querySelectorAll("a[data-link]");
    if (numbers.popover) new Panel(numbers);
  }

  get open() {
    return this.numbers.matches("details[open]") || (this.numbers.popover && this.numbers.matches(":popover-open"));
  }

  /** The same film as files.
   * @param {string} address without its extension */
  link(address) {
    for (const link of this.links) link.setAttribute("href", `${address}.${link.getAttribute("data-link")}`);
  }

  /** Show what is here, and which row the picture shows.
   * @param {import("./frames.js").Film} film
   * @param {number} step */
  show(film, step) {
    if (!this.place || !this.open) return;
    complete(this.numbers, film, step);
    if (this.film !== film || this.body.rows.length > film.here) this.start(film);
    const rows = Array.from({ length: film.here - this.body.rows.length }, (_, k) => this.row(film, this.body.rows.length + k));
    this.body.append(...rows);
    const before = this.body.querySelector("[aria-current]"), follows = before && this.shows(before);
    before?.removeAttribute("aria-current");
    this.body.rows[step]?.setAttribute("aria-current", "true");
    if (follows) this.body.rows[step]?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** Whether the reader sees that row: then they go on seeing the one of their step.
   * @param {Element} row */
  shows(row) {
    const { top, bottom } = row.getBoundingClientRect(), panel = this.numbers.getBoundingClientRect();
    return panel.top <= top && bottom <= panel.bottom;
  }

  /** @param {import("./frames.js").Film} film */
  start(film) {
    this.film = film;
    this.names = Object.keys(film.titles).filter((name) => film.lengths[name] === 1);
    const table = document.createElement("table");
    const head = this.place.dataset.step ?? say("step");
    table.createTHead().insertRow().append(...[head, ...this.names.map((name) => say(film.titles[name]))].map((title) => cell("th", title, "col")));
    this.body = table.createTBody();
    this.place.replaceChildren(table);
  }

  /** @param {import("./frames.js").Film} film
   * @param {number} step */
  row(film, step) {
    const row = document.createElement("tr");
    row.append(cell("th", String(step), "row"), ...this.names.map((name) => cell("td", brief(film.value(name, step)))));
    return row;
  }
}

/** Five digits; nothing for what is not known yet.
 * @param {number} value */
const brief = (value) => (Number.isNaN(value) ? "" : written(String(+value.toPrecision(5))));

/** @param {string} tag
 * @param {string} text
 * @param {string} [scope] */
function cell(tag, text, scope) {
  const made = document.createElement(tag);
  made.textContent = text;
  if (scope) made.setAttribute("scope", scope);
  return made;
}
