/** CRC-32 as in zlib (ISO 3309, reflected polynomial 0xEDB88320). */

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  for (let bit = 0; bit < 8; bit++) byte = byte & 1 ? (byte >>> 1) ^ 0xedb88320 : byte >>> 1;
  return byte;
});

/** The checksum of everything so far and these bytes.
 * @param {Uint8Array} bytes
 * @param {number} before 0 at the start */
export function crc32(bytes, before) {
  let check = ~before;
  for (const byte of bytes) check = TABLE[(check ^ byte) & 255] ^ (check >>> 8);
  return ~check >>> 0;
}
