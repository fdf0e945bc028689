// Before there is a card: the code typed by hand, and the fingerprint compared by eye.

import { fromShortCode } from "../../ballot/cards.js";
import { button, h, title } from "../../ballot/dom.js";
import { hashLine } from "../../ballot/screens/parts.js";
import { _ } from "../../ballot/words.js";

/** @import { Card } from "../../ballot/shapes" */
/** @import { Fault } from "../../ballot/cards.js" */

/** @type {Record<Fault, string>} */
const FAULTS = {
  length: _("票号没有输完整：应是票类字母加 17 位。请对照票卡补齐。"),
  characters: _("票号里有票卡上不会出现的字。请对照票卡逐位检查。"),
  check: _("票号有一位不对。请对照票卡逐位检查。"),
  class: _("票号开头的票类字母不对。请对照票卡检查第一位。"),
};

/**
 * The form for the short code. `broken`: the page was opened with a fragment that is no card's.
 * @param {{broken: boolean, code?: string, fault?: Fault, onCard: (card: Card & {secret: string}, code: string) => unknown}} parts
 */
export function entry({ broken, code = "", fault, onCard }) {
  const problem = h("p", { class: "problem", id: "code-problem", role: "alert" }, fault ? FAULTS[fault] : "");
  const field = h("input", {
    id: "code",
    class: "code",
    type: "text",
    value: code,
    autocomplete: "off",
    autocapitalize: "characters",
    spellcheck: "false",
    "aria-describedby": "code-hint code-problem",
  });
  /** @param {Event} event */
  const submit = (event) => {
    event.preventDefault();
    const card = fromShortCode(field.value);
    if (!card.fault) return void onCard(card, field.value);
    problem.textContent = FAULTS[card.fault];
    field.setAttribute("aria-invalid", "true");
    return field.focus();
  };
  return h(
    "form",
    { class: "screen", submit },
    title(broken ? _("没有读全二维码") : _("输入票号")),
    h(
      "p",
      {},
      broken
        ? _("请重新扫一次票卡；再不行，在下面输入票号。")
        : _("请用微信扫票卡上的二维码。扫不了时，在这里输入二维码下面的票号。"),
    ),
    h("label", { for: "code", class: "label" }, _("票号")),
    field,
    h(
      "p",
      { class: "hint", id: "code-hint" },
      _("大小写都可以，横线可以不输；字母 O 当作数字 0，字母 I、L 当作数字 1。"),
    ),
    problem,
    h("button", { type: "submit", class: "button primary" }, _("下一步")),
  );
}

/**
 * After a typed code: is the fingerprint the one on the projector?
 * @param {{fingerprint: string, onSame: () => void, onDifferent: () => void}} parts
 */
export function compare({ fingerprint, onSame, onDifferent }) {
  return h(
    "section",
    { class: "screen" },
    title(_("请核对会议指纹")),
    h("p", {}, _("您是手工输入票号的，请抬头看大屏幕，两边一致才能继续。")),
    h("p", { class: "label" }, _("会议指纹")),
    hashLine(fingerprint),
    button(_("一致，继续"), "primary", onSame),
    button(_("不一致"), "plain", onDifferent),
  );
}
