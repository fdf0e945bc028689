// The tellers' table: one paper ballot after another, each read twice, cast when both readings agree.

import { h, putUp, title } from "../ballot/dom.js";
import { Feed } from "../ballot/feed.js";
import { openRound } from "../ballot/meeting.js";
import { why } from "../ballot/refusals.js";
import { untilAnswered } from "../ballot/retry.js";
import { busy } from "../ballot/screens/parts.js";
import { BadSignature, Refused } from "../ballot/seat.js";
import { _ } from "../ballot/words.js";
import { agree, differ, handOver, paperCounted } from "./comparing.js";
import { deliver, seatFor } from "./delivery.js";
import { lookUp } from "./lookup.js";
import { reading } from "./reading.js";
import { toldToTellers } from "./refusals.js";
import { isForKeypad, Scanner } from "./scan.js";
import * as screens from "./screens.js";
import { differences, unread } from "./transcript.js";

/** @import { Answered, Card, Child, Draft, Meeting, Round, State } from "../ballot/shapes" */
/** @import { Server } from "../ballot/server.js" */
/** @import { Keypad } from "./keypad.js" */

/**
 * A paper ballot in hand: its seat, and what each of the two has read.
 * @typedef {ReturnType<typeof seatFor> & {round: Round, ballotClass: string, drafts: [Draft, Draft],
 *   casting: boolean, over: boolean}} Ballot
 */

/** The tellers' page as long as it lives. */
export class TellersDesk {
  /**
   * `names` are the two tellers, who reads first first.
   * @param {{root: HTMLElement, server: Server, meeting: Meeting, names: [string, string],
   *   onLine: (heard: boolean) => void}} parts
   */
  constructor({ root, server, meeting, names, onLine }) {
    this.root = root;
    this.server = server;
    this.meeting = meeting;
    this.names = names;
    this.onLine = onLine;
    this.state = /** @type {State} */ ({ meeting: "", rounds: [] });
    this.ballot = /** @type {Ballot | null} */ (null);
    this.pad = /** @type {Keypad | null} */ (null);
    this.resting = false; // an outcome stays until it is put away
    this.turn = 0; // counts the cards: an answer about one that was put away is nobody's
    this.hurryUp = () => {};
    this.scanner = new Scanner();
  }

  start() {
    const { onLine } = this;
    new Feed(this.server, this.meeting.fingerprint, { onState: (state) => this.take(state), onLine }).start();
    document.addEventListener("keydown", (event) => this.key(event));
    this.home();
  }

  /**
   * @param {Child} element
   * @param {boolean} [resting]
   */
  show(element, resting = false) {
    this.pad = null;
    this.resting = resting;
    putUp(this.root, element);
  }

  /**
   * A new state: a round that has closed takes no paper either.
   * @param {State} state
   */
  take(state) {
    const [before, now] = [openRound(this.state), openRound(state)];
    this.state = state;
    if ((before && before.round) === (now && now.round)) return;
    if (this.ballot && this.ballot.casting) this.ballot.over = true;
    else if (this.ballot) this.lost(why(this.isTakenBack(this.ballot.round) ? "round_not_open" : "round_closed"));
    else if (!this.resting) this.home();
  }

  /**
   * Whether a round that was open is to be opened again.
   * @param {Round} was
   */
  isTakenBack(was) {
    return this.state.rounds.some(({ round, state }) => round === was.round && state === "waiting");
  }

  forget() {
    if (this.ballot) this.ballot.storage.clear();
    this.ballot = null;
  }

  home(problem = "") {
    this.forget();
    this.turn += 1;
    this.scanner.forget();
    if (!openRound(this.state)) return this.show(closed());
    const { manifest, form } = this.meeting;
    const onCard = (/** @type {Card & {secret: string}} */ card) => this.card(card);
    const pad = screens.cardEntry({ classes: manifest.classes, titles: form.classes, go: _("开始录这张票"), onCard });
    this.show(cardWanted(pad, problem));
    this.pad = pad;
    return undefined;
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (!this.pad || !isForKeypad(event)) return;
    event.preventDefault();
    const { card, scanning } = this.scanner.take(event.key, performance.now());
    if (card && card.fingerprint !== this.meeting.fingerprint) this.home(toldToTellers({ error: "other_meeting" }));
    else if (card) this.card(card);
    else if (scanning) this.pad.wipe();
    else this.pad.press(event.key);
  }

  /** @param {Card & {secret: string}} card */
  async card({ secret }) {
    const turn = ++this.turn;
    this.show(busy(_("正在查这张票卡…")));
    const { fingerprint } = this.meeting;
    const ways = { stopped: () => turn !== this.turn, onTrouble: (/** @type {boolean} */ bad) => this.onLine(!bad) };
    try {
      const ballotClass = await untilAnswered(() => lookUp({ secret, fingerprint, paper: true }), ways);
      const round = openRound(this.state);
      if (turn === this.turn && round) this.begin({ secret, class: ballotClass }, round);
    } catch (refusal) {
      if (!(refusal instanceof Refused)) throw refusal;
      if (turn === this.turn) this.home(toldToTellers(refusal));
    }
  }

