// @ts-check
// What JavaScript is held to beside its types; scripts/javascript runs it.

import js from "@eslint/js";
import globals from "globals";

export default [
  { ignores: ["eligibility/web/embed.js", "**/*.json"] },
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "array-callback-return": "error",
      curly: ["error", "multi-line"],
      "default-case-last": "error",
      eqeqeq: "error",
      "no-console": ["error", { allow: ["error"] }],
      "no-else-return": "error",
      "no-eval": "error",
      "no-implicit-globals": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-param-reassign": "error",
      "no-promise-executor-return": "error",
      "no-self-compare": "error",
      "no-shadow": "error",
      "no-throw-literal": "error",
      "no-undef-init": "error",
      "no-unused-expressions": "error",
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
      "prefer-object-has-own": "error",
      "prefer-template": "error",
      "require-atomic-updates": "error",
    },
  },
  {
    // Nothing that a worker or Node.js lacks: the rules are decided anywhere.
    files: ["eligibility/web/{conditions,evaluator,telling,filling,sentences}.mjs"],
    languageOptions: { globals: {} },
  },
  {
    files: [
      "eligibility/publishing/*.js",
      "eligibility/web/device.mjs",
      "eligibility/web/component/*.mjs",
    ],
    languageOptions: { globals: globals.browser },
  },
  {
    // Answers go to the source and to the page, and nowhere else.
    files: ["eligibility/web/**/*.mjs"],
    rules: {
      "no-restricted-globals": [
        "error",
        "event",
        "name",
        "localStorage",
        "XMLHttpRequest",
      ],
    },
  },
  {
    files: ["tests/**/*.mjs", "pins/*.mjs"],
    languageOptions: { globals: globals.nodeBuiltin },
  },
];
