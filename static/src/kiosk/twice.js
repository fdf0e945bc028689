// A button that must be pressed twice, for what would lose an entry.

import { button } from "../ballot/dom.js";
import { _ } from "../ballot/words.js";

/**
 * A plain button whose first press asks whether it is meant, and whose second runs.
 * @param {() => void} run
 */
export function giveUpButton(run) {
  let sure = false;
  const pressed = button(_("放弃这张票"), "plain", ({ detail }) => {
    if (sure) return detail > 1 ? undefined : run(); // a double click has not read the question
    sure = true;
    pressed.textContent = _("真的放弃？所录内容会清除");
    return undefined;
  });
  return pressed;
}
