// Before the app: can this browser vote at all? Loads the app, or says where to vote instead. For the oldest browsers.

import { isModern, load, refuse } from "../ballot/gate.js";
import { _ } from "../ballot/words.js";

/** @param {string} why */
function elsewhere(why) {
  refuse(_("这个浏览器不能投票"), _("%(why)s不方便的，请到工作台用平板投票。", { why: why }));
}

function broken() {
  elsewhere(_("浏览器版本太旧，或者页面没有下载完整。请再扫一次票卡。"));
}

function keeps() {
  try {
    localStorage.setItem("vote/probe", "1");
    var works = localStorage.getItem("vote/probe") === "1";
    localStorage.removeItem("vote/probe");
    return works;
  } catch (blocked) {
    return false;
  }
}

if (!isModern()) elsewhere(_("浏览器版本太旧。请换一个浏览器或一部手机，再扫一次票卡。"));
else if (!keeps()) elsewhere(_("浏览器不让本页保存内容（可能开着无痕模式）。请关掉无痕模式，再扫一次票卡。"));
else load(broken, broken);
