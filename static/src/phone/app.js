// One card's way through a meeting, on one element of the phone's page, for as long as the page lives.

import { putUp, fill } from "../ballot/dom.js";
import { Feed } from "../ballot/feed.js";
import { openMeeting, WrongMeeting } from "../ballot/meeting.js";
import { badSignature, told } from "../ballot/refusals.js";
import { untilAnswered } from "../ballot/retry.js";
import { busy, roundName } from "../ballot/screens/parts.js";
import { BadSignature, cardId, Refused, Seat } from "../ballot/seat.js";
import { StorageRefused } from "../ballot/store.js";
import { _ } from "../ballot/words.js";
import { looksOf, route } from "./route.js";
import { screenAt } from "./screens.js";
import { noStorage, stop } from "./screens/stop.js";

/** @import { Card, Keeps, Meeting, Place, Round, State } from "../ballot/shapes" */
/** @import { Server } from "../ballot/server.js" */
/** @import { Stop, Ui } from "./route.js" */

const CHECK_SPREAD = 3000; // milliseconds over which a hall's phones ask for the lists of a closed round
const GREEN_FOR = 4000; // milliseconds for which 已计入 stays although the next round is open already

/**
 * What becomes of a ballot by the state of its round alone; null where nothing does.
 * @param {Round["state"]} state
 * @param {boolean} unsent marks that were filled in and not sent
 * @param {boolean} recorded a ballot that was counted
 */
function endOf(state, unsent, recorded) {
  if (state === "closed") return unsent ? "never_sent" : null;
  return state === "void" && (unsent || recorded) ? "round_void" : null;
}

/** The card's screens, drawn from what the phone keeps and what the server says; see route.js. */
export class App {
  /**
   * `root` is the element to draw on; `announce(text)` speaks to a screen reader; `onLine(bool)` shows or hides
   * the sign of a lost connection; `onJoined()` is called when every pass is in.
   * @param {{root: HTMLElement, storage: Keeps, server: Server, announce: (text: string) => void,
   *   onLine: (heard: boolean) => void, onJoined?: () => void}} parts
   */
  constructor({ root, storage, server, announce, onLine, onJoined = () => {} }) {
    this.root = root;
    this.storage = storage;
    this.server = server;
    this.announce = announce;
    this.onLine = onLine;
    this.onJoined = onJoined;
    /** @type {Ui} */
    this.ui = { entering: false, lookingOver: null, problem: "", notice: "", trouble: false, refusal: null };
    /** @type {Record<number, Place>} */
    this.places = {};
    /** @type {Set<string>} */
    this.busy = new Set();
    this.drawn = "";
    this.stopped = false;
    this.greenUntil = 0;
    this.hurryUp = () => {};
    this.wentBack = () => this.leaveLookOver();
    // These three are there once reach() is through; nothing is drawn before.
    this.meeting = /** @type {Meeting} */ (/** @type {unknown} */ (null));
    this.seat = /** @type {Seat} */ (/** @type {unknown} */ (null));
    this.state = /** @type {State} */ (/** @type {unknown} */ (null));
    this.feed = /** @type {Feed | null} */ (null);
    addEventListener("popstate", this.wentBack);
  }

  /**
   * The server's answer, however long it takes; the page says while there is none.
   * @template T
   * @param {() => Promise<T>} attempt
   */
  answered(attempt) {
    return untilAnswered(attempt, {
      stopped: () => this.stopped,
      hurry: (wake) => (this.hurryUp = wake),
      onTrouble: (trouble) => {
        this.ui.trouble = trouble;
        this.onLine(!trouble);
        if (this.seat && this.state) this.draw();
      },
    });
  }

  /**
   * Reach the card's meeting and show where its holder is. `scanned`: it has just come from a QR code or by hand.
   * @param {Card & {fingerprint: string}} card
   * @param {{scanned?: boolean}} [how]
   */
  async open(card, { scanned = false } = {}) {
    this.show("opening", () => busy(_("正在打开…")));
    try {
      await this.reach(card, scanned);
    } catch (failure) {
      this.fail(failure);
    }
  }

