// Asking what a card may do now, before anything is claimed with it. The secret goes in a body, never in an address.

import { Refused } from "../ballot/seat.js";
import { posted, Unreachable } from "../ballot/server.js";

/**
 * The class printed on a card that may vote at the kiosk now; Refused with the reason, or Unreachable.
 * @param {{secret: string, fingerprint: string, paper?: boolean}} card `paper`: to enter a paper ballot with it
 */
export async function lookUp({ secret, fingerprint, paper = false }) {
  const answer = await posted("/kiosk/card", { card: secret, k: fingerprint, paper });
  if (answer.status === 200 && answer.class) return answer.class;
  if (answer.status >= 400 && answer.error) throw new Refused(answer);
  throw new Unreachable(`answer ${answer.status}`);
}
