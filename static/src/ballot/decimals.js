// Points of a rubric: plain decimals kept exact, as whole numbers of a smallest unit. No binary fraction ever.

/** @param {string} text */
function places(text) {
  const point = text.indexOf(".");
  return point < 0 ? 0 : text.length - point - 1;
}

/**
 * @param {string} text
 * @param {number} scale
 */
function units(text, scale) {
  const [whole, fraction = ""] = text.split(".");
  return Number(whole + fraction.padEnd(scale, "0"));
}

/**
 * The shortest spelling of `value` units of which 10^scale make one point: "3", "2.5".
 * @param {number} value
 * @param {number} scale
 */
function spell(value, scale) {
  const digits = String(value).padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, "");
  return fraction ? `${whole}.${fraction}` : whole;
}

/**
 * Every mark an item can get, from full marks down to 0, for `max` and `step` as decimal texts.
 * @param {string} max
 * @param {string} step
 */
export function ladder(max, step) {
  const scale = Math.max(places(max), places(step));
  const [top, rung] = [units(max, scale), units(step, scale)];
  const marks = [];
  for (let value = top - (top % rung); value >= 0; value -= rung) marks.push(spell(value, scale));
  return marks;
}

/**
 * The exact sum of decimal texts, in its shortest spelling.
 * @param {string[]} texts
 */
export function sum(texts) {
  const scale = Math.max(0, ...texts.map(places));
  return spell(
    texts.reduce((total, text) => total + units(text, scale), 0),
    scale,
  );
}

/**
 * a − b of two decimal texts, where a is not the smaller.
 * @param {string} a
 * @param {string} b
 */
export function difference(a, b) {
  const scale = Math.max(places(a), places(b));
  return spell(units(a, scale) - units(b, scale), scale);
}
