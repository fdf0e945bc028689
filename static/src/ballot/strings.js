// The language of the page: what the voter chose on this phone, else the lang attribute of <html>, else Chinese.

import en from "./strings.en.js";
import zh from "./strings.zh.js";

const CHOICE = "vote/language";

function chosen() {
  try {
    return localStorage.getItem(CHOICE) || document.documentElement.lang;
  } catch (blocked) {
    return document.documentElement.lang;
  }
}

const language = chosen().slice(0, 2) === "en" ? "en" : "zh-CN";
const words = language === "en" ? en : zh;
document.documentElement.lang = language;

/** The text under a key, with {names} filled in. */
export function t(key, values = {}) {
  return words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** What to say of a refusal by the server: our own sentence for its name, else the server's, else whom to call. */
export function told(refusal) {
  return words[refusal.error] || refusal.message || words.callStaff;
}

/** Read the page in the other language from now on. */
export function switchLanguage() {
  localStorage.setItem(CHOICE, language === "en" ? "zh-CN" : "en");
  location.reload();
}
