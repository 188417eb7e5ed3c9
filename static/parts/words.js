/** Numbers as a reader sees them, written as app/words.py writes them. */

/** A number with a real minus sign, and no minus before zero. */
export function signed(value, digits = 2) {
  const text = value.toFixed(digits);
  return text.replace("-", +text === 0 ? "" : "\u2212");
}

/** A share from 0 to 1: "97 %". */
export const percent = (share, digits = 0) => `${(100 * share).toFixed(digits)}\u202f%`;

/** "a 7", "an 8". */
export const article = label => label === 8 ? `an ${label}` : `a ${label}`;

/** ", down 0.31", ", up 0.02" or ", unchanged". */
export function change(before, now, digits = 3) {
  const size = Math.abs(now - before).toFixed(digits);
  return +size === 0 ? ", unchanged" : `, ${now < before ? "down" : "up"} ${size}`;
}

/** The place of the largest value. */
export const largest = values => values.indexOf(Math.max(...values));

/** So many figures that count, whatever the size; 0 and 1 stay as they are. */
export function figures(value, count = 3) {
  const size = Math.abs(value);
  if (size === 0 || size === 1) return signed(value, 0);
  if (size < 1e-4) return value.toExponential(count - 2).replaceAll("-", "\u2212");
  return signed(value, Math.max(0, count - 1 - Math.floor(Math.log10(size))));
}

/** A whole number that may be very large, in three digits: "1,898", "25.6 million", "1.57 trillion". */
export function large(count) {
  for (const [name, size] of /** @type {[string, number][]} */ ([["trillion", 1e12], ["billion", 1e9], ["million", 1e6]])) {
    if (count >= 0.9995 * size) return `${+(count / size).toPrecision(3)} ${name}`;
  }
  return Math.round(count).toLocaleString("en");
}
