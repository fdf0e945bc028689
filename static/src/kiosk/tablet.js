// The shared tablet's page: reach the meeting it was started for, then one voter after another.

import { button, fill, h } from "../ballot/dom.js";
import { openMeeting, WrongMeeting } from "../ballot/meeting.js";
import { untilAnswered } from "../ballot/retry.js";
import { server } from "../ballot/server.js";
import { ignoreSecondTaps } from "../ballot/taps.js";
import { Booth } from "./booth.js";
import * as screens from "./screens.js";
import { _ } from "../ballot/words.js";

const root = document.getElementById("app");
const banner = document.getElementById("offline");
const live = document.getElementById("live");
const strip = document.getElementById("clock");
const WARNING = 20; // seconds before the end in which the countdown grows large
const ask = server();

function onLine(heard) {
  banner.textContent = heard ? "" : _("网络断开，正在重连…");
  banner.hidden = heard;
}

function countdown(left, fixed) {
  if (fixed) return _("%(n)s 秒后清屏", { n: left });
  return left <= WARNING ? _("%(n)s 秒后自动清屏", { n: left }) : _("%(n)s 秒不碰就清屏", { n: left });
}

/** The countdown over every screen that holds something of a voter's. */
function clock(left, fixed) {
  strip.hidden = left === null;
  strip.classList.toggle("soon", left !== null && !fixed && left <= WARNING);
  const words = strip.querySelector("[data-words]");
  const stay = strip.querySelector("[data-stay]");
  if (left === null) return void (words.textContent = "");
  words.textContent = countdown(left, fixed);
  strip.querySelector("[data-give]").hidden = fixed; // those screens have a button of their own
  stay.hidden = fixed || left > WARNING; // any touch says that somebody is there; the button says so in words
}

async function begin() {
  const fingerprint = root.dataset.fingerprint;
  fill(root, screens.busy(_("正在连接…")));
  try {
    const meeting = await untilAnswered(() => openMeeting(ask, fingerprint), { onTrouble: (bad) => onLine(!bad) });
    const bar = { onLine, clock, announce: (text) => (live.textContent = text) };
    const booth = new Booth({ root, server: ask, meeting, bar, leave: () => location.replace(root.dataset.leave) });
    const give = button(_("放弃，清屏"), "quiet", () => booth.blank(), { "data-give": "" });
    fill(
      strip,
      h("span", { "data-words": "" }),
      button(_("还在填，不要清"), "quiet stay", () => {}, { "data-stay": "" }),
      give,
    );
    booth.start();
    addEventListener("pagehide", () => booth.blank()); // nothing of a voter in a page the browser may keep
  } catch (failure) {
    if (!(failure instanceof WrongMeeting)) throw failure;
    fill(
      root,
      h("section", { class: "screen stop", role: "alert" }, h("h1", {}, _("连不上这场会议。请工作人员重新启动平板。"))),
    );
  }
}

// A page taken out of the browser's drawer is asked for again; "back" stays on this page.
addEventListener("pageshow", (event) => event.persisted && location.reload());
ignoreSecondTaps(root);
history.pushState(null, "");
addEventListener("popstate", () => history.pushState(null, ""));
begin();
