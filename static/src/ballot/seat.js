// One card at one meeting: join, vote, check. No page in here; the phone and the kiosk both drive it.
// The rule that everything hangs on: what a request says is stored before the request leaves.

import { fromHex, randomBytes, concat, toHex } from "./bytes.js";
import { blind, finalize, publicKey } from "./rsabssa.js";
import { hashOfText, leaf, receipt, root, tokenMessage } from "./slips.js";
import { slipsOf } from "./ballot.js";
import { Unreachable } from "./server.js";
import { Drawer } from "./store.js";

const TOKEN_BYTES = 32;
const NONCE_BYTES = 32;

/** The server's signature does not fit what was asked: it must not be trusted with anything more. */
export class BadSignature extends Error {}

/** A refusal by the server that asking again would not change; `name` is the contract's error. */
export class Refused extends Error {
  constructor(answer) {
    super(answer.message || "");
    this.error = answer.error;
  }
}

/** The name a card's drawer goes by: it tells cards apart and does not give the secret away. */
export function cardId(fingerprint, secret) {
  return hashOfText(`card${fingerprint}${secret}`).slice(0, 16);
}

export class Seat {
  /** `card` is {id, class, secret?}; the secret is needed until every pass is in. */
  constructor({ storage, server, fingerprint, manifest, card }) {
    this.server = server;
    this.fingerprint = fingerprint;
    this.card = card;
    this.ballotClass = manifest.classes[card.class];
    this.keys = new Map();
    for (const key of manifest.keys)
      if (key.class === this.ballotClass) this.keys.set(key.round, publicKey(key.modulus));
    this.drawer = new Drawer(storage, `vote/${fingerprint}/${card.id}`);
  }

  round(round) {
    return this.drawer.inner(String(round));
  }

  /** The token and signature for a round; null before joining and for rounds this class has no part in. */
  pass(round) {
    return this.round(round).get("pass");
  }

  /** What became of a round's ballot; null while nothing has. */
  outcome(round) {
    return this.round(round).get("outcome");
  }

  /** Whether a round was over before this card joined: there is no pass for it and never will be. */
  late(round) {
    return this.round(round).get("late") === true;
  }

  /** Whether every round's pass is in. */
  joined() {
    return Array.from(this.keys.keys()).every((round) => this.pass(round) !== null || this.late(round));
  }

  /** Whether the voter has asked to join and the answer is still out. */
  joining() {
    return !this.joined() && Array.from(this.keys.keys()).some((round) => this.round(round).get("blank") !== null);
  }

  input(round, token) {
    return concat(fromHex(token), tokenMessage(this.fingerprint, round, this.ballotClass));
  }

  /** A round's blinded token, made once and never again: another would be another claim. */
  blank(round, key) {
    return this.round(round).setOnce("blank", () => {
      const token = toHex(randomBytes(TOKEN_BYTES));
      const made = blind(key, this.input(round, token));
      return { token, blinded: toHex(made.blinded), inverse: toHex(made.inverse) };
    });
  }

  /** Store what is needed to join, all rounds of it, and return the message to /claim. */
  prepareClaim() {
    const blinded = {};
    for (const [round, key] of this.keys) blinded[round] = this.blank(round, key).blinded;
    return { card: this.card.secret, class: this.ballotClass, blinded };
  }

  /**
   * One try at joining every round at once; Unreachable, Refused or BadSignature where it fails. Only a round that
   * `isOver(round)` may go unsigned: a server that left others out could tell its voters apart by what they lack.
   */
  async claim(isOver) {
    const answer = await this.server.claim(this.prepareClaim());
    if (answer.status !== 200) throw new Refused(answer);
    const signatures = answer.signatures || {};
    const left = Array.from(this.keys.keys()).filter((round) => !signatures[round]);
    if (!left.every(isOver)) throw new Unreachable("a signature is missing");
    const signed = Array.from(this.keys).filter(([round]) => signatures[round]);
    const passes = signed.map(([round, key]) => [round, this.unblind(round, key, signatures[round])]);
    for (const [round, pass] of passes) this.round(round).setOnce("pass", () => pass);
    for (const round of left) this.round(round).set("late", true);
    this.tidy();
  }

  unblind(round, key, blindSignature) {
    const { token, inverse } = this.round(round).get("blank");
    const signed = /^([0-9a-f]{2})+$/.test(blindSignature) ? fromHex(blindSignature) : new Uint8Array(0);
    const signature = finalize(key, this.input(round, token), signed, fromHex(inverse));
    if (signature === null) throw new BadSignature(`round ${round}`);
    return { token, signature: toHex(signature) };
  }

