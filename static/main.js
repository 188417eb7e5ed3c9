/** The page comes alive: every figure, the light, and the contents that say where the reader is. */

import { Figure } from "./parts/element.js";
import { watchLight } from "./parts/ink.js";
import { makeReady } from "./parts/ready.js";
import { follow, refresh } from "./parts/scroll.js";
import { watchSight } from "./parts/senses.js";
import { warn } from "./parts/warn.js";

const LINE = "-54% 0px -45%";
const ROUSING = ["pointerdown", "focusin", "click", "input", "toggle", "keydown"];

const query = new URLSearchParams(location.search), page = document.documentElement;
const theme = query.get("theme"), hidden = (query.get("hide") ?? "").split(",");
if (theme === "dark" || theme === "light") page.dataset.theme = theme;
page.dataset.hide = ["contents", "steps", "settings", "numbers", "link"].filter((part) => hidden.includes(part)).join(" ");

/** @type {Figure[]} those that the reader has come near to, or used before that was noticed; one alone in its frame is there at once. */
export const alive = [];
const makers = new Map();
for (const element of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("figure[data-scene]"))) {
  /** @type {Figure} */ let figure;
  const scene = /** @type {HTMLElement | null} */ (element.closest(".scene"));
  const make = () => (figure ??= alive[alive.push(new Figure(element)) - 1]);
  for (const kind of ROUSING) element.addEventListener(kind, make, { capture: true });
  if (!scene) make();
  makers.set(scene ?? element, make);
}
follow(makers);
watchLight(() => {
  for (const { stage } of alive) stage.inkAgain();
  refresh();
});
warn(location.search);
markContents();
makeReady([...document.querySelectorAll(".scene .stage")]);
for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a.tongue"))) link.addEventListener("click", () => alike(link));

/** Another language shows the same: the figures' state and the place.
 * @param {HTMLAnchorElement} link */
function alike(link) {
  link.search = location.search;
  link.hash = location.hash;
}

/** Mark the contents' link to the section under the reading line. */
function markContents() {
  const links = [...document.querySelectorAll("nav.contents a[href^='#']")];
  const sections = links.map((link) => document.getElementById(link.getAttribute("href").slice(1))).filter((section) => section);
  watchSight(sections, LINE, (seen) => {
    for (const { target, isIntersecting } of seen) {
      const link = links.find((one) => one.getAttribute("href") === `#${target.id}`);
      isIntersecting ? link?.setAttribute("aria-current", "true") : link?.removeAttribute("aria-current");
    }
  });
}
