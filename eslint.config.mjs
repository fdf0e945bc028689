// What prettier and tsc do not see in the pages' sources; run by `python3 start.py check`.

import js from "@eslint/js";
import jsdoc from "eslint-plugin-jsdoc";
import globals from "globals";

// A sentence is read by Babel and by the build where it is written, so it is written out there and nowhere nested.
const SENTENCES = [
  {
    selector: "CallExpression[callee.name='_'][arguments.0.type!='Literal']",
    message: "_() wants its sentence written out.",
  },
  {
    selector: "TemplateLiteral CallExpression[callee.name='_']",
    message: "Babel does not read _() within a template.",
  },
];

const OLDEST = ["static/src/*/gate.js", "static/src/ballot/words.js", "static/src/ballot/catalogue.js"];

export default [
  { ignores: ["static/built/**", "static/vendor/**", "node_modules/**", ".*/**"] },
  js.configs.recommended,
  { files: ["static/*.mjs", "*.mjs"], languageOptions: { globals: globals.node } },
  {
    files: ["static/src/**/*.js"],
    languageOptions: { globals: globals.browser },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    plugins: { jsdoc },
    settings: { jsdoc: { mode: "typescript" } },
    rules: {
      "consistent-return": "off", // tsc's noImplicitReturns knows void
      curly: ["error", "multi-line"],
      eqeqeq: "error",
      "no-shadow": "error",
      "no-unused-vars": ["error", { caughtErrors: "none" }],
      "no-param-reassign": "error",
      "no-use-before-define": ["error", { functions: false, classes: false, variables: false }],
      "no-restricted-syntax": ["error", ...SENTENCES],
      "no-var": "error",
      "prefer-const": "error",
      "max-lines": ["error", { max: 260, skipBlankLines: true, skipComments: true }],
      complexity: ["error", 10],
      "jsdoc/require-jsdoc": ["error", { publicOnly: true, require: { ClassDeclaration: true } }],
      "jsdoc/require-description": ["error", { contexts: ["ExportNamedDeclaration"] }],
      "jsdoc/check-param-names": "error",
      "jsdoc/check-types": "off",
    },
  },
  { files: OLDEST, rules: { "no-var": "off", "prefer-const": "off" } },
];
