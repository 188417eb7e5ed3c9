/** Addresses: of a film, and of the page itself, whose query says what the reader chose. */

const QUIET = 500;

/** @typedef {Object<string, string>} Settings */
/** @typedef {Object<string, string[]>} Grid */

/** `knob=55/start=-2.6/rate=4`: settings as path segments, in the order of the grid.
 * @param {Settings} settings
 * @param {Grid} grid */
export function path(settings, grid) {
  return Object.keys(grid).map((name) => `${name}=${settings[name]}`).join("/");
}

/** What the page's query says about a scene; whatever is not on the grid is not there.
 * @param {string} search
 * @param {string} key
 * @param {Grid} grid
 * @returns {{settings: Settings, at: number | null}} */
export function remembered(search, key, grid) {
  const query = new URLSearchParams(search);
  const pairs = (query.get(key) ?? "").split("/").map((pair) => pair.split("="));
  const at = query.get(`${key}.at`);
  return {
    settings: Object.fromEntries(pairs.filter(([name, value]) => Object.hasOwn(grid, name) && grid[name].includes(value))),
    at: at && Number(at) >= 0 && Number(at) < Infinity ? Number(at) : null,
  };
}

/** @type {Map<string, string | null>} */
const changes = new Map();
/** @type {ReturnType<typeof setTimeout>} */
let quiet;

/** Write into the page's query, when the reader has settled; null takes a key out.
 * @param {string} key
 * @param {string | null} value */
export function remember(key, value) {
  changes.set(key, value);
  clearTimeout(quiet);
  quiet = setTimeout(write, QUIET);
}

function write() {
  const query = new URLSearchParams(location.search);
  for (const [key, value] of changes) value === null ? query.delete(key) : query.set(key, value);
  changes.clear();
  try {
    history.replaceState(history.state, "", location.pathname + spelled(query) + location.hash);
  } catch {
    // A sandboxed frame may not rename itself; the choice lives on in the page.
  }
}

/** A query as a reader may read it, with its question mark; nothing if it is empty.
 * @param {URLSearchParams} query */
export function spelled(query) {
  const search = query.toString().replaceAll("%3D", "=").replaceAll("%2F", "/").replaceAll("%2C", ",");
  return search && `?${search}`;
}
