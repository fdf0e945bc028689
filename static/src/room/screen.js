/* The projector needs nobody at its keyboard: long tables turn their pages by themselves, the mouse hides, the
   display stays awake where the browser allows it. Space stops and goes on, arrows turn, F fills the screen.

   <div data-pages data-seconds="15"><section data-page>…</section>…</div>   and a .page-bar somewhere in the picture */

import { all, first, the } from "../kit/page.js";

const STILL_MS = 3000;
let paused = false;
let timer = 0;
let shown = 0; // outlives an exchange of the picture, so that a new figure does not turn back to page one
let still = 0;

/** @param {number} count of pages */
function dots(count) {
  const bar = first(".page-bar");
  if (!bar) return;
  bar.hidden = count < 2;
  const marks = Array.from({ length: count }, (_, index) => {
    const className = index === shown ? "page-dot is-now" : "page-dot";
    return Object.assign(document.createElement("span"), { className });
  });
  the("[data-page-dots]", bar).replaceChildren(...marks);
  const hint = the("[data-page-hint]", bar);
  hint.textContent = (paused ? hint.dataset.textPause : hint.dataset.textPlay) || "";
}

/**
 * Show a page, counted around the end; the next follows unless it is paused.
 * @param {number} index
 */
function show(index) {
  const pages = all("[data-pages] > [data-page]");
  const box = first("[data-pages]");
  clearTimeout(timer);
  if (!pages.length || !box) {
    shown = 0;
    return;
  }
  shown = ((index % pages.length) + pages.length) % pages.length;
  box.dataset.paged = "";
  pages.forEach((page, i) => page.classList.toggle("is-shown", i === shown));
  dots(pages.length);
  if (pages.length > 1 && !paused) timer = setTimeout(() => show(shown + 1), Number(box.dataset.seconds) * 1000);
}

function fill() {
  if (document.fullscreenElement) document.exitFullscreen();
  else if (document.documentElement.requestFullscreen) document.documentElement.requestFullscreen();
}

function pause() {
  paused = !paused;
  show(shown);
}

const onward = () => show(shown + 1);
const back = () => show(shown - 1);
/** @type {Record<string, () => void>} */
const KEYS = { " ": pause, ArrowRight: onward, PageDown: onward, ArrowLeft: back, PageUp: back, f: fill, F: fill };
document.addEventListener("keydown", (event) => {
  if (event.repeat || event.ctrlKey || event.altKey || event.metaKey || !(event.key in KEYS)) return;
  KEYS[event.key]();
  if (event.key === " ") event.preventDefault();
});
document.addEventListener("dblclick", fill);
document.addEventListener("live:fragment", () => show(shown));

function moved() {
  document.documentElement.classList.remove("is-still");
  clearTimeout(still);
  still = setTimeout(() => document.documentElement.classList.add("is-still"), STILL_MS);
}
document.addEventListener("mousemove", moved);
moved();

async function stayAwake() {
  try {
    if ("wakeLock" in navigator) await navigator.wakeLock.request("screen");
  } catch (refused) {
    // a courtesy, not a need
  }
}
document.addEventListener("visibilitychange", () => document.hidden || stayAwake());
stayAwake();
show(0);
