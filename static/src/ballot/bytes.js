// Bytes, hexadecimal and whole numbers: the few conversions that the protocol is written in.

/**
 * UTF-8 of a text in Unicode form NFC, the only spelling that is ever hashed.
 * @param {string} text
 */
export function utf8(text) {
  return new TextEncoder().encode(text.normalize("NFC"));
}

/**
 * Lower-case hexadecimal of some bytes.
 * @param {Uint8Array} bytes
 */
export function toHex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * The bytes of a hexadecimal text of even length; anything else is an error.
 * @param {string} hex
 */
export function fromHex(hex) {
  if (!/^([0-9a-f]{2})*$/.test(hex)) throw new Error("not hexadecimal");
  const bytes = new Uint8Array(hex.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = parseInt(hex.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

/**
 * One array after another.
 * @param {...Uint8Array} arrays
 */
export function concat(...arrays) {
  const whole = new Uint8Array(arrays.reduce((length, array) => length + array.length, 0));
  let at = 0;
  for (const array of arrays) {
    whole.set(array, at);
    at += array.length;
  }
  return whole;
}

/**
 * A whole number as `length` bytes, big end first; it must fit.
 * @param {number | bigint} number
 * @param {number} length
 */
export function toBytes(number, length) {
  const hex = number.toString(16);
  if (hex.length > 2 * length) throw new Error("number too large");
  return fromHex(hex.padStart(2 * length, "0"));
}

/**
 * The whole number (BigInt) that some bytes spell, big end first.
 * @param {Uint8Array} bytes
 */
export function toNumber(bytes) {
  return BigInt("0x" + (toHex(bytes) || "0"));
}

/**
 * Random bytes for secrets. It is there on plain http too, where crypto.subtle is not.
 * @param {number} length
 */
export function randomBytes(length) {
  return crypto.getRandomValues(new Uint8Array(length));
}
