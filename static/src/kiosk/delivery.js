// Claim and cast in one go, at the moment of submitting, for the round that is open and for no other.
//
// A pass that is fetched early and then blanked for want of a touch would be lost for good; fetched with the
// ballot filled in, it is out of the server's hands for a second. Why not all rounds at once: docs/kiosk.md.

import { cardId, Seat } from "../ballot/seat.js";
import { memoryStorage } from "../ballot/store.js";

/** @import { Answered, Card, Draft, Form, Meeting, Round } from "../ballot/shapes" */
/** @import { Server } from "../ballot/server.js" */

/**
 * A seat over memory that knows of one round alone; `storage` is its whole memory.
 * @param {{meeting: Meeting, server: Server, card: Card & {secret: string}, round: Round}} parts
 */
export function seatFor({ meeting: { fingerprint, manifest }, server, card, round }) {
  const ofRound = { ...manifest, keys: manifest.keys.filter((key) => key.round === round.round) };
  const storage = memoryStorage();
  const named = { ...card, id: cardId(fingerprint, card.secret) };
  return { seat: new Seat({ storage, server, fingerprint, manifest: ofRound, card: named }), storage };
}

/**
 * The outcome {status} of a filled-in draft: "recorded", "round_closed", "cast_otherwise". Refused where the server
 * takes neither claim nor ballot. `answered(attempt)` asks again while there is no answer; `isOver()` whether the
 * round has closed meanwhile.
 * @param {{seat: Seat, round: Round, draft: Draft, form: Form, isOver: () => boolean, answered: Answered}} parts
 */
export async function deliver({ seat, round, draft, form, isOver, answered }) {
  if (!seat.joined()) await answered(() => seat.claim(isOver));
  if (seat.pass(round.round) === null) return seat.settle(round.round, { status: "round_closed" });
  seat.keepDraft(round.round, draft);
  seat.freeze(round.round, round.appraisees, form);
  return answered(() => seat.cast(round.round));
}
