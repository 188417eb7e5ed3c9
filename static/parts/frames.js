/** Films by their address: one for all scenes that show it, brought while somebody watches, a few kept when nobody does. */

import { Frames } from "./decode.js";
import { bring } from "./transfer.js";

const KEPT = 24;

/** Frames that know where they come from. */
export class Film extends Frames {
  /** @param {string} url */
  constructor(url) {
    super();
    this.url = url;
    this.damage = 0;
    /** @type {string | null} */ this.etag = null;
    /** @type {(Error & {wait?: number, absent?: boolean}) | null} */ this.trouble = null;
    /** @type {AbortController | null} */ this.trip = null;
    /** @type {Set<() => void>} */ this.watchers = new Set();
  }

  /** Be told when more is here. Returns the way to stop: with the last watcher gone, so is the request.
   * @param {() => void} onmore */
  watch(onmore) {
    this.watchers.add(onmore);
    if (!this.trip && !this.done) bring(this, (this.trip = new AbortController()).signal);
    return () => {
      this.watchers.delete(onmore);
      if (this.watchers.size) return;
      this.trip?.abort();
      this.trip = null;
    };
  }

  tell() {
    for (const onmore of this.watchers) onmore();
  }
}

/** @type {Map<string, Film>} */
const films = new Map();

/** The film at that address, as far as it is here.
 * @param {string} url */
export function filmAt(url) {
  const film = films.get(url) ?? new Film(url);
  films.delete(url);
  films.set(url, film);
  for (const [address, old] of films) if (films.size > KEPT && !old.watchers.size && old !== film) films.delete(address);
  return film;
}
