/** The page comes alive: every figure, the light, and the contents that say where the reader is. */

import { Figure } from "./parts/element.js";
import { watchLight } from "./parts/ink.js";
import { makeReady } from "./parts/ready.js";
import { follow, refresh } from "./parts/scroll.js";
import { passed } from "./parts/stay.js";
import { warn } from "./parts/warn.js";

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
makeReady([...document.querySelectorAll(".scene .stage")]);
const contents = document.getElementById("contents");
contents?.addEventListener("beforetoggle", mark);
contents?.addEventListener("toggle", () => contents.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" }));
contents?.addEventListener("click", ({ target }) => target.closest("a") && contents.hidePopover());
for (const link of document.querySelectorAll("a.tongue")) link.addEventListener("click", () => alike(link));

/** Another language shows the same: the figures' state and the place.
 * @param {HTMLAnchorElement} link */
function alike(link) {
  link.search = location.search;
  link.hash = passed().findLast(({ id }) => id)?.id ?? "";
}

/** Mark the contents' link to what is under the reading line. */
function mark() {
  const links = [...contents.querySelectorAll("a")], here = passed().map(({ id }) => `#${id}`);
  const now = links.findLast((link) => here.includes(link.getAttribute("href")));
  for (const link of links) link.ariaCurrent = link === now ? "true" : null;
}
