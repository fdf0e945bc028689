// Reaching a meeting: its manifest, held against the fingerprint on the card, and its form.

import { hashOfBytes } from "./slips.js";

/** The manifest is not the one the card was printed for, or there is none: nothing may be sent. */
export class WrongMeeting extends Error {}

/**
 * {fingerprint, manifest, form} of the meeting a card names. A card typed by hand names none: then it is the
 * meeting in session, and the voter compares the fingerprint with the projector. Unreachable or WrongMeeting.
 */
export async function openMeeting(server, wanted) {
  const bytes = await server.manifest(wanted);
  if (bytes === null) throw new WrongMeeting("unknown_meeting");
  const fingerprint = hashOfBytes(bytes);
  if (wanted && fingerprint !== wanted) throw new WrongMeeting("fingerprint_differs");
  const form = await server.form(fingerprint);
  if (form === null) throw new WrongMeeting("unknown_meeting");
  return { fingerprint, manifest: JSON.parse(new TextDecoder().decode(bytes)), form };
}
