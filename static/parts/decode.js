/** Bytes to frames as they arrive, in pieces of any size: the browser's mirror of app/stream.py. */

import { crc32 } from "./crc.js";

const VERSION = 2;
const LONGEST_HEADER = 1 << 16, LARGEST_FILM = 1 << 26;
const HELD = { f4: Float32Array, i4: Int32Array, u4: Uint32Array, i2: Int16Array, u2: Uint16Array, i1: Int8Array, u1: Uint8Array };

/** @typedef {[kind: keyof typeof HELD, shape: number[], unit: number, title: string, late?: boolean]} Field */
/** @typedef {{size: number, fields: Object<string, Field>}} Part */
/** @typedef {InstanceType<typeof HELD[keyof typeof HELD]>} Units */

/** Frames that grow while their bytes come in: arrays by name, in real units, `here` rows of `count`. */
export class Frames {
  constructor() {
    this.clear();
  }

  /** Forget everything: as if no byte had come. */
  clear() {
    this.got = 0;
    this.here = 0;
    this.count = 0;
    this.check = 0;
    this.done = false;
    this.diverged = false;
    this.scene = "";
    /** @type {Object<string, string>} */ this.settings = {};
    /** @type {Object<string, string>} */ this.titles = {};
    /** @type {Object<string, number>} */ this.lengths = {};
    /** @type {Object<string, Float32Array>} */ this.before = {};
    /** @type {Object<string, Float32Array>} */ this.each = {};
    /** @type {Object<string, Float32Array>} */ this.after = {};
    this.rest = new Uint8Array(0);
    this.reading = read(this);
    this.wanted = /** @type {number} */ (this.reading.next().value);
  }

  /** The numbers of one record's array.
   * @param {string} name
   * @param {number} step */
  row(name, step) {
    const length = this.lengths[name];
    return this.each[name].subarray(step * length, (step + 1) * length);
  }

  /** The (first) number of one record's array.
   * @param {string} name
   * @param {number} step */
  value(name, step) {
    return this.each[name][step * this.lengths[name]];
  }

  /** Take the next bytes. Throws when they cannot belong to whole frames; then nothing of it can be trusted.
   * @param {Uint8Array} bytes */
  push(bytes) {
    this.got += bytes.length;
    let rest = joined(this.rest, bytes);
    while (!this.done && rest.length >= this.wanted) {
      const piece = rest.subarray(0, this.wanted);
      rest = rest.subarray(this.wanted);
      this.wanted = this.reading.next(piece).value ?? 0;
    }
    if (this.done && rest.length) throw new Error(`got ${rest.length} bytes after the end of ${this.scene}`);
    this.rest = rest.slice();
  }
}

/** Read one film: asks for a number of bytes, is given them, and fills the frames. A record like the one before may stand for one
 * that never was, of a run that flew off: it counts once something else follows.
 * @param {Frames} frames
 * @returns {Generator<number, void, Uint8Array>} */
function* read(frames) {
  const told = yield* introduction(frames);
  const units = held(told.each);
  for (const name in units) prepare(frames, name, units[name].length, told.each.fields[name], told.count);
  Object.assign(frames, { scene: told.scene, settings: told.settings, count: told.count });
  fill(frames.before, told.before, yield* checked(frames, told.before.size));
  for (let step = 0; step < told.count; step++) {
    const moved = unpack(yield* checked(frames, told.each.size), told.each, units, (name) => frames.row(name, step));
    if (!step || moved) frames.here = step + 1;
  }
  fill(frames.after, told.after, yield* checked(frames, told.after.size));
  finish(frames, view(yield* checked(frames, 12)), view(yield 4).getUint32(0, true));
}

/** @param {Frames} frames */
function* introduction(frames) {
  const front = yield* checked(frames, 16);
  const magic = text(front.subarray(0, 8)), version = view(front).getUint32(8, true), size = view(front).getUint32(12, true);
  if (magic !== "downhill") throw new Error(`got ${JSON.stringify(magic)}, expected "downhill"`);
  if (version !== VERSION) throw new Error(`got frames of version ${version}, expected ${VERSION}`);
  if (size > LONGEST_HEADER) throw new Error(`got a header of ${size} bytes, expected at most ${LONGEST_HEADER}`);
  const told = JSON.parse(text(yield* checked(frames, size)));
  if (!(told.count * told.each.size <= LARGEST_FILM)) throw new Error(`got ${told.count} records of ${told.each.size} bytes: too many`);
  return /** @type {{scene: string, settings: Object<string, string>, count: number, before: Part, each: Part, after: Part}} */ (told);
}

