// The first page: which meeting, which class, the promise, one button.

import { button, h, title } from "../../ballot/dom.js";
import { switchLanguage, t } from "../../ballot/strings.js";
import { hashLine, promise } from "../../ballot/screens/parts.js";

function day(iso) {
  const [year, month, date] = iso.split("-").map(Number);
  return date ? t("day", { year, month, date }) : iso;
}

/** `problem` is the server's refusal in words, "" at first. */
export function welcome({ form, cardClass, small, fingerprint, problem, onEnter }) {
  const classTitle = (form.classes || {})[cardClass];
  return h(
    "section",
    { class: "screen" },
    title(form.title),
    h("p", { class: "sub" }, [form.organisation, day(form.held_on)].filter(Boolean).join(" · ")),
    h(
      "p",
      { class: "class" },
      h("span", { class: "letter" }, cardClass),
      h("span", {}, t("class"), classTitle ? h("small", {}, classTitle) : null),
    ),
    promise(small),
    h("p", { class: "problem", role: "alert" }, problem),
    button(t("enter"), "primary huge", onEnter),
    h("p", { class: "hint" }, t("keepBrowser")),
    h("div", { class: "fingerprint" }, h("p", { class: "hint" }, t("fingerprintHint")), hashLine(fingerprint)),
    button(t("otherLanguage"), "quiet", switchLanguage),
  );
}
