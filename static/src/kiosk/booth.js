// The tablet between and during visits: who is before it, what is on the screen, when it is cleared.

import { putUp } from "../ballot/dom.js";
import { Feed } from "../ballot/feed.js";
import { openRound } from "../ballot/meeting.js";
import { untilAnswered } from "../ballot/retry.js";
import { busy } from "../ballot/screens/parts.js";
import { Refused } from "../ballot/seat.js";
import { _ } from "../ballot/words.js";
import { findBallot } from "./check.js";
import { Idle } from "./idle.js";
import { lookUp } from "./lookup.js";
import { told } from "./refusals.js";
import { isForKeypad, Scanner } from "./scan.js";
import * as screens from "./screens.js";
import { Visit } from "./visit.js";

/** @import { Card, Meeting, State } from "../ballot/shapes" */
/** @import { Server } from "../ballot/server.js" */
/** @import { Keypad } from "./keypad.js" */
/**
 * What stands above the screens; `clock` gets null where nothing counts down.
 * @typedef {{onLine: (heard: boolean) => void, clock: (left: number | null, fixed: boolean) => void,
 *   announce: (text: string) => void}} Bar
 */
/**
 * How a screen is cleared: after a while untouched, in any case soon, or not by itself.
 * @typedef {"idle" | "soon" | "held"} Clock
 */

const IDLE = 60; // seconds without a touch
const COUNTED = 30; // seconds for which 已计入 stays, time to note eight characters
const OVER = ["counted", "confirmed", "sealed"];

/** The tablet as long as its page lives. */
export class Booth {
  /** @param {{root: HTMLElement, server: Server, meeting: Meeting, bar: Bar, leave: () => void}} parts */
  constructor({ root, server, meeting, bar, leave }) {
    this.root = root;
    this.server = server;
    this.meeting = meeting;
    this.bar = bar;
    this.leave = leave;
    this.announce = bar.announce;
    this.onLine = bar.onLine;
    this.visit = /** @type {Visit | null} */ (null);
    this.pad = /** @type {Keypad | null} */ (null);
    this.state = /** @type {State} */ ({ meeting: "", rounds: [] });
    this.turn = 0; // counts who is before the tablet: an answer to somebody who has left is nobody's
    this.atHome = false;
    this.scanner = new Scanner();
    this.idle = new Idle({ onTick: (left) => bar.clock(left, this.idle.fixed), onOver: () => this.blank() });
  }

  start() {
    const { onLine } = this;
    new Feed(this.server, this.meeting.fingerprint, { onState: (state) => this.take(state), onLine }).start();
    document.addEventListener("keydown", (event) => this.key(event));
    this.home();
  }

  /** @param {State} state */
  take(state) {
    const before = openRound(this.state);
    this.state = state;
    if (this.visit) return this.visit.follow(state);
    const now = openRound(state);
    const same = before && now && before.round === now.round;
    return this.atHome && !same ? this.home() : undefined;
  }

  /**
   * Put a screen up.
   * @param {HTMLElement} element
   * @param {Clock} clock
   */
  show(element, clock) {
    this.atHome = false;
    this.pad = null;
    putUp(this.root, element);
    if (clock === "held") return this.still();
    return this.idle.start(clock === "soon" ? COUNTED : IDLE, { fixed: clock === "soon" });
  }

  still() {
    this.idle.stop();
    this.bar.clock(null, false);
  }

  /** Forget whoever was here. */
  blank() {
    this.turn += 1;
    if (this.visit) this.visit.end();
    this.visit = null;
    this.scanner.forget();
    this.bar.announce("");
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    this.home();
  }

