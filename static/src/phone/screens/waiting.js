// Between rounds: what comes next, what is done, and what was found in the count.

import { h, inParts, title } from "../../ballot/dom.js";
import { _ } from "../../ballot/words.js";
import { hashLine, roundName, speakerLine } from "../../ballot/screens/parts.js";

/** @import { Outcome, Round, State } from "../../ballot/shapes" */
/** @import { Seat } from "../../ballot/seat.js" */

/** @type {Record<string, string>} */
const STATES = { waiting: _("未开始"), open: _("进行中"), closed: _("已结束") };
const CHECKS = {
  included: {
    title: _("您的票已在计票结果中"),
    lead: _("本机已在公布的清单里查到您的全部答卷。下面的校验码应与大屏幕上的一致："),
  },
  not_included: { title: _("在计票结果中没有找到您的票"), lead: _("请不要关闭本页，马上联系监票人。") },
  lists_wrong: { title: _("公布的清单与校验码对不上"), lead: _("请不要关闭本页，马上联系监票人。") },
};

/**
 * {text, look, more?} of what became of one's own ballot in a round.
 * @param {Round} round
 * @param {Seat} seat
 * @returns {{text: string, look: string, more?: string}}
 */
function ownMark(round, seat) {
  if (round.state === "void") return { text: _("作废"), look: "void" };
  if (seat.late(round.round)) return { text: _("入场前已结束"), look: "closed" };
  if (!seat.pass(round.round)) return { text: _("您的票类不参加本轮"), look: "void" };
  const outcome = seat.outcome(round.round);
  if (outcome && outcome.status === "recorded") {
    return {
      text: "✓ " + _("已计入"),
      more: outcome.check === "included" ? _("已查到") : "",
      look: "done",
    };
  }
  if (outcome) return { text: _("未计入"), look: "lost" };
  if (round.state === "closed") return { text: _("未投"), look: "lost" };
  return { text: STATES[round.state], look: round.state };
}

/**
 * The result of looking one's own slips up in a closed round's lists.
 * @param {Round} round
 * @param {Outcome | null} outcome
 */
export function checkCard(round, outcome) {
  if (!outcome || !outcome.check) return null;
  const good = outcome.check === "included";
  return h(
    "div",
    { class: good ? "check good" : "check bad" },
    h("h2", {}, `${good ? "✓ " : ""}${CHECKS[outcome.check].title}`),
    h("p", { class: "sub" }, _("第 %(n)s 轮", { n: round.round }) + " · ", inParts(roundName(round))),
    h("p", {}, CHECKS[outcome.check].lead),
    outcome.root ? h("p", { class: "label" }, _("本轮校验码")) : null,
    outcome.root ? hashLine(outcome.root) : null,
  );
}

/**
 * @param {Round[]} rounds
 * @param {Seat} seat
 */
function agenda(rounds, seat) {
  return h(
    "ol",
    { class: "agenda" },
    rounds.map((round) => {
      const mark = ownMark(round, seat);
      return h(
        "li",
        { class: mark.look },
        h("span", { class: "number" }, round.round),
        h("span", { class: "what" }, inParts(roundName(round)), h("small", {}, speakerLine(round))),
        h("span", { class: "state" }, mark.text, mark.more ? h("small", {}, mark.more) : null),
      );
    }),
  );
}

/**
 * Whether nothing that this card could vote in was missed or lost: only then has the voter voted in everything.
 * @param {Round[]} rounds
 * @param {Seat} seat
 */
function votedInAll(rounds, seat) {
  const mine = rounds.filter((round) => round.state !== "void" && seat.pass(round.round));
  return mine.every((round) => (seat.outcome(round.round) || {}).status === "recorded");
}

/**
 * @param {Round | undefined} next
 * @param {boolean} finished
 * @param {boolean} all
 */
function heading(next, finished, all) {
  if (finished) {
    return [title(all ? _("您的票都投完了") : _("投票已全部结束")), h("p", {}, _("谢谢您！可以关掉本页。"))];
  }
  return [title(_("请稍候")), h("p", {}, _("主持人开启后，本页会自动打开，不用刷新。")), next && nextUp(next)];
}

/** @param {Round} round */
function nextUp(round) {
  return h(
    "div",
    { class: "next-up" },
    h("p", { class: "label" }, _("下一项") + " · " + _("第 %(n)s 轮", { n: round.round })),
    h("p", { class: "speaker" }, inParts(roundName(round))),
    h("p", { class: "sub" }, speakerLine(round)),
  );
}

/**
 * `notice` is a sentence for somebody who has scanned a card again, or "".
 * @param {{state: State, seat: Seat, notice: string}} parts
 */
export function waiting({ state, seat, notice }) {
  const rounds = state.rounds;
  const next = rounds.find((round) => round.state === "waiting" && seat.pass(round.round));
  const over = !["draft", "ready", "in_session"].includes(state.meeting);
  const finished = over || (rounds.length > 0 && rounds.every((round) => !["waiting", "open"].includes(round.state)));
  const checked = rounds.filter((round) => round.state === "closed" && (seat.outcome(round.round) || {}).check);
  const latest = checked[checked.length - 1];
  return h(
    "section",
    { class: "screen" },
    notice ? h("p", { class: "notice" }, notice) : null,
    heading(next, finished, !over && votedInAll(rounds, seat)),
    latest ? checkCard(latest, seat.outcome(latest.round)) : null,
    h("h2", {}, _("全部议程")),
    agenda(rounds, seat),
  );
}
