/* Puts a state into everything that is bound to it; the attributes are described in live.js. */

import { all } from "./page.js";
import { holds, percentAt, valueAt } from "./paths.js";

/**
 * @param {Element} element
 * @param {number} percent
 */
function setWidth(element, percent) {
  if (element instanceof HTMLElement) element.style.width = `${percent}%`;
  else element.setAttribute("width", `${percent}%`);
}

/**
 * @param {Element} element
 * @param {number} percent
 */
function setRing(element, percent) {
  element.setAttribute("stroke-dasharray", `${percent} 100`);
}

/**
 * @param {HTMLElement} element
 * @param {unknown} value
 */
function setClass(element, value) {
  const { prefix = "", was } = element.dataset;
  const next = value === undefined || value === null ? "" : prefix + value;
  if (was === next) return;
  if (was) element.classList.remove(was);
  if (next) element.classList.add(next);
  element.dataset.was = next;
}

/**
 * A text that is the same is not written again; one that is not in this state stands as the server wrote it.
 * @param {HTMLElement} element
 * @param {unknown} value
 */
function setText(element, value) {
  if (value === undefined) return;
  const text = value === null ? "" : String(value);
  if (element.textContent !== text) element.textContent = text;
}

/**
 * @param {ParentNode} root
 * @param {any} state
 * @param {string} attribute
 * @param {(element: Element, percent: number) => void} put
 */
function bindShare(root, state, attribute, put) {
  all(`[${attribute}]`, root).forEach((element) => {
    const percent = percentAt(state, element.getAttribute(attribute) || "");
    if (percent !== undefined) put(element, percent);
  });
}

/**
 * Put a state into everything within `root` that is bound to it.
 * @param {ParentNode} root
 * @param {any} state
 */
export function bind(root, state) {
  all("[data-bind]", root).forEach((element) => setText(element, valueAt(state, element.dataset.bind || "")));
  bindShare(root, state, "data-bind-width", setWidth);
  bindShare(root, state, "data-bind-ring", setRing);
  all("[data-bind-show]", root).forEach((element) => {
    element.hidden = !holds(state, element.dataset.bindShow || "");
  });
  all("[data-bind-class]", root).forEach((element) =>
    setClass(element, valueAt(state, element.dataset.bindClass || "")),
  );
}
