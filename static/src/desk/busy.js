/* Says what a slow act is doing: the [data-busy-note] of a form shows once the form is sent. */
document.addEventListener("submit", (event) => {
  const note = event.target.querySelector("[data-busy-note]");
  if (note && !event.defaultPrevented) note.hidden = false;
});
