/* What forms, dialogs and tables of the officers' pages do. Nothing here is needed to send a form: a page
   without script still works. Attributes are described in README.md. */

const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));

/* Dialogs: data-dialog-open="id", data-dialog-close, and a word that must be typed before the act. */
function openDialog(button) {
  if (button.getAttribute("aria-disabled") === "true") return;
  const dialog = document.getElementById(button.dataset.dialogOpen);
  if (!dialog) return;
  dialog.showModal();
  const word = dialog.querySelector("[data-word]");
  if (word) {
    word.value = "";
    gate(word);
    word.focus();
  }
}

const folded = (text) => text.normalize("NFKC").replace(/\s+/g, "").toLowerCase();

function gate(word) {
  const right = folded(word.value) === folded(word.dataset.word);
  all("[data-word-gate]", word.form).forEach((button) => {
    button.disabled = !right;
  });
}

document.addEventListener("click", (event) => {
  const at = (selector) => event.target.closest && event.target.closest(selector);
  const opener = at("[data-dialog-open]");
  if (opener) openDialog(opener);
  const closer = at("[data-dialog-close]");
  if (closer) closer.closest("dialog").close();
  const dismissed = at("[data-dismiss]");
  if (dismissed) dismissed.closest(".note").remove();
  if (at("[data-print]")) window.print();
  const reveal = at("[data-reveal]");
  if (reveal) show(reveal);
});

/* data-reveal="id": shows a password as it is typed, until pressed again. */
function show(button) {
  const field = document.getElementById(button.dataset.reveal);
  const shown = field.type === "text";
  field.type = shown ? "password" : "text";
  button.setAttribute("aria-pressed", String(!shown));
}

/* A form is sent once. Its buttons say so until the next page is there; a form that answers with a file
   (data-download) or may be repeated (data-free) is left alone. */
const sent = new WeakSet();

function guardTwice(event) {
  const form = event.target;
  if (
    event.defaultPrevented ||
    form.method !== "post" ||
    form.hasAttribute("data-free") ||
    form.hasAttribute("data-download")
  )
    return;
  if (sent.has(form)) {
    event.preventDefault();
    return;
  }
  sent.add(form);
  // Disabled only after the browser has read which button was pressed.
  setTimeout(() =>
    all("button[type=submit], button:not([type])", form).forEach((button) => {
      button.setAttribute("aria-disabled", "true");
      if (button === event.submitter) button.setAttribute("aria-busy", "true");
    }),
  );
}

function forget(form) {
  sent.delete(form);
  all("[aria-busy], button[aria-disabled]", form).forEach((button) => {
    button.removeAttribute("aria-busy");
    button.removeAttribute("aria-disabled");
  });
}

document.addEventListener("submit", guardTwice);
// Back from the next page out of the browser's memory: the form may be sent again.
window.addEventListener("pageshow", (event) => {
  if (event.persisted)
    all("form")
      .filter((f) => sent.has(f))
      .forEach(forget);
});

/* data-guard: what was typed and not sent is not lost without a question. */
const touched = new Set();
const note = (event) => {
  const form = event.target.form;
  if (form && form.hasAttribute("data-guard")) touched.add(form);
};
document.addEventListener("input", note);
document.addEventListener("change", note);
document.addEventListener("submit", (event) => {
  if (!event.defaultPrevented) touched.delete(event.target);
});
document.addEventListener("reset", (event) => touched.delete(event.target));
window.addEventListener("beforeunload", (event) => {
  const open = Array.from(touched).some((form) => document.contains(form));
  if (open) {
    event.preventDefault();
    event.returnValue = "";
  }
});

document.addEventListener("input", (event) => {
  const field = event.target;
  if (field.dataset.word !== undefined) gate(field);
  if (field.dataset.filterTable) filter(field);
});

/* data-filter-table="id": rows that do not hold every word typed are hidden; full-width typing is the same. */
function filter(box) {
  const words = box.value.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean);
  const rows = all(`#${CSS.escape(box.dataset.filterTable)} > tbody > tr`);
  rows.forEach((row) => {
    const text = row.textContent.normalize("NFKC").toLowerCase();
    row.hidden = !words.every((word) => text.includes(word));
  });
  const count = document.querySelector(`[data-filter-count="${CSS.escape(box.dataset.filterTable)}"]`);
  if (!count) return;
  const shown = rows.filter((row) => !row.hidden).length;
  count.textContent = words.length ? count.dataset.text.replace("{shown}", shown).replace("{all}", rows.length) : "";
}

/* data-drop: the name and the size of the chosen file, and the place lit while a file hangs over it. */
const size = (bytes) =>
  bytes < 1048576 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1048576).toFixed(1)} MB`;

function dropzone(zone) {
  const input = zone.querySelector("input[type=file]");
  const name = zone.querySelector("[data-drop-name]");
  const invitation = name.textContent;
  input.addEventListener("change", () => {
    const files = Array.from(input.files);
    name.textContent = files.length ? files.map((file) => `${file.name}（${size(file.size)}）`).join("、") : invitation;
    zone.classList.toggle("has-file", files.length > 0);
    zone.classList.remove("is-invalid");
  });
  ["dragenter", "dragover"].forEach((kind) => zone.addEventListener(kind, () => zone.classList.add("is-over")));
  ["dragleave", "drop"].forEach((kind) => zone.addEventListener(kind, () => zone.classList.remove("is-over")));
}

all("[data-drop]").forEach(dropzone);
all("[data-word]").forEach(gate);
const first = document.querySelector("[data-focus]");
if (first) first.focus();
