/** What the reader chose in one figure: settings on the grid, a step held against the scroll, and passing things. */

import { path, remember, remembered } from "./address.js";

/** @typedef {{settings?: Object<string, string>, local?: Object<string, any>, at?: number, cursor?: string}} Change */

/** Values of a setting that cannot all be listed: those that are, and any text of a pattern; app/grid.py has the same. */
class Open extends Array {
  /** @param {string} value */
  includes(value) {
    return super.includes(value) || this.pattern.test(value);
  }
}

/** The grid of a figure: by setting, the values it may take.
 * @param {DOMStringMap} data
 * @returns {Object<string, string[]>} */
function gridOf({ grid = "{}", open = "{}" }) {
  const values = JSON.parse(grid);
  for (const [name, pattern] of Object.entries(JSON.parse(open))) {
    values[name] = Object.assign(Open.from(values[name]), { pattern: new RegExp(`^(?:${pattern})$`) });
  }
  return values;
}

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
    /** @type {Object<string, any>} */ this.local = {};
  }

  get path() {
    return path(this.settings, this.grid);
  }

  /** Take what is on the grid, and remember it.
   * @param {Change} change */
  take({ settings = {}, local, at }) {
    for (const name in settings) if (this.grid[name]?.includes(String(settings[name]))) this.settings[name] = String(settings[name]);
    if (Object.keys(settings).length) remember(this.key, this.path === path(this.usual, this.grid) ? null : this.path);
    if (at !== undefined) this.hold(at);
    this.local = { ...this.local, ...local };
  }

  /** Stay at that step (null: follow the scroll again).
   * @param {number | null} at */
  hold(at) {
    this.held = at === null ? null : Math.max(0, Math.round(at * 100) / 100);
    remember(`${this.key}.at`, this.held === null ? null : String(this.held));
  }
}
