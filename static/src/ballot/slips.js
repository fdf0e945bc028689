// What is hashed of a ballot: leaf, receipt, root, and the message a token's signature stands on.
// JSON.stringify of arrays and strings writes no spaces and only the required escapes: the canonical spelling.

import { sha256 } from "../../vendor/noble-hashes/sha2.js";

import { concat, fromHex, toBytes, toHex, utf8 } from "./bytes.js";

/** SHA-256 of a text's UTF-8, in hexadecimal. */
export function hashOfText(text) {
  return toHex(sha256(utf8(text)));
}

/** SHA-256 of bytes exactly as they came, in hexadecimal. */
export function hashOfBytes(bytes) {
  return toHex(sha256(bytes));
}

/** The leaf (hex) of one slip: marks are [sheet, item, mark] in scheme order, the salt is lower-case hex. */
export function leaf(round, ballotClass, slip) {
  const spelled = JSON.stringify([round, ballotClass, slip.appraisee, slip.marks, slip.salt]);
  return toHex(sha256(concat(utf8("slip"), utf8(spelled))));
}

/** The receipt (hex): nonce (bytes), then the leaves in the order of the round. */
export function receipt(nonce, leaves) {
  return toHex(sha256(concat(nonce, ...leaves.map(fromHex))));
}

/** The message a token is signed for: fingerprint ‖ round (4 bytes) ‖ class. */
export function tokenMessage(fingerprint, round, ballotClass) {
  return concat(fromHex(fingerprint), toBytes(round, 4), utf8(ballotClass));
}

function strictlyAscending(list) {
  return list.every((value, i) => /^[0-9a-f]{64}$/.test(value) && (i === 0 || list[i - 1] < value));
}

/** The root (hex) of a closed round's two lists; null where a list is not strictly ascending. */
export function root(round, leaves, tokens) {
  if (!strictlyAscending(leaves) || !strictlyAscending(tokens)) return null;
  const head = concat(utf8("root"), toBytes(round, 8), toBytes(leaves.length, 8));
  return toHex(sha256(concat(head, ...leaves.map(fromHex), ...tokens.map(fromHex))));
}

/** The first `count` groups of four of a hash, as projector, report and phone show it. */
export function groups(hex, count = 4) {
  return (hex.match(/.{4}/g) || []).slice(0, count).join(" ");
}
