// One card's way through a meeting, on one element of a page. The phone runs one for as long as the page lives;
// the kiosk runs one after another over memoryStorage(), and stops each before the next.

import { Feed } from "../ballot/feed.js";
import { fill } from "../ballot/dom.js";
import { openMeeting, WrongMeeting } from "../ballot/meeting.js";
import { untilAnswered } from "../ballot/retry.js";
import { looksOf, route } from "./route.js";
import { screens } from "./screens.js";
import { roundName } from "../ballot/screens/parts.js";
import { BadSignature, cardId, Refused, Seat } from "../ballot/seat.js";
import { StorageRefused } from "../ballot/store.js";
import { told } from "../ballot/refusals.js";
import { _ } from "../ballot/words.js";

const CHECK_SPREAD = 3000; // milliseconds over which a hall's phones ask for the lists of a closed round
const GREEN_FOR = 4000; // milliseconds for which 已计入 stays although the next round is open already

export class App {
  /**
   * `root` is the element to draw on; `announce(text)` speaks to a screen reader; `onLine(bool)` shows or hides
   * the sign of a lost connection; `onJoined()` is called when every pass is in; `onFinished(screen)` when the
   * voter puts an outcome away (the kiosk ends there).
   */
  constructor({ root, storage, server, announce, onLine, onJoined = () => {}, onFinished = () => {} }) {
    Object.assign(this, { root, storage, server, announce, onLine, onJoined, onFinished });
    this.ui = { entering: false, lookingOver: null, problem: "", notice: "", trouble: false, refusal: null };
    this.places = {};
    this.busy = new Set();
    this.drawn = "";
    this.stopped = false;
    this.hurryUp = () => {};
    this.wentBack = () => this.leaveLookOver();
    addEventListener("popstate", this.wentBack);
  }

  /** The server's answer, however long it takes; the page says while there is none. */
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

  /** Reach the card's meeting and show where its holder is. `card` is {secret or id, class, fingerprint?}. */
  async open(card, { scanned = false } = {}) {
    this.show("opening", () => screens.busy({ text: _("正在打开…") }));
    try {
      await this.reach(card, scanned);
    } catch (failure) {
      this.fail(failure);
    }
  }

  async reach(card, scanned) {
    this.meeting = await this.answered(() => openMeeting(this.server, card.fingerprint));
    const { fingerprint, manifest } = this.meeting;
    if (!(card.class in manifest.classes))
      return this.halt(_("请停止操作"), _("没有这张票卡。请检查后再试，或联系工作人员。"));
    const id = card.id || cardId(fingerprint, card.secret);
    this.seat = new Seat({ storage: this.storage, server: this.server, fingerprint, manifest, card: { ...card, id } });
    this.seat.tidy();
    const first = await this.answered(() => this.server.state(fingerprint, null));
    if (scanned && this.seat.joined()) this.ui.notice = this.greeting(first.state);
    this.take(first.state);
    this.feed = new Feed(this.server, fingerprint, {
      onState: (state) => this.guard(() => this.take(state)),
      onLine: (heard) => this.onLine(heard),
    });
    this.feed.start();
    if (this.seat.joining()) this.enter();
    return undefined;
  }

  greeting(state) {
    const done = state.rounds.every(({ round }) => this.seat.outcome(round) || !this.seat.pass(round));
    return done && state.rounds.length
      ? _("您的票都已投出并计入，不用再扫。谢谢您！")
      : _("这张票卡已在本机入场，不用再扫，直接往下进行就可以。");
  }

  /** Run something that may find the storage refusing; every other failure is ours and is shown too. */
  async guard(run) {
    try {
      await run();
    } catch (failure) {
      this.fail(failure);
    }
  }

  fail(failure) {
    if (failure instanceof StorageRefused)
      return this.halt(
        _("这个浏览器不能投票"),
        _("浏览器不让本页保存内容（可能开着无痕模式，或存储已满），中途断网会丢票。请到工作台用平板投票。"),
      );
    if (failure instanceof WrongMeeting) return this.halt(_("请停止操作"), failure.message);
    if (failure instanceof BadSignature)
      return this.halt(_("请停止操作"), _("服务器给出的签名无效。请停止操作，联系工作人员。"));
    this.halt(_("请停止操作"), _("请联系工作人员。"));
    throw failure;
  }

  /** A page that nothing goes on from. */
  halt(heading, text) {
    this.stop();
    this.drawn = "";
    this.show("stop", () => screens.stop({ heading, text }));
  }

  /** End: nothing is asked or drawn any more. What is stored stays with the storage. */
  stop() {
    this.stopped = true;
    removeEventListener("popstate", this.wentBack);
    if (this.feed) this.feed.stop();
  }

  /** A new state of the meeting. */
  take(state) {
    const before = this.state;
    this.state = state;
    this.followAll();
    this.ui.notice = this.takenBack(before) || this.ui.notice;
    const pending = this.seat.pending();
    if (pending !== null) this.send(pending);
    this.draw();
  }

