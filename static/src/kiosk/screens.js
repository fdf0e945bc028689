// The tablet's own screens around those of the phone.

import { checkCharacter } from "../ballot/cards.js";
import { button, h, title } from "../ballot/dom.js";
import { groups } from "../ballot/slips.js";
import { _ } from "../ballot/words.js";
import { hashLine, roundName, speakerLine } from "../ballot/screens/parts.js";
import { classChooser, keypad } from "./keypad.js";

export const SECRET_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
export const CHECK_SIGNS = "0123456789ABCDEF";

/** A wait with a word about it. */
export function busy(text) {
  return h("section", { class: "screen busy" }, h("div", { class: "spinner" }), title(text));
}

/** Class and code of a card; `onCard({secret, class})` once its check character fits. `press(key)` is for a keyboard. */
export function cardEntry({ classes, titles = {}, go, onCard }) {
  const judge = (code) => {
    const good = checkCharacter(code.slice(0, -1)) === code.slice(-1);
    return {
      good,
      text: good
        ? _("✓ 校验位对上了，请按“下一步”。")
        : _("校验位对不上，有一位点错了。请对照票卡逐位检查，点那一位就能改。"),
    };
  };
  let pad = null;
  const chooser = classChooser(classes, titles, () => {
    if (!pad) return;
    pad.classList.toggle("choosing", chooser.value === null);
    pad.show(chooser.value === null ? _("先点票号开头的票类") : "");
  });
  pad = keypad({
    alphabet: SECRET_SIGNS,
    groups: [4, 4, 4, 4, 1],
    judge,
    go,
    before: chooser,
    ready: () => chooser.value !== null,
    onCode: (code) => onCard({ secret: code.slice(0, -1), class: chooser.value }),
  });
  const [press, wipe] = [pad.press, pad.wipe];
  pad.press = (key) => {
    const name = Object.keys(classes).find((one) => one.toUpperCase() === key.toUpperCase());
    if (chooser.value === null && name) return chooser.choose(name);
    return chooser.value === null ? undefined : press(key);
  };
  pad.wipe = () => {
    wipe();
    chooser.choose(Object.keys(classes).length === 1 ? Object.keys(classes)[0] : null);
  };
  pad.wipe();
  return pad;
}

function homeHead(open, over) {
  if (open)
    return [
      title(_("请输入票号")),
      h("p", { class: "lead" }, _("照着票卡，把二维码下面的票号点进来。有扫码枪的，直接扫二维码。")),
    ];
  return [
    title(over ? _("投票已全部结束") : _("请稍候")),
    h(
      "p",
      { class: "lead" },
      over ? _("谢谢您！要查自己的票，请按“查票”。") : _("现在没有开启的投票。主持人开启后，这里就可以投票。"),
    ),
  ];
}

/** Between two voters. `entry` takes the card and stands here only while a round is open. */
export function home({ meeting, open, over, entry, problem, kind = false, idleAfter, onCheck, onStaff }) {
  const { fingerprint } = meeting;
  return h(
    "section",
    { class: open ? "screen home" : "screen home resting" },
    open
      ? h("p", { class: "now-open" }, _("正在投票：第 %(n)s 轮 · %(name)s", { n: open.round, name: roundName(open) }))
      : null,
    homeHead(open, over),
    h("p", { class: kind ? "problem kind" : "problem", role: "alert" }, problem),
    open ? entry : null,
    h(
      "ul",
      { class: "truths" },
      h(
        "li",
        {},
        _("平板只在内存里办票：投完、清屏或 %(n)s 秒没有操作，所填内容全部消失，不留下什么。", { n: idleAfter }),
      ),
      h("li", {}, _("每一轮都请带票卡来这里投。在平板上投过的票卡，以后各轮不能再用手机入场。")),
    ),
    h(
      "div",
      { class: "home-foot" },
      h(
        "p",
        { class: "hint" },
        _("会议指纹（应与大屏幕一致）"),
        h("span", { class: "mark-of" }, groups(fingerprint, 4)),
      ),
      button(_("查票"), "quiet", onCheck),
      button(_("工作人员"), "quiet", onStaff),
    ),
  );
}

/** The staff's way out; the officer who started the tablet is not logged in on it any more. */
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

/** The frozen ballot on its way. */
export function sending({ trouble, onRetry }) {
  return h(
    "section",
    { class: "screen busy" },
    h("div", { class: "spinner" }),
    title(_("正在提交…")),
    h(
      "p",
      { class: "lead", role: "status" },
      trouble ? _("网络不通，正在反复重试。请不要走开，请工作人员来看。") : _("请等一下，不要走开。"),
    ),
    trouble ? button(_("立即重试"), "primary", onRetry) : null,
  );
}

/** The server takes neither card nor ballot. `onMend` where going back can help. */
export function refused({ why, onMend, label = _("返回修改"), onDone }) {
  return h(
    "section",
    { class: "screen lost", role: "alert" },
    h("div", { class: "sign", "aria-hidden": "true" }, "!"),
    title(_("未计入")),
    h("p", { class: "lead" }, _("服务器没有收下这份答卷：%(why)s", { why })),
    h("p", {}, _("请找工作人员。")),
    onMend ? button(label, "primary", onMend) : null,
    button(_("知道了，清屏"), "plain", onDone),
  );
}

/** 已计入: green, whole, with the number by which the ballot can be looked up, and then nothing. */
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
    h(
      "div",
      { class: "check-number" },
      h("p", { class: "label" }, _("查票号")),
      h(
        "p",
        { class: "number" },
        token
          .slice(0, 8)
          .toUpperCase()
          .replace(/(.{4})/, "$1 "),
      ),
      h(
        "p",
        { class: "hint" },
        _(
          "想自己查票的，请抄下来。本轮结束后在平板上按“查票”输入它，能查到这张票在不在计票清单里；从它查不出您投了什么。",
        ),
      ),
    ),
    button(_("好了，清屏"), "primary", onDone),
  );
}

/** 未计入, as plainly; `why` is a sentence of the phone's. */
export function lost({ why, label = _("知道了，清屏"), onDone }) {
  return h(
    "section",
    { class: "screen lost", role: "alert" },
    h("div", { class: "sign", "aria-hidden": "true" }, "✕"),
    title(_("未计入")),
    h("p", { class: "lead" }, why),
    h("p", {}, _("如有疑问，请联系监票人。")),
    button(label, "primary", onDone),
  );
}

/** Where a check number is tapped in. */
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

/** What the lists say of a check number: {found: [{round, root}], wrong: [round], closed}. */
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
  const nothing =
    result.closed === 0
      ? _("还没有结束的轮次。本轮结束后才能查。")
      : _("已结束的各轮清单里没有这个查票号。请核对号码；没有抄错的，请马上找监票人。");
  return h(
    "section",
    { class: "screen" },
    title(_("查票")),
    h(
      "div",
      { class: good ? "check good" : "check bad" },
      ...lines,
      bad,
      lines.length || bad.length ? null : h("p", { class: "lead" }, nothing),
    ),
    button(_("再查一张"), "primary", onAgain),
    button(_("返回"), "plain", onBack),
  );
}
