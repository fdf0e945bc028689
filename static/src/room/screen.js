/* The projector needs nobody at its keyboard: long tables turn their pages by themselves, the mouse hides, the
   display stays awake where the browser allows it. Space stops and goes on, arrows turn, F fills the screen.

   <div data-pages data-seconds="15"><section data-page>…</section>…</div>   and a .page-bar somewhere in the picture */

const STILL_MS = 3000;
let paused = false;
let timer = 0;
let shown = 0; // outlives an exchange of the picture, so that a new figure does not turn back to page one

const pages = () => Array.from(document.querySelectorAll("[data-pages] > [data-page]"));

function dots(count) {
  const bar = document.querySelector(".page-bar");
  if (!bar) return;
  bar.hidden = count < 2;
  bar.querySelector("[data-page-dots]").replaceChildren(
    ...Array.from({ length: count }, (_, index) => {
      const dot = document.createElement("span");
      dot.className = index === shown ? "page-dot is-now" : "page-dot";
      return dot;
    }),
  );
  const hint = bar.querySelector("[data-page-hint]");
  hint.textContent = paused ? hint.dataset.textPause : hint.dataset.textPlay;
}

function show(index) {
  const all = pages();
  clearTimeout(timer);
  if (!all.length) {
    shown = 0;
    return;
  }
  shown = ((index % all.length) + all.length) % all.length;
  const box = all[0].parentElement;
  box.dataset.paged = "";
  all.forEach((page, place) => page.classList.toggle("is-shown", place === shown));
  dots(all.length);
  if (all.length > 1 && !paused) timer = setTimeout(() => show(shown + 1), Number(box.dataset.seconds) * 1000);
}

function fill() {
  if (document.fullscreenElement) document.exitFullscreen();
  else if (document.documentElement.requestFullscreen) document.documentElement.requestFullscreen();
}

document.addEventListener("keydown", (event) => {
  if (event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === " ") {
    paused = !paused;
    show(shown);
    event.preventDefault();
  }
  if (event.key === "ArrowRight" || event.key === "PageDown") show(shown + 1);
  if (event.key === "ArrowLeft" || event.key === "PageUp") show(shown - 1);
  if (event.key === "f" || event.key === "F") fill();
});
document.addEventListener("dblclick", fill);
document.addEventListener("live:fragment", () => show(shown));

let still = 0;
function moved() {
  document.documentElement.classList.remove("is-still");
  clearTimeout(still);
  still = setTimeout(() => document.documentElement.classList.add("is-still"), STILL_MS);
}
document.addEventListener("mousemove", moved);
moved();

async function stayAwake() {
  try {
    if (navigator.wakeLock) await navigator.wakeLock.request("screen");
  } catch (error) {
    /* a courtesy, not a need */
  }
}
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) stayAwake();
});
stayAwake();
show(0);
