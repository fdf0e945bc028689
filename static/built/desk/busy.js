/* Built by static/build.mjs; do not edit.
   Source: static/src/desk/busy.js */

// static/src/desk/busy.js
document.addEventListener("submit", (event) => {
  const note = event.target.querySelector("[data-busy-note]");
  if (note && !event.defaultPrevented) note.hidden = false;
});
