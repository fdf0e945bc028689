// What the gates share: can this browser vote at all, and what is shown where it cannot. For the oldest browsers: no
// const, no arrow, no template, nothing taken apart.

/** The element everything is drawn on. */
export var app = /** @type {HTMLElement} */ (document.getElementById("app"));
var script = /** @type {HTMLScriptElement} */ (document.currentScript);
var opening = app.firstChild; // stands until the app has drawn its first screen

/** Whether the browser knows all that the app calls without asking first. */
export function isModern() {
  return (
    typeof BigInt === "function" &&
    ["fetch", "EventSource", "AbortController", "URLSearchParams", "TextDecoder", "crypto"].every(function (name) {
      return name in window;
    }) &&
    "getRandomValues" in crypto
  );
}

/**
 * Show that nothing goes on here, and what to do.
 * @param {string} heading
 * @param {string} text
 */
export function refuse(heading, text) {
  app.innerHTML = '<section class="screen stop" role="alert"><h1></h1><p class="lead"></p></section>';
  /** @type {HTMLElement} */ (app.querySelector("h1")).textContent = heading;
  /** @type {HTMLElement} */ (app.querySelector("p")).textContent = text;
}

/**
 * Load the app that the gate's script element names in data-app.
 * @param {() => void} onStumble called where the browser stumbles over the app's very first words
 * @param {() => void} onLost called where the app did not come
 */
export function load(onStumble, onLost) {
  window.addEventListener("error", function () {
    if (app.firstChild === opening) onStumble();
  });
  var element = document.createElement("script");
  element.src = script.getAttribute("data-app") || "";
  element.onerror = onLost;
  document.body.appendChild(element);
}
