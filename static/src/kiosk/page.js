// What the tablet's and the tellers' page have in common: the meeting they were started for, and the sign of a lost line.

import { fill, h, part } from "../ballot/dom.js";
import { openMeeting, WrongMeeting } from "../ballot/meeting.js";
import { untilAnswered } from "../ballot/retry.js";
import { busy } from "../ballot/screens/parts.js";
import { server } from "../ballot/server.js";
import { ignoreSecondTaps } from "../ballot/taps.js";
import { _ } from "../ballot/words.js";

/** @import { Meeting } from "../ballot/shapes" */

/** The element the screens are put on; what it was started for stands in its data. */
export const root = part("app");
/** The one server of this page. */
export const ask = server();
const banner = part("offline");

/**
 * Show or hide the sign of a lost connection.
 * @param {boolean} heard
 */
export function onLine(heard) {
  banner.textContent = heard ? "" : _("网络断开，正在重连…");
  banner.hidden = heard;
}

/**
 * Reach the meeting and start; a page taken out of the browser's drawer is asked for again.
 * @param {(meeting: Meeting) => void} start
 */
export async function begin(start) {
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  ignoreSecondTaps(root);
  fill(root, busy(_("正在连接…")));
  try {
    const reach = () => openMeeting(ask, root.dataset.fingerprint || "");
    start(await untilAnswered(reach, { onTrouble: (bad) => onLine(!bad) }));
  } catch (failure) {
    if (!(failure instanceof WrongMeeting)) throw failure;
    const why = h("h1", {}, _("连不上这场会议。请工作人员重新启动平板。"));
    fill(root, h("section", { class: "screen stop", role: "alert" }, why));
  }
}
