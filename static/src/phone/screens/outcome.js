// What became of a ballot: on its way, 已计入, 未计入, and the check after the round is closed. Never the marks.

import { button, h, inParts, title } from "../../ballot/dom.js";
import { told, why } from "../../ballot/refusals.js";
import { _ } from "../../ballot/words.js";
import { roundName, speakerLine } from "../../ballot/screens/parts.js";
import { checkCard } from "./waiting.js";

function about(round) {
  return [
    h("p", { class: "round-name" }, _("第 %(n)s 轮", { n: round.round }) + " · ", inParts(roundName(round))),
    h("p", { class: "sub" }, speakerLine(round)),
  ];
}

/** The frozen form on its way; `trouble`: it did not get through yet. */
export function sending({ round, trouble, onRetry }) {
  return h(
    "section",
    { class: "screen busy" },
    h("div", { class: "spinner" }),
    title(_("正在提交…")),
    about(round),
    h(
      "p",
      { class: "lead", role: "status" },
      trouble
        ? _("网络不通，正在反复重试。您已填的内容都在，连上后自动提交。")
        : _("请稍等，不要重复操作。万一关掉了本页，再打开会接着提交，不会重复，也不会丢。"),
    ),
    trouble ? button(_("立即重试"), "primary", onRetry) : null,
  );
}

/** The server refused the message as it stands. `mendable`: going back and changing it can help. */
export function refused({ round, refusal, mendable, onMend, onRetry }) {
  return h(
    "section",
    { class: "screen lost", role: "alert" },
    h("div", { class: "sign" }, "!"),
    title(_("未计入")),
    about(round),
    h("p", { class: "lead" }, _("服务器没有收下这份答卷。") + told(refusal)),
    h("p", {}, _("请联系工作人员。")),
    mendable ? button(_("返回修改"), "primary", onMend) : button(_("立即重试"), "primary", onRetry),
  );
}

/** 已计入, which nobody can mistake: green, the whole screen, with round and speaker. `more`: rounds are to come. */
export function counted({ round, outcome, more, onOk }) {
  return h(
    "section",
    { class: "screen counted" },
    h(
      "div",
      { class: "banner-good" },
      h("div", { class: "sign", "aria-hidden": "true" }, "✓"),
      title(_("已计入")),
      about(round),
    ),
    outcome.check ? checkCard(round, outcome) : h("p", { class: "lead" }, _("您填的内容已从本机删除。")),
    outcome.check
      ? null
      : h(
          "p",
          {},
          more
            ? _("请把手机放在手边，下一轮开始时本页会自动打开。")
            : _("本轮结束后，本页会自动核对您的票在不在计票结果中。"),
        ),
    button(_("知道了"), "primary", onOk),
  );
}

/** 未计入, as plainly; `status` says why. */
export function lost({ round, status, onOk }) {
  return h(
    "section",
    { class: "screen lost", role: "alert" },
    h("div", { class: "sign", "aria-hidden": "true" }, "✕"),
    title(_("未计入")),
    about(round),
    h("p", { class: "lead" }, why(status)),
    h("p", {}, _("如有疑问，请联系监票人。")),
    button(_("知道了"), "primary", onOk),
  );
}

/** The count does not hold this ballot, or the lists are not what was published. */
export function alarm({ round, outcome, onOk }) {
  return h(
    "section",
    { class: "screen", role: "alert" },
    title(_("计票核对")),
    checkCard(round, outcome),
    button(_("知道了"), "plain", onOk),
  );
}
