// One voter at the tablet: from a good card to 已计入 or to a blank screen. What he fills in lives in this object
// and in its seat's memory; `end` lets go of both.

import { blankEntry, missing } from "../ballot/ballot.js";
import { untilAnswered } from "../ballot/retry.js";
import { lookover } from "../ballot/screens/lookover.js";
import { marking } from "../ballot/screens/marking.js";
import { BadSignature, Refused } from "../ballot/seat.js";
import { why } from "../ballot/refusals.js";
import { _ } from "../ballot/words.js";
import { deliver, seatFor } from "./delivery.js";
import * as screens from "./screens.js";
import { told } from "./refusals.js";

export class Visit {
  /**
   * `host` is {meeting, server, show(element, clock), announce, onLine, done()}; `clock` says how a screen is
   * cleared: "idle" after a while untouched, "soon" in any case, "held" not by itself. `round` is the open round.
   */
  constructor(host, card, round) {
    Object.assign(this, { host, round, over: false, stopped: false });
    Object.assign(this, seatFor({ meeting: host.meeting, server: host.server, card, round }));
    this.form = host.meeting.form;
    this.draft = {};
    for (const { id } of round.appraisees) this.draft[id] = blankEntry(this.form.scheme.sheets);
    const byTable =
      round.appraisees.length > 1 && this.form.scheme.sheets.length === 1 && !this.form.scheme.sheets[0].items.length;
    this.place = { byTable, at: 0, sheetAt: 0 };
    this.step = "marking";
  }

  /** Begin. */
  start() {
    this.mark();
  }

  small() {
    return (this.round.small || []).includes(this.seat.ballotClass);
  }

  mark() {
    this.step = "marking";
    const { round, draft, form, place } = this;
    this.host.show(
      marking({
        round,
        draft,
        form,
        place,
        small: this.small(),
        announce: this.host.announce,
        keep: () => {},
        onDone: () => this.lookOver(),
      }),
      this.resting(),
    );
  }

  /** A pass in hand is the card's only one for this round: a screen that held it must not clear itself. */
  resting() {
    return this.seat.pass(this.round.round) ? "held" : "idle";
  }

  lookOver() {
    this.step = "lookover";
    const { round, draft, form } = this;
    const first = round.appraisees.findIndex(({ id }) => missing(draft[id], form.scheme.sheets).length > 0);
    if (first >= 0) return this.mark();
    return this.host.show(
      lookover({
        round,
        draft,
        form,
        small: this.small(),
        onBack: () => this.mark(),
        onSubmit: () => this.submit(),
        onChange: (at) => {
          Object.assign(this.place, { at, byTable: false });
          this.mark();
        },
      }),
      this.resting(),
    );
  }

  /** From here on nothing but an answer, or the staff, ends the visit. */
  async submit() {
    if (this.step === "sending") return;
    this.step = "sending";
    this.showSending(false);
    try {
      this.settled(
        await deliver({
          seat: this.seat,
          round: this.round,
          draft: this.draft,
          form: this.form,
          isOver: () => this.over,
          answered: (attempt) => this.answered(attempt),
        }),
      );
    } catch (failure) {
      this.failed(failure);
    }
  }

  answered(attempt) {
    return untilAnswered(attempt, {
      stopped: () => this.stopped,
      hurry: (wake) => (this.hurryUp = wake),
      onTrouble: (trouble) => this.stopped || this.showSending(trouble),
    });
  }

  showSending(trouble) {
    this.host.onLine(!trouble);
    this.host.show(screens.sending({ trouble, onRetry: () => this.hurryUp() }), "held");
  }

  settled({ status }) {
    if (status !== "recorded") return this.lost(why(status));
    this.step = "counted";
    const { token } = this.seat.pass(this.round.round);
    this.storage.clear();
    this.draft = null;
    this.host.announce(_("已计入"));
    return this.host.show(screens.counted({ round: this.round, token, onDone: () => this.host.done() }), "soon");
  }

  lost(why) {
    this.step = "lost";
    this.storage.clear();
    this.draft = null;
    this.host.show(screens.lost({ why, onDone: () => this.host.done() }), "idle");
  }

  /** A refusal: of the card, which ends it; of the ballot, whose pass is in hand and must not be thrown away. */
  failed(failure) {
    if (!(failure instanceof Refused) && !(failure instanceof BadSignature)) throw failure;
    const why =
      failure.error === "round_not_open"
        ? _("主持人刚刚撤回了这一轮的开启。请不要清屏：再次开启后，在这里再提交一次")
        : failure instanceof Refused
          ? told(failure)
          : _("服务器给出的签名无效。请停止操作，联系工作人员。");
    const mendable = ["bad_ballot", "round_not_open"].includes(failure.error);
    this.step = "refused";
    const onMend =
      mendable &&
      (() => {
        this.seat.unfreeze(this.round.round);
        this.mark();
      });
    this.host.show(screens.refused({ why, onMend, onDone: () => this.host.done() }), mendable ? "held" : "idle");
  }

  /** A new state of the meeting: a round that is over takes nothing more, one that is not open any more nothing yet. */
  follow(state) {
    const now = state.rounds.find(({ round }) => round === this.round.round);
    const takenBack = now && now.state === "waiting";
    this.over = !now || now.state !== "open";
    if (takenBack && this.seat.pass(this.round.round)) return;
    if (!this.over) this.round = { ...now, appraisees: this.round.appraisees };
    if (this.over && ["marking", "lookover"].includes(this.step)) {
      this.lost(why(takenBack ? "round_not_open" : now && now.state === "void" ? "round_void" : "never_sent"));
    }
  }

  /** Let go of everything. */
  end() {
    this.stopped = true;
    this.storage.clear();
    Object.assign(this, { draft: null, seat: null, host: null, place: null });
  }
}
