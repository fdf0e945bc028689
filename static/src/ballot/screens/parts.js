// What stands on more than one screen: what a round is called, who speaks, a hash, the promise, a wait.

/** @import { Child, Round } from "../shapes" */

import { button, h, title } from "../dom.js";
import { groups } from "../slips.js";
import { _ } from "../words.js";

/**
 * What a round is called: its title, else its one speaker, else how many people it has.
 * @param {Round} round
 */
export function roundName(round) {
  if (round.title) return round.title;
  if (round.appraisees.length === 1) return round.appraisees[0].name;
  return _("%(n)s 位", { n: round.appraisees.length });
}

/**
 * Above a form that names its one person itself: the round, and its title or how many people it has.
 * @param {Round} round
 */
export function roundLine(round) {
  const number = _("第 %(n)s 轮", { n: round.round });
  return !round.title && round.appraisees.length === 1 ? number : `${number} · ${roundName(round)}`;
}

/**
 * Unit and post of the speaker, where a round has one speaker.
 * @param {Round} round
 */
export function speakerLine(round) {
  const [only] = round.appraisees;
  if (round.appraisees.length !== 1) return "";
  return [only.unit, only.post, only.in_writing ? _("书面述职") : ""].filter(Boolean).join(" · ");
}

/**
 * A hash in groups of four, large enough to be compared with the projector.
 * @param {string} hex
 */
export function hashLine(hex) {
  return h(
    "p",
    { class: "hash" },
    groups(hex)
      .split(" ")
      .map((group) => h("span", {}, group)),
  );
}

/**
 * The promise, or the sentence that takes its place while a class is too small to keep it.
 * @param {boolean} small
 */
export function promise(small) {
  return small
    ? h("p", { class: "promise small" }, _("本票类人数少，不能保密。"))
    : h("p", { class: "promise" }, _("谁投的、投了什么，系统里查不出来；您的票计没计进去，您自己查得到。"));
}

/**
 * A wait with a word about it.
 * @param {string} text
 */
export function busy(text) {
  return h("section", { class: "screen busy" }, h("div", { class: "spinner" }), title(text));
}

/**
 * A frozen ballot on its way; `trouble`: it did not get through yet.
 * @param {{about?: Child, lead: string, trouble: boolean, onRetry: () => void}} parts
 */
export function onItsWay({ about = null, lead, trouble, onRetry }) {
  return h(
    "section",
    { class: "screen busy" },
    h("div", { class: "spinner" }),
    title(_("正在提交…")),
    about,
    h("p", { class: "lead", role: "status" }, lead),
    trouble ? button(_("立即重试"), "primary", onRetry) : null,
  );
}

/**
 * 未计入, as plainly as 已计入; `sign` is what catches the eye.
 * @param {{sign: string, about?: Child, lead: string, rest: Child}} parts
 */
export function notCounted({ sign, about = null, lead, rest }) {
  return h(
    "section",
    { class: "screen lost", role: "alert" },
    h("div", { class: "sign", "aria-hidden": "true" }, sign),
    title(_("未计入")),
    about,
    h("p", { class: "lead" }, lead),
    rest,
  );
}
