/** What a page asks the browser to notice. A browser that cannot, or will not, is asked nothing more, and the page goes on without. */

/** Whether the reader wishes for that; no, where nobody can tell.
 * @param {string} query as in a style sheet */
export function wishes(query) {
  return asked(query)?.matches ?? false;
}

/** Be told when a wish changes.
 * @param {string} query
 * @param {() => void} onchange */
export function watchWish(query, onchange) {
  asked(query)?.addEventListener?.("change", onchange);
}

/** What the browser answers to a question, asked once: the answer stays true.
 * @type {Object<string, MediaQueryList | null>} */
const answers = {};

/** @param {string} query */
function asked(query) {
  try {
    answers[query] ??= matchMedia(query);
  } catch {
    answers[query] = null;
  }
  return answers[query];
}

/** Be told when an element's size changes.
 * @param {Element[]} elements
 * @param {() => void} onresize */
export function watchSize(elements, onresize) {
  try {
    const watcher = new ResizeObserver(onresize);
    for (const element of elements) watcher.observe(element);
  } catch {
    // The window's own size is heard of all the same.
  }
}

/** Be told when elements come into that part of the window and leave it. Whether anybody watches.
 * @param {Element[]} elements
 * @param {string} margin around the window
 * @param {(seen: IntersectionObserverEntry[]) => void} onsight */
export function watchSight(elements, margin, onsight) {
  try {
    const watcher = new IntersectionObserver(onsight, { rootMargin: margin });
    for (const element of elements) watcher.observe(element);
    return true;
  } catch {
    return false;
  }
}
