// Elements without a framework: text is always text, never markup.

const PROPERTIES = ["checked", "value", "disabled", "hidden"];

function put(element, name, value) {
  if (value === null || value === undefined || value === false) return;
  if (typeof value === "function") element.addEventListener(name, value);
  else if (PROPERTIES.includes(name)) element[name] = value;
  else element.setAttribute(name, value === true ? "" : value);
}

/** An element with attributes (a function listens to the event of that name) and children; null children are left out. */
export function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const name of Object.keys(attributes || {})) put(element, name, attributes[name]);
  fill(element, ...children);
  return element;
}

/** Replace an element's children. */
export function fill(element, ...children) {
  element.textContent = "";
  for (const child of [].concat(...children)) {
    if (child === null || child === undefined || child === false) continue;
    element.appendChild(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return element;
}

/** A large button. `look`: primary, plain or quiet. */
export function button(label, look, onClick, attributes = {}) {
  return h("button", { type: "button", class: `button ${look}`, click: onClick, ...attributes }, label);
}

/** A name in the parts a line may break between: 阿卜杜热合曼· and 买买提依明. */
export function inParts(name) {
  const parts = name.match(/[^·•・]+[·•・]*|[·•・]+/g) || [];
  return parts.length > 1 ? parts.map((part) => h("span", { class: "part" }, part)) : [name];
}

/** A heading that takes the focus when its screen appears, so that a screen reader starts there. */
export function title(text, attributes = {}) {
  return h("h1", { tabindex: "-1", ...attributes }, text);
}
