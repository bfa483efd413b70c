// The engine's sentences, by their ids: they come with the exported rules, and are those of
// `eligibility/sentences/`.

import { fill } from "./filling.mjs";

/** A sentence in one language. */
export function said(book, id, lang, values = {}) {
  const template = book.words.sentences[id];
  if (!template) throw new Error(`no such sentence: ${id}`);
  return fill(template[lang], values);
}

/** A sentence in both languages; a text {zh, en} among the values is said in each. */
export function sentence(book, id, values = {}) {
  const inLanguage = (lang) => {
    const words = Object.entries(values).map(([name, value]) => [name, value[lang] ?? value]);
    return said(book, id, lang, Object.fromEntries(words));
  };
  return { zh: inLanguage("zh"), en: inLanguage("en") };
}

/** Texts as one, with what stands between them given by its id. */
export function joined(book, texts, between) {
  const inLanguage = (lang) => texts.map((it) => it[lang]).join(said(book, between, lang));
  return { zh: inLanguage("zh"), en: inLanguage("en") };
}
