// The tellers' table: one paper ballot after another, each read twice, cast when both readings agree.

import { fill, h, title } from "../ballot/dom.js";
import { Feed } from "../ballot/feed.js";
import { untilAnswered } from "../ballot/retry.js";
import { BadSignature, Refused } from "../ballot/seat.js";
import { t } from "../ballot/strings.js";
import { agree, differ, handOver, paperCounted } from "./comparing.js";
import { deliver, seatFor } from "./delivery.js";
import { lookUp } from "./lookup.js";
import { reading } from "./reading.js";
import { Scanner } from "./scan.js";
import * as screens from "./screens.js";
import { differences, unread } from "./transcript.js";
import { w, worded } from "./words.js";

const SAID_OTHERWISE = { used: "paperUsed", on_phone: "paperElsewhere", claimed_elsewhere: "paperUsed" };

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
    else if (this.ballot) this.lost(t(this.isTakenBack(this.ballot.round) ? "round_not_open" : "round_closed"));
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
          title(w("paperWait")),
          h("p", { class: "lead" }, w("paperWaitLead")),
        ),
      );
    }
    const { manifest, form } = this.meeting;
    const pad = screens.cardEntry({
      classes: manifest.classes,
      titles: form.classes,
      go: w("cardGo"),
      onCard: (card) => this.card(card),
    });
    this.show(
      h(
        "section",
        { class: "screen home" },
        title(w("cardTitle")),
        h("p", { class: "lead" }, w("cardLead")),
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
    if (card && card.fingerprint !== this.meeting.fingerprint) this.home(w("other_meeting"));
    else if (card) this.card(card);
    else if (scanning) this.pad.wipe();
    else this.pad.press(key);
  }

  async card({ secret }) {
    const turn = ++this.turn;
    this.show(screens.busy(w("looking")));
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
    return worded(SAID_OTHERWISE[refusal.error] || refusal.error, refusal.message);
  }

  begin(card, round) {
    const { sheets } = this.meeting.form.scheme;
    const blank = () => round.appraisees.reduce((draft, { id }) => ({ ...draft, [id]: unread(sheets) }), {});
    const seat = seatFor({ meeting: this.meeting, server: this.server, card, round });
    this.ballot = { ...seat, round, ballotClass: card.class, drafts: [blank(), blank()] };
    this.read(0, {
      heading: w("passFirst", { name: this.names[0] }),
      doneLabel: w("passDone"),
      onDone: () => this.hand(),
    });
  }

  read(which, more) {
    const { round, drafts, ballotClass } = this.ballot;
    this.show(
      reading({
        lead: which === 1 ? w("blindSecond") : "",
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
    const second = { heading: w("passSecond", { name }), doneLabel: w("passDone"), onDone: () => this.compare() };
    this.show(handOver({ name, onGo: () => this.read(1, second) }));
  }

  mend(which, at) {
    const heading = w("mendTitle", { name: this.names[which] });
    this.read(which, { heading, at, doneLabel: w("mendDone"), onDone: () => this.compare() });
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
      if (status !== "recorded") return this.lost(t(status));
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
      const again = { label: w("castAgain"), onMend: () => this.cast(), onDone: () => this.home() };
      return this.show(screens.refused({ why: w("takenBack"), ...again }), true);
    }
    return this.lost(failure instanceof Refused ? this.why(failure) : t("bad_server_signature"));
  }

  lost(why) {
    this.forget();
    this.show(screens.lost({ why, label: w("paperLostDone"), onDone: () => this.home() }), true);
  }
}
