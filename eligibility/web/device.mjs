// @ts-check
// The interview and its result on the device alone: what `embed.js` otherwise asks the
// service, reckoned by `evaluator.mjs` from the rules of the day that lie beside it.
//
// There is no advice here: no windows, deadlines, amounts, changes or paths.

import { gatesOf, nextQuestion } from "./asking.mjs";
import { got } from "./conditions.mjs";
import { answered, assess, loaded } from "./evaluator.mjs";
import { sentence } from "./sentences.mjs";
import { Kinds, measureOf, told } from "./telling.mjs";

/** @import { AskedFact, Assessment, Book, Codes, Fault, Finding, Lang } from "./answers.d.ts" */
/** @import { Answered, NextFact, Profile, Result, Stand } from "./answers.d.ts" */
/** @import { ExportedFact } from "./nodes.d.ts" */

/**
 * What the page asks for.
 *
 * @typedef {{ measures?: string[], topics?: string[], on?: string }} Wish
 */
/** @typedef {{ subject: string, detail: { zh: string, en: string } }} Complaint */
/**
 * Makes an error of words of the component, and of what is wrong with an answer.
 *
 * @typedef {(
 *   id:
 *     | "component.device.ended"
 *     | "component.device.early"
 *     | "component.device.missing"
 *     | "component.wrong",
 *   values?: Record<string, string>,
 *   faults?: Complaint[],
 * ) => Error} Refusing
 */

/**
 * Who answers in place of the service, by the rules of the day in a folder.
 *
 * @param {URL} folder
 * @param {Wish} asked
 * @param {Refusing} refused
 */
export async function opened(folder, asked, refused) {
  const { first, last, timezone } = await read("days.json");
  const day = asked.on || today(new Date(), timezone);
  if (day > last) throw refused("component.device.ended", { last });
  if (day < first) throw refused("component.device.early", { first, last });
  return new Device(loaded(await read(`${day}.json`)), asked, refused);

  /** @param {string} name */
  async function read(name) {
    try {
      const found = await fetch(new URL(name, folder), { credentials: "omit" });
      if (found.ok) return await found.json();
    } catch {
      // told below, whatever it was
    }
    throw refused("component.device.missing");
  }
}

/**
 * The day it is where the rulebook holds, whatever the clock of this device is set to.
 *
 * @param {Date} moment
 * @param {string} timezone
 */
