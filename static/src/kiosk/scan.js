// What a hand scanner "types": the address in a card's QR code, as fast as a keyboard goes, with or without Enter.

import { fromFragment } from "../ballot/cards.js";

const PAUSE = 400; // milliseconds; a scanner leaves a few between two signs, a finger more than that
const ADDRESS = /c=([0-9a-z]{16})&g=([^&]+)&k=([0-9a-f]{64})/i; // a scanner's caps lock may be on

/** The card {secret, class, fingerprint} whose address stands in a text; null where there is none. */
export function fromScan(text) {
  const found = ADDRESS.exec(text);
  if (!found) return null;
  const [, secret, ballotClass, fingerprint] = found;
  return fromFragment(`c=${secret}&g=${ballotClass}&k=${fingerprint.toLowerCase()}`);
}

/** Gathers keys; `take(sign, now)` returns {card} once an address is whole, else {scanning}. */
export class Scanner {
  constructor() {
    this.text = "";
    this.last = 0;
  }

  take(sign, now) {
    if (now - this.last > PAUSE) this.text = "";
    this.last = now;
    this.text += sign;
    const card = fromScan(this.text);
    if (card) this.text = "";
    return { card, scanning: /[:/#=&]/.test(this.text) };
  }

  forget() {
    this.text = "";
  }
}