  /** The marks filled in so far: {appraisee: entry}; {} at first. */
  draft(round) {
    return this.round(round).get("draft") || {};
  }

  keepDraft(round, draft) {
    this.round(round).set("draft", draft);
  }

  /** Whether anything has been filled in for a round. */
  hasDraft(round) {
    return this.round(round).get("draft") !== null;
  }

  /** The first round whose frozen ballot is still without an answer; null where there is none. */
  pending() {
    const waiting = Array.from(this.keys.keys()).filter((round) => this.sent(round) && !this.outcome(round));
    return waiting.length ? waiting[0] : null;
  }

  /** The message that has been frozen for sending, or null. */
  sent(round) {
    return this.round(round).get("sent");
  }

  /**
   * Freeze a filled-in ballot into the one message that is sent from now on. The nonce is not kept: with it and
   * the receipt, whoever takes the phone could try every slip of the round until one fits.
   */
  freeze(round, appraisees, form) {
    return this.round(round).setOnce("sent", () => {
      const { slips, remarks } = slipsOf(this.draft(round), appraisees, form.scheme, form.remarks);
      const leaves = slips.map((slip) => leaf(round, this.ballotClass, slip));
      const { token, signature } = this.pass(round);
      const proof = { token, signature, receipt: receipt(randomBytes(NONCE_BYTES), leaves) };
      return { round, class: this.ballotClass, ...proof, slips, remarks };
    });
  }

  /** One try at casting the frozen ballot. The outcome is stored; Unreachable or Refused where there is none yet. */
  async cast(round) {
    const message = this.sent(round);
    const answer = await this.server.cast(message);
    if (answer.status === 200 && answer.recorded === true) {
      const leaves = message.slips.map((slip) => leaf(round, this.ballotClass, slip));
      return this.settle(round, { status: "recorded", receipt: message.receipt, leaves });
    }
    if (answer.error === "round_not_open") this.unfreeze(round); // its opening was taken back: the marks stay
    if (["cast_otherwise", "round_closed"].includes(answer.error)) return this.settle(round, { status: answer.error });
    throw new Refused(answer);
  }

  /** Put away what has done its work, or what a killed page had begun to: marks with an outcome, blanks of a joined card. */
  tidy() {
    const joined = this.joined();
    for (const round of this.keys.keys()) {
      if (joined) this.round(round).remove("blank");
      if (this.outcome(round)) ["sent", "draft"].forEach((name) => this.round(round).remove(name));
    }
  }

  /** Store what became of a round and forget its marks. */
  settle(round, outcome) {
    this.round(round).set("outcome", { ...outcome, seen: false });
    this.round(round).remove("sent");
    this.round(round).remove("draft");
    return outcome;
  }

  /** Take the frozen message back: only for one the server has refused as it stands, and so has never counted. */
  unfreeze(round) {
    this.round(round).remove("sent");
  }

  /** Remember that the voter has seen a round's outcome. */
  see(round) {
    const outcome = this.outcome(round);
    if (outcome && !outcome.seen) this.round(round).set("outcome", { ...outcome, seen: true });
  }

  /**
   * One try at finding this phone's slips in a closed round's lists; null while there are none. The leaves are
   * forgotten once they are found; where they are not, they are the evidence, and stay.
   * `published` is the root the state names, `people` how many appraisees the round has.
   */
  async check(round, published, people) {
    const lists = await this.server.lists(this.fingerprint, round);
    if (lists === null) return null;
    const outcome = this.outcome(round);
    const counted = root(round, lists.leaves, lists.tokens);
    const honest = counted !== null && counted === lists.root && counted === published;
    const whole = honest && lists.leaves.length === people * lists.tokens.length;
    const [leaves, tokens] = [new Set(lists.leaves), new Set(lists.tokens)];
    const mine = outcome.leaves.every((mineLeaf) => leaves.has(mineLeaf)) && tokens.has(this.pass(round).token);
    const check = !whole ? "lists_wrong" : mine ? "included" : "not_included";
    const kept = check === "included" ? [] : outcome.leaves;
    const seen = outcome.seen && check === "included";
    this.round(round).set("outcome", { ...outcome, leaves: kept, check, root: counted || "", seen });
    return check;
  }
}
