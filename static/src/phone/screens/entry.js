// Before there is a card: the code typed by hand, and the fingerprint compared by eye.

import { fromShortCode } from "../../ballot/cards.js";
import { button, h, title } from "../../ballot/dom.js";
import { hashLine } from "../../ballot/screens/parts.js";
import { t } from "../../ballot/strings.js";

/** The form for the short code. `broken`: the page was opened with a fragment that is no card's. */
export function entry({ broken, code = "", fault = "", onCard }) {
  const problem = h("p", { class: "problem", id: "code-problem", role: "alert" }, fault && t(`code_${fault}`));
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
  const submit = (event) => {
    event.preventDefault();
    const card = fromShortCode(field.value);
    if (!card.fault) return onCard(card, field.value);
    problem.textContent = t(`code_${card.fault}`);
    field.setAttribute("aria-invalid", "true");
    field.focus();
  };
  return h(
    "form",
    { class: "screen", submit },
    title(t(broken ? "fragmentTitle" : "codeTitle")),
    h("p", {}, t(broken ? "fragmentLead" : "codeLead")),
    h("label", { for: "code", class: "label" }, t("codeLabel")),
    field,
    h("p", { class: "hint", id: "code-hint" }, t("codeHint")),
    problem,
    h("button", { type: "submit", class: "button primary" }, t("codeGo")),
  );
}

/** After a typed code: is the fingerprint the one on the projector? */
export function compare({ fingerprint, onSame, onDifferent }) {
  return h(
    "section",
    { class: "screen" },
    title(t("compareTitle")),
    h("p", {}, t("compareLead")),
    h("p", { class: "label" }, t("fingerprint")),
    hashLine(fingerprint),
    button(t("same"), "primary", onSame),
    button(t("different"), "plain", onDifferent),
  );
}
