// The tellers' table: one paper ballot after another, each read twice, cast when both readings agree.

import { fill, h, title } from "../ballot/dom.js";
import { Feed } from "../ballot/feed.js";
import { untilAnswered } from "../ballot/retry.js";
import { BadSignature, Refused } from "../ballot/seat.js";
import { why } from "../ballot/refusals.js";
import { _ } from "../ballot/words.js";
import { agree, differ, handOver, paperCounted } from "./comparing.js";
import { deliver, seatFor } from "./delivery.js";
import { lookUp } from "./lookup.js";
import { reading } from "./reading.js";
import { Scanner } from "./scan.js";
import * as screens from "./screens.js";
import { differences, unread } from "./transcript.js";
import { toldToTellers } from "./refusals.js";

export class TellersDesk {
  /** `names` are the two tellers, who reads first first. */
  constructor({ root, server, meeting, names, onLine }) {
    Object.assign(this, {
      root,
      server,
      meeting,
      names,
      onLine,
      state: { rounds: [] },
      ballot: null,
      pad: null,
      turn: 0,
    });
    this.scanner = new Scanner();
  }

  start() {
    const { fingerprint } = this.meeting;
    new Feed(this.server, fingerprint, { onState: (state) => this.take(state), onLine: this.onLine }).start();
    document.addEventListener("keydown", (event) => this.key(event));
    this.home();
  }

  open() {
    return this.state.rounds.find(({ state }) => state === "open") || null;
  }

  show(element, resting = false) {
    this.pad = null;
    this.resting = resting; // an outcome stays until it is put away
    fill(this.root, element);
    scrollTo(0, 0);
    const heading = this.root.querySelector("h1");
    if (heading) heading.focus({ preventScroll: true });
  }

  /** A new state: a round that has closed takes no paper either. */
  take(state) {
    const before = this.open();
    this.state = state;
    const now = this.open();
    if ((before && before.round) === (now && now.round)) return;
    if (this.ballot && this.ballot.casting) this.ballot.over = true;
    else if (this.ballot)
      this.lost(
        this.isTakenBack(this.ballot.round)
          ? _("主持人撤回了这一轮的开启，一张票也没有收。再次开启时，请重新投票。")
          : _("本轮在您提交之前已经关闭，您这一轮的票未计入。"),
      );
    else if (!this.resting) this.home();
  }

  /** Whether a round that was open is to be opened again. */
  isTakenBack({ round }) {
    return this.state.rounds.some((one) => one.round === round && one.state === "waiting");
  }

  forget() {
    if (this.ballot) this.ballot.storage.clear();
    this.ballot = null;
  }

  home(problem = "") {
    this.forget();
    this.turn += 1;
    this.scanner.forget();
    if (!this.open()) {
      return this.show(
        h(
          "section",
          { class: "screen stop calm" },
          title(_("现在没有开启的投票")),
          h("p", { class: "lead" }, _("纸质票要在本轮开启之后、结束之前录入。主持人开启后，本页会自动打开。")),
        ),
      );
    }
    const { manifest, form } = this.meeting;
    const pad = screens.cardEntry({
      classes: manifest.classes,
      titles: form.classes,
      go: _("开始录这张票"),
      onCard: (card) => this.card(card),
    });
    this.show(
      h(
        "section",
        { class: "screen home" },
        title(_("取一张留作纸质票的票卡")),
        h(
          "p",
          { class: "lead" },
          _("票类要与这张纸质票相同。照票卡输入票号，或用扫码枪扫二维码。一张票卡每轮录一张票。"),
        ),
        h("p", { class: "problem", role: "alert" }, problem),
        pad,
      ),
    );
    this.pad = pad;
    return undefined;
  }

  key(event) {
    const { target, key } = event;
    if (!this.pad || event.ctrlKey || event.metaKey || event.altKey) return;
    if (
      (key.length !== 1 && !["Enter", "Backspace"].includes(key)) ||
      (key === "Enter" && target && target.tagName === "BUTTON")
    )
      return;
    event.preventDefault();
    const { card, scanning } = key.length === 1 ? this.scanner.take(key, performance.now()) : {};
    if (card && card.fingerprint !== this.meeting.fingerprint) this.home(_("这张票卡不是本次会议的。请找工作人员。"));
    else if (card) this.card(card);
    else if (scanning) this.pad.wipe();
    else this.pad.press(key);
  }

