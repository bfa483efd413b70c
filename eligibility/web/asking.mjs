// @ts-check
// Which fact to ask for next on the device alone, section by section: first what tells
// whether its measures concern the person, then the most telling of what is missing.

import { got, lastTruth, openFacts, truths } from "./conditions.mjs";
import { applies, concerning, profiled, ranked } from "./evaluator.mjs";

/** @import { Book, Codes, Faults, Profile, Remaining } from "./answers.d.ts" */
/** @import { ExportedFact, ExportedMeasure } from "./nodes.d.ts" */

/** @typedef {{ topic: string | null, gates: string[], facts: string[] }} Section */

/** Of the facts open under a topic, and of each of its gates, so many are asked for. */
const OF_OPEN = 0.5;
const OF_GATES = 1;

/**
 * The fact to ask next, the topic of its section, and about how many are left; no fact
 * where none could change an answer that concerns the person. `measures` names those
 * asked for, all by default.
 *
 * @param {Book} book
 * @param {Profile} profile
 * @param {readonly string[] | null} measures
 * @returns {{ fact: ExportedFact | null, topic: string | null, left: Remaining } | Faults}
 */
export function nextQuestion(book, profile, measures = null) {
  const { codes, faults } = profiled(book, profile);
  if (faults.length) return { faults };
  const open = sections(book, measures)
    .map(({ topic, of }) => section(book, profile, codes, topic, of))
    .filter(({ gates, facts }) => gates.length || facts.length);
  if (!open.length) return { fact: null, topic: null, left: left([]) };
  const [{ topic, gates, facts }] = open;
  const fact = tellerOf(book, profile, codes, gates[0] ?? facts[0]);
  return { fact: got(book.byId, fact), topic, left: left(open) };
}

/**
 * What is asked instead of a fact: one whose answer may tell it.
 *
 * @param {Book} book
 * @param {Profile} profile
 * @param {Codes} codes
 * @param {string} fact
 */
function tellerOf(book, profile, codes, fact) {
  const teller = book.facts.find(({ id, tells = {} }) => {
    if (profile.has(id) || codes.has(id) || !mayAsk(got(book.byId, id), codes)) {
      return false;
    }
    return Object.values(tells).some((others) => Object.hasOwn(others, fact));
  });
  return teller ? teller.id : fact;
}

/**
 * Whether a question makes sense, and is not known to be beside the point.
 *
 * @param {ExportedFact} fact
 * @param {Codes} codes
 */
export function mayAsk(fact, codes) {
  if (applies(fact, codes) !== true) return false;
  return !fact.asked || lastTruth(fact.asked, codes) !== false;
}

/**
 * The facts that could still change an outcome, each with a weight.
 *
 * @param {Iterable<ExportedMeasure>} measures
 * @param {Codes} codes
 */
export function weights(measures, codes) {
  /** @type {Map<string, number>} */
  const total = new Map();
  for (const { steps } of measures) {
    if (!steps) continue;
    for (const [id, weight] of openFacts(steps, truths(steps, codes), codes)) {
      total.set(id, (total.get(id) || 0) + weight);
    }
  }
  return total;
}

/**
 * The measures asked for by their topics, in the order of these.
 *
 * @param {Book} book
 * @param {readonly string[] | null} measures
 */
function sections(book, measures) {
  const asked = book.measures.filter(({ id }) => !measures || measures.includes(id));
  return [...book.topics.map(({ id }) => id), null].map((topic) => ({
    topic,
    of: asked.filter((one) => (one.topic ?? null) === topic),
  }));
}

/**
 * What may be asked for under a topic.
 *
 * @param {Book} book
 * @param {Profile} profile
 * @param {Codes} codes
 * @param {string | null} topic
 * @param {readonly ExportedMeasure[]} measures
 * @returns {Section}
 */
function section(book, profile, codes, topic, measures) {
  /** @param {string} id */
  const isAskable = (id) => !profile.has(id) && mayAsk(got(book.byId, id), codes);
  const concerned = measures.filter((one) => concerning(one, codes) === true);
  const gates = gatesAmong(measures, codes).filter(isAskable);
  const facts = ranked(book, weights(concerned, codes)).filter(isAskable);
  return { topic, gates, facts };
}

/**
 * The facts that tell whether measures concern a person, that which tells of most first.
 *
 * @param {readonly ExportedMeasure[]} measures
 * @param {Codes} codes
 */
function gatesAmong(measures, codes) {
  /** @type {Map<string, number>} */
  const telling = new Map();
  for (const id of measures.flatMap((one) => gatesOf(one, codes))) {
    telling.set(id, (telling.get(id) || 0) + 1);
  }
  return [...telling.keys()].sort((a, b) => got(telling, b) - got(telling, a));
}

/**
 * The facts not known that tell whether a measure concerns a person, as it puts them.
 *
 * @param {ExportedMeasure} measure
 * @param {Codes} codes
 */
export function gatesOf({ concerns: steps }, codes) {
  return steps ? [...openFacts(steps, truths(steps, codes), codes).keys()] : [];
}

/**
 * About how many questions still come, by the sections that are open.
 *
 * @param {readonly Section[]} open
 * @returns {Remaining}
 */
function left(open) {
  const [here = 0, ...later] = open.map(
    ({ gates, facts }) => OF_GATES * gates.length + OF_OPEN * facts.length,
  );
  const total = later.reduce((sum, one) => sum + one, here);
  const least = Math.min(open.length, 1);
  const about_here = Math.max(least, Math.round(here));
  return { about: Math.max(about_here, Math.round(total)), about_here };
}
