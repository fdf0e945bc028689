// Two readings of one paper ballot side by side, and what became of it.

import { button, h, title } from "../ballot/dom.js";
import { _ } from "../ballot/words.js";
import { giveUpButton } from "./twice.js";

/** @import { Difference } from "./transcript.js" */

/**
 * Between the readings: the screen shows nothing of the first.
 * @param {{name: string, onGo: () => void}} parts
 */
export function handOver({ name, onGo }) {
  return h(
    "section",
    { class: "screen stop calm" },
    title(_("请交给 %(name)s", { name })),
    h("p", { class: "lead" }, _("第一遍已录完。请把纸质票交给 %(name)s，由他（她）从头录第二遍。", { name })),
    button(_("我是 %(name)s，开始录第二遍", { name }), "primary", onGo),
  );
}

/**
 * @param {Difference} difference
 * @param {string[]} names
 * @param {(which: number, at: number) => void} onMend
 */
function differenceRow({ appraisee, at, sheet, item, first, second }, names, onMend) {
  const where = [sheet.title, item ? item.title : ""].filter(Boolean).join(" · ");
  const ways = names.map((name, which) => button(_("改%(name)s的", { name }), "quiet", () => onMend(which, at)));
  const cells = [first, second, ways].map((content) => h("td", {}, content));
  return h("tr", {}, h("th", { scope: "row" }, appraisee.name, h("small", {}, where)), cells);
}

/**
 * Where the readings differ; `onMend(which, at)` opens reading 0 or 1 at a person.
 * @param {{found: Difference[], names: string[], onMend: (which: number, at: number) => void, onGiveUp: () => void}} parts
 */
export function differ({ found, names, onMend, onGiveUp }) {
  const heads = [_("哪一处"), ...names, _("改正")].map((text) => h("th", { scope: "col" }, text));
  const rows = found.map((difference) => differenceRow(difference, names, onMend));
  return h(
    "section",
    { class: "screen differ", role: "alert" },
    title(_("有 %(n)s 处两遍不一致", { n: found.length })),
    h("p", { class: "lead" }, _("请两人一起看纸质票，看是哪一遍录错了，只改录错的那一遍。")),
    h("table", { class: "summary" }, h("thead", {}, h("tr", {}, heads)), h("tbody", {}, rows)),
    giveUpButton(onGiveUp),
  );
}

/**
 * @param {{name: string, text: string}[]} remarks
 * @param {string} name who looks at them
 */
function writtenRemarks(remarks, name) {
  if (!remarks.length) return h("p", { class: "hint" }, _("没有录意见建议。纸上如果写了，请改第一遍补上。"));
  const lines = remarks.map((remark) => [h("dt", {}, remark.name), h("dd", { class: "written" }, remark.text)]);
  return [h("p", {}, _("请 %(name)s 对照纸质票核对意见建议：", { name })), h("dl", { class: "remarks" }, lines)];
}

/**
 * The readings agree: what remains is for the second to look at the written remarks.
 * @param {{remarks: {name: string, text: string}[], names: string[], withRemarks: boolean, onMend: () => void,
 *   onCast: () => void}} parts
 */
export function agree({ remarks, names, withRemarks, onMend, onCast }) {
  const ways = [
    withRemarks ? button(_("补录、修改意见建议"), "plain", onMend) : null,
    button(_("两人一致，计入"), "primary", onCast),
  ];
  return h(
    "section",
    { class: "screen agree" },
    h("div", { class: "check good" }, title("✓ " + _("两遍完全一致"))),
    withRemarks ? writtenRemarks(remarks, names[1]) : null,
    h("p", { class: "lead" }, _("确认计入后不能修改。")),
    h("div", { class: "foot" }, ways),
  );
}

/**
 * 已计入 for the tellers.
 * @param {{onNext: () => void}} ways
 */
export function paperCounted({ onNext }) {
  return h(
    "section",
    { class: "screen counted" },
    h("div", { class: "banner-good" }, h("div", { class: "sign", "aria-hidden": "true" }, "✓"), title(_("已计入"))),
    h("p", { class: "lead" }, _("请在这张纸质票上划去或盖“已录”章，与其他票分开放，以免重录。")),
    button(_("录下一张"), "primary", onNext),
  );
}
