/* The sum of the weights while they are typed, exact. */

import { sum } from "../ballot/decimals.js";
import { all, first, the } from "../kit/page.js";

/**
 * A weight as it is added up: a plain decimal, of a per cent; null where it is none.
 * @param {string} text
 */
function decimal(text) {
  const plain = text.normalize("NFKC").replace(/[%\s]/g, "");
  return /^\d+(\.\d+)?$/.test(plain) ? plain : null;
}

/** @param {string[]} typed */
function total(typed) {
  const numbers = typed.map(decimal);
  return numbers.every((number) => number !== null) ? sum(numbers.map(String)) : "?";
}

/** @param {HTMLElement} form */
function show(form) {
  const line = the("[data-weights-sum]", form);
  /** @type {HTMLInputElement[]} */
  const inputs = all("[name^='weight/']", form);
  const typed = inputs.map(({ value }) => value).filter((text) => text.trim());
  const found = total(typed);
  const look = found === "100" ? "is-right" : "is-off";
  line.textContent = (typed.length ? (line.dataset.text || "").replace("{sum}", found) : line.dataset.none) || "";
  line.className = `mb-1 mt-2 weights-sum ${typed.length ? look : ""}`;
}

const form = first("[data-weights]");
if (form) {
  form.addEventListener("input", () => show(form));
  show(form);
}
