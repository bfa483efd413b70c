// @ts-check
// The engine's sentences, by their ids: they come with the exported rules, and are those of
// `eligibility/sentences/`.

import { fill } from "./filling.mjs";
import { spokenValues } from "./spoken.mjs";

/** @import { Book, Lang } from "./answers.d.ts" */
/** @import { Values } from "./filling.mjs" */
/** @import { Words } from "./nodes.d.ts" */

/** @typedef {Pick<Book, "words">} Catalogue  What of the exported rules holds sentences. */

/**
 * A sentence in one language.
 *
 * @param {Catalogue} book
 * @param {string} id
 * @param {Lang} lang
 * @param {Values} [values]
 */
export function said(book, id, lang, values = {}) {
  const { sentences } = book.words;
  if (!Object.hasOwn(sentences, id)) throw new Error(`no such sentence: ${id}`);
  return fill(sentences[id][lang], spokenValues(values, lang));
}

/**
 * A sentence in both languages; a text among the values is said in each.
 *
 * @param {Catalogue} book
 * @param {string} id
 * @param {Readonly<Record<string, string | number | Words>>} [values]
 * @returns {Words}
 */
export function sentence(book, id, values = {}) {
  /** @param {Lang} lang */
  const inLanguage = (lang) => {
    const words = Object.entries(values).map(([name, value]) => [
      name,
      typeof value === "object" ? value[lang] : value,
    ]);
    return said(book, id, lang, Object.fromEntries(words));
  };
  return { zh: inLanguage("zh"), en: inLanguage("en") };
}

/**
 * Texts as one, with what stands between them given by its id.
 *
 * @param {Catalogue} book
 * @param {readonly Words[]} texts
 * @param {string} between
 * @returns {Words}
 */
export function joined(book, texts, between) {
  /** @param {Lang} lang */
  const inLanguage = (lang) =>
    texts.map((it) => it[lang]).join(said(book, between, lang));
  return { zh: inLanguage("zh"), en: inLanguage("en") };
}
