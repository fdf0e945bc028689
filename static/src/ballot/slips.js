// What is hashed of a ballot: leaf, receipt, root, and the message a token's signature stands on.
// JSON.stringify of arrays and strings writes no spaces and only the required escapes: the canonical spelling.

/** @import { Lists, Slip } from "./shapes" */

import { sha256 } from "../../vendor/noble-hashes/sha2.js";

import { concat, fromHex, toBytes, toHex, utf8 } from "./bytes.js";

/**
 * SHA-256 of a text's UTF-8, in hexadecimal.
 * @param {string} text
 */
export function hashOfText(text) {
  return toHex(sha256(utf8(text)));
}

/**
 * SHA-256 of bytes exactly as they came, in hexadecimal.
 * @param {Uint8Array} bytes
 */
export function hashOfBytes(bytes) {
  return toHex(sha256(bytes));
}

/**
 * The leaf (hex) of one slip: marks are [sheet, item, mark] in scheme order, the salt is lower-case hex.
 * @param {number} round
 * @param {string} ballotClass
 * @param {Slip} slip
 */
export function leaf(round, ballotClass, slip) {
  const spelled = JSON.stringify([round, ballotClass, slip.appraisee, slip.marks, slip.salt]);
  return toHex(sha256(concat(utf8("slip"), utf8(spelled))));
}

/**
 * The receipt (hex): nonce (bytes), then the leaves in the order of the round.
 * @param {Uint8Array} nonce
 * @param {string[]} leaves
 */
export function receipt(nonce, leaves) {
  return toHex(sha256(concat(nonce, ...leaves.map(fromHex))));
}

/**
 * The message a token is signed for: fingerprint ‖ round (4 bytes) ‖ class.
 * @param {string} fingerprint
 * @param {number} round
 * @param {string} ballotClass
 */
export function tokenMessage(fingerprint, round, ballotClass) {
  return concat(fromHex(fingerprint), toBytes(round, 4), utf8(ballotClass));
}

/** @param {string[]} list */
function strictlyAscending(list) {
  return list.every((value, i) => /^[0-9a-f]{64}$/.test(value) && (i === 0 || list[i - 1] < value));
}

/**
 * The root (hex) of a closed round's two lists; null where a list is not strictly ascending.
 * @param {number} round
 * @param {string[]} leaves
 * @param {string[]} tokens
 */
export function root(round, leaves, tokens) {
  if (!strictlyAscending(leaves) || !strictlyAscending(tokens)) return null;
  const head = concat(utf8("root"), toBytes(round, 8), toBytes(leaves.length, 8));
  return toHex(sha256(concat(head, ...leaves.map(fromHex), ...tokens.map(fromHex))));
}

/**
 * The root of a closed round's lists, where it is the one they state and the one that was published, and they are as
 * long as `people` appraisees make them; else null.
 * @param {Lists} lists
 * @param {number} round
 * @param {string} published
 * @param {number} people
 */
export function rootOf({ leaves, tokens, root: stated }, round, published, people) {
  const counted = root(round, leaves, tokens);
  const whole = leaves.length === people * tokens.length;
  return counted === stated && counted === published && whole ? counted : null;
}

/**
 * The first `count` groups of four of a hash, as projector, report and phone show it.
 * @param {string} hex
 * @param {number} [count]
 */
export function groups(hex, count = 4) {
  return (hex.match(/.{4}/g) || []).slice(0, count).join(" ");
}
