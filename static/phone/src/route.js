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
    round, screen: outcomeScreen(round, seat.outcome(round.round)),
  }));
  const bad = news.find(({ screen }) => screen !== "counted");
  if (bad) return bad;
  const open = openRound(seat, state);
  if (open) return { screen: ui.lookingOver === open.round ? "lookover" : "marking", round: open };
  return news.length ? news[news.length - 1] : { screen: "waiting" };
}
