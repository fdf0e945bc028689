/* The cards page: the sheet is fetched, saved and forgotten, and the page shows the new state; seats are ticked by class. */

import { all, first, sentForm, the } from "../kit/page.js";

const SAVED_MS = 1500; // a page that goes at once takes the file it made with it
const KEPT_MS = 60000; // for a browser that asks where to save it

/**
 * The name of the file in an answer.
 * @param {Response} answer
 */
function nameIn(answer) {
  const long = (answer.headers.get("Content-Disposition") || "").match(/filename\*=UTF-8''([^;]+)/);
  return long ? decodeURIComponent(long[1]) : "cards.pdf";
}

/**
 * @param {Blob} blob
 * @param {string} filename
 */
function save(blob, filename) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = filename;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS);
}

/** @param {string} sentence "" where the server gave none */
function complain(sentence) {
  const note = the("[data-download-fault]");
  const title = the("[data-text]", note);
  title.textContent = sentence || title.dataset.text || "";
  note.hidden = false;
  note.scrollIntoView({ block: "center" });
}

/**
 * Fetch the file a form answers with and save it; a sentence where there is none, undefined where it was saved.
 * @param {HTMLFormElement} form
 * @returns {Promise<string | undefined>}
 */
async function fetched(form) {
  const headers = { Accept: "application/json" };
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers });
  const type = answer.headers.get("Content-Type") || "";
  if (!answer.ok || !type.startsWith("application/pdf")) {
    return type.startsWith("application/json") ? (await answer.json()).message : "";
  }
  save(await answer.blob(), nameIn(answer));
  return undefined;
}

/** @param {SubmitEvent} event */
async function fetchFile(event) {
  const form = sentForm(event);
  if (!form.hasAttribute("data-fetch-file")) return;
  event.preventDefault();
  const busy = first("[data-busy-note]", form);
  const button = the("button[type=submit]", form);
  if (button.getAttribute("aria-busy") === "true") return;
  button.setAttribute("aria-busy", "true");
  if (busy) busy.hidden = false;
  const fault = await fetched(form).catch(() => "");
  if (fault === undefined) {
    setTimeout(() => location.reload(), SAVED_MS);
    return;
  }
  complain(fault);
  /** @type {HTMLDialogElement | null} */
  const dialog = form.closest("dialog");
  if (dialog) dialog.close();
  button.removeAttribute("aria-busy");
  if (busy) busy.hidden = true;
}

document.addEventListener("submit", fetchFile, true);

/* Ticking. */
/** @type {() => HTMLInputElement[]} */
const boxes = () => all("input[name=seat]");

function count() {
  const picked = first("[data-picked]");
  const ticked = boxes().filter((box) => box.checked).length;
  if (picked) picked.textContent = (picked.dataset.text || "").replace("{n}", String(ticked));
}

/** @param {boolean} ticked */
function tickClass(ticked) {
  /** @type {HTMLSelectElement} */
  const { value: only } = the("[data-pick-class]");
  const meant = boxes().filter((box) => !box.disabled && (!only || box.dataset.class === only));
  meant.forEach((box) => (box.checked = ticked));
  const [any] = boxes();
  if (any) any.dispatchEvent(new Event("change", { bubbles: true }));
  count();
}

all("[data-pick], [data-pick-class]").forEach((tool) => (tool.hidden = false));
all("[data-pick]").forEach((button) => button.addEventListener("click", () => tickClass(button.dataset.pick === "on")));
document.addEventListener("change", count);
count();
