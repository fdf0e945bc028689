// Nothing goes on from here by itself: why, in one sentence, and what to do.

import { button, h, title } from "../../ballot/dom.js";
import { _ } from "../../ballot/words.js";

/**
 * A page that stops.
 * @param {{heading: string, text: string, action?: {label: string, run: () => void}}} parts
 */
export function stop({ heading, text, action }) {
  return h(
    "section",
    { class: "screen stop", role: "alert" },
    title(heading),
    h("p", { class: "lead" }, text),
    action ? button(action.label, "primary", action.run) : null,
  );
}

/** Why a browser that keeps nothing cannot vote; for stop(). */
export function noStorage() {
  return {
    heading: _("这个浏览器不能投票"),
    text: _("浏览器不让本页保存内容（可能开着无痕模式，或存储已满），中途断网会丢票。请到工作台用平板投票。"),
  };
}
