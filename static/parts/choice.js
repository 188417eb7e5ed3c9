/** What the reader chose in one figure: settings on the grid, a step held against the scroll, and passing things. */

import { path, remember, remembered } from "./address.js";
import { gridOf } from "./grid.js";

/** @typedef {Object<string, string>} Settings */
/** @typedef {{settings?: Settings, beside?: Settings, local?: Object<string, any>, at?: number, cursor?: string}} Change */

export class Choice {
  /** @param {string} key the scene's word in the page's query
   * @param {DOMStringMap} data the figure's data-settings and data-grid */
  constructor(key, data) {
    this.key = key;
    this.grid = gridOf(data);
    /** @type {Object<string, string>} */ this.usual = JSON.parse(data.settings ?? "{}");
    const { settings, at } = remembered(location.search, key, this.grid);
    this.settings = { ...this.usual, ...settings };
    this.held = at;
    /** @type {Settings | null} */ this.usualBeside = JSON.parse(data.beside ?? "null");
    this.beside = this.usualBeside && { ...this.usualBeside, ...remembered(location.search, `${key}.with`, this.grid).settings };
    /** @type {Object<string, any>} */ this.local = {};
  }

  get path() {
    return path(this.settings, this.grid);
  }

  /** The path of the film beside the chosen one; null where there is none, or where it is the same.
   * @returns {string | null} */
  get besidePath() {
    const beside = this.beside && path(this.beside, this.grid);
    return beside === this.path ? null : beside;
  }

  /** Whether other settings than the usual ones are chosen. */
  get strays() {
    return this.path !== path(this.usual, this.grid);
  }

  /** Take what is on the grid, and remember it.
   * @param {Change} change */
  take({ settings = {}, beside, local, at }) {
    for (const name in settings) {
      if (this.grid[name]?.includes(String(settings[name]))) this.settings = { ...this.settings, [name]: String(settings[name]) };
    }
    if (beside && this.beside) this.beside = { ...beside };
    const { [this.key]: chosen = null, [`${this.key}.with`]: other = null } = this.kept(null);
    if (Object.keys(settings).length) remember(this.key, chosen);
    if (beside) remember(`${this.key}.with`, other);
    if (at !== undefined) this.hold(at);
    if (local) this.local = { ...this.local, ...local };
  }

  /** Stay at that step (null: follow the scroll again).
   * @param {number | null} at */
  hold(at) {
    this.held = at === null ? null : Math.max(0, Math.round(at * 100) / 100);
    remember(`${this.key}.at`, this.held === null ? null : String(this.held));
  }

  /** What the page's query says of this figure: whatever is not as usual, and that step.
   * @param {number | null} at
   * @returns {Object<string, string>} */
  kept(at) {
    const { key, grid, beside, usualBeside } = this, said = {};
    if (this.strays) said[key] = this.path;
    if (beside && path(beside, grid) !== path(usualBeside, grid)) said[`${key}.with`] = path(beside, grid);
    if (at !== null) said[`${key}.at`] = String(at);
    return said;
  }
}
