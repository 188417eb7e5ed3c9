/** How high a scene wants to be: told to the page around its frame, in the words that such pages know, and only when it changed. */

import { wake } from "./clock.js";
import { watchSize } from "./senses.js";

const ASKED = ["iframe-child-init", "iframe-get-child-dimensions"];

/** The height depends on the width and on what the scene says, never on the frame's own height, so that a page that grants it is
 * not asked for more. Until the frame is as high, everything is fitted into what there is.
 * @param {HTMLElement} page
 * @param {HTMLElement} figure */
export function tellHeight(page, figure) {
  const root = document.documentElement;
  let told = 0;

  const sleeper = {
    measure() {
      const scrolled = [...figure.querySelectorAll("pre")].map((box) => ({ box, top: box.scrollTop }));
      root.dataset.natural = "";
      const height = Math.ceil(page.getBoundingClientRect().height);
      if (height > innerHeight) delete root.dataset.natural;
      for (const { box, top } of scrolled) box.scrollTop = top;
      if (!innerWidth || height === told) return;
      told = height;
      for (const message of sentences(height)) parent.postMessage(message, "*");
    },
    paint() {},
  };

  addEventListener("resize", () => wake(sleeper));
  watchSize([...figure.children], () => wake(sleeper));
  addEventListener("message", ({ source, data }) => {
    if (source === parent && source !== window && ASKED.includes(data?.type) && told) parent.postMessage(resized(told), "*");
  });
  sleeper.measure(); // at once: in a frame that is not yet in sight the clock stands still
}

/** The same height for our own element, AMP pages, learning platforms, open-iframe-resizer and WordPress.
 * @param {number} height */
function sentences(height) {
  const secret = location.hash.match(/^#\?secret=(\w+)$/)?.[1];
  return [
    { type: "downhill:height", height },
    { sentinel: "amp", type: "embed-size", height },
    { subject: "lti.frameResize", height },
    resized(height),
    ...(secret ? [{ message: "height", value: height, secret }] : []),
  ];
}

const resized = (/** @type {number} */ height) => ({ type: "iframe-resized", width: innerWidth, height });