  /**
   * The screen between two voters; `problem` is what the last try met with, `kind` where nothing is wrong with it.
   * @param {string} [problem]
   * @param {boolean} [kind]
   */
  home(problem = "", kind = false) {
    const open = openRound(this.state);
    const entry = open && this.cardEntry();
    const over = OVER.includes(this.state.meeting);
    const ways = { onCheck: () => this.check(), onStaff: () => this.staff() };
    this.show(
      screens.home({ meeting: this.meeting, open, over, entry, problem, kind, idleAfter: IDLE, ...ways }),
      "held",
    );
    this.pad = entry;
    this.atHome = true;
    if (problem) this.idle.start(IDLE);
    if (entry) entry.addEventListener("click", () => this.idle.timer || this.idle.start(IDLE)); // a code half typed
  }

  cardEntry() {
    const { manifest, form } = this.meeting;
    const onCard = (/** @type {Card & {secret: string}} */ card) => this.card(card);
    return screens.cardEntry({ classes: manifest.classes, titles: form.classes, go: _("下一步"), onCard });
  }

  staff() {
    this.show(screens.staff({ onBack: () => this.home(), onLeave: this.leave }), "idle");
  }

  /**
   * Keys of a keyboard or of a hand scanner, wherever the focus is; a field keeps its own.
   * @param {KeyboardEvent} event
   */
  key(event) {
    const { target, key } = event;
    if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return;
    if (!this.pad || !isForKeypad(event)) return;
    event.preventDefault();
    if (!this.idle.timer && this.atHome) this.idle.start(IDLE); // somebody has begun
    const { card, scanning } = this.scanner.take(key, performance.now());
    if (!card) return scanning ? this.pad.wipe() : this.pad.press(key);
    this.pad.wipe();
    return this.atHome ? this.scanned(card) : undefined;
  }

  /** @param {Card & {secret: string}} card */
  scanned(card) {
    if (card.fingerprint !== this.meeting.fingerprint) this.home(told({ error: "other_meeting" }));
    else this.card(card);
  }

  /**
   * The answer to whoever is before the tablet now; for whoever has left meanwhile it never comes.
   * @template T
   * @param {string} wait what is read meanwhile
   * @param {() => Promise<T>} attempt
   */
  answered(wait, attempt) {
    const turn = ++this.turn;
    this.show(busy(wait), "idle");
    return untilAnswered(attempt, { stopped: () => turn !== this.turn, onTrouble: (bad) => this.onLine(!bad) });
  }

  /**
   * Ask after a card; begin its holder's visit, or say kindly why not.
   * @param {Card & {secret: string}} card
   */
  async card({ secret, class: typed }) {
    const { fingerprint } = this.meeting;
    const asked = this.answered(_("正在查这张票卡…"), () => lookUp({ secret, fingerprint }));
    const { turn } = this;
    try {
      const ballotClass = await asked;
      if (turn === this.turn) this.begin({ secret, class: ballotClass || typed });
    } catch (refusal) {
      if (!(refusal instanceof Refused)) throw refusal;
      if (turn === this.turn) this.home(told(refusal), refusal.error === "used");
    }
  }

  /** @param {Card & {secret: string}} card */
  begin(card) {
    const round = openRound(this.state);
    if (!round) return this.home(told({ error: "not_open" }));
    this.visit = new Visit(this, card, round);
    return this.visit.mark();
  }

  /** 查票: eight characters against the lists of the closed rounds. */
  check() {
    const pad = screens.checkPad((number) => this.find(number));
    this.show(screens.checkEntry({ pad, onBack: () => this.blank() }), "idle");
    this.pad = pad;
  }

  /** @param {string} number */
  async find(number) {
    const { server, meeting } = this;
    const { fingerprint } = meeting;
    const look = async () => {
      const { state } = await server.state(fingerprint, null); // a round closed a moment ago counts too
      return findBallot({ server, fingerprint, rounds: state ? state.rounds : [], number });
    };
    const asked = this.answered(_("正在核对清单…"), look);
    const { turn } = this;
    const result = await asked;
    if (turn !== this.turn) return;
    this.show(screens.checked({ result, onAgain: () => this.check(), onBack: () => this.blank() }), "idle");
  }
}
