// The tablet's own words, in the language that the phone's screens on the same page speak.

import paperEn from "./paper.en.js";
import paperZh from "./paper.zh.js";
import en from "./words.en.js";
import zh from "./words.zh.js";

// The phone's dictionary sets the lang attribute when it is loaded: import it before this one.
const words = () =>
  document.documentElement.lang.slice(0, 2) === "en" ? { ...en, ...paperEn } : { ...zh, ...paperZh };

/** The text under a key, with {names} filled in. */
export function w(key, values = {}) {
  return words()[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** The text under a key that may be unknown here, else the other text: for the server's named errors. */
export function worded(key, otherwise) {
  return words()[key] || otherwise;
}
