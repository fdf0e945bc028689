// Lines that stand on more than one screen: what a round is called, who speaks, a hash, the promise.

import { h } from "../dom.js";
import { groups } from "../slips.js";
import { _ } from "../words.js";

/** What a round is called: its title, else its one speaker, else how many people it has. */
export function roundName(round) {
  if (round.title) return round.title;
  if (round.appraisees.length === 1) return round.appraisees[0].name;
  return _("%(n)s 位", { n: round.appraisees.length });
}

/** Above a form that names its one person itself: the round, and its title or how many people it has. */
export function roundLine(round) {
  const number = _("第 %(n)s 轮", { n: round.round });
  return !round.title && round.appraisees.length === 1 ? number : `${number} · ${roundName(round)}`;
}

/** Unit and post of the speaker, where a round has one speaker. */
export function speakerLine(round) {
  const [only] = round.appraisees;
  if (round.appraisees.length !== 1) return "";
  return [only.unit, only.post, only.in_writing ? _("书面述职") : ""].filter(Boolean).join(" · ");
}

/** A hash in groups of four, large enough to be compared with the projector. */
export function hashLine(hex) {
  return h(
    "p",
    { class: "hash" },
    groups(hex)
      .split(" ")
      .map((group) => h("span", {}, group)),
  );
}

/** The promise, or the sentence that takes its place while a class is too small to keep it. */
export function promise(small) {
  return small
    ? h("p", { class: "promise small" }, _("本票类人数少，不能保密。"))
    : h("p", { class: "promise" }, _("谁投的、投了什么，系统里查不出来；您的票计没计进去，您自己查得到。"));
}
