// The voter's half of RFC 9474 (RSA blind signatures with SHA-384 and PSS): blind, finalize, verify.
// No crypto.subtle: phones open a plain http address, where browsers take it away. No BigInt literals
// either: a browser without BigInt must still be able to read this file and say so politely.

import { sha384 } from "../../vendor/noble-hashes/sha2.js";

import { concat, randomBytes, toBytes, toNumber } from "./bytes.js";

/** @typedef {{n: bigint, bits: number, length: number}} PublicKey modulus, its bits and its bytes */

const ZERO = BigInt(0);
const ONE = BigInt(1);
const HASH_LENGTH = 48; // bytes of SHA-384
export const SALT_LENGTH = HASH_LENGTH; // the PSS variants; the PSSZERO variants take an empty salt

/**
 * A public key from its modulus in hexadecimal; the exponent is 65537 always.
 * @param {string} modulusHex
 * @returns {PublicKey}
 */
export function publicKey(modulusHex) {
  const n = BigInt("0x" + modulusHex);
  const bits = n.toString(2).length;
  return { n, bits, length: Math.ceil(bits / 8) };
}

/**
 * number^65537 mod n: 65537 = 2^16 + 1, so sixteen squarings and one product.
 * @param {bigint} number
 * @param {bigint} n
 */
export function power65537(number, n) {
  let power = number % n;
  for (let i = 0; i < 16; i++) power = (power * power) % n;
  return (power * number) % n;
}

/**
 * The inverse of `number` modulo n, by extended Euclid; null where there is none.
 * @param {bigint} number
 * @param {bigint} n
 */
export function inverse(number, n) {
  let [r, nextR, t, nextT] = [n, number % n, ZERO, ONE];
  while (nextR !== ZERO) {
    const quotient = r / nextR;
    [r, nextR] = [nextR, r - quotient * nextR];
    [t, nextT] = [nextT, t - quotient * nextT];
  }
  if (r !== ONE) return null;
  return t < ZERO ? t + n : t;
}

/**
 * MGF1 with SHA-384 (RFC 8017, B.2.1).
 * @param {Uint8Array} seed
 * @param {number} length
 */
function mask(seed, length) {
  let out = new Uint8Array(0);
  for (let counter = 0; out.length < length; counter++) out = concat(out, sha384(concat(seed, toBytes(counter, 4))));
  return out.slice(0, length);
}

/**
 * @param {Uint8Array} one
 * @param {Uint8Array} other
 */
function xor(one, other) {
  return one.map((byte, i) => byte ^ other[i]);
}

/**
 * The hash that stands inside an encoded message: of eight zeros, the message's hash and the salt.
 * @param {Uint8Array} message
 * @param {Uint8Array} salt
 */
function saltedHash(message, salt) {
  return sha384(concat(new Uint8Array(8), sha384(message), salt));
}

/**
 * EMSA-PSS-ENCODE (RFC 8017, 9.1.1) for `bits` = bits of the modulus − 1.
 * @param {Uint8Array} message
 * @param {number} bits
 * @param {Uint8Array} salt
 */
export function encode(message, bits, salt) {
  const length = Math.ceil(bits / 8);
  if (length < HASH_LENGTH + salt.length + 2) throw new Error("modulus too short");
  const hash = saltedHash(message, salt);
  const padding = new Uint8Array(length - salt.length - HASH_LENGTH - 2);
  const block = concat(padding, new Uint8Array([1]), salt);
  const masked = xor(block, mask(hash, block.length));
  masked[0] &= 0xff >> (8 * length - bits);
  return concat(masked, hash, new Uint8Array([0xbc]));
}

/**
 * A number drawn evenly from 1 … n−1 that has an inverse, and that inverse.
 * @param {PublicKey} key
 */
function drawFactor(key) {
  for (;;) {
    const factor = toNumber(randomBytes(key.length));
    const undo = factor > ZERO && factor < key.n ? inverse(factor, key.n) : null;
    if (undo !== null) return { factor, undo };
  }
}

/**
 * @param {Uint8Array} givenInverse
 * @param {PublicKey} key
 */
function factorOf(givenInverse, key) {
  const undo = toNumber(givenInverse);
  const factor = inverse(undo, key.n);
  if (factor === null) throw new Error("the given inverse has none itself");
  return { factor, undo };
}

/**
 * Blind (RFC 9474, 4.2): what the signer is to sign, and the number that later takes the blinding off.
 * `message` is the prepared input (token ‖ message). Salt and inverse are drawn here; only tests give them.
 * Both results have the modulus's length in bytes.
 * @param {PublicKey} key
 * @param {Uint8Array} message
 * @param {Uint8Array} [salt]
 * @param {Uint8Array | null} [givenInverse]
 */
export function blind(key, message, salt = randomBytes(SALT_LENGTH), givenInverse = null) {
  const encoded = toNumber(encode(message, key.bits - 1, salt));
  if (inverse(encoded, key.n) === null) throw new Error("message shares a factor with the modulus");
  const { factor, undo } = givenInverse ? factorOf(givenInverse, key) : drawFactor(key);
  const blinded = (encoded * power65537(factor, key.n)) % key.n;
  return { blinded: toBytes(blinded, key.length), inverse: toBytes(undo, key.length) };
}

/**
 * Finalize (RFC 9474, 4.4): the signature on `message`; null where the signer did not sign what was sent.
 * @param {PublicKey} key
 * @param {Uint8Array} message
 * @param {Uint8Array} blindSignature
 * @param {Uint8Array} undo
 * @param {number} [saltLength]
 */
export function finalize(key, message, blindSignature, undo, saltLength = SALT_LENGTH) {
  if (blindSignature.length !== key.length || toNumber(blindSignature) >= key.n) return null;
  const signature = toBytes((toNumber(blindSignature) * toNumber(undo)) % key.n, key.length);
  return verify(key, message, signature, saltLength) ? signature : null;
}

/**
 * RSASSA-PSS-VERIFY (RFC 8017, 8.1.2): whether the signature is the key's own on this message.
 * @param {PublicKey} key
 * @param {Uint8Array} message
 * @param {Uint8Array} signature
 * @param {number} [saltLength]
 */
export function verify(key, message, signature, saltLength = SALT_LENGTH) {
  if (signature.length !== key.length || toNumber(signature) >= key.n) return false;
  const bits = key.bits - 1;
  const length = Math.ceil(bits / 8);
  const opened = power65537(toNumber(signature), key.n);
  if (opened.toString(2).length > bits) return false;
  const encoded = toBytes(opened, length);
  const hash = encoded.slice(length - HASH_LENGTH - 1, length - 1);
  const block = xor(encoded.slice(0, length - HASH_LENGTH - 1), mask(hash, length - HASH_LENGTH - 1));
  block[0] &= 0xff >> (8 * length - bits);
  const salt = block.slice(block.length - saltLength);
  // Encoding is a function of message and salt: the signature is right exactly where it gives the same bytes.
  const wanted = encode(message, bits, salt);
  return wanted.every((byte, i) => byte === encoded[i]);
}
