/** The page around a frame: it may ask for another step, other settings or the light, and is told what the reader chose. */

import { warn } from "./warn.js";

/** @typedef {import("./element.js").Figure} Figure */

const LIGHTS = ["dark", "light"];

/** What may be asked for; each looks at what came before it does anything. */
const VERBS = {
  /** @param {Figure} figure
   * @param {any} asked */
  "downhill:seek"(figure, { step, settings }) {
    const change = {};
    if (Number.isFinite(step) && step >= 0) change.at = step;
    if (settings && typeof settings === "object") change.settings = onGrid(settings, figure.choice.grid);
    figure.change(change);
    warn(asQuery(figure.choice.key, step, settings));
  },

  /** @param {Figure} figure
   * @param {any} asked */
  "downhill:theme"(figure, { theme }) {
    const page = document.documentElement;
    LIGHTS.includes(theme) ? (page.dataset.theme = theme) : delete page.dataset.theme;
    warn(String(new URLSearchParams({ theme: theme ?? "" })));
  },
};

/** Hear the page around this one, and nobody else; what it asked for itself it is not told again.
 * @param {Figure} figure */
export function answer(figure) {
  if (parent === window || !figure.choice) return;
  let told = said(figure), asked = false;
  addEventListener("message", ({ source, data }) => {
    if (source !== parent || !Object.hasOwn(VERBS, data?.type)) return;
    asked = true;
    VERBS[data.type](figure, data);
    asked = false;
  });
  figure.element.addEventListener("chosen", () => {
    const now = said(figure);
    if (now === told) return;
    told = now;
    if (!asked) parent.postMessage({ type: "downhill:state", ...JSON.parse(now) }, "*");
  });
}

/** The state of a figure as text, to be compared.
 * @param {Figure} figure */
const said = ({ at, choice: { settings } }) => JSON.stringify({ step: Math.round(at), settings });

/** What was asked for, as an address would say it; what is no number and no object comes in its quotation marks, and is astray.
 * @param {string} key
 * @param {any} step
 * @param {any} settings */
function asQuery(key, step, settings) {
  const said = new URLSearchParams();
  if (settings && typeof settings === "object") said.set(key, Object.entries(settings).map((pair) => pair.join("=")).join("/"));
  else if (settings !== undefined) said.set(key, JSON.stringify(settings));
  if (step !== undefined) said.set(`${key}.at`, typeof step === "number" ? String(step) : JSON.stringify(step));
  return String(said);
}

/** Those settings that there are, as text.
 * @param {any} settings
 * @param {Object<string, string[]>} grid */
function onGrid(settings, grid) {
  const names = Object.keys(grid).filter((name) => Object.hasOwn(settings, name));
  return Object.fromEntries(names.map((name) => [name, String(settings[name])]));
}
