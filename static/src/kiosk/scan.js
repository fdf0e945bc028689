// What a hand scanner "types": the address in a card's QR code, as fast as a keyboard goes, with or without Enter.

import { fromFragment } from "../ballot/cards.js";

const PAUSE = 400; // milliseconds; a scanner leaves a few between two signs, a finger more than that
const ADDRESS = /c=([0-9a-z]{16})&g=([^&]+)&k=([0-9a-f]{64})/i; // a scanner's caps lock may be on

/**
 * The card {secret, class, fingerprint} whose address stands in a text; null where there is none.
 * @param {string} text
 */
export function fromScan(text) {
  const found = ADDRESS.exec(text);
  if (!found) return null;
  const [, secret, ballotClass, fingerprint] = found;
  return fromFragment(`c=${secret}&g=${ballotClass}&k=${fingerprint.toLowerCase()}`);
}

/**
 * Whether a key is one that a keypad takes: not a shortcut, not Enter on a button, which is the button's own.
 * @param {KeyboardEvent} event
 */
export function isForKeypad({ key, target, ctrlKey, metaKey, altKey }) {
  if (ctrlKey || metaKey || altKey) return false;
  if (key === "Enter") return !(target instanceof HTMLButtonElement);
  return key.length === 1 || key === "Backspace";
}

/** Gathers keys until they are the address of a card. */
export class Scanner {
  constructor() {
    this.text = "";
    this.last = 0;
  }

  /**
   * {card} once an address is whole, else whether one is on its way; a key with a name is a finger's.
   * @param {string} key
   * @param {number} now milliseconds
   */
  take(key, now) {
    if (key.length !== 1) return { card: null, scanning: false };
    if (now - this.last > PAUSE) this.text = "";
    this.last = now;
    this.text += key;
    const card = fromScan(this.text);
    if (card) this.text = "";
    return { card, scanning: /[:/#=&]/.test(this.text) };
  }

  forget() {
    this.text = "";
  }
}
