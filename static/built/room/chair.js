/* Built by static/build.mjs; do not edit.
   Source: static/src/room/chair.js */

// static/src/kit/paths.js
function valueAt(state2, path) {
  return path.split(".").reduce((at, key) => at === null || at === void 0 ? void 0 : at[key], state2);
}

// static/src/room/chair.js
var FRESH_MS = 700;
var state = null;
var meaning = null;
var since = 0;
document.addEventListener("live:state", (event) => {
  state = event.detail;
});
document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (!form.dataset.ask || !state || !valueAt(state, form.dataset.askWhen)) return;
    event.preventDefault();
    const dialog = document.getElementById(form.dataset.ask);
    if (dialog && !dialog.open) dialog.showModal();
  },
  true
);
var REACH_MS = 5e3;
var asked = /* @__PURE__ */ new WeakSet();
var reached = /* @__PURE__ */ new WeakSet();
async function reach(form, button) {
  const offline = document.querySelector("[data-offline]"), region = document.querySelector("[data-live-state]");
  const abort = new AbortController(), timer = setTimeout(() => abort.abort(), REACH_MS);
  asked.add(form);
  if (button) button.setAttribute("aria-busy", "true");
  try {
    await fetch(region.dataset.liveState, {
      method: "HEAD",
      cache: "no-store",
      redirect: "manual",
      signal: abort.signal
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
  true
);
function freshen() {
  const act = document.getElementById("act");
  if (!act) return;
  if (act.dataset.act !== meaning) {
    meaning = act.dataset.act;
    since = performance.now();
    document.querySelector("[data-offline]").hidden = true;
  }
  const left = since + FRESH_MS - performance.now(), fresh = left > 0;
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
  true
);
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
function askNow() {
  const box = document.querySelector("[data-ask-now]");
  const dialog = box && document.getElementById(box.dataset.askNow);
  if (!dialog) return;
  delete box.dataset.askNow;
  dialog.showModal();
}
function follow() {
  const list = document.querySelector(".agenda"), here = document.querySelector(".agenda-open, .agenda .is-next");
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
