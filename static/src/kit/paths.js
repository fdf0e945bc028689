/* What a path of data-bind and its like means in a state. Nothing here touches the page. */

/**
 * The value at "a.b.0.c"; undefined where the path leads nowhere.
 * @param {any} state
 * @param {string} path
 * @returns {any}
 */
export function valueAt(state, path) {
  return path.split(".").reduce((at, key) => (at === null || at === undefined ? undefined : at[key]), state);
}

/**
 * "a.b/c.d" as a percentage; "a.b" is one already. Nothing to divide by is 0; a path that leads nowhere, undefined.
 * @param {any} state
 * @param {string} path
 */
export function percentAt(state, path) {
  const [above, below] = path.split("/").map((part) => valueAt(state, part.trim()));
  if (above === undefined) return undefined;
  const value = path.includes("/") ? (Number(below) ? (100 * Number(above)) / Number(below) : 0) : Number(above);
  return Math.min(100, Math.max(0, value || 0));
}

/**
 * Whether "path", "path=word", "!path" or "!path=word" is so.
 * @param {any} state
 * @param {string} condition
 */
export function holds(state, condition) {
  const not = condition.startsWith("!");
  const [path, word] = condition.slice(not ? 1 : 0).split("=");
  const value = valueAt(state, path.trim());
  const so = word === undefined ? Boolean(value) : String(value) === word.trim();
  return so !== not;
}
