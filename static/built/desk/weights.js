/* Built by static/build.mjs; do not edit.
   Source: static/src/desk/weights.js */

// static/src/desk/weights.js
var form = document.querySelector("[data-weights]");
function digits(text) {
  const plain = text.normalize("NFKC").replace(/[%\s]/g, "");
  return /^\d+(\.\d+)?$/.test(plain) ? plain : null;
}
function sum(texts) {
  const places = Math.max(0, ...texts.map((text) => (text.split(".")[1] || "").length));
  const whole = texts.reduce((total, text) => {
    const [front, back2 = ""] = text.split(".");
    return total + BigInt(front + back2.padEnd(places, "0"));
  }, BigInt(0));
  const shown = whole.toString().padStart(places + 1, "0");
  const back = places ? shown.slice(-places).replace(/0+$/, "") : "";
  return (places ? shown.slice(0, -places) : shown) + (back && `.${back}`);
}
function show() {
  const line = form.querySelector("[data-weights-sum]");
  const typed = Array.from(form.querySelectorAll("[name^='weight/']"), (input) => input.value).filter(
    (text) => text.trim()
  );
  const numbers = typed.map(digits);
  const total = numbers.includes(null) ? "?" : sum(numbers);
  line.textContent = typed.length ? line.dataset.text.replace("{sum}", total) : line.dataset.none;
  line.className = `mb-1 mt-2 weights-sum ${typed.length ? total === "100" ? "is-right" : "is-off" : ""}`;
}
if (form) {
  form.addEventListener("input", show);
  show();
}
export {
  sum
};
