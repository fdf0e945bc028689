// From a place in the meeting to the screen that shows it, with what its buttons do.

import { blankEntry, isRubric, missing } from "../ballot/ballot.js";
import { isSmall } from "./route.js";
import { _ } from "../ballot/words.js";
import { lookover } from "../ballot/screens/lookover.js";
import { marking } from "../ballot/screens/marking.js";
import { alarm, counted, lost, refused, sending } from "./screens/outcome.js";
import { busy, stop } from "./screens/stop.js";
import { waiting } from "./screens/waiting.js";
import { welcome } from "./screens/welcome.js";

/** The draft of a round with an entry for everybody, new ones blank. */
function draftOf(app, round) {
  const draft = app.seat.draft(round.round);
  for (const { id } of round.appraisees) draft[id] = draft[id] || blankEntry(app.meeting.form.scheme.sheets);
  return draft;
}

/** Where the voter is in a round: at the first person not done; in the table where there is one sheet of marks. */
function placeIn(app, round, draft) {
  const sheets = app.meeting.form.scheme.sheets;
  const first = round.appraisees.findIndex(({ id }) => missing(draft[id], sheets).length > 0);
  const byTable = round.appraisees.length > 1 && sheets.length === 1 && !isRubric(sheets[0]);
  app.places[round.round] = app.places[round.round] || { byTable, at: Math.max(first, 0), sheetAt: 0 };
  return app.places[round.round];
}

function welcomeAt(app) {
  const { form, fingerprint } = app.meeting;
  const cardClass = app.seat.card.class;
  return welcome({
    form,
    cardClass,
    fingerprint,
    small: isSmall(app.seat, app.state),
    problem: app.ui.problem,
    onEnter: () => app.enter(),
  });
}

function markingAt(app, { round }) {
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

function lookoverAt(app, { round }) {
  const draft = draftOf(app, round);
  const change = (at) => {
    Object.assign(placeIn(app, round, draft), { at, byTable: false });
    app.backToForm();
  };
  return lookover({
    round,
    draft,
    form: app.meeting.form,
    small: isSmall(app.seat, app.state, round),
    onChange: change,
    onBack: () => app.backToForm(),
    onSubmit: () => app.submit(round),
  });
}

function sendingAt(app, { round }) {
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

const at = {
  welcome: welcomeAt,
  entering: () => busy({ text: _("正在入场…") }),
  marking: markingAt,
  lookover: lookoverAt,
  sending: sendingAt,
  waiting: (app) => waiting({ state: app.state, seat: app.seat, notice: app.ui.notice }),
  counted: (app, { round }) =>
    counted({
      round,
      outcome: app.seat.outcome(round.round),
      onOk: () => app.putAway(round, "counted"),
      more: app.state.rounds.some((one) => one.state === "waiting" && app.seat.pass(one.round)),
    }),
  lost: (app, { round }) =>
    lost({
      round,
      status: app.seat.outcome(round.round).status,
      onOk: () => app.putAway(round, "lost"),
    }),
  alarm: (app, { round }) =>
    alarm({
      round,
      outcome: app.seat.outcome(round.round),
      onOk: () => app.putAway(round, "alarm"),
    }),
};

export const screens = { busy, stop, at: (app, place) => at[place.screen](app, place) };
