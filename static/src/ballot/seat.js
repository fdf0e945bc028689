// One card at one meeting: join, vote, check. No page in here; the phone and the kiosk both drive it.
// The rule that everything hangs on: what a request says is stored before the request leaves.

/** @import { PublicKey } from "./rsabssa.js" */
/** @import { Server } from "./server.js" */
/** @import { Answer, Appraisee, Card, Draft, Form, Keeps, Manifest, Message, Outcome, Pass } from "./shapes" */

import { fromHex, randomBytes, concat, toHex } from "./bytes.js";
import { blind, finalize, publicKey } from "./rsabssa.js";
import { hashOfText, leaf, receipt, root, rootOf, tokenMessage } from "./slips.js";
import { slipsOf } from "./ballot.js";
import { Unreachable } from "./server.js";
import { Drawer } from "./store.js";

const TOKEN_BYTES = 32;
const NONCE_BYTES = 32;

/** The server's signature does not fit what was asked: it must not be trusted with anything more. */
export class BadSignature extends Error {}

/** A refusal by the server that asking again would not change; `name` is the contract's error. */
export class Refused extends Error {
  /** @param {{error?: string, message?: string}} answer */
  constructor(answer) {
    super(answer.message || "");
    this.error = answer.error || "";
  }
}

/**
 * The name a card's drawer goes by: it tells cards apart and does not give the secret away.
 * @param {string} fingerprint
 * @param {string} secret
 */
export function cardId(fingerprint, secret) {
  return hashOfText(`card${fingerprint}${secret}`).slice(0, 16);
}

/** All that a card does at a meeting; see the head of the file. */
export class Seat {
  /**
   * @param {{storage: Keeps, server: Server, fingerprint: string, manifest: Manifest, card: Card & {id: string}}} parts
   * the card's secret is needed until every pass is in
   */
  constructor({ storage, server, fingerprint, manifest, card }) {
    this.server = server;
    this.fingerprint = fingerprint;
    this.card = card;
    this.ballotClass = manifest.classes[card.class];
    const mine = manifest.keys.filter((key) => key.class === this.ballotClass);
    this.keys = new Map(mine.map(({ round, modulus }) => [round, publicKey(modulus)]));
    this.drawer = new Drawer(storage, `vote/${fingerprint}/${card.id}`);
  }

  /** @param {number} round */
  round(round) {
    return this.drawer.inner(String(round));
  }

  /**
   * The token and signature for a round; null before joining and for rounds this class has no part in.
   * @param {number} round
   * @returns {Pass | null}
   */
  pass(round) {
    return this.round(round).get("pass");
  }

  /**
   * What became of a round's ballot; null while nothing has.
   * @param {number} round
   * @returns {Outcome | null}
   */
  outcome(round) {
    return this.round(round).get("outcome");
  }

  /**
   * Whether a round was over before this card joined: there is no pass for it and never will be.
   * @param {number} round
   */
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

  /**
   * @param {number} round
   * @param {string} token
   */
  input(round, token) {
    return concat(fromHex(token), tokenMessage(this.fingerprint, round, this.ballotClass));
  }

  /**
   * A round's blinded token, made once and never again: another would be another claim.
   * @param {number} round
   * @param {PublicKey} key
   */
  blank(round, key) {
    return this.round(round).setOnce("blank", () => {
      const token = toHex(randomBytes(TOKEN_BYTES));
      const made = blind(key, this.input(round, token));
      return { token, blinded: toHex(made.blinded), inverse: toHex(made.inverse) };
    });
  }

  /** Store what is needed to join, all rounds of it, and return the message to /claim. */
  prepareClaim() {
    /** @type {Record<number, string>} */
    const blinded = {};
    for (const [round, key] of this.keys) blinded[round] = this.blank(round, key).blinded;
    return { card: this.card.secret, class: this.ballotClass, blinded };
  }

  /**
   * One try at joining every round at once; Unreachable, Refused or BadSignature where it fails. Only a round that
   * `isOver(round)` may go unsigned: a server that left others out could tell its voters apart by what they lack.
   * @param {(round: number) => boolean} isOver
   */
  async claim(isOver) {
    const answer = await this.server.claim(this.prepareClaim());
    if (answer.status !== 200) throw new Refused(answer);
    const signatures = answer.signatures || {};
    const left = Array.from(this.keys.keys()).filter((round) => !signatures[round]);
    if (!left.every(isOver)) throw new Unreachable("a signature is missing");
    const signed = Array.from(this.keys).filter(([round]) => signatures[round]);
    const passes = signed.map(([round, key]) => ({ round, pass: this.unblind(round, key, signatures[round]) }));
    for (const { round, pass } of passes) this.round(round).setOnce("pass", () => pass);
    for (const round of left) this.round(round).set("late", true);
    this.tidy();
  }