  /** A sentence where the chair took a round's opening back: of the one this phone was in, or keeps marks for; "". */
  takenBack(before) {
    const wasOpen = ({ round }) => before && before.rounds.some((one) => one.round === round && one.state === "open");
    const waiting = this.state.rounds.filter((round) => round.state === "waiting" && this.seat.pass(round.round));
    const one = waiting.find((round) => this.seat.hasDraft(round.round)) || waiting.find(wasOpen);
    if (!one) return "";
    return this.seat.hasDraft(one.round)
      ? _("主持人撤回了“%(round)s”一轮的开启，没有收票。您已填的内容留在本机，再次开启时请核对后提交。", {
          round: roundName(one),
        })
      : _("主持人撤回了“%(round)s”一轮的开启，没有收票。再次开启时，本页会自动打开。", { round: roundName(one) });
  }

  followAll() {
    for (const round of this.state.rounds) this.follow(round);
  }

  /** What a round's own state asks of the phone: forget what can no longer count, check what has been counted. */
  follow({ round, state, root, appraisees }) {
    const outcome = this.seat.outcome(round);
    const unsent = !outcome && !this.seat.sent(round) && this.seat.hasDraft(round);
    if (state === "closed" && unsent) this.seat.settle(round, { status: "never_sent" });
    if (state === "void" && (unsent || (outcome && outcome.status === "recorded"))) {
      this.seat.settle(round, { status: "round_void" });
    }
    const wanting = outcome && outcome.status === "recorded" && !outcome.check;
    if (state === "closed" && root && wanting) this.check(round, root, appraisees.length);
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

  isOver(number) {
    return this.state.rounds.some(({ round, state }) => round === number && ["closed", "void"].includes(state));
  }

  /** Everything is filled in: look it over. The phone's own "back" leads from there to the form, not out of the page. */
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

  /** Freeze a filled-in ballot, and from now on nothing but sending it. */
  submit(round) {
    return this.guard(() => {
      this.seat.freeze(round.round, round.appraisees, this.meeting.form);
      this.ui.lookingOver = null;
      delete this.places[round.round];
      this.send(round.round);
      this.draw();
    });
  }

  /** Send a round's frozen ballot until there is an answer. */
  async send(round) {
    if (this.busy.has(`send ${round}`) || this.ui.refusal) return;
    this.busy.add(`send ${round}`);
    await this.guard(() => this.cast(round));
    this.busy.delete(`send ${round}`);
    if (this.stopped) return;
    this.followAll(); // the round may have closed while its last ballot was on the way
    this.draw();
  }

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

  /** After a refusal: send the same again, or go back and mend it. */
  retry(round, { mend }) {
    this.ui.refusal = null;
    if (mend) this.seat.unfreeze(round.round);
    else this.send(round.round);
    this.draw();
  }

  /** Look one's own slips up in a closed round's lists, once, at a moment of chance. */
  async check(round, root, people) {
    if (this.busy.has(`check ${round}`)) return;
    this.busy.add(`check ${round}`);
    await new Promise((later) => setTimeout(later, Math.random() * CHECK_SPREAD));
    const outcome = () => this.seat.outcome(round);
    if (!this.stopped && outcome() && outcome().status === "recorded") {
      await this.guard(() => this.answered(() => this.seat.check(round, root, people)));
    }
    this.busy.delete(`check ${round}`);
    if (!this.stopped) this.draw();
  }

  /** The voter has read an outcome. */
  putAway(round, screen) {
    this.seat.see(round.round);
    this.draw();
    this.onFinished(screen);
  }

  /** Whether 已计入 should stay a little although another round is open. */
  lingering(place) {
    return place.screen === "marking" && Date.now() < (this.greenUntil || 0) && this.drawn.startsWith("counted");
  }

  /** Bring the page in line. A screen somebody may be typing on is drawn again only when it must be. */
  draw() {
    if (this.stopped) return;
    const place = route(this.seat, this.state, this.ui);
    if (place.screen !== "waiting") this.ui.notice = ""; // said once, to whoever has just scanned again
    if (this.lingering(place)) {
      setTimeout(() => this.draw(), GREEN_FOR);
      return;
    }
    // Once the next round is on the screen, the last one's green page need not come back.
    if (["marking", "lookover"].includes(place.screen)) this.state.rounds.forEach(({ round }) => this.seat.see(round));
    this.show(looksOf(place, this.seat, this.state, this.ui), () => screens.at(this, place));
  }

  show(key, make) {
    if (key === this.drawn) return;
    const same = key.split(" ").slice(0, 2).join() === this.drawn.split(" ").slice(0, 2).join();
    this.drawn = key;
    fill(this.root, make());
    if (same) return;
    scrollTo(0, 0);
    const heading = this.root.querySelector("h1");
    if (heading) heading.focus({ preventScroll: true });
  }
}
