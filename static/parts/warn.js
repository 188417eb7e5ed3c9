/** Whoever wrote an address, or a page around this one, learns in the console what of it does not exist; all else is shown. */

/** @param {string} search a query as this page may be asked with */
export async function warn(search) {
  if (!search) return;
  try {
    const { astray } = await import("./astray.js");
    for (const sentence of astray(document, search)) console.warn(sentence);
  } catch (error) {
    console.warn(error);
  }
}
