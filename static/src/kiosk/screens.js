// The tablet's own screens around those of the phone.

import { ALPHABET, checkCharacter } from "../ballot/cards.js";
import { button, h, title } from "../ballot/dom.js";
import { hashLine, notCounted, onItsWay, roundName, speakerLine } from "../ballot/screens/parts.js";
import { groups } from "../ballot/slips.js";
import { _ } from "../ballot/words.js";
import { classChooser, keypad } from "./keypad.js";

/** @import { Child, Meeting, Round } from "../ballot/shapes" */
/** @import { Found } from "./check.js" */
/** @import { Keypad } from "./keypad.js" */

const CHECK_SIGNS = "0123456789ABCDEF";

/**
 * What is said of a full code.
 * @param {string} code
 */
function judged(code) {
  const good = checkCharacter(code.slice(0, -1)) === code.slice(-1);
  const bad = _("校验位对不上，有一位点错了。请对照票卡逐位检查，点那一位就能改。");
  return { good, text: good ? _("✓ 校验位对上了，请按“下一步”。") : bad };
}

/**
 * Class and code of a card; `onCard({secret, class})` once its check character fits. `press(key)` is for a keyboard.
 * @param {{classes: Record<string, string>, titles?: Record<string, string>, go: string,
 *   onCard: (card: {secret: string, class: string}) => void}} wanted
 * @returns {Keypad}
 */
export function cardEntry({ classes, titles = {}, go, onCard }) {
  /** @type {Keypad | null} */
  let entry = null;
  const chooser = classChooser(classes, titles, () => {
    if (!entry) return;
    entry.classList.toggle("choosing", chooser.chosen() === null);
    entry.show(chooser.chosen() === null ? _("先点票号开头的票类") : "");
  });
  const pad = keypad({
    alphabet: ALPHABET,
    groups: [4, 4, 4, 4, 1],
    judge: judged,
    go,
    before: chooser.element,
    ready: () => chooser.chosen() !== null,
    onCode: (code) => onCard({ secret: code.slice(0, -1), class: chooser.chosen() || "" }),
  });
  const { press: pressCode, wipe: wipeCode } = pad;
  /** @param {string} key */
  const press = (key) => {
    if (chooser.chosen() !== null) return pressCode(key);
    const name = Object.keys(classes).find((known) => known.toUpperCase() === key.toUpperCase());
    return name ? chooser.choose(name) : undefined;
  };
  const wipe = () => {
    wipeCode();
    chooser.reset();
  };
  entry = Object.assign(pad, { press, wipe });
  entry.wipe();
  return entry;
}

/**
 * Where a check number is tapped in; `onNumber` gets its eight signs.
 * @param {(number: string) => void} onNumber
 */
export function checkPad(onNumber) {
  const judge = () => ({ good: true, text: "" });
  return keypad({ alphabet: CHECK_SIGNS, groups: [4, 4], judge, go: _("查"), onCode: onNumber });
}

/**
 * @param {Round | null} open
 * @param {boolean} over
 */
function homeHead(open, over) {
  const [heading, lead] = open
    ? [_("请输入票号"), _("照着票卡，把二维码下面的票号点进来。有扫码枪的，直接扫二维码。")]
    : over
      ? [_("投票已全部结束"), _("谢谢您！要查自己的票，请按“查票”。")]
      : [_("请稍候"), _("现在没有开启的投票。主持人开启后，这里就可以投票。")];
  return [title(heading), h("p", { class: "lead" }, lead)];
}

/** @param {number} idleAfter seconds */
function truths(idleAfter) {
  const gone = _("平板只在内存里办票：投完、清屏或 %(n)s 秒没有操作，所填内容全部消失，不留下什么。", { n: idleAfter });
  const again = _("每一轮都请带票卡来这里投。在平板上投过的票卡，以后各轮不能再用手机入场。");
  return h("ul", { class: "truths" }, h("li", {}, gone), h("li", {}, again));
}

/** @param {string} fingerprint */
function compareLine(fingerprint) {
  const hash = h("span", { class: "mark-of" }, groups(fingerprint, 4));
  return h("p", { class: "hint" }, _("会议指纹（应与大屏幕一致）"), hash);
}

/**
 * Between two voters. `entry` takes the card and stands here only while a round is open; `kind`: nothing is wrong with
 * what `problem` says.
 * @param {{meeting: Meeting, open: Round | null, over: boolean, entry: Child, problem: string, kind: boolean,
 *   idleAfter: number, onCheck: () => void, onStaff: () => void}} parts
 */
export function home({ meeting, open, over, entry, problem, kind, idleAfter, onCheck, onStaff }) {
  const now = open && _("正在投票：第 %(n)s 轮 · %(name)s", { n: open.round, name: roundName(open) });
  const ways = [button(_("查票"), "quiet", onCheck), button(_("工作人员"), "quiet", onStaff)];
  return h(
    "section",
    { class: open ? "screen home" : "screen home resting" },
    now ? h("p", { class: "now-open" }, now) : null,
    homeHead(open, over),
    h("p", { class: kind ? "problem kind" : "problem", role: "alert" }, problem),
    open ? entry : null,
    truths(idleAfter),
    h("div", { class: "home-foot" }, compareLine(meeting.fingerprint), ways),
  );
}