  async card({ secret }) {
    const turn = ++this.turn;
    this.show(screens.busy(_("正在查这张票卡…")));
    try {
      const { fingerprint } = this.meeting;
      const ballotClass = await untilAnswered(() => lookUp({ secret, fingerprint, paper: true }), {
        stopped: () => turn !== this.turn,
        onTrouble: (bad) => this.onLine(!bad),
      });
      if (turn !== this.turn || !this.open()) return;
      this.begin({ secret, class: ballotClass }, this.open());
    } catch (refusal) {
      if (!(refusal instanceof Refused)) throw refusal;
      if (turn === this.turn) this.home(this.why(refusal));
    }
  }

  why(refusal) {
    return toldToTellers(refusal);
  }

  begin(card, round) {
    const { sheets } = this.meeting.form.scheme;
    const blank = () => round.appraisees.reduce((draft, { id }) => ({ ...draft, [id]: unread(sheets) }), {});
    const seat = seatFor({ meeting: this.meeting, server: this.server, card, round });
    this.ballot = { ...seat, round, ballotClass: card.class, drafts: [blank(), blank()] };
    this.read(0, {
      heading: _("%(name)s 录第一遍", { name: this.names[0] }),
      doneLabel: _("录完了"),
      onDone: () => this.hand(),
    });
  }

  read(which, more) {
    const { round, drafts, ballotClass } = this.ballot;
    this.show(
      reading({
        lead: which === 1 ? _("只看纸质票录，先不看第一遍录了什么。") : "",
        ballotClass,
        round,
        form: this.meeting.form,
        draft: drafts[which],
        remarks: which === 0,
        onGiveUp: () => this.home(),
        ...more,
      }),
    );
  }

  hand() {
    const name = this.names[1];
    const second = { heading: _("%(name)s 录第二遍", { name }), doneLabel: _("录完了"), onDone: () => this.compare() };
    this.show(handOver({ name, onGo: () => this.read(1, second) }));
  }

  mend(which, at) {
    const heading = _("改 %(name)s 录的", { name: this.names[which] });
    this.read(which, { heading, at, doneLabel: _("改好了，再比一次"), onDone: () => this.compare() });
  }

  compare() {
    const {
      round,
      drafts: [first, second],
    } = this.ballot;
    const found = differences(first, second, round.appraisees, this.meeting.form.scheme.sheets);
    const { names } = this;
    if (found.length) {
      return this.show(
        differ({ found, names, onMend: (which, at) => this.mend(which, at), onGiveUp: () => this.home() }),
      );
    }
    const remarks = round.appraisees.map(({ id, name }) => ({
      name,
      text: first[id].recused ? "" : first[id].remark.trim(),
    }));
    return this.show(
      agree({
        remarks: remarks.filter(({ text }) => text),
        names,
        withRemarks: this.meeting.form.remarks,
        onMend: () => this.mend(0, 0),
        onCast: () => this.cast(),
      }),
    );
  }

  async cast() {
    const { ballot } = this;
    ballot.casting = true;
    const sending = (trouble) => {
      this.onLine(!trouble);
      this.show(screens.sending({ trouble, onRetry: () => ballot.hurryUp() }));
    };
    sending(false);
    const answered = (attempt) =>
      untilAnswered(attempt, { hurry: (wake) => (ballot.hurryUp = wake), onTrouble: sending });
    try {
      const {
        seat,
        round,
        drafts: [draft],
      } = ballot;
      const { status } = await deliver({
        seat,
        round,
        draft,
        form: this.meeting.form,
        isOver: () => ballot.over === true,
        answered,
      });
      if (status !== "recorded") return this.lost(why(status));
      this.forget();
      return this.show(paperCounted({ onNext: () => this.home() }), true);
    } catch (failure) {
      return this.failed(failure);
    }
  }

  failed(failure) {
    if (!(failure instanceof Refused) && !(failure instanceof BadSignature)) throw failure;
    if (failure.error === "round_not_open") {
      // the card has claimed this round: its pass must not be thrown away
      const again = { label: _("再次提交"), onMend: () => this.cast(), onDone: () => this.home() };
      return this.show(
        screens.refused({ why: _("主持人刚刚撤回了这一轮的开启。请不要清屏：再次开启后，在这里再提交一次"), ...again }),
        true,
      );
    }
    return this.lost(
      failure instanceof Refused ? this.why(failure) : _("服务器给出的签名无效。请停止操作，联系工作人员。"),
    );
  }

  lost(why) {
    this.forget();
    this.show(screens.lost({ why, label: _("知道了"), onDone: () => this.home() }), true);
  }
}
