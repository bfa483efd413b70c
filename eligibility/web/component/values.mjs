// @ts-check
// An answer in words.

/** @import { Interview } from "./interview.mjs" */

/**
 * @param {Interview} interview
 * @param {string} id
 * @param {string | null} value
 */
export function valueWords(interview, id, value) {
  const fact = interview.state.facts.get(id);
  if (value === null) return interview.say("component.unknown.said");
  if (!fact) return String(value);
  const known = (fact.values || []).find((one) => one.value === String(value));
  if (known) return interview.of(known.text);
  return fact.unit ? `${value} ${interview.of(fact.unit)}` : String(value);
}
