// Nothing goes on from here by itself: why, in one sentence, and what to do.

import { button, h, title } from "../../ballot/dom.js";
import { _ } from "../../ballot/words.js";

/** A page that stops. `action` is {label, run} or nothing. */
export function stop({ heading, text, action }) {
  return h(
    "section",
    { class: "screen stop", role: "alert" },
    title(heading),
    h("p", { class: "lead" }, text),
    action ? button(action.label, "primary", action.run) : null,
  );
}

/** A wait with a word about it. */
export function busy({ text }) {
  return h("section", { class: "screen busy" }, h("div", { class: "spinner" }), title(text));
}
