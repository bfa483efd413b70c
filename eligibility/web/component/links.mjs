// @ts-check
// Which words of a result lead somewhere: telephone lines, pages, documents.

import { h } from "./elements.mjs";

/** @import { Determination, Finding, Lang } from "../answers.d.ts" */
/** @import { CitedPlace } from "../nodes.d.ts" */
/** @import { Child } from "./types.d.ts" */

/** @typedef {ReadonlyMap<string, string>} Links  Words, each with its address. */

const PAGE = /^https?:\/\//;

/**
 * The words that lead somewhere in what is said of a measure.
 *
 * @param {Determination} determination
 * @param {Lang} lang
 * @returns {Links}
 */
export function linksOf({ apply, cautions, conditions }, lang) {
  /** @type {(finding: Finding) => CitedPlace[]} */
  const cited = ({ cite, parts }) => [...cite, ...parts.flatMap(cited)];
  const places = cautions.flatMap(({ cite = [] }) => cite);
  if (conditions) places.push(...cited(conditions));
  const found = new Map(seenAt(places, lang));
  const { phone, url } = (apply && apply.contact) || {};
  if (phone) found.set(phone, `tel:${phone}`);
  if (url && PAGE.test(url)) found.set(url, url);
  return found;
}

/**
 * The names of documents, each with the page where it was seen.
 *
 * @param {readonly CitedPlace[]} places
 * @param {Lang} lang
 * @returns {[string, string][]}
 */
export function seenAt(places, lang) {
  return places.flatMap(({ number, title, seen_at: address }) =>
    address && PAGE.test(address) ? [[number || title[lang], address]] : [],
  );
}

/**
 * A text whose words lead where they can.
 *
 * @param {string} text
 * @param {Links} links
 * @returns {Child[]}
 */
export function linked(text, links) {
  if (!links.size) return [text];
  const words = [...links.keys()].sort((a, b) => b.length - a.length).map(escaped);
  // Digits are taken whole: a telephone number is none within a longer number.
  const leading = new RegExp(`(\\d[\\d-]*\\d|${words.join("|")})`);
  return text.split(leading).map((part) => {
    const href = links.get(part);
    return href ? link(href, part) : part;
  });
}

/**
 * @param {string} href
 * @param {string} words
 */
function link(href, words) {
  const beside = href.startsWith("tel:") ? undefined : "_blank";
  return h("a", { href, target: beside, rel: "noreferrer", part: "link" }, words);
}

/** @param {string} word */
const escaped = (word) => word.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
