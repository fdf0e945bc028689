/* Finding elements, with their types. */

/**
 * Every element that a selector finds, in the order of the page.
 * @template {Element} [E=HTMLElement]
 * @param {string} selector
 * @param {ParentNode} [root]
 * @returns {E[]}
 */
export function all(selector, root = document) {
  return Array.from(root.querySelectorAll(selector));
}

/**
 * The first element that a selector finds, or null.
 * @template {Element} [E=HTMLElement]
 * @param {string} selector
 * @param {ParentNode} [root]
 * @returns {E | null}
 */
export function first(selector, root = document) {
  return root.querySelector(selector);
}

/**
 * The element that a selector finds and the template always has.
 * @template {Element} [E=HTMLElement]
 * @param {string} selector
 * @param {ParentNode} [root]
 * @returns {E}
 */
export function the(selector, root = document) {
  const found = /** @type {E | null} */ (root.querySelector(selector));
  if (!found) throw new Error(`no ${selector} on this page`);
  return found;
}

/**
 * The element an event happened at or the nearest around it that a selector matches, or null.
 * @template {Element} [E=HTMLElement]
 * @param {Event} event
 * @param {string} selector
 * @returns {E | null}
 */
export function around(event, selector) {
  return event.target instanceof Element ? event.target.closest(selector) : null;
}

/**
 * The form that is being sent.
 * @param {Event} event
 */
export function sentForm(event) {
  return /** @type {HTMLFormElement} */ (event.target);
}