  /**
   * @param {Card & {fingerprint: string}} card
   * @param {boolean} scanned
   */
  async reach(card, scanned) {
    this.meeting = await this.answered(() => openMeeting(this.server, card.fingerprint));
    const { fingerprint, manifest } = this.meeting;
    if (!(card.class in manifest.classes)) {
      return this.halt({ heading: _("请停止操作"), text: told({ error: "unknown_card" }) });
    }
    const id = card.id || cardId(fingerprint, card.secret || "");
    this.seat = new Seat({ storage: this.storage, server: this.server, fingerprint, manifest, card: { ...card, id } });
    this.seat.tidy();
    const first = await this.answered(() => this.server.state(fingerprint, null));
    const state = /** @type {State} */ (first.state); // without an ETag there is always one
    if (scanned && this.seat.joined()) this.ui.notice = this.greeting(state);
    this.take(state);
    this.feed = new Feed(this.server, fingerprint, {
      onState: (news) => this.guard(() => this.take(news)),
      onLine: (heard) => this.onLine(heard),
    });
    this.feed.start();
    if (this.seat.joining()) this.enter();
    return undefined;
  }

  /** @param {State} state */
  greeting(state) {
    const done = state.rounds.every(({ round }) => this.seat.outcome(round) || !this.seat.pass(round));
    return done && state.rounds.length
      ? _("您的票都已投出并计入，不用再扫。谢谢您！")
      : _("这张票卡已在本机入场，不用再扫，直接往下进行就可以。");
  }

  /**
   * Run something that may find the storage refusing; every other failure is ours and is shown too.
   * @param {() => unknown} run
   */
  async guard(run) {
    try {
      await run();
    } catch (failure) {
      this.fail(failure);
    }
  }

  /** @param {unknown} failure */
  fail(failure) {
    if (failure instanceof StorageRefused) return this.halt(noStorage());
    if (failure instanceof WrongMeeting) return this.halt({ heading: _("请停止操作"), text: failure.message });
    if (failure instanceof BadSignature) return this.halt({ heading: _("请停止操作"), text: badSignature() });
    this.halt({ heading: _("请停止操作"), text: _("请联系工作人员。") });
    throw failure;
  }

  /**
   * A page that nothing goes on from.
   * @param {{heading: string, text: string}} why
   */
  halt(why) {
    this.stop();
    this.drawn = "";
    this.show("stop", () => stop(why));
  }

  /** End: nothing is asked or drawn any more. What is stored stays with the storage. */
  stop() {
    this.stopped = true;
    removeEventListener("popstate", this.wentBack);
    if (this.feed) this.feed.stop();
  }

  /**
   * A new state of the meeting.
   * @param {State} state
   */
  take(state) {
    const before = this.state;
    this.state = state;
    this.followAll();
    this.ui.notice = this.takenBack(before) || this.ui.notice;
    const pending = this.seat.pending();
    if (pending !== null) this.send(pending);
    this.draw();
  }

  /**
   * A sentence where the chair took a round's opening back: of the one this phone was in, or keeps marks for; "".
   * @param {State | null} before
   */
  takenBack(before) {
    const opened = before ? before.rounds.filter(({ state }) => state === "open").map(({ round }) => round) : [];
    const waiting = this.state.rounds.filter(({ round, state }) => state === "waiting" && this.seat.pass(round));
    const kept = waiting.find(({ round }) => this.seat.hasDraft(round));
    const wasOpen = waiting.find(({ round }) => opened.includes(round));
    if (kept) {
      return _("主持人撤回了“%(round)s”一轮的开启，没有收票。您已填的内容留在本机，再次开启时请核对后提交。", {
        round: roundName(kept),
      });
    }
    if (!wasOpen) return "";
    return _("主持人撤回了“%(round)s”一轮的开启，没有收票。再次开启时，本页会自动打开。", {
      round: roundName(wasOpen),
    });
  }

  followAll() {
    for (const round of this.state.rounds) this.follow(round);
  }

  /**
   * What a round's own state asks of the phone: forget what can no longer count, check what has been counted.
   * @param {Round} round
   */
  follow({ round, state, root, appraisees }) {
    const outcome = this.seat.outcome(round);
    const recorded = outcome !== null && outcome.status === "recorded";
    const unsent = !outcome && !this.seat.sent(round) && this.seat.hasDraft(round);
    const end = endOf(state, unsent, recorded);
    if (end !== null) this.seat.settle(round, { status: end });
    if (state === "closed" && recorded && !outcome.check) this.check(round, root || "", appraisees.length);
  }

  /** Join: one tap, every round. */
  async enter() {
    if (this.ui.entering) return;
    Object.assign(this.ui, { entering: true, problem: "" });
    this.draw();
    await new Promise((painted) => setTimeout(painted, 30)); // blinding keeps an old phone busy for a moment
    await this.guard(() => this.claim());
    this.ui.entering = false;
    if (!this.stopped) this.draw();
  }

  async claim() {
    try {
      await this.answered(() => this.seat.claim((round) => this.isOver(round)));
      this.onJoined();
    } catch (refusal) {
      if (!(refusal instanceof Refused)) throw refusal;
      this.ui.problem = told(refusal);
    }
  }

