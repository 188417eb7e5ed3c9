/** Words and numbers as a reader sees them, in the language of the page, as app/words.py writes them. */

/** What a page in another language brings along; one in English brings nothing.
 * @type {{tag: string, decimal: string, group: string, least: number, minus: string, plurals: Object<string, number>, messages: Object<string, any>}} */
const language = {
  tag: "en", decimal: ".", group: ",", least: 4, minus: "\u2212", plurals: {one: 0, other: 1}, messages: {},
  ...JSON.parse(globalThis.document?.getElementById("words")?.textContent ?? "{}"),
};
const NUMERAL = /^[-+]?\d+(\.\d+)?(e[-+]?\d+)?$/;

/** An English text in the language of the page, with the values in its {named} places. In English "a {label}" becomes "an 8" where it must.
 * @param {string} text
 * @param {Object<string, any>} [values] */
export const say = (text, values) => fill(language.messages[text] ?? text, values);

/** The form that this number takes of a text in several: `ngettext("{n} move", "{n} moves", 3, {n: 3})`. */
export function ngettext(one, many, number, values) {
  const form = language.plurals[new Intl.PluralRules(language.tag).select(number)];
  return fill((language.messages[one] ?? [one, many])[form], values);
}

/** A text that is in the language of the page already, with the values in its places. */
export function fill(text, values) {
  if (!values) return text;
  const told = text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  return language.tag === "en" ? told.replace(/\ba (?=8|11\b|18\b)/g, "an ") : told;
}

/** A number that is text already, "-2.6", with the marks of the language. Other text stays as it is.
 * @param {string} numeral */
export const written = numeral => NUMERAL.test(numeral) ? numeral.replace(".", language.decimal).replaceAll("-", language.minus) : numeral;

/** The number with so many digits, a real minus sign, and no minus before zero. */
export function fixed(value, digits) {
  const text = value.toFixed(digits);
  return written(+text === 0 ? text.replace("-", "") : text);
}

/** A number that may be negative, in two digits unless told. */
export const signed = (value, digits = 2) => fixed(value, digits);

/** A share from 0 to 1: "97 %". */
export const percent = (share, digits = 0) => say("{number}\u202f%", {number: fixed(100 * share, digits)});

/** "0.51, down 0.31", "0.51, up 0.02" or "0.51, unchanged". */
export function trend(before, now, digits = 3) {
  const size = Math.abs(now - before).toFixed(digits), number = fixed(now, digits);
  if (+size === 0) return say("{number}, unchanged", {number});
  return now < before ? say("{number}, down {size}", {number, size: written(size)}) : say("{number}, up {size}", {number, size: written(size)});
}

/** The place of the largest value. */
export const largest = values => values.indexOf(Math.max(...values));

/** So many figures that count, whatever the size; 0 and 1 stay as they are. */
export function figures(value, count = 3) {
  const size = Math.abs(value);
  if (size === 0 || size === 1) return signed(value, 0);
  if (size < 1e-4) {
    const [mantissa, exponent] = value.toExponential(count - 2).split("e-");
    return `${written(mantissa)}e${language.minus}${exponent}`;
  }
  return signed(value, Math.max(0, count - 1 - Math.floor(Math.log10(size))));
}

/** A whole number, in groups of three digits: "1,898". */
export function whole(count) {
  const digits = String(Math.round(count));
  return digits.length < language.least ? digits : digits.replace(/\B(?=(\d{3})+$)/g, language.group);
}

/** Numbers that are text already, one after another: "0.8, 1.9"; "0,8; 1,9" where the decimal mark is a comma.
 * @param {string[]} numbers */
export const listed = numbers => numbers.join(language.decimal === "," ? "; " : ", ");

const MILLION = 1e6;
/** @type {[number, (form: number, number: string) => string][]} */
const SIZES = [
  [1e12, (form, number) => ngettext("{number} trillion", "{number} trillion", form, {number})],
  [1e9, (form, number) => ngettext("{number} billion", "{number} billion", form, {number})],
  [MILLION, (form, number) => ngettext("{number} million", "{number} million", form, {number})],
];

/** A whole number that may be very large, in three digits: "1,898", "25.6 million", "1.57 trillion".
 * Where a catalogue says a billion as it says a million, it counts in millions: "1500 millones". */
export function large(count) {
  const found = SIZES.find(([size]) => count >= 0.9995 * size);
  if (!found) return whole(count);
  const [size, told] = found, [, millions] = SIZES[SIZES.length - 1];
  const number = +(count / (told(2, "") === millions(2, "") ? MILLION : size)).toPrecision(3);
  return told(number === 1 ? 1 : 2, number >= 1000 ? whole(number) : written(String(number)));
}
