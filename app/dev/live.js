/** A page that listens: shows what its author saved without losing the place, or what is wrong with it, and where. */

import { Trouble } from "./trouble.js";

const PIECES = ".beat, .prose, .opening, .scene > :is(h2, h3)";

/** @typedef {{style: string, parsed: Document}} Page */
/** @typedef {{edition: string, trouble: import("./trouble.js").Told | null}} News */

const STYLES = /<style>([^]*?)<\/style>/g;
const trouble = new Trouble(), look = new CSSStyleSheet();
/** The page as it was served; the one that is shown has come alive since. @type {Page | null} */
let served = null;
let edition = tag(document).edition;
let work = copy().then((page) => {
  if (tag(page.parsed).edition === edition) served = page;
  else if (tag(page.parsed).edition) location.reload();
});

new EventSource(new URL("news", import.meta.url)).onmessage = ({ data }) => {
  const news = /** @type {News} */ (JSON.parse(data));
  work = work.then(() => take(news)).catch((error) => console.warn(error));
};

/** @param {News} news */
async function take(news) {
  if (news.edition || news.trouble) trouble.show(news.trouble);
  if (!news.edition || news.trouble || news.edition === edition) return;
  const fresh = await copy();
  if (!tag(fresh.parsed).edition) return;
  if (!served || tag(fresh.parsed).scripts !== tag(served.parsed).scripts || skeleton(fresh) !== skeleton(served)) return location.reload();
  rewrite(fresh.parsed, served.parsed);
  if (fresh.style !== served.style) restyle(fresh.style);
  [served, edition] = [fresh, tag(fresh.parsed).edition];
  dispatchEvent(new Event("resize"));
}

/** What the server says about a page's edition.
 * @param {Document} page */
function tag(page) {
  return /** @type {HTMLElement} */ (page.querySelector("script[data-edition]")).dataset;
}

/** The page as it is served now. Its styles are kept apart: parsed, they would be refused by the policy of the page that is shown.
 * @returns {Promise<Page>} */
async function copy() {
  const answer = await fetch(location.pathname + location.search, { cache: "no-store" }), text = await answer.text();
  const style = Array.from(text.matchAll(STYLES), ([, one]) => one).join("");
  return { style, parsed: new DOMParser().parseFromString(text.replace(STYLES, ""), "text/html") };
}

/** All of a page but its words and scripts; where that has changed, only the whole page will do.
 * @param {Page} page */
function skeleton({ parsed }) {
  const body = /** @type {HTMLElement} */ (parsed.body.cloneNode(true));
  for (const piece of body.querySelectorAll(PIECES)) piece.replaceChildren();
  for (const script of body.querySelectorAll("script")) script.remove();
  return body.innerHTML;
}

/** The words that have changed.
 * @param {Document} fresh
 * @param {Document} before */
function rewrite(fresh, before) {
  const here = document.querySelectorAll(PIECES), old = before.querySelectorAll(PIECES);
  fresh.querySelectorAll(PIECES).forEach((piece, k) => {
    if (piece.innerHTML !== old[k].innerHTML) here[k].innerHTML = piece.innerHTML;
  });
  document.title = fresh.title;
}

/** A style in place of the one that the page came with. The canvas looks up its colours again when the theme is set.
 * @param {string} style */
function restyle(style) {
  look.replaceSync(style);
  document.adoptedStyleSheets = [look];
  for (const old of document.querySelectorAll("style")) old.disabled = true;
  const { dataset } = document.documentElement, { theme } = dataset;
  dataset.theme = theme ?? "";
  if (theme === undefined) delete dataset.theme;
}
