// From a place in the meeting to the screen that shows it, with what its buttons do.

import { blankEntry, firstPlace, missing } from "../ballot/ballot.js";
import { lookover } from "../ballot/screens/lookover.js";
import { marking } from "../ballot/screens/marking.js";
import { busy } from "../ballot/screens/parts.js";
import { _ } from "../ballot/words.js";
import { isSmall } from "./route.js";
import { alarm, counted, lost, refused, sending } from "./screens/outcome.js";
import { waiting } from "./screens/waiting.js";
import { welcome } from "./screens/welcome.js";

/** @import { Draft, Outcome, Round } from "../ballot/shapes" */
/** @import { App } from "./app.js" */
/** @import { Stop } from "./route.js" */

/**
 * The draft of a round with an entry for everybody, new ones blank.
 * @param {App} app
 * @param {Round} round
 */
function draftOf(app, round) {
  const draft = app.seat.draft(round.round);
  for (const { id } of round.appraisees) draft[id] = draft[id] || blankEntry(app.meeting.form.scheme.sheets);
  return draft;
}

/**
 * Where the voter is in a round: at first at the first person not done, or in the table.
 * @param {App} app
 * @param {Round} round
 * @param {Draft} draft
 */
function placeIn(app, { round, appraisees }, draft) {
  const { sheets } = app.meeting.form.scheme;
  const first = appraisees.findIndex(({ id }) => missing(draft[id], sheets).length > 0);
  app.places[round] = app.places[round] || firstPlace(appraisees, sheets, Math.max(first, 0));
  return app.places[round];
}

/** @param {App} app */
function welcomeAt(app) {
  const { form, fingerprint } = app.meeting;
  const small = isSmall(app.seat, app.state);
  const onEnter = () => app.enter();
  return welcome({ form, cardClass: app.seat.card.class, fingerprint, small, problem: app.ui.problem, onEnter });
}

/**
 * @param {App} app
 * @param {Round} round
 */
function markingAt(app, round) {
  const draft = draftOf(app, round);
  return marking({
    round,
    draft,
    form: app.meeting.form,
    place: placeIn(app, round, draft),
    small: isSmall(app.seat, app.state, round),
    announce: app.announce,
    keep: () => app.guard(() => app.seat.keepDraft(round.round, draft)),
    onDone: () => app.lookOver(round),
  });
}

/**
 * @param {App} app
 * @param {Round} round
 */
function lookoverAt(app, round) {
  const draft = draftOf(app, round);
  return lookover({
    round,
    draft,
    form: app.meeting.form,
    small: isSmall(app.seat, app.state, round),
    onChange: (at) => {
      Object.assign(placeIn(app, round, draft), { at, byTable: false });
      app.backToForm();
    },
    onBack: () => app.backToForm(),
    onSubmit: () => app.submit(round),
  });
}

/**
 * @param {App} app
 * @param {Round} round
 */
function sendingAt(app, round) {
  const { refusal, trouble } = app.ui;
  if (!refusal) return sending({ round, trouble, onRetry: () => app.hurryUp() });
  return refused({
    round,
    refusal,
    mendable: refusal.error === "bad_ballot",
    onMend: () => app.retry(round, { mend: true }),
    onRetry: () => app.retry(round, { mend: false }),
  });
}

/**
 * @param {App} app
 * @param {Round} round
 * @param {"counted" | "lost" | "alarm"} screen
 */
function outcomeAt(app, round, screen) {
  const outcome = /** @type {Outcome} */ (app.seat.outcome(round.round)); // route() goes there for one alone
  const onOk = () => app.putAway(round);
  if (screen === "lost") return lost({ round, status: outcome.status, onOk });
  if (screen === "alarm") return alarm({ round, outcome, onOk });
  const more = app.state.rounds.some(({ round: number, state }) => state === "waiting" && app.seat.pass(number));
  return counted({ round, outcome, more, onOk });
}

/**
 * The screen for where a card's holder is.
 * @param {App} app
 * @param {Stop} at
 */
export function screenAt(app, at) {
  switch (at.screen) {
    case "welcome":
      return welcomeAt(app);
    case "entering":
      return busy(_("正在入场…"));
    case "waiting":
      return waiting({ state: app.state, seat: app.seat, notice: app.ui.notice });
    case "marking":
      return markingAt(app, at.round);
    case "lookover":
      return lookoverAt(app, at.round);
    case "sending":
      return sendingAt(app, at.round);
    default:
      return outcomeAt(app, at.round, at.screen);
  }
}
