/* Says what a slow act is doing: the [data-busy-note] of a form shows once the form is sent. */

import { first, sentForm } from "../kit/page.js";

document.addEventListener("submit", (event) => {
  const note = first("[data-busy-note]", sentForm(event));
  if (note && !event.defaultPrevented) note.hidden = false;
});
