// The sentences of a page as a table: what _("…") says in the sources becomes a number, and src/ballot/catalogue.js the
// sentences at those numbers, in Chinese as written and in each language of voting/translations.

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

import { parse } from "acorn";
import { build } from "esbuild";
import { po } from "gettext-parser";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const SOURCES = join(ROOT, "static", "src");
const TRANSLATIONS = join(ROOT, "voting", "translations");
const CATALOGUE = join(SOURCES, "ballot", "catalogue.js");
const CHINESE = "zh-CN";

/** Every node of a syntax tree, in the order of the text. */
function* nodes(tree) {
  if (Array.isArray(tree)) for (const part of tree) yield* nodes(part);
  else if (tree && typeof tree.type === "string") {
    yield tree;
    for (const part of Object.values(tree)) if (part && typeof part === "object") yield* nodes(part);
  }
}

/** The literals that _() is called with in a module: [{start, end, value}], in the order of the text. */
export function said(text) {
  const tree = parse(text, { ecmaVersion: "latest", sourceType: "module" });
  const calls = [...nodes(tree)].filter(({ type, callee }) => type === "CallExpression" && callee.name === "_");
  return calls.map(({ arguments: [first] }) => {
    if (first && first.type === "Literal" && typeof first.value === "string") return first;
    throw new Error(`_() wants a sentence written out, at ${text.slice(first ? first.start : 0).slice(0, 40)}`);
  });
}

/** Language to {Chinese: translation}, from the catalogues that the server reads too. */
function translations() {
  const languages = readdirSync(TRANSLATIONS, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const catalogues = languages
    .map(({ name }) => [name, join(TRANSLATIONS, name, "LC_MESSAGES", "messages.po")])
    .filter(([name]) => !name.startsWith("_"))
    .map(([name, file]) => [name, po.parse(readFileSync(file), { defaultCharset: "utf-8" }).translations[""]]);
  return Object.fromEntries(catalogues);
}

/** The text of catalogue.js for these sentences; an Error names the first that a language lacks. */
function table(sentences) {
  const tables = { [CHINESE]: sentences };
  for (const [language, messages] of Object.entries(translations())) {
    tables[language] = sentences.map((sentence) => {
      const text = messages[sentence] && messages[sentence].msgstr[0];
      if (!text)
        throw new Error(`not translated into ${language}: ${sentence} (python -m voting.translations.refresh)`);
      return text;
    });
  }
  return `export var SENTENCES = ${JSON.stringify(tables)};`;
}

/** The sentences of all modules that an entry brings into its bundle, each once, ordered by module and place. */
async function sentencesOf(options) {
  const { metafile } = await build({ ...options, write: false, metafile: true, logLevel: "silent" });
  const modules = Object.keys(metafile.inputs).filter((path) => join(ROOT, path).startsWith(SOURCES));
  const found = modules.sort().map((path) => said(readFileSync(join(ROOT, path), "utf8")));
  return [...new Set(found.flat().map(({ value }) => value))];
}

function numbered(text, sentences) {
  let made = "";
  let at = 0;
  for (const { start, end, value } of said(text)) {
    made += text.slice(at, start) + sentences.indexOf(value);
    at = end;
  }
  return made + text.slice(at);
}

/** A plugin of esbuild that puts the page's own table in; `options` are those the page is built with. */
export async function catalogue(options) {
  const sentences = await sentencesOf(options);
  return {
    name: "catalogue",
    setup(building) {
      building.onLoad({ filter: /\.js$/ }, ({ path }) => {
        if (relative(SOURCES, path).startsWith("..")) return undefined;
        const text = readFileSync(path, "utf8");
        return { contents: path === CATALOGUE ? table(sentences) : numbered(text, sentences), loader: "js" };
      });
    },
  };
}
