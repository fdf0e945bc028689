// 查票 for those who voted on the tablet: it forgot their token, they noted its first eight characters.

import { root } from "../ballot/slips.js";

/**
 * What the closed rounds' lists say of a check number: in which it stands, and which lists do not fit what was
 * published. Fetches every list whole, as phones do, so that asking tells nothing.
 */
export async function findBallot({ server, fingerprint, rounds, number }) {
  const result = { found: [], wrong: [], closed: 0 };
  for (const round of rounds.filter((one) => one.state === "closed" && one.root)) {
    result.closed += 1;
    const lists = await server.lists(fingerprint, round.round);
    const counted = lists && root(round.round, lists.leaves, lists.tokens);
    const whole = lists && lists.leaves.length === round.appraisees.length * lists.tokens.length;
    if (!counted || counted !== lists.root || counted !== round.root || !whole) result.wrong.push(round);
    else if (lists.tokens.some((token) => token.startsWith(number.toLowerCase())))
      result.found.push({ round, root: counted });
  }
  return result;
}
