// Reaching a meeting: its manifest, held against the fingerprint on the card, and its form.

/** @import { Meeting, State } from "./shapes" */

import { hashOfBytes } from "./slips.js";
import { _ } from "./words.js";

/** The manifest is not the one the card was printed for, or there is none: nothing may be sent. The message is read. */
export class WrongMeeting extends Error {}

/**
 * The round that is open, or null.
 * @param {State} state
 */
export function openRound({ rounds }) {
  return rounds.find(({ state }) => state === "open") || null;
}

/** What is read where a fingerprint is not the card's. */
export function differs() {
  return _("会议指纹与票卡上的不一致。请停止操作，联系工作人员。");
}

function unknownMeeting() {
  return new WrongMeeting(_("这台服务器上没有票卡所属的会议。请联系工作人员。"));
}

/**
 * {fingerprint, manifest, form} of the meeting a card names. A card typed by hand names none: then it is the
 * meeting in session, and the voter compares the fingerprint with the projector. Unreachable or WrongMeeting.
 * @param {import("./server.js").Server} server
 * @param {string} wanted
 * @returns {Promise<Meeting>}
 */
export async function openMeeting(server, wanted) {
  const bytes = await server.manifest(wanted);
  if (bytes === null) throw unknownMeeting();
  const fingerprint = hashOfBytes(bytes);
  if (wanted && fingerprint !== wanted) throw new WrongMeeting(differs());
  const form = await server.form(fingerprint);
  if (form === null) throw unknownMeeting();
  return { fingerprint, manifest: JSON.parse(new TextDecoder().decode(bytes)), form };
}