/**
 * The staff's way out; the officer who started the tablet is not logged in on it any more.
 * @param {{onBack: () => void, onLeave: () => void}} ways
 */
export function staff({ onBack, onLeave }) {
  return h(
    "section",
    { class: "screen stop" },
    title(_("结束使用这台平板？")),
    h("p", { class: "lead" }, _("结束后要由秘书或监票人重新登录、重新启动，别人才能再投票。")),
    button(_("返回"), "primary", onBack),
    button(_("结束，去登录页"), "plain", onLeave),
  );
}

/**
 * The frozen ballot on its way.
 * @param {{trouble: boolean, onRetry: () => void}} parts
 */
export function sending({ trouble, onRetry }) {
  const lead = trouble ? _("网络不通，正在反复重试。请不要走开，请工作人员来看。") : _("请等一下，不要走开。");
  return onItsWay({ lead, trouble, onRetry });
}

/**
 * The server takes neither card nor ballot. `onMend` where going back can help.
 * @param {{why: string, onMend?: () => void, label?: string, onDone: () => void}} parts
 */
export function refused({ why, onMend, label = _("返回修改"), onDone }) {
  const rest = [
    h("p", {}, _("请找工作人员。")),
    onMend ? button(label, "primary", onMend) : null,
    button(_("知道了，清屏"), "plain", onDone),
  ];
  return notCounted({ sign: "!", lead: _("服务器没有收下这份答卷：%(why)s", { why }), rest });
}

/**
 * The number by which a ballot can be looked up, as it is noted.
 * @param {string} token
 */
function checkNumber(token) {
  const number = token.slice(0, 8).toUpperCase();
  const hint = _(
    "想自己查票的，请抄下来。本轮结束后在平板上按“查票”输入它，能查到这张票在不在计票清单里；从它查不出您投了什么。",
  );
  return h(
    "div",
    { class: "check-number" },
    h("p", { class: "label" }, _("查票号")),
    h("p", { class: "number" }, number.replace(/(.{4})/, "$1 ")),
    h("p", { class: "hint" }, hint),
  );
}

/**
 * 已计入: green, whole, with the number by which the ballot can be looked up, and then nothing.
 * @param {{round: Round, token: string, onDone: () => void}} parts
 */
export function counted({ round, token, onDone }) {
  return h(
    "section",
    { class: "screen counted" },
    h(
      "div",
      { class: "banner-good" },
      h("div", { class: "sign", "aria-hidden": "true" }, "✓"),
      title(_("已计入")),
      h("p", { class: "round-name" }, _("第 %(n)s 轮", { n: round.round }) + " · " + roundName(round)),
      h("p", { class: "sub" }, speakerLine(round)),
    ),
    h("p", { class: "lead" }, _("您填的内容已从平板上清除。") + _("下一轮请再带票卡来。")),
    checkNumber(token),
    button(_("好了，清屏"), "primary", onDone),
  );
}

/**
 * 未计入, as plainly; `why` is a sentence of the phone's.
 * @param {{why: string, label?: string, onDone: () => void}} parts
 */
export function lost({ why, label = _("知道了，清屏"), onDone }) {
  const rest = [h("p", {}, _("如有疑问，请联系监票人。")), button(label, "primary", onDone)];
  return notCounted({ sign: "✕", lead: why, rest });
}

/**
 * Where a check number is tapped in.
 * @param {{pad: Keypad, onBack: () => void}} parts
 */
export function checkEntry({ pad, onBack }) {
  return h(
    "section",
    { class: "screen check-entry" },
    title(_("查票")),
    h("p", { class: "lead" }, _("输入投票后抄下的 8 位查票号。")),
    pad,
    button(_("返回"), "quiet", onBack),
  );
}

/**
 * What the lists say of a check number.
 * @param {{result: Found, onAgain: () => void, onBack: () => void}} parts
 */
export function checked({ result, onAgain, onBack }) {
  const good = result.found.length > 0 && result.wrong.length === 0;
  const lines = result.found.map(({ round, root }) => [
    h("h2", {}, "✓ " + _("第 %(n)s 轮 · %(name)s：这张票在计票清单里。", { n: round.round, name: roundName(round) })),
    h("p", { class: "label" }, _("本轮校验码（应与大屏幕一致）")),
    hashLine(root),
  ]);
  const bad = result.wrong.map((round) =>
    h("p", { class: "problem" }, _("第 %(n)s 轮公布的清单与校验码对不上。请马上找监票人。", { n: round.round })),
  );
  const nothing = lines.length || bad.length ? null : h("p", { class: "lead" }, unfound(result));
  return h(
    "section",
    { class: "screen" },
    title(_("查票")),
    h("div", { class: good ? "check good" : "check bad" }, [lines, bad, nothing]),
    button(_("再查一张"), "primary", onAgain),
    button(_("返回"), "plain", onBack),
  );
}

/** @param {Found} result */
function unfound({ closed }) {
  if (closed === 0) return _("还没有结束的轮次。本轮结束后才能查。");
  return _("已结束的各轮清单里没有这个查票号。请核对号码；没有抄错的，请马上找监票人。");
}
