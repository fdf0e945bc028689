// A code tapped in on the screen: no input field, so there is nothing that a browser could offer the next voter,
// and no keyboard of the tablet's own that learns it.

import { button, fill, h } from "../ballot/dom.js";
import { _ } from "../ballot/words.js";

const LOOKALIKES = { O: "0", I: "1", L: "1" };

/** A sign as it stands in a code of this alphabet, or null. */
function readable(sign, alphabet) {
  const upper = sign.normalize("NFKC").toUpperCase();
  if (alphabet.includes(upper)) return upper;
  const meant = LOOKALIKES[upper];
  return meant && alphabet.includes(meant) ? meant : null;
}

/**
 * A row of places over a keyboard of `alphabet`. `groups` are the lengths of the code's groups; `judge(code)` says
 * {good, text} of a full code; `go` is the label of the button that hands a good one to `onCode(code)`; `before` is
 * an element ahead of the places. The element has `press(key)` for a keyboard and `wipe()`.
 */
export function keypad({ alphabet, groups, judge, go, onCode, before = null, ready = () => true }) {
  const length = groups.reduce((sum, size) => sum + size, 0);
  const signs = Array(length).fill("");
  let at = 0;
  const says = h("p", { class: "says", role: "status" });
  const places = signs.map((_, i) => h("button", { type: "button", class: "slot", click: () => move(i) }));
  const next = button(go, "primary", hand);
  const code = () => signs.join("");
  const full = () => code().length === length;

  function show(text = "", look = "") {
    const judged = full() ? judge(code()) : { good: false, text: "" };
    places.forEach((place, i) => {
      place.textContent = signs[i];
      place.setAttribute(
        "aria-label",
        signs[i] ? _("第 %(n)s 位：%(sign)s", { n: i + 1, sign: signs[i] }) : _("第 %(n)s 位", { n: i + 1 }),
      );
      place.classList.toggle("at", i === at && !(full() && judged.good));
    });
    says.textContent = text || judged.text;
    says.className = `says ${look || (judged.good ? "good" : judged.text ? "bad" : "")}`;
    next.disabled = !(judged.good && ready());
  }
  function move(to) {
    at = to;
    show();
  }
  function put(sign) {
    const right = readable(sign, alphabet);
    if (right === null)
      return show(_("票号里只有数字和下面这些字母，没有“%(sign)s”。", { sign: sign.toUpperCase() }), "bad");
    signs[at] = right;
    const gap = signs.findIndex((one, i) => i > at && one === "");
    const first = signs.indexOf("");
    at = gap >= 0 ? gap : first >= 0 ? first : Math.min(at + 1, length - 1);
    return show();
  }
  function erase() {
    if (signs[at] === "" && at > 0) at -= 1;
    signs[at] = "";
    show();
  }
  function wipe() {
    signs.fill("");
    move(0);
  }
  function hand() {
    if (!next.disabled) onCode(code());
  }

  let start = 0;
  const grouped = groups.map((size) => {
    const group = h("span", { class: "group" }, places.slice(start, start + size));
    start += size;
    return group;
  });
  const keys = Array.from(alphabet).map((sign) =>
    h("button", { type: "button", class: "key", click: () => put(sign) }, sign),
  );
  const element = h(
    "div",
    { class: "keypad" },
    h("div", { class: "places", role: "group", "aria-label": _("票号") }, before, grouped),
    says,
    h("div", { class: alphabet.length > 16 ? "keys" : "keys few" }, keys),
    h("div", { class: "foot ways" }, button(_("退一位"), "plain", erase), button(_("全部清除"), "plain", wipe), next),
  );
  element.press = (key) => {
    if (key === "Backspace") erase();
    else if (key === "Enter") hand();
    else if (key.length === 1 && !/[\s-]/.test(key)) put(key);
  };
  element.wipe = wipe;
  element.show = show;
  show();
  return element;
}

/**
 * The class before the code: a button for each with its title, then the one chosen, which can be tapped to choose
 * again. `onChange()` is called after each choice; the element has `value`.
 */
export function classChooser(classes, titles, onChange) {
  const names = Object.keys(classes);
  const element = h("span", { class: "chooser" });
  const choose = (name) => {
    element.value = name;
    fill(
      element,
      name === null
        ? names.map((one) =>
            h(
              "button",
              { type: "button", class: "class-key", click: () => choose(one) },
              one,
              titles[one] && titles[one] !== one ? h("small", {}, titles[one]) : null,
            ),
          )
        : h(
            "button",
            {
              type: "button",
              class: "slot class-slot",
              "aria-label": _("票类 %(class)s，点这里改", { class: name }),
              click: () => names.length > 1 && choose(null),
            },
            name,
          ),
    );
    onChange();
  };
  element.choose = choose;
  element.value = names.length === 1 ? names[0] : null;
  return element;
}
