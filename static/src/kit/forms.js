/* What forms, dialogs and tables of the officers' pages do. Nothing here is needed to send a form: a page
   without script still works. Attributes are described in README.md. */

import { all, around, first, sentForm, the } from "./page.js";

/**
 * As it is compared: full width, case and blanks do not matter.
 * @param {string} text
 */
function folded(text) {
  return text.normalize("NFKC").replace(/\s+/g, "").toLowerCase();
}

/**
 * The act waits for the word of data-word.
 * @param {HTMLInputElement} word
 */
function gate(word) {
  const right = folded(word.value) === folded(word.dataset.word || "");
  /** @type {HTMLButtonElement[]} */
  const buttons = word.form ? all("[data-word-gate]", word.form) : [];
  buttons.forEach((button) => (button.disabled = !right));
}

/**
 * Dialogs: data-dialog-open="id", data-dialog-close, and a word that must be typed before the act.
 * @param {HTMLElement} button
 */
function openDialog(button) {
  if (button.getAttribute("aria-disabled") === "true") return;
  const dialog = document.getElementById(button.dataset.dialogOpen || "");
  if (!(dialog instanceof HTMLDialogElement)) return;
  dialog.showModal();
  /** @type {HTMLInputElement | null} */
  const word = first("[data-word]", dialog);
  if (!word) return;
  word.value = "";
  gate(word);
  word.focus();
}

/**
 * data-reveal="id": shows a password as it is typed, until pressed again.
 * @param {HTMLElement} button
 */
function reveal(button) {
  /** @type {HTMLInputElement} */
  const field = the(`#${CSS.escape(button.dataset.reveal || "")}`);
  const shown = field.type === "text";
  field.type = shown ? "password" : "text";
  button.setAttribute("aria-pressed", String(!shown));
}

/** @param {HTMLElement} button */
function closeDialog(button) {
  /** @type {HTMLDialogElement | null} */
  const dialog = button.closest("dialog");
  if (dialog) dialog.close();
}

/** @param {HTMLElement} button */
function dismiss(button) {
  const alert = button.closest(".note");
  if (alert) alert.remove();
}

/** What a click on an element with one of these attributes does. */
const CLICKS = {
  "[data-dialog-open]": openDialog,
  "[data-dialog-close]": closeDialog,
  "[data-dismiss]": dismiss,
  "[data-print]": () => window.print(),
  "[data-reveal]": reveal,
};
document.addEventListener("click", (event) => {
  for (const [selector, act] of Object.entries(CLICKS)) {
    /** @type {HTMLElement | null} */
    const at = around(event, selector);
    if (at) act(at);
  }
});

/* A form is sent once. Its buttons say so until the next page is there; a form that answers with a file
   (data-download) or may be repeated (data-free) is left alone. */
/** @type {WeakSet<HTMLFormElement>} */
const sent = new WeakSet();

/** @param {SubmitEvent} event */
function guardTwice(event) {
  const form = sentForm(event);
  const isFree = form.hasAttribute("data-free") || form.hasAttribute("data-download");
  if (event.defaultPrevented || form.method !== "post" || isFree) return;
  if (sent.has(form)) {
    event.preventDefault();
    return;
  }
  sent.add(form);
  setTimeout(() => turn(form, event.submitter)); // only after the browser has read which button was pressed
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} pressed
 */
function turn(form, pressed) {
  all("button[type=submit], button:not([type])", form).forEach((button) => {
    button.setAttribute("aria-disabled", "true");
    if (button === pressed) button.setAttribute("aria-busy", "true");
  });
}

/** @param {HTMLFormElement} form */
function forget(form) {
  sent.delete(form);
  all("[aria-busy], button[aria-disabled]", form).forEach((button) => {
    button.removeAttribute("aria-busy");
    button.removeAttribute("aria-disabled");
  });
}

document.addEventListener("submit", guardTwice);
// Back from the next page out of the browser's memory: the form may be sent again.
window.addEventListener("pageshow", ({ persisted }) => {
  /** @type {HTMLFormElement[]} */
  const forms = persisted ? all("form") : [];
  forms.filter((form) => sent.has(form)).forEach(forget);
});

/* data-guard: what was typed and not sent is not lost without a question. */
/** @type {Set<EventTarget>} */
const touched = new Set();

/** @param {Event} event */
function note({ target }) {
  const form = /** @type {HTMLInputElement} */ (target).form;
  if (form && form.hasAttribute("data-guard")) touched.add(form);
}

document.addEventListener("input", note);
document.addEventListener("change", note);
document.addEventListener("submit", (event) => event.defaultPrevented || touched.delete(sentForm(event)));
document.addEventListener("reset", (event) => touched.delete(sentForm(event)));
window.addEventListener("beforeunload", (event) => {
  if (!Array.from(touched).some((form) => document.contains(/** @type {Node} */ (form)))) return;
  event.preventDefault();
  event.returnValue = "";
});

document.addEventListener("input", ({ target }) => {
  const field = /** @type {HTMLInputElement} */ (target);
  if (field.dataset.word !== undefined) gate(field);
  if (field.dataset.filterTable) filter(field, field.dataset.filterTable);
});

/**
 * data-filter-table="id": rows that do not hold every word typed are hidden; full-width typing is the same.
 * @param {HTMLInputElement} box
 * @param {string} id
 */
function filter(box, id) {
  const words = box.value.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean);
  const rows = all(`#${CSS.escape(id)} > tbody > tr`);
  rows.forEach((row) => {
    const text = (row.textContent || "").normalize("NFKC").toLowerCase();
    row.hidden = !words.every((word) => text.includes(word));
  });
  const count = first(`[data-filter-count="${CSS.escape(id)}"]`);
  if (!count) return;
  const said = (count.dataset.text || "").replace("{all}", String(rows.length));
  count.textContent = words.length ? said.replace("{shown}", String(rows.filter((row) => !row.hidden).length)) : "";
}

/**
 * The size of a file as people say it.
 * @param {number} bytes
 */
function size(bytes) {
  return bytes < 1048576 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
}

/**
 * data-upload: the name and the size of the chosen file, and the field lit while a file hangs over it.
 * @param {HTMLElement} zone
 */
function uploading(zone) {
  /** @type {HTMLInputElement} */
  const input = the("input[type=file]", zone);
  const name = the("[data-upload-name]", zone);
  const invitation = name.textContent;
  input.addEventListener("change", () => {
    const files = Array.from(input.files || []);
    name.textContent = files.map((file) => `${file.name}（${size(file.size)}）`).join("、") || invitation;
    zone.classList.toggle("has-file", files.length > 0);
    zone.classList.remove("is-invalid");
  });
  ["dragenter", "dragover"].forEach((kind) => zone.addEventListener(kind, () => zone.classList.add("is-over")));
  ["dragleave", "drop"].forEach((kind) => zone.addEventListener(kind, () => zone.classList.remove("is-over")));
}

all("[data-upload]").forEach(uploading);
/** @type {HTMLInputElement[]} */
const words = all("[data-word]");
words.forEach(gate);
const focused = first("[data-focus]");
if (focused) focused.focus();
