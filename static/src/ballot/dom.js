// Elements without a framework: text is always text, never markup.

/** @import { Attributes, Child } from "./shapes" */

const PROPERTIES = ["checked", "value", "disabled", "hidden"];

/**
 * @param {HTMLElement} element
 * @param {string} name
 * @param {Attributes[string]} value
 */
function put(element, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (typeof value === "function") element.addEventListener(name, value);
  else if (PROPERTIES.includes(name)) Object.assign(element, { [name]: value });
  else element.setAttribute(name, value === true ? "" : String(value));
}

/**
 * An element with attributes and children.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Attributes} attributes
 * @param {...Child} children
 */
export function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const name of Object.keys(attributes)) put(element, name, attributes[name]);
  return fill(element, ...children);
}

/**
 * Replace an element's children.
 * @template {HTMLElement} E
 * @param {E} element
 * @param {...Child} children
 */
export function fill(element, ...children) {
  element.textContent = "";
  children.forEach((child) => append(element, child));
  return element;
}

/**
 * @param {HTMLElement} element
 * @param {Child} child
 */
function append(element, child) {
  if (Array.isArray(child)) child.forEach((inner) => append(element, inner));
  else if (child instanceof Node) element.appendChild(child);
  else if (child !== null && child !== undefined && child !== false) {
    element.appendChild(document.createTextNode(String(child)));
  }
}

/**
 * Put a screen up: from its top, with the focus on its heading, so that a screen reader starts there.
 * @param {HTMLElement} root
 * @param {Child} screen
 */
export function putUp(root, screen) {
  fill(root, screen);
  scrollTo(0, 0);
  const heading = root.querySelector("h1");
  if (heading) heading.focus({ preventScroll: true });
}

/**
 * A large button. `look`: primary, plain or quiet.
 * @param {Child} label
 * @param {string} look
 * @param {(event: MouseEvent) => unknown} onClick
 * @param {Attributes} [attributes]
 */
export function button(label, look, onClick, attributes = {}) {
  return h("button", { type: "button", class: `button ${look}`, click: onClick, ...attributes }, label);
}

/**
 * A name in the parts a line may break between: 阿卜杜热合曼· and 买买提依明.
 * @param {string} name
 */
export function inParts(name) {
  const parts = name.match(/[^·•・]+[·•・]*|[·•・]+/g) || [];
  return parts.length > 1 ? parts.map((piece) => h("span", { class: "part" }, piece)) : [name];
}

/**
 * A heading that takes the focus when its screen appears.
 * @param {Child} text
 * @param {Attributes} [attributes]
 */
export function title(text, attributes = {}) {
  return h("h1", { tabindex: "-1", ...attributes }, text);
}

/**
 * An element that the page's template has.
 * @param {string} id
 */
export function part(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`no #${id} on this page`);
  return element;
}

/**
 * The first element that a selector finds inside another; it is known to be there.
 * @template {HTMLElement} [E=HTMLElement]
 * @param {ParentNode} root
 * @param {string} selector
 * @returns {E}
 */
export function within(root, selector) {
  const found = /** @type {E | null} */ (root.querySelector(selector));
  if (!found) throw new Error(`no ${selector} here`);
  return found;
}
