/** Bring a film's bytes, whatever happens on the way: resume what was cut, wait longer each time, refuse calmly. */

/** @typedef {import("./frames.js").Film} Film */

const SILENCE = 20_000;
const SPAN = 10_000, MOST = 12;
const LONGEST_WAIT = 30_000;
const NEVER = 2 ** 31 - 1;
const DAMAGED_TOO_OFTEN = 3;

/** When the page's last requests were sent.
 * @type {number[]} */
const sent = [];

/** Keep asking until the film is whole or nobody wants it any more. `film.trouble` says what is in the way.
 * @param {Film} film
 * @param {AbortSignal} signal */
export async function bring(film, signal) {
  for (let tries = 0; !film.done && !signal.aborted; tries++) {
    if (film.trouble && tries) await patience(film.trouble.wait ?? Math.min(400 * 2 ** tries, LONGEST_WAIT), signal);
    if (signal.aborted) return;
    const got = film.got;
    film.trouble = await ask(film, signal).then(() => null, (error) => error);
    if (signal.aborted) return;
    if (film.got > got) tries = 0;
    film.tell();
  }
}

/** One request: all bytes, or only those that are missing.
 * @param {Film} film
 * @param {AbortSignal} signal */
async function ask(film, signal) {
  sent.push(performance.now());
  sent.splice(0, sent.length - MOST);
  const trip = new AbortController(), stop = () => trip.abort();
  let watchdog = setTimeout(stop, SILENCE);
  signal.addEventListener("abort", stop);
  try {
    const response = await fetch(film.url, { ...request(film), signal: trip.signal });
    accept(film, response);
    for await (const bytes of pieces(response)) {
      clearTimeout(watchdog);
      watchdog = setTimeout(stop, SILENCE);
      if (signal.aborted) return;
      take(film, bytes);
    }
  } finally {
    clearTimeout(watchdog);
    signal.removeEventListener("abort", stop);
    trip.abort();
  }
  if (!film.done) throw new Error(`cut short after ${film.got} bytes`);
}

/** @param {Film} film
 * @returns {RequestInit} */
function request(film) {
  if (film.got && film.etag) return { headers: { Range: `bytes=${film.got}-`, "If-Range": film.etag }, cache: "no-store" };
  return { cache: film.damage ? "reload" : "default" };
}

/** Look at an answer before its bytes: throws unless frames can follow.
 * @param {Film} film
 * @param {Response} response */
function accept(film, response) {
  const { ok, status, headers } = response;
  if (!ok) throw refusal(film, response);
  if (headers.get("Content-Type")?.includes("html")) throw new Error("got a web page, expected frames");
  const from = status === 206 ? Number(headers.get("Content-Range")?.match(/bytes (\d+)-/)?.[1]) : 0;
  if (from !== film.got) film.clear();
  if (from !== film.got) throw new Error(`got bytes from ${from}, expected them from 0`);
  film.etag = identity(headers.get("ETag"));
  film.trouble = null;
}

/** The tag of the plain bytes: ours name a compressed body with a suffix. A weak tag cannot join two parts.
 * @param {string | null} etag */
function identity(etag) {
  return etag?.startsWith('"') ? etag.replace(/-(br|gzip|zstd)"$/, '"') : null;
}

/** What is not among exported files is `absent`: our own server would have said in JSON what there is.
 * @param {Film} film
 * @param {Response} response */
function refusal(film, response) {
  const { status, headers } = response, error = new Error(`got ${status} for ${film.url}`);
  if (status === 416) return spoilt(film, error);
  const later = Number(headers.get("Retry-After")) * 1000, forGood = status < 500 && ![408, 425, 429].includes(status);
  const absent = [403, 404, 410].includes(status) && !headers.get("Content-Type")?.includes("json");
  return Object.assign(error, { wait: forGood ? NEVER : later || undefined, absent });
}

/** @param {Film} film
 * @param {Uint8Array} bytes */
function take(film, bytes) {
  try {
    film.push(bytes);
  } catch (error) {
    throw spoilt(film, new Error(String(error)));
  }
  film.tell();
}

/** What came cannot be trusted: it is forgotten, and asked for afresh, but not for ever.
 * @param {Film} film
 * @param {Error} error */
function spoilt(film, error) {
  film.clear();
  film.damage += 1;
  return Object.assign(error, film.damage < DAMAGED_TOO_OFTEN ? {} : { wait: NEVER });
}

/** @param {Response} response */
async function* pieces(response) {
  if (!response.body?.getReader) return yield new Uint8Array(await response.arrayBuffer());
  for (const reader = response.body.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

/** Wait before asking again: until then, until the page is back online and seen, and never beyond 12 requests in 10 seconds.
 * @param {number} wait
 * @param {AbortSignal} signal */
async function patience(wait, signal) {
  do await pause(Math.max(wait, crowded()), signal);
  while (crowded() > 0 && !signal.aborted);
}

const crowded = () => (sent.length < MOST ? 0 : sent[0] + SPAN - performance.now());

/** @param {number} wait
 * @param {AbortSignal} signal */
function pause(wait, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(go, wait);
    function go() {
      if (document.hidden && !signal.aborted) return document.addEventListener("visibilitychange", go);
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", go);
      removeEventListener("online", go);
      signal.removeEventListener("abort", go);
      resolve(undefined);
    }
    addEventListener("online", go);
    signal.addEventListener("abort", go);
  });
}
