/* The chair's page: asks before what cannot be taken back, takes Enter and Space for the big act, and does not take a
   second press of the same finger for the next act. Without it every form still works; the server asks then. */

import { valueAt } from "../kit/paths.js";

const FRESH_MS = 700; // longer than a double click
let state = null;
let meaning = null;
let since = 0;
document.addEventListener("live:state", (event) => {
  state = event.detail;
});

/* data-ask: while the path in data-ask-when holds something, the question is put instead of sending. */
document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (!form.dataset.ask || !state || !valueAt(state, form.dataset.askWhen)) return;
    event.preventDefault();
    const dialog = document.getElementById(form.dataset.ask);
    if (dialog && !dialog.open) dialog.showModal();
  },
  true,
);

/* Before an act is sent the server is asked whether it is there: else a lost network would take the page away, and
   with it every number on it, in front of the whole room. */
const REACH_MS = 5000;
const asked = new WeakSet(),
  reached = new WeakSet();

async function reach(form, button) {
  const offline = document.querySelector("[data-offline]"),
    region = document.querySelector("[data-live-state]");
  const abort = new AbortController(),
    timer = setTimeout(() => abort.abort(), REACH_MS);
  asked.add(form);
  if (button) button.setAttribute("aria-busy", "true");
  try {
    await fetch(region.dataset.liveState, {
      method: "HEAD",
      cache: "no-store",
      redirect: "manual",
      signal: abort.signal,
    });
    reached.add(form);
    offline.hidden = true;
    if (document.contains(form)) form.requestSubmit(button);
  } catch (error) {
    const dialog = form.closest("dialog");
    if (dialog) dialog.close();
    offline.hidden = false;
    offline.scrollIntoView({ block: "nearest" });
  } finally {
    clearTimeout(timer);
    if (button) button.removeAttribute("aria-busy");
    asked.delete(form);
    reached.delete(form);
  }
}

document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.hasAttribute("data-free") || reached.has(form)) return;
    event.preventDefault();
    if (!asked.has(form)) reach(form, event.submitter);
  },
  true,
);

/* A button that means something new does not take a press for its first moment, however often it is drawn meanwhile.
   Until this script has run the style sheet sees to that: .is-known ends its animation. */
function freshen() {
  const act = document.getElementById("act");
  if (!act) return;
  if (act.dataset.act !== meaning) {
    meaning = act.dataset.act;
    since = performance.now();
    document.querySelector("[data-offline]").hidden = true; // what was pressed in vain is not the act any more
  }
  const left = since + FRESH_MS - performance.now(),
    fresh = left > 0;
  if (fresh) setTimeout(freshen, left);
  act.classList.toggle("is-fresh", fresh);
  act.classList.toggle("is-known", !fresh);
  if (fresh) act.setAttribute("aria-disabled", "true");
  else if (!act.hasAttribute("aria-busy")) act.removeAttribute("aria-disabled");
}

document.addEventListener(
  "click",
  (event) => {
    const act = event.target.closest && event.target.closest("#act.is-fresh");
    if (act) {
      event.preventDefault();
      event.stopPropagation();
    }
  },
  true,
);

/* Enter and Space do the big act wherever the focus is not on something of its own. */
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" && event.key !== " ") return;
  const act = document.getElementById("act");
  if (event.repeat) {
    if (event.target === act) event.preventDefault();
    return;
  }
  if (!act || event.target.closest("a, button, input, textarea, select, summary, dialog, [contenteditable]")) return;
  event.preventDefault();
  act.click();
});

/* What the server asked back: the question stands open when the page comes. */
function askNow() {
  const box = document.querySelector("[data-ask-now]");
  const dialog = box && document.getElementById(box.dataset.askNow);
  if (!dialog) return;
  delete box.dataset.askNow;
  dialog.showModal();
}

/* A long agenda shows where the meeting stands. */
function follow() {
  const list = document.querySelector(".agenda"),
    here = document.querySelector(".agenda-open, .agenda .is-next");
  if (list && here) list.scrollTop = here.offsetTop - list.offsetTop - list.clientHeight / 3;
}

document.addEventListener("live:line", (event) => {
  if (event.detail === "live") document.querySelector("[data-offline]").hidden = true;
});
document.addEventListener("live:fragment", () => {
  freshen();
  follow();
});
follow();
freshen();
askNow();
