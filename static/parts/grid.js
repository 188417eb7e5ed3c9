/** The grid of a figure, as its page tells of it. */

/** Values of a setting that cannot all be listed: those that are, and any text of a pattern; app/values.py has the same. */
class Open extends Array {
  /** @param {string} value */
  includes(value) {
    return super.includes(value) || this.pattern.test(value);
  }
}

/** By setting, the values it may take.
 * @param {DOMStringMap} data
 * @returns {Object<string, string[]>} */
export function gridOf({ grid = "{}", open = "{}" }) {
  const values = JSON.parse(grid);
  for (const [name, pattern] of Object.entries(JSON.parse(open))) {
    values[name] = Object.assign(Open.from(values[name]), { pattern: new RegExp(`^(?:${pattern})$`) });
  }
  return values;
}
