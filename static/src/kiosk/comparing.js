// Two readings of one paper ballot side by side, and what became of it.

import { button, h, title } from "../ballot/dom.js";
import { giveUpButton } from "./twice.js";
import { w } from "./words.js";

/** Between the readings: the screen shows nothing of the first. */
export function handOver({ name, onGo }) {
  return h(
    "section",
    { class: "screen stop calm" },
    title(w("handTitle", { name })),
    h("p", { class: "lead" }, w("handLead", { name })),
    button(w("handGo", { name }), "primary", onGo),
  );
}

/** Where the readings differ; `onMend(which, at)` opens reading 0 or 1 at a person. */
export function differ({ found, names, onMend, onGiveUp }) {
  const rows = found.map(({ appraisee, at, sheet, item, first, second }) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, appraisee.name, h("small", {}, [sheet.title, item.title].filter(Boolean).join(" · "))),
      h("td", {}, first),
      h("td", {}, second),
      h(
        "td",
        {},
        names.map((name, which) => button(w("mendBy", { name }), "quiet", () => onMend(which, at))),
      ),
    ),
  );
  return h(
    "section",
    { class: "screen differ", role: "alert" },
    title(w("differTitle", { n: found.length })),
    h("p", { class: "lead" }, w("differLead")),
    h(
      "table",
      { class: "summary" },
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("th", { scope: "col" }, w("differWhere")),
          names.map((name) => h("th", { scope: "col" }, name)),
          h("th", { scope: "col" }, w("differMend")),
        ),
      ),
      h("tbody", {}, rows),
    ),
    giveUpButton(onGiveUp),
  );
}

/** The readings agree: what remains is for the second to look at the written remarks. */
export function agree({ remarks, names, withRemarks, onMend, onCast }) {
  const written = remarks.length
    ? [
        h("p", {}, w("agreeRemarks", { name: names[1] })),
        h(
          "dl",
          { class: "remarks" },
          [].concat(...remarks.map(({ name, text }) => [h("dt", {}, name), h("dd", { class: "written" }, text)])),
        ),
      ]
    : [h("p", { class: "hint" }, w("agreeNoRemarks"))];
  return h(
    "section",
    { class: "screen agree" },
    h("div", { class: "check good" }, title(`✓ ${w("agreeTitle")}`)),
    withRemarks ? written : null,
    h("p", { class: "lead" }, w("agreeLead")),
    h(
      "div",
      { class: "foot" },
      withRemarks ? button(w("agreeMend"), "plain", onMend) : null,
      button(w("agreeGo"), "primary", onCast),
    ),
  );
}

/** 已计入 for the tellers. */
export function paperCounted({ onNext }) {
  return h(
    "section",
    { class: "screen counted" },
    h(
      "div",
      { class: "banner-good" },
      h("div", { class: "sign", "aria-hidden": "true" }, "✓"),
      title(w("paperCounted")),
    ),
    h("p", { class: "lead" }, w("paperCountedLead")),
    button(w("paperNext"), "primary", onNext),
  );
}
