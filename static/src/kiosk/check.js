// 查票 for those who voted on the tablet: it forgot their token, they noted its first eight characters.

import { rootOf } from "../ballot/slips.js";

/** @import { Round } from "../ballot/shapes" */
/** @import { Server } from "../ballot/server.js" */
/** @typedef {{found: {round: Round, root: string}[], wrong: Round[], closed: number}} Found */

/**
 * What the closed rounds' lists say of a check number: in which it stands, and which lists do not fit what was
 * published. Fetches every list whole, as phones do, so that asking tells nothing.
 * @param {{server: Server, fingerprint: string, rounds: Round[], number: string}} asked
 */
export async function findBallot({ server, fingerprint, rounds, number }) {
  /** @type {Found} */
  const result = { found: [], wrong: [], closed: 0 };
  for (const round of rounds.filter(({ state, root }) => state === "closed" && root)) {
    result.closed += 1;
    const lists = await server.lists(fingerprint, round.round);
    const root = lists && rootOf(lists, round.round, round.root || "", round.appraisees.length);
    if (!lists || !root) result.wrong.push(round);
    else if (lists.tokens.some((token) => token.startsWith(number.toLowerCase()))) result.found.push({ round, root });
  }
  return result;
}