export function today(moment, timezone) {
  const form = new Intl.DateTimeFormat("en-US-u-ca-gregory-nu-latn", {
    timeZone: timezone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  const parts = new Map(
    form.formatToParts(moment).map((part) => [part.type, part.value]),
  );
  return `${parts.get("year")}-${parts.get("month")}-${parts.get("day")}`;
}

export class Device {
  /**
   * @param {Book} book
   * @param {Wish} asked
   * @param {Refusing} refused
   */
  constructor(book, asked, refused) {
    this.book = book;
    this.asked = asked;
    this.refused = refused;
    this.files = false;
    this.narrowed = Boolean(asked.measures || asked.topics);
    this.narrow(null);
  }

  /** Which rules it reads, and what one may come for. */
  async offer() {
    const { rulebook, topics } = this.book;
    return { rulebook, topics };
  }

  /**
   * Ask only about these topics from now on; null for all that the page asks for.
   *
   * @param {readonly string[] | null} topics
   */
  narrow(topics) {
    const wanted = topics || this.asked.topics;
    const about = this.book.measures.filter(({ topic = "" }) =>
      wanted?.includes(topic),
    );
    /** @type {readonly string[] | null} */
    this.measures = wanted ? about.map(({ id }) => id) : this.asked.measures || null;
  }

  /**
   * @param {Profile} given
   * @returns {Promise<Stand>}
   */
  async stand(given) {
    const assessment = this.assessed(given);
    const question = nextQuestion(this.book, given, this.measures);
    if ("faults" in question) throw this.refusal(question.faults);
    const { fact, topic, left } = question;
    const kinds = new Kinds(this.book, given);
    return {
      rulebook: assessment.rulebook,
      fact: fact && described(fact, assessment, this.book, kinds.codes),
      topic,
      remaining: left,
      settled: assessment.determinations
        .filter((one) => !one.missing.length)
        .map((one) => ({
          measure: one.measure,
          status: one.status,
          kind: kinds.of(one),
        })),
    };
  }

  /**
   * @param {ReadonlyMap<string, string | null>} given
   * @param {string} id
   * @param {string | null} value
   * @returns {Promise<Answered>}
   */
  async answer(given, id, value) {
    const fact = got(this.book.byId, id);
    const plain = value === null ? null : written(fact, value);
    const found = answered(this.book, given, id, plain);
    if ("faults" in found) throw this.refusal(found.faults);
    const { given: kept, dropped } = found;
    return { profile: Object.fromEntries(kept), dropped, ...(await this.stand(kept)) };
  }

  /**
   * @param {Profile} given
   * @param {Lang} lang
   * @returns {Promise<Result>}
   */
  async result(given, lang) {
    const assessment = this.assessed(given);
    return { ...told(assessment, given, this.book, lang), assessment };
  }

  /** @param {Profile} given */
  assessed(given) {
    const { measures } = this;
    const found = assess(this.book, given);
    if ("faults" in found) throw this.refusal(found.faults);
    if (!measures) return found;
    const asked = found.determinations.filter((one) => measures.includes(one.measure));
    return { ...found, determinations: asked };
  }

  /** @param {Fault[]} faults */
  refusal(faults) {
    const wrong = faults.map(({ subject, zh, en }) => ({
      subject,
      detail: { zh, en },
    }));
    return this.refused("component.wrong", {}, wrong);
  }
}

/** How a day, a month and a year are typed. */
const DAYS = [
  /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/,
  /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?$/,
  /^(\d{4})\s*年?$/,
];

/**
 * What a person typed, as a profile writes it.
 *
 * @param {ExportedFact} fact
 * @param {string} typed
 */
function written(fact, typed) {
  const plain = typed.normalize("NFKC").trim();
  if (fact.kind === "bool" || fact.kind === "choice") return plain;
  if (fact.kind !== "date") return plain.replaceAll(",", "").replace(/^0+(?=\d)/, "");
  const match = DAYS.map((form) => form.exec(plain)).find((one) => one !== null);
  if (!match) return plain;
  const [year, ...others] = match.slice(1);
  return [year, ...others.map((one) => one.padStart(2, "0"))].join("-");
}

// ---- questions --------------------------------------------------------------------

/**
 * The fact that comes next, as the service describes it to a form.
 *
 * @param {ExportedFact} fact
 * @param {Assessment} assessment
 * @param {Book} book
 * @param {Codes} codes
 * @returns {NextFact}
 */
function described(fact, assessment, book, codes) {
  const decided = reasons(fact.id, assessment, book);
  const why = decided.length ? decided : gated(fact.id, assessment, book, codes);
  return { ...formOf(fact, book), why };
}

/**
 * @param {ExportedFact} fact
 * @param {Book} book
 * @returns {AskedFact}
 */
function formOf(fact, book) {
  const { id, kind, heading, question, help, sensitive } = fact;
  /** @type {AskedFact} */
  const found = { id, type: kind, heading, question, help, sensitive };
  if (fact.kind === "bool") {
    found.values = [
      { value: "true", text: sentence(book, "values.yes") },
      { value: "false", text: sentence(book, "values.no") },
    ];
  } else if (fact.kind === "choice") {
    found.values = fact.values.map(({ id: value, zh, en }) => ({
      value,
      text: { zh, en },
    }));
  } else if (fact.kind !== "date") {
    const { decimals } = fact;
    found.decimals = decimals;
    found.unit = fact.unit;
    [found.least, found.most] = [fact.least, fact.most].map((code) =>
      (code / 10 ** decimals).toFixed(decimals),
    );
  }
  return found;
}

/**
 * @param {string} id
 * @param {Assessment} assessment
 * @param {Book} book
 * @returns {NextFact["why"]}
 */
function reasons(id, assessment, book) {
  return assessment.determinations.flatMap((one) => {
    if (!one.conditions || !one.missing.includes(id)) return [];
    const { title, steps = [] } = measureOf(book, one);
    const words = new Set(steps.flatMap((it) => (it.written && it.id) || []));
    const alike = new Map();
    for (const it of resting(one.conditions, id, words)) {
      alike.set(JSON.stringify(it.text), { id: it.id, text: it.text });
    }
    return { measure: one.measure, title, conditions: [...alike.values()] };
  });
}

/**
 * The measures of which a fact tells whether they concern the person.
 *
 * @param {string} id
 * @param {Assessment} assessment
 * @param {Book} book
 * @param {Codes} codes
 * @returns {NextFact["why"]}
 */
function gated(id, assessment, book, codes) {
  return assessment.determinations
    .map((one) => measureOf(book, one))
    .filter((measure) => gatesOf(measure, codes).includes(id))
    .map((measure) => ({ measure: measure.id, title: measure.title, conditions: [] }));
}

/**
 * The narrowest open conditions that rest on a fact; where the rulebook has no words for
 * one, the narrowest around it for which it has.
 *
 * @param {Finding} finding
 * @param {string} fact
 * @param {ReadonlySet<string>} words
 * @returns {Finding[]}
 */
function resting(finding, fact, words) {
  if (finding.truth !== null) return [];
  let below = finding.parts.flatMap((part) => resting(part, fact, words));
  if (!below.length && !Object.hasOwn(finding.facts, fact)) return [];
  if (words.has(finding.id)) below = below.filter((one) => words.has(one.id));
  return below.length ? below : [finding];
}
