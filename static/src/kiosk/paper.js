// The tellers' page: reach the meeting, then one paper ballot after another.

import { fill, h } from "../ballot/dom.js";
import { openMeeting, WrongMeeting } from "../ballot/meeting.js";
import { untilAnswered } from "../ballot/retry.js";
import { server } from "../ballot/server.js";
import { ignoreSecondTaps } from "../ballot/taps.js";
import { TellersDesk } from "./desk.js";
import * as screens from "./screens.js";
import { _ } from "../ballot/words.js";

const root = document.getElementById("app");
const banner = document.getElementById("offline");
const ask = server();

function onLine(heard) {
  banner.textContent = heard ? "" : _("网络断开，正在重连…");
  banner.hidden = heard;
}

async function begin() {
  const { fingerprint, first, second } = root.dataset;
  fill(root, screens.busy(_("正在连接…")));
  try {
    const meeting = await untilAnswered(() => openMeeting(ask, fingerprint), { onTrouble: (bad) => onLine(!bad) });
    const desk = new TellersDesk({ root, server: ask, meeting, names: [first, second], onLine });
    desk.start();
    addEventListener("pagehide", () => desk.home());
    addEventListener("beforeunload", (event) => desk.ballot && event.preventDefault()); // a ballot half entered
  } catch (failure) {
    if (!(failure instanceof WrongMeeting)) throw failure;
    fill(
      root,
      h("section", { class: "screen stop", role: "alert" }, h("h1", {}, _("连不上这场会议。请工作人员重新启动平板。"))),
    );
  }
}

ignoreSecondTaps(root);
addEventListener("pageshow", (event) => event.persisted && location.reload());
begin();