  /** @param {number} number */
  isOver(number) {
    return this.state.rounds.some(({ round, state }) => round === number && ["closed", "void"].includes(state));
  }

  /**
   * Everything is filled in: look it over. The phone's own "back" leads from there to the form, not out of the page.
   * @param {Round} round
   */
  lookOver(round) {
    this.ui.lookingOver = round.round;
    history.pushState({ lookingOver: true }, "");
    this.draw();
  }

  /** The form again, by a button of the page. */
  backToForm() {
    if (history.state && history.state.lookingOver) history.back();
    this.leaveLookOver();
  }

  leaveLookOver() {
    if (this.ui.lookingOver === null) return;
    this.ui.lookingOver = null;
    this.draw();
  }

  /**
   * Freeze a filled-in ballot, and from now on nothing but sending it.
   * @param {Round} round
   */
  submit(round) {
    return this.guard(() => {
      this.seat.freeze(round.round, round.appraisees, this.meeting.form);
      this.ui.lookingOver = null;
      delete this.places[round.round];
      this.send(round.round);
      this.draw();
    });
  }

  /**
   * Send a round's frozen ballot until there is an answer.
   * @param {number} round
   */
  async send(round) {
    if (this.busy.has(`send ${round}`) || this.ui.refusal) return;
    this.busy.add(`send ${round}`);
    await this.guard(() => this.cast(round));
    this.busy.delete(`send ${round}`);
    if (this.stopped) return;
    this.followAll(); // the round may have closed while its last ballot was on the way
    this.draw();
  }

  /** @param {number} round */
  async cast(round) {
    try {
      const outcome = await this.answered(() => this.seat.cast(round));
      this.greenUntil = outcome.status === "recorded" ? Date.now() + GREEN_FOR : 0;
      this.announce(outcome.status === "recorded" ? _("已计入") : _("未计入"));
    } catch (refusal) {
      if (!(refusal instanceof Refused)) throw refusal;
      if (refusal.error !== "round_not_open") this.ui.refusal = refusal;
      else this.ui.notice = this.takenBack(this.state);
    }
  }

  /**
   * After a refusal: send the same again, or go back and mend it.
   * @param {Round} round
   * @param {{mend: boolean}} way
   */
  retry(round, { mend }) {
    this.ui.refusal = null;
    if (mend) this.seat.unfreeze(round.round);
    else this.send(round.round);
    this.draw();
  }

  /**
   * Look one's own slips up in a closed round's lists, once, at a moment of chance.
   * @param {number} round
   * @param {string} root
   * @param {number} people
   */
  async check(round, root, people) {
    if (!root || this.busy.has(`check ${round}`)) return;
    this.busy.add(`check ${round}`);
    await new Promise((later) => setTimeout(later, Math.random() * CHECK_SPREAD));
    const outcome = this.stopped ? null : this.seat.outcome(round);
    if (outcome && outcome.status === "recorded") {
      await this.guard(() => this.answered(() => this.seat.check(round, root, people)));
    }
    this.busy.delete(`check ${round}`);
    if (!this.stopped) this.draw();
  }

  /**
   * The voter has read an outcome.
   * @param {Round} round
   */
  putAway(round) {
    this.seat.see(round.round);
    this.draw();
  }

  /**
   * Whether 已计入 should stay a little although another round is open.
   * @param {Stop} at
   */
  lingering(at) {
    return at.screen === "marking" && Date.now() < this.greenUntil && this.drawn.startsWith("counted");
  }

  /** Bring the page in line. A screen somebody may be typing on is drawn again only when it must be. */
  draw() {
    if (this.stopped) return;
    const at = route(this.seat, this.state, this.ui);
    if (at.screen !== "waiting") this.ui.notice = ""; // said once, to whoever has just scanned again
    if (this.lingering(at)) {
      setTimeout(() => this.draw(), GREEN_FOR);
      return;
    }
    // Once the next round is on the screen, the last one's green page need not come back.
    if (["marking", "lookover"].includes(at.screen)) this.state.rounds.forEach(({ round }) => this.seat.see(round));
    this.show(looksOf(at, this.seat, this.state, this.ui), () => screenAt(this, at));
  }

  /**
   * @param {string} key
   * @param {() => HTMLElement} make
   */
  show(key, make) {
    if (key === this.drawn) return;
    const same = key.split(" ").slice(0, 2).join() === this.drawn.split(" ").slice(0, 2).join();
    this.drawn = key;
    if (same) fill(this.root, make());
    else putUp(this.root, make());
  }
}
