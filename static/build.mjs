// Makes static/built/ and vendor/noble-hashes/ from their sources: `python3 start.py build`.
// What it makes is committed, so that the product needs no Node; a test makes all of it again and compares the bytes.
// `node static/build.mjs FOLDER` writes into FOLDER/built and FOLDER/vendor instead.

import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

import { catalogue } from "./catalogue.mjs";

const STATIC = dirname(fileURLToPath(import.meta.url));
const ROOT = dirname(STATIC);
const OUT = process.argv[2] || STATIC;
const NOBLE = join(ROOT, "node_modules", "@noble", "hashes");

// What voters and tellers load: one small file each, in the grammar of phones some years old. BigInt is asked for by
// call, never by literal.
const VOTING = {
  files: ["phone/phone.js", "kiosk/tablet.js", "kiosk/paper.js"],
  contains: [noble()],
  options: { minify: true, format: "iife", target: "es2018" },
};

const VOTING_STYLES = {
  files: ["ballot/ballot.css", "kiosk/kiosk.css", "desk/preview.css"],
  options: { minify: true, target: ["chrome68", "safari14"] },
};

// Before those: written in the grammar of the oldest browsers, which it must stay in.
const GATES = {
  files: ["phone/gate.js", "kiosk/gate.js"],
  options: { minify: true, format: "iife", target: "es5" },
};

// Officers' pages, in modules for office machines. Where two changes of one file meet, its sources are merged and the
// build is made again.
const OFFICERS = {
  files: [
    ...["kit/tokens.css", "kit/kit.css", "kit/print.css", "kit/noscript.css", "kit/screen.css"],
    ...["kit/forms.js", "kit/live.js", "kit/charts.js"],
    ...["room/chair.js", "room/pills.js", "room/screen.js", "room/seats.js", "room/room.css", "room/screen.css"],
    ...["desk/busy.js", "desk/cards.js", "desk/preview.js", "desk/rows.js", "desk/weights.js", "desk/desk.css"],
  ],
  options: { minify: true, format: "esm", target: "chrome86" },
};

const ICONS = ["checked", "chevron-down", "dot", "favicon"].map((name) => `kit/icons/${name}.svg`);

/** A comment at the head of a built file: where it comes from, and whose work is in it under which licence. */
function banner(...lines) {
  return `/* ${["Built by static/build.mjs; do not edit.", ...lines].join("\n   ")} */`;
}

/** The line of the banner that names @noble/hashes. */
function noble() {
  const { name, version, license } = JSON.parse(readFileSync(join(NOBLE, "package.json"), "utf8"));
  return `Contains ${name} ${version}, ${license}, see static/vendor/noble-hashes/LICENSE`;
}

/** Copy a file to its place under OUT. */
function copy(from, to) {
  mkdirSync(dirname(join(OUT, to)), { recursive: true });
  copyFileSync(from, join(OUT, to));
}

/** Build one file; `options` are esbuild's. */
async function make(out, lines, options) {
  const head = banner(...lines);
  const shared = { bundle: true, charset: "utf8", legalComments: "none", external: ["*.svg"], absWorkingDir: ROOT };
  const all = { ...shared, ...options, banner: { js: head, css: head }, outfile: join(OUT, out) };
  await build({ ...all, plugins: out.endsWith(".js") ? [await catalogue(all)] : [] });
}

/** Build files of src/ to the same names under built/. */
async function makeAll({ files, contains, options }) {
  for (const file of files) {
    const lines = [`Source: static/src/${file}`, ...(contains || [])];
    await make(`built/${file}`, lines, { ...options, entryPoints: [`static/src/${file}`] });
  }
}

// The hashes as one module: with it the sources run in a browser as they stand, which the tests use.
copy(join(NOBLE, "LICENSE"), "vendor/noble-hashes/LICENSE");
await make("vendor/noble-hashes/sha2.js", [noble()], {
  stdin: { contents: 'export { sha256, sha384 } from "@noble/hashes/sha2.js";', resolveDir: ROOT },
  format: "esm",
  target: "es2018",
});
writeFileSync(
  join(OUT, "vendor/noble-hashes/sha2.d.ts"),
  `${banner(noble())}
export function sha256(message: Uint8Array): Uint8Array;
export function sha384(message: Uint8Array): Uint8Array;
`,
);
for (const pages of [VOTING, VOTING_STYLES, GATES, OFFICERS]) await makeAll(pages);
for (const icon of ICONS) copy(join(STATIC, "src", icon), `built/${icon}`);
