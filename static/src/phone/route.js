// Which screen a card's holder should see now: a function of what the phone keeps and what the server says.

/** @import { Outcome, Round, State } from "../ballot/shapes" */
/** @import { Refused, Seat } from "../ballot/seat.js" */

/**
 * Where a card's holder is: about the meeting, or about one round.
 * @typedef {{screen: "welcome" | "entering" | "waiting", round?: undefined}
 *   | {screen: "sending" | "marking" | "lookover" | "counted" | "lost" | "alarm", round: Round}} Stop
 */
/**
 * What only the page knows: whether the voter is joining or looking a round over, and what is said to him once.
 * @typedef {{entering: boolean, lookingOver: number | null, problem: string, notice: string, trouble: boolean,
 *   refusal: Refused | null}} Ui
 */

const LOST = ["cast_otherwise", "round_closed", "never_sent", "round_void"];

/**
 * A round by its number; one that the server does not name any more is closed.
 * @param {Round[]} rounds
 * @param {number} number
 * @returns {Round}
 */
function named(rounds, number) {
  const round = rounds.find(({ round: its }) => its === number);
  return round || { round: number, title: "", state: "closed", appraisees: [], small: [] };
}

/**
 * What became of rounds and has not been put away by the voter yet, in order.
 * @param {Seat} seat
 * @param {Round[]} rounds
 */
function unseen(seat, rounds) {
  /** @type {{round: Round, screen: "lost" | "alarm" | "counted"}[]} */
  const news = [];
  for (const round of rounds) {
    const outcome = seat.outcome(round.round);
    if (outcome && !outcome.seen) news.push({ round, screen: outcomeScreen(outcome) });
  }
  return news;
}

/** @param {Outcome} outcome */
function outcomeScreen(outcome) {
  if (LOST.includes(outcome.status)) return "lost";
  return outcome.check && outcome.check !== "included" ? "alarm" : "counted";
}

/**
 * Whether this card's class is too small to keep the promise, in this round or else in the one that is open.
 * @param {Seat} seat
 * @param {State} state
 * @param {Round} [round]
 */
export function isSmall(seat, state, round = state.rounds.find((other) => other.state === "open")) {
  return Boolean(round && round.state === "open" && (round.small || []).includes(seat.ballotClass));
}

/**
 * The round this card can vote in now, if any.
 * @param {Seat} seat
 * @param {State} state
 */
function openRound(seat, state) {
  return state.rounds.find(({ round, state: now }) => now === "open" && seat.pass(round) && !seat.outcome(round));
}

/**
 * Where the holder is. What is on its way comes before everything; bad news waits for the voter; good news gives way
 * to the next open round.
 * @param {Seat} seat
 * @param {State} state
 * @param {Ui} ui
 * @returns {Stop}
 */
export function route(seat, state, ui) {
  if (!seat.joined()) return { screen: ui.entering ? "entering" : "welcome" };
  const pending = seat.pending();
  if (pending !== null) return { screen: "sending", round: named(state.rounds, pending) };
  const news = unseen(seat, state.rounds);
  const bad = news.find(({ screen }) => screen !== "counted");
  if (bad) return bad;
  const open = openRound(seat, state);
  if (open) return { screen: ui.lookingOver === open.round ? "lookover" : "marking", round: open };
  return news.length ? news[news.length - 1] : { screen: "waiting" };
}

/**
 * A text of everything a screen's looks depend on: the page is drawn again only where it changes. For the forms
 * that is only what may change under the voter's hands, so that nobody is disturbed while writing.
 * @param {Stop} at
 * @param {Seat} seat
 * @param {State} state
 * @param {Ui} ui
 */
export function looksOf({ screen, round }, seat, state, ui) {
  /** @param {Round} of */
  const checkOf = ({ round: number }) => (seat.outcome(number) || { check: undefined }).check;
  if (!round) {
    const checks = state.rounds.map((each) => checkOf(each) || "");
    return `${screen} ${JSON.stringify([ui, screen === "entering" ? 0 : state, checks])}`;
  }
  /** @type {unknown[]} */
  const parts = [screen, round.round, isSmall(seat, state, round)];
  if (screen === "sending") parts.push(ui.trouble, ui.refusal && ui.refusal.error);
  if (["counted", "alarm"].includes(screen)) parts.push(checkOf(round));
  if (screen === "marking") parts.push(round.appraisees.map(({ id }) => id).join());
  return parts.join(" ");
}
