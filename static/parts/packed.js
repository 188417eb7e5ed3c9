/** Bring a film that lies in the page itself: takes the place of transfer.js in a page that is one file. */

/** @param {import("./frames.js").Film} film its url is the id of the element that holds it, gzipped, in base64 */
export async function bring(film) {
  try {
    const bytes = Uint8Array.from(atob(document.getElementById(film.url).textContent), (letter) => letter.charCodeAt(0));
    const whole = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    film.push(new Uint8Array(await new Response(whole).arrayBuffer()));
  } catch (error) {
    film.trouble = error;
  }
  film.tell();
}
