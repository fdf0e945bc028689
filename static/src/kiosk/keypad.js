// A code tapped in on the screen: no input field, so there is nothing that a browser could offer the next voter,
// and no keyboard of the tablet's own that learns it.

import { button, fill, h } from "../ballot/dom.js";
import { _ } from "../ballot/words.js";

/** @import { Child } from "../ballot/shapes" */
/**
 * The element of a keypad: `press(key)` for a keyboard, `wipe()`, and `show(text)` to say something on it.
 * @typedef {HTMLElement & {press(key: string): void, wipe(): void, show(text?: string): void}} Keypad
 */
/**
 * `groups` are the lengths of the code's groups; `judge(code)` says {good, text} of a full code; `go` is the label of
 * the button that hands a good one to `onCode(code)`; `before` is an element ahead of the places; `ready()` whether
 * what that element asks is there.
 * @typedef {{alphabet: string, groups: number[], judge: (code: string) => {good: boolean, text: string}, go: string,
 *   onCode: (code: string) => void, before?: Child, ready?: () => boolean}} Wanted
 */

/** @type {Record<string, string>} */
const LOOKALIKES = { O: "0", I: "1", L: "1" };

/**
 * A sign as it stands in a code of this alphabet, or null.
 * @param {string} sign
 * @param {string} alphabet
 */
function readable(sign, alphabet) {
  const upper = sign.normalize("NFKC").toUpperCase();
  if (alphabet.includes(upper)) return upper;
  const meant = LOOKALIKES[upper];
  return meant && alphabet.includes(meant) ? meant : null;
}

/** The places of a code, and where the next sign goes. */
class Places {
  /** @param {number} length */
  constructor(length) {
    this.signs = Array(length).fill("");
    this.at = 0;
  }

  code() {
    return this.signs.join("");
  }

  isFull() {
    return this.signs.every((sign) => sign !== "");
  }

  /**
   * Put a sign here and go on to the next place that is empty, else one further.
   * @param {string} sign
   */
  put(sign) {
    this.signs[this.at] = sign;
    const gap = this.signs.findIndex((other, i) => i > this.at && other === "");
    const first = this.signs.indexOf("");
    this.at = gap >= 0 ? gap : first >= 0 ? first : Math.min(this.at + 1, this.signs.length - 1);
  }

  erase() {
    if (this.signs[this.at] === "" && this.at > 0) this.at -= 1;
    this.signs[this.at] = "";
  }

  wipe() {
    this.signs.fill("");
    this.at = 0;
  }
}

/**
 * Elements in groups of these lengths.
 * @param {HTMLElement[]} elements
 * @param {number[]} lengths
 */
function grouped(elements, lengths) {
  let start = 0;
  return lengths.map((length) => {
    start += length;
    return h("span", { class: "group" }, elements.slice(start - length, start));
  });
}

/**
 * A row of places over a keyboard of `alphabet`.
 * @param {Wanted} wanted
 * @returns {Keypad}
 */
export function keypad({ alphabet, groups, judge, go, onCode, before = null, ready = () => true }) {
  const places = new Places(groups.reduce((sum, size) => sum + size, 0));
  const says = h("p", { class: "says", role: "status" });
  const slots = places.signs.map((sign, i) => h("button", { type: "button", class: "slot", click: () => move(i) }));
  const next = button(go, "primary", () => hand());

  function show(text = "", look = "") {
    const judged = places.isFull() ? judge(places.code()) : { good: false, text: "" };
    slots.forEach((slot, i) => {
      const sign = places.signs[i];
      slot.textContent = sign;
      slot.setAttribute(
        "aria-label",
        sign ? _("第 %(n)s 位：%(sign)s", { n: i + 1, sign }) : _("第 %(n)s 位", { n: i + 1 }),
      );
      slot.classList.toggle("at", i === places.at && !judged.good);
    });
    says.textContent = text || judged.text;
    says.className = `says ${look || (judged.good ? "good" : judged.text ? "bad" : "")}`;
    next.disabled = !(judged.good && ready());
  }
  /** @param {number} to */
  function move(to) {
    places.at = to;
    show();
  }
  /** @param {string} sign */
  function put(sign) {
    const right = readable(sign, alphabet);
    if (right === null) return show(foreign(sign), "bad");
    places.put(right);
    return show();
  }
  function erase() {
    places.erase();
    show();
  }
  function wipe() {
    places.wipe();
    show();
  }
  function hand() {
    if (!next.disabled) onCode(places.code());
  }
  /** @param {string} key */
  function press(key) {
    if (key === "Backspace") erase();
    else if (key === "Enter") hand();
    else if (key.length === 1 && !/[\s-]/.test(key)) put(key);
  }

  const keys = Array.from(alphabet, (sign) =>
    h("button", { type: "button", class: "key", click: () => put(sign) }, sign),
  );
  const row = h("div", { class: "places", role: "group", "aria-label": _("票号") }, before, grouped(slots, groups));
  const board = h("div", { class: alphabet.length > 16 ? "keys" : "keys few" }, keys);
  const ways = [button(_("退一位"), "plain", erase), button(_("全部清除"), "plain", wipe), next];
  show();
  const element = h("div", { class: "keypad" }, [row, says, board, h("div", { class: "foot ways" }, ways)]);
  return Object.assign(element, { press, wipe, show });
}

/** @param {string} sign */
function foreign(sign) {
  return _("票号里只有数字和下面这些字母，没有“%(sign)s”。", { sign: sign.toUpperCase() });
}

/**
 * The class before the code: a button for each with its title, then the one chosen, which can be tapped to choose
 * again. `onChange()` is called after each choice; `chosen()` is the class, or null.
 * @param {Record<string, string>} classes
 * @param {Record<string, string>} titles
 * @param {() => void} onChange
 */
export function classChooser(classes, titles, onChange) {
  const names = Object.keys(classes);
  const only = names.length === 1 ? names[0] : null;
  let chosen = only;
  const element = h("span", { class: "chooser" });
  /** @param {string} name */
  const key = (name) => {
    const more = titles[name] && titles[name] !== name ? h("small", {}, titles[name]) : null;
    return h("button", { type: "button", class: "class-key", click: () => choose(name) }, name, more);
  };
  /** @param {string} name */
  const slot = (name) => {
    const label = _("票类 %(class)s，点这里改", { class: name });
    const again = () => only === null && choose(null);
    return h("button", { type: "button", class: "slot class-slot", "aria-label": label, click: again }, name);
  };
  /** @param {string | null} name */
  const choose = (name) => {
    chosen = name;
    fill(element, name === null ? names.map(key) : slot(name));
    onChange();
  };
  return { element, choose, chosen: () => chosen, reset: () => choose(only) };
}
