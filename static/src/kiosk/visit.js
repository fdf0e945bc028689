// One voter at the tablet: from a good card to 已计入 or to a blank screen. What he fills in lives in this object
// and in its seat's memory; `end` lets go of both.

import { blankEntry, firstPlace, missing } from "../ballot/ballot.js";
import { why } from "../ballot/refusals.js";
import { untilAnswered } from "../ballot/retry.js";
import { lookover } from "../ballot/screens/lookover.js";
import { marking } from "../ballot/screens/marking.js";
import { BadSignature, Refused } from "../ballot/seat.js";
import { _ } from "../ballot/words.js";
import { deliver, seatFor } from "./delivery.js";
import { told } from "./refusals.js";
import * as screens from "./screens.js";

/** @import { Card, Draft, Outcome, Round, State } from "../ballot/shapes" */
/** @import { Booth } from "./booth.js" */

/** @type {Record<string, string>} what became of a ballot not sent, by the state its round is in now */
const ENDS = { waiting: "round_not_open", void: "round_void", closed: "never_sent" };

/** A voter's turn; the booth makes one for each card and drops it after `end`. */
export class Visit {
  /**
   * @param {Booth} host
   * @param {Card & {secret: string}} card
   * @param {Round} round the open round
   */
  constructor(host, card, round) {
    const { server, meeting } = host;
    const { sheets } = meeting.form.scheme;
    const { seat, storage } = seatFor({ meeting, server, card, round });
    this.host = host;
    this.seat = seat;
    this.storage = storage;
    this.round = round;
    this.form = meeting.form;
    /** @type {Draft} */
    this.draft = {};
    for (const { id } of round.appraisees) this.draft[id] = blankEntry(sheets);
    this.place = firstPlace(round.appraisees, sheets);
    this.step = "marking"; // then lookover, sending, and counted, lost or refused
    this.over = false; // the round takes nothing more
    this.stopped = false;
    this.hurryUp = () => {};
  }

  small() {
    return (this.round.small || []).includes(this.seat.ballotClass);
  }

  /** Fill in, from the beginning or where one was. */
  mark() {
    this.step = "marking";
    const { round, draft, form, place } = this;
    const tell = { announce: this.host.announce, keep: () => {}, onDone: () => this.lookOver() };
    this.host.show(marking({ round, draft, form, place, small: this.small(), ...tell }), this.resting());
  }

  /** A pass in hand is the card's only one for this round: a screen that held it must not clear itself. */
  resting() {
    return this.seat.pass(this.round.round) ? "held" : "idle";
  }

  lookOver() {
    const { round, draft, form } = this;
    if (round.appraisees.some(({ id }) => missing(draft[id], form.scheme.sheets).length > 0)) return this.mark();
    this.step = "lookover";
    const onChange = (/** @type {number} */ at) => {
      Object.assign(this.place, { at, byTable: false });
      this.mark();
    };
    const ways = { onBack: () => this.mark(), onSubmit: () => this.submit(), onChange };
    return this.host.show(lookover({ round, draft, form, small: this.small(), ...ways }), this.resting());
  }

  /** From here on nothing but an answer, or the staff, ends the visit. */
  async submit() {
    if (this.step === "sending") return;
    this.step = "sending";
    this.showSending(false);
    const { seat, round, draft, form } = this;
    try {
      /** @type {import("../ballot/shapes").Answered} */
      const answered = (attempt) => this.answered(attempt);
      this.settled(await deliver({ seat, round, draft, form, isOver: () => this.over, answered }));
    } catch (failure) {
      this.failed(failure);
    }
  }

  /**
   * @template T
   * @param {() => Promise<T>} attempt
   */
  answered(attempt) {
    return untilAnswered(attempt, {
      stopped: () => this.stopped,
      hurry: (wake) => (this.hurryUp = wake),
      onTrouble: (trouble) => this.stopped || this.showSending(trouble),
    });
  }

  /** @param {boolean} trouble */
  showSending(trouble) {
    this.host.onLine(!trouble);
    this.host.show(screens.sending({ trouble, onRetry: () => this.hurryUp() }), "held");
  }

  /** @param {Outcome} outcome */
  settled({ status }) {
    if (status !== "recorded") return this.lost(why(status));
    this.step = "counted";
    const { token } = this.seat.passInHand(this.round.round);
    this.forget();
    this.host.announce(_("已计入"));
    return this.host.show(screens.counted({ round: this.round, token, onDone: () => this.host.blank() }), "soon");
  }

  /** @param {string} reason */
  lost(reason) {
    this.step = "lost";
    this.forget();
    this.host.show(screens.lost({ why: reason, onDone: () => this.host.blank() }), "idle");
  }

  /**
   * A refusal: of the card, which ends it; of the ballot, whose pass is in hand and must not be thrown away.
   * @param {unknown} failure
   */
  failed(failure) {
    if (!(failure instanceof Refused) && !(failure instanceof BadSignature)) throw failure;
    this.step = "refused";
    const mendable = failure instanceof Refused && ["bad_ballot", "round_not_open"].includes(failure.error);
    const mend = () => {
      this.seat.unfreeze(this.round.round);
      this.mark();
    };
    const ways = { onMend: mendable ? mend : undefined, onDone: () => this.host.blank() };
    this.host.show(screens.refused({ why: told(failure), ...ways }), mendable ? "held" : "idle");
  }

  /**
   * A new state of the meeting: a round that is over takes nothing more, one that is not open any more nothing yet.
   * @param {State} state
   */
  follow(state) {
    const now = state.rounds.find(({ round }) => round === this.round.round);
    const is = now ? now.state : "closed";
    this.over = is !== "open";
    if (now && !this.over) this.round = { ...now, appraisees: this.round.appraisees };
    if (is === "waiting" && this.seat.pass(this.round.round)) return;
    if (this.over && ["marking", "lookover"].includes(this.step)) this.lost(why(ENDS[is]));
  }

  forget() {
    this.storage.clear();
    this.draft = {};
  }

  /** Let go of everything. */
  end() {
    this.stopped = true;
    this.forget();
    Object.assign(this, { seat: null, host: null, place: null });
  }
}
