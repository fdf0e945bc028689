// Makes the built front-end files again from their sources: `npm ci && npm run build`.
// The results are committed, so that neither users nor CI need Node. Each begins with a banner that names what is
// inside, under which licence, and the hash of the sources it was made from; a test holds that hash to them.

import { createHash } from "node:crypto";
import { copyFileSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const STATIC = dirname(fileURLToPath(import.meta.url));
const NOBLE = join(STATIC, "..", "node_modules", "@noble", "hashes");
const TARGET = "es2018"; // WebViews of phones some years old; BigInt is asked for by call, never by literal

/** SHA-256 over every source file of a folder: path, NUL, contents, NUL, in the order of the paths. */
function sourcesHash(folder) {
  const hash = createHash("sha256");
  const files = readdirSync(join(STATIC, folder), { recursive: true }).map((name) => name.replaceAll("\\", "/"));
  for (const name of files.filter((name) => name.endsWith(".js")).sort()) {
    hash.update(`${name}\0`).update(readFileSync(join(STATIC, folder, name), "utf8").replaceAll("\r\n", "\n")).update("\0");
  }
  return hash.digest("hex");
}

function nobleLine() {
  const { name, version, license } = JSON.parse(readFileSync(join(NOBLE, "package.json"), "utf8"));
  return `Contains ${name} ${version}, ${license}, see static/vendor/noble-hashes/LICENSE`;
}

async function make(out, lines, options) {
  const banner = `/* ${["Built by static/build.mjs; do not edit.", ...lines].join("\n   ")} */`;
  const shared = { bundle: true, charset: "utf8", target: TARGET, legalComments: "none", banner: { js: banner } };
  await build({ ...shared, ...options, outfile: join(STATIC, out) });
  console.log(`${out}: ${readFileSync(join(STATIC, out)).length} bytes`);
}

// The hashes, as one module: with it the phone's sources run in a browser as they stand, which the tests use.
copyFileSync(join(NOBLE, "LICENSE"), join(STATIC, "vendor/noble-hashes/LICENSE"));
await make("vendor/noble-hashes/sha2.js", [nobleLine()], {
  stdin: { contents: 'export { sha256, sha384 } from "@noble/hashes/sha2.js";', resolveDir: STATIC },
  format: "esm",
});

// The attendee's phone, as one script.
await make("phone/phone.js", [`Sources static/phone/src sha256 ${sourcesHash("phone/src")}`, nobleLine()], {
  entryPoints: [join(STATIC, "phone/src/main.js")],
  format: "iife",
  minify: true,
});

// The shared tablet and the tellers' page, around the phone's own modules.
const KIOSK = `Sources static/kiosk/src sha256 ${sourcesHash("kiosk/src")}, static/phone/src sha256 ${sourcesHash("phone/src")}`;
for (const [out, entry] of [["booth", "main"], ["paper", "paper"]]) {
  await make(`kiosk/${out}.js`, [KIOSK, nobleLine()], {
    entryPoints: [join(STATIC, `kiosk/src/${entry}.js`)],
    format: "iife",
    minify: true,
  });
}
