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
