// What became of a ballot: on its way, 已计入, 未计入, and the check after the round is closed. Never the marks.

import { button, h, inParts, title } from "../../ballot/dom.js";
import { t, told } from "../../ballot/strings.js";
import { roundName, speakerLine } from "../../ballot/screens/parts.js";
import { checkCard } from "./waiting.js";

function about(round) {
  return [
    h("p", { class: "round-name" }, `${t("roundNumber", { n: round.round })} · `, inParts(roundName(round))),
    h("p", { class: "sub" }, speakerLine(round)),
  ];
}

/** The frozen form on its way; `trouble`: it did not get through yet. */
export function sending({ round, trouble, onRetry }) {
  return h(
    "section",
    { class: "screen busy" },
    h("div", { class: "spinner" }),
    title(t("sendingTitle")),
    about(round),
    h("p", { class: "lead", role: "status" }, t(trouble ? "sendingOffline" : "sendingLead")),
    trouble ? button(t("retryNow"), "primary", onRetry) : null,
  );
}

/** The server refused the message as it stands. `mendable`: going back and changing it can help. */
export function refused({ round, refusal, mendable, onMend, onRetry }) {
  return h(
    "section",
    { class: "screen lost", role: "alert" },
    h("div", { class: "sign" }, "!"),
    title(t("refusedTitle")),
    about(round),
    h("p", { class: "lead" }, `${t("refusedLead")}${told(refusal)}`),
    h("p", {}, t("callStaff")),
    mendable ? button(t("back"), "primary", onMend) : button(t("retryNow"), "primary", onRetry),
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
      title(t("recordedTitle")),
      about(round),
    ),
    outcome.check ? checkCard(round, outcome) : h("p", { class: "lead" }, t("recordedLead")),
    outcome.check ? null : h("p", {}, t(more ? "recordedNext" : "recordedLast")),
    button(t("ok"), "primary", onOk),
  );
}

/** 未计入, as plainly; `reason` is a key of the dictionary. */
export function lost({ round, reason, onOk }) {
  return h(
    "section",
    { class: "screen lost", role: "alert" },
    h("div", { class: "sign", "aria-hidden": "true" }, "✕"),
    title(t("lostTitle")),
    about(round),
    h("p", { class: "lead" }, t(reason)),
    h("p", {}, t("lostHelp")),
    button(t("ok"), "primary", onOk),
  );
}

/** The count does not hold this ballot, or the lists are not what was published. */
export function alarm({ round, outcome, onOk }) {
  return h(
    "section",
    { class: "screen", role: "alert" },
    title(t("checkTitle")),
    checkCard(round, outcome),
    button(t("ok"), "plain", onOk),
  );
}
