/* The meeting's state in the head of the page follows the room; its words stand ready in <template id="state-pills">. */

import { first, the } from "../kit/page.js";

document.addEventListener("live:state", (event) => {
  const { meeting } = /** @type {CustomEvent} */ (event).detail;
  const shown = first(".masthead-tools > .pill");
  /** @type {HTMLTemplateElement | null} */
  const pills = first("#state-pills");
  if (!pills || !shown || !meeting || shown.dataset.state === meeting.state) return;
  const pill = /** @type {HTMLElement} */ (the(`[data-state="${meeting.state}"] .pill`, pills.content).cloneNode(true));
  pill.dataset.state = meeting.state;
  shown.replaceWith(pill);
});
