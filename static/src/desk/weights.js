/* The sum of the weights while they are typed, exact: in whole units of the longest fraction typed. */
const form = document.querySelector("[data-weights]");

function digits(text) {
  const plain = text.normalize("NFKC").replace(/[%\s]/g, "");
  return /^\d+(\.\d+)?$/.test(plain) ? plain : null;
}

/* 33.3 + 33.3 + 33.4 without a float. */
export function sum(texts) {
  const places = Math.max(0, ...texts.map((text) => (text.split(".")[1] || "").length));
  const whole = texts.reduce((total, text) => {
    const [front, back = ""] = text.split(".");
    return total + BigInt(front + back.padEnd(places, "0"));
  }, BigInt(0));
  const shown = whole.toString().padStart(places + 1, "0");
  const back = places ? shown.slice(-places).replace(/0+$/, "") : "";
  return (places ? shown.slice(0, -places) : shown) + (back && `.${back}`);
}

function show() {
  const line = form.querySelector("[data-weights-sum]");
  const typed = Array.from(form.querySelectorAll("[name^='weight/']"), (input) => input.value).filter((text) =>
    text.trim(),
  );
  const numbers = typed.map(digits);
  const total = numbers.includes(null) ? "?" : sum(numbers);
  line.textContent = typed.length ? line.dataset.text.replace("{sum}", total) : line.dataset.none;
  line.className = `mb-1 mt-2 weights-sum ${typed.length ? (total === "100" ? "is-right" : "is-off") : ""}`;
}

if (form) {
  form.addEventListener("input", show);
  show();
}
