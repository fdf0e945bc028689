// The first page: which meeting, which class, the promise, one button.

import { button, h, title } from "../../ballot/dom.js";
import { _, otherLanguage, switchLanguage } from "../../ballot/words.js";
import { hashLine, promise } from "../../ballot/screens/parts.js";

/**
 * @import { Form } from "../../ballot/shapes"
 * @param {string} iso
 */
function day(iso) {
  const [year, month, date] = iso.split("-").map(Number);
  return date ? _("%(year)s年%(month)s月%(date)s日", { year, month, date }) : iso;
}

/**
 * `problem` is the server's refusal in words, "" at first.
 * @param {{form: Form, cardClass: string, small: boolean, fingerprint: string, problem: string, onEnter: () => void}} parts
 */
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
      h("span", {}, _("票类"), classTitle ? h("small", {}, classTitle) : null),
    ),
    promise(small),
    h("p", { class: "problem", role: "alert" }, problem),
    button(_("进入会场"), "primary huge", onEnter),
    h(
      "p",
      { class: "hint" },
      _("请一直用这个浏览器，不要用无痕模式。关掉也不要紧：在原来的浏览器里再扫一次票卡，就回到这里。"),
    ),
    h(
      "div",
      { class: "fingerprint" },
      h("p", { class: "hint" }, _("会议指纹应与大屏幕上的一致；不一致请停止操作，联系工作人员。")),
      hashLine(fingerprint),
    ),
    button(otherLanguage(), "quiet", switchLanguage),
  );
}
