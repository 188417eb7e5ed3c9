/** The colours of the page by name, as its style sheet has them at this moment. */

import { watchWish } from "./senses.js";

/** @type {Object<string, string> | null} one for all figures of the page, until its light changes */
let ink = null;

/** Colours by custom property: `ink.ball` is what `var(--ball)` is on that element, as a colour any canvas understands.
 * @param {HTMLElement} probe an element whose own colour nobody sees
 * @returns {Object<string, string>} */
export function inkOf(probe) {
  return (ink ??= new Proxy({}, { get: (known, name) => (known[name] ??= lookup(probe, String(name))) }));
}

/** @param {HTMLElement} probe
 * @param {string} name */
function lookup(probe, name) {
  probe.style.forcedColorAdjust = "none";
  probe.style.color = `var(--${name})`;
  return getComputedStyle(probe).color;
}

/** Be told when the colours may have changed, or the reader wants less motion.
 * @param {() => void} onchange */
export function watchLight(onchange) {
  const changed = () => ((ink = null), onchange());
  for (const wish of ["(prefers-color-scheme: dark)", "(forced-colors: active)", "(prefers-contrast: more)", "(prefers-reduced-motion: reduce)"]) {
    watchWish(wish, changed);
  }
  new MutationObserver(changed).observe(document.documentElement, { attributeFilter: ["data-theme"] });
}
