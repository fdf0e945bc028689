// The language of a page and its sentences: what the voter chose on this phone, else the lang attribute of <html>, else
// Chinese. A sentence is written in Chinese where it is said, _("请稍候"), as in the server's code and templates; its
// English stands with theirs in voting/translations. The gates say theirs too, so this is written for the oldest
// browsers: no const, no arrow, no template, nothing taken apart.

import { SENTENCES } from "./catalogue.js";

var CHOICE = "vote/language";

function chosen() {
  try {
    return localStorage.getItem(CHOICE) || document.documentElement.lang;
  } catch (blocked) {
    return document.documentElement.lang;
  }
}

var language = chosen().slice(0, 2) === "en" ? "en" : "zh-CN";
document.documentElement.lang = language;

/**
 * A sentence in the language of the page. `%(name)s` in it is filled in from `values`, `%%` is a percent sign.
 * @param {string} sentence written out where it is called, never a variable: the catalogue and the build read it there
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function _(sentence, values) {
  var said = (SENTENCES[language] || {})[sentence] || sentence;
  return said.replace(/%%|%\((\w+)\)s/g, function (found, name) {
    return name ? String((values || {})[name]) : "%";
  });
}

/** The name of the other language, in that language. */
export function otherLanguage() {
  return language === "en" ? "中文" : "English";
}

/** Read the page in the other language from now on. */
export function switchLanguage() {
  localStorage.setItem(CHOICE, language === "en" ? "zh-CN" : "en");
  location.reload();
}