  /**
   * @param {number} round
   * @param {PublicKey} key
   * @param {string} blindSignature
   * @returns {Pass}
   */
  unblind(round, key, blindSignature) {
    const { token, inverse } = this.round(round).get("blank");
    const signed = /^([0-9a-f]{2})+$/.test(blindSignature) ? fromHex(blindSignature) : new Uint8Array(0);
    const signature = finalize(key, this.input(round, token), signed, fromHex(inverse));
    if (signature === null) throw new BadSignature(`round ${round}`);
    return { token, signature: toHex(signature) };
  }

  /**
   * The marks filled in so far: {appraisee: entry}; {} at first.
   * @param {number} round
   * @returns {Draft}
   */
  draft(round) {
    return this.round(round).get("draft") || {};
  }

  /**
   * @param {number} round
   * @param {Draft} draft
   */
  keepDraft(round, draft) {
    this.round(round).set("draft", draft);
  }

  /**
   * Whether anything has been filled in for a round.
   * @param {number} round
   */
  hasDraft(round) {
    return this.round(round).get("draft") !== null;
  }

  /** The first round whose frozen ballot is still without an answer; null where there is none. */
  pending() {
    const waiting = Array.from(this.keys.keys()).filter((round) => this.sent(round) && !this.outcome(round));
    return waiting.length ? waiting[0] : null;
  }

  /**
   * The message that has been frozen for sending, or null.
   * @param {number} round
   * @returns {Message | null}
   */
  sent(round) {
    return this.round(round).get("sent");
  }

  /**
   * Freeze a filled-in ballot into the one message that is sent from now on. The nonce is not kept: with it and
   * the receipt, whoever takes the phone could try every slip of the round until one fits.
   * @param {number} round
   * @param {Appraisee[]} appraisees
   * @param {Form} form
   * @returns {Message}
   */
  freeze(round, appraisees, form) {
    return this.round(round).setOnce("sent", () => {
      const { slips, remarks } = slipsOf(this.draft(round), appraisees, form.scheme, form.remarks);
      const leaves = slips.map((slip) => leaf(round, this.ballotClass, slip));
      const { token, signature } = this.passInHand(round);
      const proof = { token, signature, receipt: receipt(randomBytes(NONCE_BYTES), leaves) };
      return { round, class: this.ballotClass, ...proof, slips, remarks };
    });
  }

  /**
   * One try at casting the frozen ballot. The outcome is stored; Unreachable or Refused where there is none yet.
   * @param {number} round
   * @returns {Promise<Outcome>}
   */
  async cast(round) {
    const message = this.frozen(round);
    const answer = await this.server.cast(message);
    if (answer.status === 200 && answer.recorded === true) {
      const leaves = message.slips.map((slip) => leaf(round, this.ballotClass, slip));
      return this.settle(round, { status: "recorded", receipt: message.receipt, leaves });
    }
    if (answer.error === "round_not_open") this.unfreeze(round); // its opening was taken back: the marks stay
    const { error = "" } = answer;
    if (["cast_otherwise", "round_closed"].includes(error)) return this.settle(round, { status: error });
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

  /**
   * Store what became of a round and forget its marks.
   * @param {number} round
   * @param {Outcome} outcome
   * @returns {Outcome}
   */
  settle(round, outcome) {
    this.round(round).set("outcome", { ...outcome, seen: false });
    this.round(round).remove("sent");
    this.round(round).remove("draft");
    return outcome;
  }

  /**
   * Take the frozen message back: only for one the server has refused as it stands, and so has never counted.
   * @param {number} round
   */
  unfreeze(round) {
    this.round(round).remove("sent");
  }

  /**
   * Remember that the voter has seen a round's outcome.
   * @param {number} round
   */
  see(round) {
    const outcome = this.outcome(round);
    if (outcome && !outcome.seen) this.round(round).set("outcome", { ...outcome, seen: true });
  }

  /**
   * One try at finding this phone's slips in a closed round's lists; null while there are none. The leaves are
   * forgotten once they are found; where they are not, they are the evidence, and stay.
   * `published` is the root the state names, `people` how many appraisees the round has.
   * @param {number} round
   * @param {string} published
   * @param {number} people
   */
  async check(round, published, people) {
    const [lists, outcome] = [await this.server.lists(this.fingerprint, round), this.outcome(round)];
    if (lists === null || outcome === null) return null;
    const counted = rootOf(lists, round, published, people);
    const [leaves, tokens] = [new Set(lists.leaves), new Set(lists.tokens)];
    const mine = (outcome.leaves || []).every((own) => leaves.has(own)) && tokens.has(this.passInHand(round).token);
    const check = counted === null ? "lists_wrong" : mine ? "included" : "not_included";
    const found = check === "included" ? { leaves: [] } : { seen: false };
    const reckoned = root(round, lists.leaves, lists.tokens) || "";
    this.round(round).set("outcome", { ...outcome, ...found, check, root: reckoned });
    return check;
  }

  /** @param {number} round */
  passInHand(round) {
    const pass = this.pass(round);
    if (pass === null) throw new Error(`no pass for round ${round}`);
    return pass;
  }

  /** @param {number} round */
  frozen(round) {
    const message = this.sent(round);
    if (message === null) throw new Error(`nothing is frozen for round ${round}`);
    return message;
  }
}
