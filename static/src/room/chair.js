/* The chair's page: asks before what cannot be taken back, takes Enter and Space for the big act, and does not take a
   second press of the same finger for the next act. Without it every form still works; the server asks then. */

import { around, first, sentForm, the } from "../kit/page.js";
import { valueAt } from "../kit/paths.js";

const FRESH_MS = 700; // longer than a double click
const REACH_MS = 5000;
const offline = () => the("[data-offline]");
/** @type {any} the last state heard */
let state = null;
/** @type {string | undefined} what the big button means, and since when */
let meaning;
let since = 0;
document.addEventListener("live:state", (event) => {
  state = /** @type {CustomEvent} */ (event).detail;
});

/**
 * Put a question, unless it stands open.
 * @param {string | undefined} id
 */
function ask(id) {
  const dialog = document.getElementById(id || "");
  if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.showModal();
}

/* data-ask: while the path in data-ask-when holds something, the question is put instead of sending. */
document.addEventListener(
  "submit",
  (event) => {
    const form = sentForm(event);
    if (!form.dataset.ask || !state || !valueAt(state, form.dataset.askWhen || "")) return;
    event.preventDefault();
    ask(form.dataset.ask);
  },
  true,
);

/* Before an act is sent the server is asked whether it is there: else a lost network would take the page away, and
   with it every number on it, in front of the whole room. */
/** @type {WeakSet<HTMLFormElement>} */
const asked = new WeakSet();
/** @type {WeakSet<HTMLFormElement>} */
const reached = new WeakSet();

/** Whether the server answers, within REACH_MS. */
async function isThere() {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), REACH_MS);
  const where = the("[data-live-state]").dataset.liveState || "";
  try {
    await fetch(where, { method: "HEAD", cache: "no-store", redirect: "manual", signal: abort.signal });
    return true;
  } catch (silent) {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Send a form once the server is known to be there, else say that it is not.
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} button
 */
async function reach(form, button) {
  asked.add(form);
  if (button) button.setAttribute("aria-busy", "true");
  const there = await isThere();
  if (there) {
    reached.add(form);
    offline().hidden = true;
    if (document.contains(form)) form.requestSubmit(button);
  } else unreached(form);
  if (button) button.removeAttribute("aria-busy");
  asked.delete(form);
  reached.delete(form);
}

/** @param {HTMLFormElement} form */
function unreached(form) {
  /** @type {HTMLDialogElement | null} */
  const dialog = form.closest("dialog");
  if (dialog) dialog.close();
  offline().hidden = false;
  offline().scrollIntoView({ block: "nearest" });
}

document.addEventListener(
  "submit",
  (event) => {
    const form = sentForm(event);
    if (event.defaultPrevented || form.hasAttribute("data-free") || reached.has(form)) return;
    event.preventDefault();
    if (!asked.has(form)) reach(form, event.submitter);
  },
  true,
);

/* A button that means something new does not take a press for its first moment, however often it is drawn meanwhile.
   Until this script has run the style sheet sees to that: .is-known ends its animation. */
function freshen() {
  const act = first("#act");
  if (!act) return;
  if (act.dataset.act !== meaning) {
    meaning = act.dataset.act;
    since = performance.now();
    offline().hidden = true; // what was pressed in vain is not the act any more
  }
  const left = since + FRESH_MS - performance.now();
  const fresh = left > 0;
  if (fresh) setTimeout(freshen, left);
  act.classList.toggle("is-fresh", fresh);
  act.classList.toggle("is-known", !fresh);
  if (fresh) act.setAttribute("aria-disabled", "true");
  else if (!act.hasAttribute("aria-busy")) act.removeAttribute("aria-disabled");
}

document.addEventListener(
  "click",
  (event) => {
    if (!around(event, "#act.is-fresh")) return;
    event.preventDefault();
    event.stopPropagation();
  },
  true,
);

/* Enter and Space do the big act wherever the focus is not on something of its own. */
const OWN = "a, button, input, textarea, select, summary, dialog, [contenteditable]";
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" && event.key !== " ") return;
  const act = first("#act");
  if (event.repeat) {
    if (event.target === act) event.preventDefault();
    return;
  }
  if (!act || around(event, OWN)) return;
  event.preventDefault();
  act.click();
});

/* What the server asked back: the question stands open when the page comes. */
function askNow() {
  const box = first("[data-ask-now]");
  if (!box) return;
  ask(box.dataset.askNow);
  delete box.dataset.askNow;
}

/* A long agenda shows where the meeting stands. */
function follow() {
  const [list, here] = [first(".agenda"), first(".agenda-open, .agenda .is-next")];
  if (list && here) list.scrollTop = here.offsetTop - list.offsetTop - list.clientHeight / 3;
}

document.addEventListener("live:line", (event) => {
  if (/** @type {CustomEvent} */ (event).detail === "live") offline().hidden = true;
});
document.addEventListener("live:fragment", () => {
  freshen();
  follow();
});
follow();
freshen();
askNow();
