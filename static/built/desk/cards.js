/* Built by static/build.mjs; do not edit.
   Source: static/src/desk/cards.js */

// static/src/desk/cards.js
var SAVED_MS = 1500;
var name = (answer) => {
  const header = answer.headers.get("Content-Disposition") || "";
  const long = header.match(/filename\*=UTF-8''([^;]+)/);
  return long ? decodeURIComponent(long[1]) : "cards.pdf";
};
function save(blob, filename) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = filename;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 6e4);
}
function complain(sentence) {
  const note = document.querySelector("[data-download-fault]");
  const title = note.querySelector("[data-text]");
  title.textContent = sentence || title.dataset.text;
  note.hidden = false;
  note.scrollIntoView({ block: "center" });
}
async function fetchFile(event) {
  const form = event.target;
  if (!form.hasAttribute("data-fetch-file")) return;
  event.preventDefault();
  const busy = form.querySelector("[data-busy-note]");
  const button = form.querySelector("button[type=submit]");
  if (button.getAttribute("aria-busy") === "true") return;
  button.setAttribute("aria-busy", "true");
  if (busy) busy.hidden = false;
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body: new FormData(form),
      headers: { Accept: "application/json" }
    });
    const type = answer.headers.get("Content-Type") || "";
    if (answer.ok && type.startsWith("application/pdf")) {
      save(await answer.blob(), name(answer));
      setTimeout(() => location.reload(), SAVED_MS);
      return;
    }
    complain(type.startsWith("application/json") ? (await answer.json()).message : "");
  } catch (error) {
    complain("");
  }
  const dialog = form.closest("dialog");
  if (dialog) dialog.close();
  button.removeAttribute("aria-busy");
  if (busy) busy.hidden = true;
}
document.addEventListener("submit", fetchFile, true);
var boxes = () => Array.from(document.querySelectorAll("input[name=seat]"));
var picked = document.querySelector("[data-picked]");
function count() {
  if (picked) picked.textContent = picked.dataset.text.replace("{n}", boxes().filter((box) => box.checked).length);
}
document.querySelectorAll("[data-pick], [data-pick-class]").forEach((tool) => {
  tool.hidden = false;
});
document.querySelectorAll("[data-pick]").forEach(
  (button) => button.addEventListener("click", () => {
    const only = document.querySelector("[data-pick-class]").value;
    boxes().filter((box) => !box.disabled && (!only || box.dataset.class === only)).forEach((box) => {
      box.checked = button.dataset.pick === "on";
    });
    const [first] = boxes();
    if (first) first.dispatchEvent(new Event("change", { bubbles: true }));
    count();
  })
);
document.addEventListener("change", count);
count();
