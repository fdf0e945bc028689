// What became of a ballot: on its way, 已计入, 未计入, and the check after the round is closed. Never the marks.

import { button, h, inParts, title } from "../../ballot/dom.js";
import { told, why } from "../../ballot/refusals.js";
import { _ } from "../../ballot/words.js";
import { notCounted, onItsWay, roundName, speakerLine } from "../../ballot/screens/parts.js";
import { checkCard } from "./waiting.js";

/** @import { Outcome, Round } from "../../ballot/shapes" */
/**
 * @import { Refused } from "../../ballot/seat.js"
 * @param {Round} round
 */
function about(round) {
  return [
    h("p", { class: "round-name" }, _("第 %(n)s 轮", { n: round.round }) + " · ", inParts(roundName(round))),
    h("p", { class: "sub" }, speakerLine(round)),
  ];
}

/**
 * The frozen form on its way; `trouble`: it did not get through yet.
 * @param {{round: Round, trouble: boolean, onRetry: () => void}} parts
 */
export function sending({ round, trouble, onRetry }) {
  const lead = trouble
    ? _("网络不通，正在反复重试。您已填的内容都在，连上后自动提交。")
    : _("请稍等，不要重复操作。万一关掉了本页，再打开会接着提交，不会重复，也不会丢。");
  return onItsWay({ about: about(round), lead, trouble, onRetry });
}

/**
 * The server refused the message as it stands. `mendable`: going back and changing it can help.
 * @param {{round: Round, refusal: Refused, mendable: boolean, onMend: () => void, onRetry: () => void}} parts
 */
export function refused({ round, refusal, mendable, onMend, onRetry }) {
  const way = mendable ? button(_("返回修改"), "primary", onMend) : button(_("立即重试"), "primary", onRetry);
  const lead = _("服务器没有收下这份答卷。") + told(refusal);
  return notCounted({ sign: "!", about: about(round), lead, rest: [h("p", {}, _("请联系工作人员。")), way] });
}

/**
 * 已计入, which nobody can mistake: green, the whole screen, with round and speaker. `more`: rounds are to come.
 * @param {{round: Round, outcome: Outcome, more: boolean, onOk: () => void}} parts
 */
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

/**
 * 未计入, as plainly; `status` says why.
 * @param {{round: Round, status: string, onOk: () => void}} parts
 */
export function lost({ round, status, onOk }) {
  const rest = [h("p", {}, _("如有疑问，请联系监票人。")), button(_("知道了"), "primary", onOk)];
  return notCounted({ sign: "✕", about: about(round), lead: why(status), rest });
}

/**
 * The count does not hold this ballot, or the lists are not what was published.
 * @param {{round: Round, outcome: Outcome, onOk: () => void}} parts
 */
export function alarm({ round, outcome, onOk }) {
  return h(
    "section",
    { class: "screen", role: "alert" },
    title(_("计票核对")),
    checkCard(round, outcome),
    button(_("知道了"), "plain", onOk),
  );
}
