// The tablet between and during visits: who is before it, what is on the screen, when it is cleared.

import { fill } from "../ballot/dom.js";
import { Feed } from "../ballot/feed.js";
import { untilAnswered } from "../ballot/retry.js";
import { Refused } from "../ballot/seat.js";
import { findBallot } from "./check.js";
import { Idle } from "./idle.js";
import { keypad } from "./keypad.js";
import { lookUp } from "./lookup.js";
import { Scanner } from "./scan.js";
import * as screens from "./screens.js";
import { Visit } from "./visit.js";
import { _ } from "../ballot/words.js";
import { told } from "./refusals.js";

const IDLE = 60; // seconds without a touch
const COUNTED = 30; // seconds for which 已计入 stays, time to note eight characters
const OVER = ["counted", "confirmed", "sealed"];

export class Booth {
  /** `bar` is what stands above the screens: {onLine(bool), clock(secondsLeft or null, fixed), announce(text)}. */
  constructor({ root, server, meeting, bar, leave }) {
    Object.assign(this, { root, server, meeting, bar, leave, visit: null, pad: null, state: { rounds: [] }, turn: 0 });
    this.announce = bar.announce;
    this.onLine = bar.onLine;
    this.scanner = new Scanner();
    this.idle = new Idle({ onTick: (left) => bar.clock(left, this.idle.fixed), onOver: () => this.blank() });
  }

  start() {
    this.feed = new Feed(this.server, this.meeting.fingerprint, {
      onState: (state) => this.take(state),
      onLine: (heard) => this.bar.onLine(heard),
    });
    this.feed.start();
    document.addEventListener("keydown", (event) => this.key(event));
    this.home();
  }

  open() {
    return this.state.rounds.find(({ state }) => state === "open") || null;
  }

  take(state) {
    const before = this.open();
    this.state = state;
    if (this.visit) return this.visit.follow(state);
    const now = this.open();
    const same = (before && before.round) === (now && now.round);
    return this.atHome && !(same && now) ? this.home() : undefined;
  }

  /** Put a screen up; `clock` as in Visit. */
  show(element, clock) {
    this.atHome = false;
    this.pad = null;
    fill(this.root, element);
    scrollTo(0, 0);
    const heading = this.root.querySelector("h1");
    if (heading) heading.focus({ preventScroll: true });
    if (clock === "held") return this.still();
    return this.idle.start(clock === "soon" ? COUNTED : IDLE, { fixed: clock === "soon" });
  }

  still() {
    this.idle.stop();
    this.bar.clock(null);
  }

  /** Forget whoever was here. */
  blank() {
    this.turn += 1;
    if (this.visit) this.visit.end();
    this.visit = null;
    this.scanner.forget();
    this.bar.announce("");
    if (document.activeElement) document.activeElement.blur();
    this.home();
  }

  done() {
    this.blank();
  }

  /** The screen between two voters; `problem` is what the last try met with, `kind` where nothing is wrong with it. */
  home(problem = "", kind = false) {
    const open = this.open();
    const { manifest, form } = this.meeting;
    const entry =
      open &&
      screens.cardEntry({
        classes: manifest.classes,
        titles: form.classes,
        go: _("下一步"),
        onCard: (card) => this.card(card),
      });
    this.show(
      screens.home({
        meeting: this.meeting,
        open,
        over: OVER.includes(this.state.meeting),
        entry,
        problem,
        kind,
        idleAfter: IDLE,
        onCheck: () => this.check(),
        onStaff: () => this.staff(),
      }),
      "held",
    );
    this.pad = entry;
    this.atHome = true;
    if (problem) this.idle.start(IDLE);
    if (entry) entry.addEventListener("click", () => this.idle.timer || this.idle.start(IDLE)); // a code half typed
  }

  staff() {
    this.show(screens.staff({ onBack: () => this.home(), onLeave: this.leave }), "idle");
  }

  /** Keys of a keyboard or of a hand scanner, wherever the focus is; a field keeps its own. */
  key(event) {
    const { target, key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || (target && /INPUT|TEXTAREA/.test(target.tagName))) return;
    if (!this.pad || (key.length !== 1 && !["Enter", "Backspace"].includes(key))) return;
    if (key === "Enter" && target && target.tagName === "BUTTON") return; // the button's own
    event.preventDefault();
    if (!this.idle.timer && this.atHome) this.idle.start(IDLE); // somebody has begun
    const { card, scanning } = key.length === 1 ? this.scanner.take(key, performance.now()) : {};
    if (card) return this.scanned(card);
    return scanning ? this.pad.wipe() : this.pad.press(key);
  }

  scanned(card) {
    this.pad.wipe();
    if (!this.atHome) return;
    if (card.fingerprint !== this.meeting.fingerprint) this.home(_("这张票卡不是本次会议的。请找工作人员。"));
    else this.card(card);
  }

  /** Ask after a card; begin its holder's visit, or say kindly why not. */
  async card({ secret, class: typed }) {
    const turn = ++this.turn;
    this.show(screens.busy(_("正在查这张票卡…")), "idle");
    try {
      const asked = () => lookUp({ secret, fingerprint: this.meeting.fingerprint });
      const ballotClass = await untilAnswered(asked, {
        stopped: () => turn !== this.turn,
        onTrouble: (bad) => this.bar.onLine(!bad),
      });
      if (turn !== this.turn) return;
      const round = this.open();
      if (!round) return this.home(_("现在没有开启的投票。请等主持人开启后再来。"));
      this.visit = new Visit(this, { secret, class: ballotClass || typed }, round);
      this.visit.start();
    } catch (refusal) {
      if (!(refusal instanceof Refused)) throw refusal;
      if (turn === this.turn) this.home(told(refusal), refusal.error === "used");
    }
  }

  /** 查票: eight characters against the lists of the closed rounds. */
  check() {
    const pad = keypad({
      alphabet: screens.CHECK_SIGNS,
      groups: [4, 4],
      judge: () => ({ good: true, text: "" }),
      go: _("查"),
      onCode: (number) => this.find(number),
    });
    this.show(screens.checkEntry({ pad, onBack: () => this.blank() }), "idle");
    this.pad = pad;
  }

  async find(number) {
    const turn = ++this.turn;
    this.show(screens.busy(_("正在核对清单…")), "idle");
    const {
      server,
      meeting: { fingerprint },
    } = this;
    const look = async () => {
      const {
        state: { rounds },
      } = await server.state(fingerprint, null); // a round closed a moment ago counts too
      return findBallot({ server, fingerprint, rounds, number });
    };
    const result = await untilAnswered(look, {
      stopped: () => turn !== this.turn,
      onTrouble: (bad) => this.bar.onLine(!bad),
    });
    if (turn !== this.turn) return;
    this.show(screens.checked({ result, onAgain: () => this.check(), onBack: () => this.blank() }), "idle");
  }
}
