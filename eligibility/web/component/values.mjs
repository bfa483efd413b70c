// @ts-check
// An answer in words.

import { spokenDay, spokenSum } from "../spoken.mjs";

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
  const said = fact.type === "money" ? spokenSum(value) : value;
  if (fact.unit) return `${said} ${interview.of(fact.unit)}`;
  return String(spokenDay(said, interview.host.language));
}