/** The end is the only proof: checksum and count must be right, and a film has fewer records than declared only if it diverged.
 * @param {Frames} frames
 * @param {DataView} end
 * @param {number} check */
function finish(frames, end, check) {
  const magic = text(new Uint8Array(end.buffer, end.byteOffset, 4));
  const count = end.getUint32(4, true), diverged = end.getUint32(8, true);
  const sound = magic === "done" && check === frames.check && diverged === Number(count < frames.count) && count <= frames.count;
  if (!sound) throw new Error(`${frames.scene}: the frames are damaged`);
  frames.diverged = diverged === 1;
  frames.count = frames.here = count;
  frames.done = true;
}

/** Ask for bytes that the checksum covers.
 * @param {Frames} frames
 * @param {number} size
 * @returns {Generator<number, Uint8Array, Uint8Array>} */
function* checked(frames, size) {
  const bytes = yield size;
  frames.check = crc32(bytes, frames.check);
  return bytes;
}

/** Room for the numbers of a part as they are sent, in whole units, all of them 0.
 * @param {Part} part
 * @returns {Object<string, Units>} */
function held(part) {
  return Object.fromEntries(Object.entries(part.fields).map(([name, [kind, shape]]) => [name, new HELD[kind](lengthOf(shape))]));
}

/** Make room for a field of every record.
 * @param {Frames} frames
 * @param {string} name
 * @param {number} length
 * @param {Field} field
 * @param {number} count */
function prepare(frames, name, length, [, , , title], count) {
  frames.lengths[name] = length;
  frames.each[name] = new Float32Array(count * length);
  if (title) frames.titles[name] = title;
}

/** What is sent once.
 * @param {Object<string, Float32Array>} arrays
 * @param {Part} part
 * @param {Uint8Array} bytes */
function fill(arrays, part, bytes) {
  const units = held(part);
  for (const name in units) arrays[name] = new Float32Array(units[name].length);
  unpack(bytes, part, units, (name) => arrays[name], true);
}

/** Bytes of one record to the numbers they stand for, and whether any is another than before. Whole ones are differences: to
 * those of the record before, which `units` hold, or in a list that is sent once to the straight line through the two entries before.
 * @param {Uint8Array} bytes
 * @param {Part} part
 * @param {Object<string, Units>} units
 * @param {(name: string) => Float32Array} target where a field's numbers go
 * @param {boolean} [once] */
function unpack(bytes, part, units, target, once) {
  const data = view(bytes);
  let offset = 0, moved = false;
  for (const name in part.fields) {
    const [kind, shape, unit, , late] = part.fields[name], now = units[name], numbers = target(name), whole = kind !== "f4";
    const listed = whole && once && shape.length === 1, read = `get${now.constructor.name.replace("Array", "")}`; // getInt8 of an Int8Array
    for (let k = 0; k < now.length; k++, offset += now.BYTES_PER_ELEMENT) {
      const before = now[k], from = listed ? 2 * (now[k - 1] ?? 0) - (now[k - 2] ?? 0) : before, came = data[read](offset, true);
      now[k] = whole ? from + came : came;
      numbers[k] = now[k] * unit;
      moved ||= !Object.is(now[k], before);
    }
    if (!numbers.every((number) => Number.isFinite(number) || (late && Number.isNaN(number)))) throw new Error(`${name} is not finite`);
  }
  return moved;
}

const lengthOf = (/** @type {number[]} */ shape) => shape.reduce((all, side) => all * side, 1);
const view = (/** @type {Uint8Array} */ bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
const text = (/** @type {Uint8Array} */ bytes) => new TextDecoder().decode(bytes);

/** @param {Uint8Array} one
 * @param {Uint8Array} two */
function joined(one, two) {
  if (!one.length) return two;
  const both = new Uint8Array(one.length + two.length);
  both.set(one);
  both.set(two, one.length);
  return both;
}
