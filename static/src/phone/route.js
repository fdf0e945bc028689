// Which screen a card's holder should see now: a function of what the phone keeps and what the server says.

const LOST = ["cast_otherwise", "round_closed", "never_sent", "round_void"];

function named(rounds, round) {
  return rounds.find((one) => one.round === round) || { round, title: "", state: "closed", appraisees: [], small: [] };
}

/** Rounds with an outcome the voter has not put away yet, in order. */
function unseen(seat, rounds) {
  return rounds.filter((round) => {
    const outcome = seat.outcome(round.round);
    return outcome !== null && !outcome.seen;
  });
}

function outcomeScreen(round, outcome) {
  if (LOST.includes(outcome.status)) return "lost";
  return outcome.check && outcome.check !== "included" ? "alarm" : "counted";
}

/** Whether this card's class is too small to keep the promise, in this round or else in the one that is open. */
export function isSmall(seat, state, round = state.rounds.find((one) => one.state === "open")) {
  return Boolean(round && round.state === "open" && (round.small || []).includes(seat.ballotClass));
}

/** The round this card can vote in now, if any. */
function openRound(seat, state) {
  return state.rounds.find(({ round, state: now }) => now === "open" && seat.pass(round) && !seat.outcome(round));
}

/**
 * {screen, round?}. `ui` is {entering, lookingOver: round | null}. What is on its way comes before everything;
 * bad news waits for the voter; good news gives way to the next open round.
 */
export function route(seat, state, ui) {
  if (!seat.joined()) return { screen: ui.entering ? "entering" : "welcome" };
  const pending = seat.pending();
  if (pending !== null) return { screen: "sending", round: named(state.rounds, pending) };
  const news = unseen(seat, state.rounds).map((round) => ({
    round,
    screen: outcomeScreen(round, seat.outcome(round.round)),
  }));
  const bad = news.find(({ screen }) => screen !== "counted");
  if (bad) return bad;
  const open = openRound(seat, state);
  if (open) return { screen: ui.lookingOver === open.round ? "lookover" : "marking", round: open };
  return news.length ? news[news.length - 1] : { screen: "waiting" };
}

/**
 * A text of everything a screen's looks depend on: the page is drawn again only where it changes. For the forms
 * that is only what may change under the voter's hands, so that nobody is disturbed while writing.
 */
export function looksOf({ screen, round }, seat, state, ui) {
  const checks = state.rounds.map((one) => (seat.outcome(one.round) || {}).check || "");
  if (!round) return `${screen} ${JSON.stringify([ui, screen === "entering" ? 0 : state, checks])}`;
  const parts = [screen, round.round, isSmall(seat, state, round)];
  if (screen === "sending") parts.push(ui.trouble, ui.refusal && ui.refusal.error);
  if (["counted", "alarm"].includes(screen)) parts.push((seat.outcome(round.round) || {}).check);
  if (screen === "marking") parts.push(round.appraisees.map(({ id }) => id).join());
  return parts.join(" ");
}
