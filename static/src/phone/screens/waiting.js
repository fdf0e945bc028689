// Between rounds: what comes next, what is done, and what was found in the count.

import { h, inParts, title } from "../../ballot/dom.js";
import { t } from "../../ballot/strings.js";
import { hashLine, roundName, speakerLine } from "../../ballot/screens/parts.js";

/** {text, look, more?} of what became of one's own ballot in a round. */
function ownMark(round, seat) {
  if (round.state === "void") return { text: t("state_void"), look: "void" };
  if (seat.late(round.round)) return { text: t("mine_late"), look: "closed" };
  if (!seat.pass(round.round)) return { text: t("mine_not_mine"), look: "void" };
  const outcome = seat.outcome(round.round);
  if (outcome && outcome.status === "recorded") {
    return {
      text: `✓ ${t("mine_recorded")}`,
      more: outcome.check === "included" ? t("mine_included") : "",
      look: "done",
    };
  }
  if (outcome && outcome.status === "cast_otherwise") return { text: t("mine_cast_otherwise"), look: "lost" };
  if (outcome) return { text: t("mine_round_closed"), look: "lost" };
  if (round.state === "closed") return { text: t("mine_none"), look: "lost" };
  return { text: t(`state_${round.state}`), look: round.state };
}

/** The result of looking one's own slips up in a closed round's lists. */
export function checkCard(round, outcome) {
  if (!outcome || !outcome.check) return null;
  const good = outcome.check === "included";
  return h(
    "div",
    { class: good ? "check good" : "check bad" },
    h("h2", {}, `${good ? "✓ " : ""}${t(outcome.check)}`),
    h("p", { class: "sub" }, `${t("roundNumber", { n: round.round })} · `, inParts(roundName(round))),
    h("p", {}, t(`${outcome.check}Lead`)),
    outcome.root ? h("p", { class: "label" }, t("root")) : null,
    outcome.root ? hashLine(outcome.root) : null,
  );
}

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

/** Whether nothing that this card could vote in was missed or lost: only then has the voter voted in everything. */
function votedInAll(rounds, seat) {
  const mine = rounds.filter((round) => round.state !== "void" && seat.pass(round.round));
  return mine.every((round) => (seat.outcome(round.round) || {}).status === "recorded");
}

function heading(next, finished, all) {
  if (finished) return [title(t(all ? "allDone" : "meetingOver")), h("p", {}, t("allDoneLead"))];
  return [title(t("waitTitle")), h("p", {}, t("waitLead")), next && nextUp(next)];
}

function nextUp(round) {
  return h(
    "div",
    { class: "next-up" },
    h("p", { class: "label" }, `${t("nextUp")} · ${t("roundNumber", { n: round.round })}`),
    h("p", { class: "speaker" }, inParts(roundName(round))),
    h("p", { class: "sub" }, speakerLine(round)),
  );
}

/** `notice` is a sentence for somebody who has scanned a card again, or "". */
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
    h("h2", {}, t("agenda")),
    agenda(rounds, seat),
  );
}
