// The sentences of a page by language. Empty here, where a sentence says itself; the build puts the page's tables in
// (static/catalogue.mjs). For the oldest browsers, as words.js.

/** Language to its sentences, each at the number that the build has put in place of the sentence. */
export var SENTENCES = /** @type {Record<string, Record<string, string>>} */ ({});
