// A button that must be pressed twice, for what would lose an entry.

import { button } from "../ballot/dom.js";
import { _ } from "../ballot/words.js";

/** A plain button whose first press asks whether it is meant, and whose second runs. */
export function giveUpButton(run) {
  const twice = (event) => {
    const pressed = event.currentTarget;
    if (pressed.dataset.sure) return event.detail > 1 ? undefined : run(); // a double click has not read the question
    pressed.dataset.sure = "1";
    pressed.textContent = _("真的放弃？所录内容会清除");
    return undefined;
  };
  return button(_("放弃这张票"), "plain", twice);
}