  /**
   * @param {Card & {secret: string}} card
   * @param {Round} round
   */
  begin(card, round) {
    const { meeting, server, names } = this;
    const blank = () => unread(round.appraisees, meeting.form.scheme.sheets);
    const seat = seatFor({ meeting, server, card, round });
    /** @type {[Draft, Draft]} */
    const drafts = [blank(), blank()];
    const ballot = { ...seat, round, ballotClass: card.class, drafts, casting: false, over: false };
    this.ballot = ballot;
    const heading = _("%(name)s 录第一遍", { name: names[0] });
    this.read(ballot, 0, { heading, doneLabel: _("录完了"), onDone: () => this.hand() });
  }

  /**
   * @param {Ballot} ballot
   * @param {number} which reading, 0 or 1
   * @param {{heading: string, doneLabel: string, onDone: () => void, at?: number}} more
   */
  read({ round, drafts, ballotClass }, which, more) {
    const lead = which === 1 ? _("只看纸质票录，先不看第一遍录了什么。") : "";
    const form = { ballotClass, round, form: this.meeting.form, draft: drafts[which], remarks: which === 0 };
    this.show(reading({ lead, ...form, onGiveUp: () => this.home(), ...more }));
  }

  /** The ballot in hand; every way from one of its screens has one. */
  inHand() {
    if (!this.ballot) throw new Error("no ballot in hand");
    return this.ballot;
  }

  hand() {
    const name = this.names[1];
    const second = { heading: _("%(name)s 录第二遍", { name }), doneLabel: _("录完了"), onDone: () => this.compare() };
    this.show(handOver({ name, onGo: () => this.read(this.inHand(), 1, second) }));
  }

  /**
   * @param {number} which reading
   * @param {number} at which person
   */
  mend(which, at) {
    const heading = _("改 %(name)s 录的", { name: this.names[which] });
    this.read(this.inHand(), which, { heading, at, doneLabel: _("改好了，再比一次"), onDone: () => this.compare() });
  }

  compare() {
    const { round, drafts } = this.inHand();
    const [first, second] = drafts;
    const { names } = this;
    const found = differences(first, second, round.appraisees, this.meeting.form.scheme.sheets);
    const onMend = (/** @type {number} */ which, /** @type {number} */ at) => this.mend(which, at);
    if (found.length) return this.show(differ({ found, names, onMend, onGiveUp: () => this.home() }));
    const written = round.appraisees.filter(({ id }) => !first[id].recused && first[id].remark.trim());
    const remarks = written.map(({ id, name }) => ({ name, text: first[id].remark.trim() }));
    const ways = { onMend: () => this.mend(0, 0), onCast: () => this.cast() };
    return this.show(agree({ remarks, names, withRemarks: this.meeting.form.remarks, ...ways }));
  }

  /** @param {boolean} trouble */
  showSending(trouble) {
    this.onLine(!trouble);
    this.show(screens.sending({ trouble, onRetry: () => this.hurryUp() }));
  }

  async cast() {
    const ballot = this.inHand();
    const { seat, round, drafts } = ballot;
    ballot.casting = true;
    this.showSending(false);
    /** @type {Answered} */
    const answered = (attempt) =>
      untilAnswered(attempt, {
        hurry: (wake) => (this.hurryUp = wake),
        onTrouble: (trouble) => this.showSending(trouble),
      });
    try {
      const { form } = this.meeting;
      const { status } = await deliver({ seat, round, draft: drafts[0], form, isOver: () => ballot.over, answered });
      if (status !== "recorded") return this.lost(why(status));
      this.forget();
      return this.show(paperCounted({ onNext: () => this.home() }), true);
    } catch (failure) {
      return this.failed(failure);
    }
  }

  /** @param {unknown} failure */
  failed(failure) {
    if (!(failure instanceof Refused) && !(failure instanceof BadSignature)) throw failure;
    const reason = toldToTellers(failure);
    if (!(failure instanceof Refused) || failure.error !== "round_not_open") return this.lost(reason);
    // the card has claimed this round: its pass must not be thrown away
    const again = { label: _("再次提交"), onMend: () => this.cast(), onDone: () => this.home() };
    return this.show(screens.refused({ why: reason, ...again }), true);
  }

  /** @param {string} reason */
  lost(reason) {
    this.forget();
    this.show(screens.lost({ why: reason, label: _("知道了"), onDone: () => this.home() }), true);
  }
}

/** While no round is open. */
function closed() {
  return h(
    "section",
    { class: "screen stop calm" },
    title(_("现在没有开启的投票")),
    h("p", { class: "lead" }, _("纸质票要在本轮开启之后、结束之前录入。主持人开启后，本页会自动打开。")),
  );
}

/**
 * @param {Keypad} pad
 * @param {string} problem
 */
function cardWanted(pad, problem) {
  const lead = _("票类要与这张纸质票相同。照票卡输入票号，或用扫码枪扫二维码。一张票卡每轮录一张票。");
  return h(
    "section",
    { class: "screen home" },
    title(_("取一张留作纸质票的票卡")),
    h("p", { class: "lead" }, lead),
    h("p", { class: "problem", role: "alert" }, problem),
    pad,
  );
}
