// @ts-check
// The component's own words, by the ids that sentences/component.json gives them.

import WORDS from "../../sentences/component.json" with { type: "json" };
import { fill } from "../filling.mjs";
import { spokenValues } from "../spoken.mjs";

/** @import { Lang } from "../answers.d.ts" */
/** @import { Values } from "../filling.mjs" */
/** @import { Words } from "../nodes.d.ts" */

/** @typedef {keyof typeof WORDS} WordId */

/**
 * Words in one language.
 *
 * @param {WordId} id
 * @param {Lang} lang
 * @param {Values} [values]
 */
export function worded(id, lang, values = {}) {
  return fill(WORDS[id][lang], spokenValues(values, lang));
}

/**
 * Words in both languages, for what may be read in the other one later.
 *
 * @param {WordId} id
 * @param {Values} [values]
 * @returns {Words}
 */
export function both(id, values) {
  return { zh: worded(id, "zh", values), en: worded(id, "en", values) };
}
