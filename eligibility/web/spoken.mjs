// @ts-check
// Days and sums as people say them, as in `sentences/spoken.py`.

/** @import { Lang } from "./answers.d.ts" */
/** @import { Values } from "./filling.mjs" */

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/**
 * A day within a sentence; what is no day in ISO form stays as it is.
 *
 * @template T
 * @param {T} value
 * @param {Lang} lang
 * @returns {T | string}
 */
export function spokenDay(value, lang) {
  const found = typeof value === "string" ? DAY.exec(value) : null;
  if (!found) return value;
  const [year, month, day] = found.slice(1).map(Number);
  return lang === "zh"
    ? `${year} 年 ${month} 月 ${day} 日`
    : `${day} ${MONTHS[month - 1]} ${year}`;
}

/**
 * A sum of money without its unit: thousands apart, and no idle fen.
 *
 * @param {string} yuan
 */
export function spokenSum(yuan) {
  const [whole, fen = ""] = yuan.split(".");
  const apart = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return Number(fen) ? `${apart}.${fen.padEnd(2, "0")}` : apart;
}

/**
 * Values for a sentence, the days among them as people say them.
 *
 * @param {Values} values
 * @param {Lang} lang
 * @returns {Values}
 */
export function spokenValues(values, lang) {
  const said = Object.entries(values).map(([name, one]) => [
    name,
    spokenDay(one, lang),
  ]);
  return Object.fromEntries(said);
}
