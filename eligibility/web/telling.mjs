// @ts-check
// The answer in words on the device, as `telling/answer.py` puts it, from an assessment
// alone: what needs advice is left out. Headings come with the exported rules.

import { gatesOf, mayAsk, weights } from "./asking.mjs";
import { isOrdered } from "./clauses.mjs";
import { got } from "./conditions.mjs";
import { concerning, profiled } from "./evaluator.mjs";
import { settled } from "./reasons.mjs";
import { said } from "./sentences.mjs";
import { spokenDay, spokenSum } from "./spoken.mjs";

/** @import { Assessment, Book, Code, Codes, Determination } from "./answers.d.ts" */
/** @import { Entry, Find, Finding, Lang, Profile } from "./answers.d.ts" */
/** @import { Status, Told } from "./answers.d.ts" */
/** @import { Application, CitedPlace, ExportedMeasure, Words } from "./nodes.d.ts" */
/** @import { Values } from "./filling.mjs" */

/** @type {ReadonlyMap<Status, string>} */
const KINDS = new Map([
  ["eligible", "now"],
  ["ineligible", "no"],
  ["not_in_force", "later"],
  ["informational", "told"],
]);

/** In which blocks the determinations for a profile stand. */
export class Kinds {
  /**
   * @param {Book} book
   * @param {Profile} given
   */
  constructor(book, given) {
    this.book = book;
    this.codes = profiled(book, given).codes;
  }

  /** @param {Determination} one */
  of(one) {
    if (isHeld(one)) return "done";
    const concerns = concerning(measureOf(this.book, one), this.codes);
    if (one.status === "ineligible" && concerns !== true) return "apart";
    if (one.status !== "eligible" && concerns === false) return "apart";
    return KINDS.get(one.status) || (one.missing.length ? "open" : "office");
  }
}

/**
 * @param {Book} book
 * @param {Determination} one
 */
export const measureOf = (book, one) => got(book.measureById, one.measure);

/**
 * The answer in blocks of entries, as the service's /v1/words gives it.
 *
 * @param {Assessment} assessment
 * @param {Profile} given
 * @param {Book} book
 * @param {Lang} lang
 * @returns {Told}
 */
export function told(assessment, given, book, lang) {
  const writer = new Writer(given, book, lang);
  const kinds = new Kinds(book, given);
  const finds = findsOf(assessment, kinds, writer);
  const { determinations } = assessment;
  const sorted = [...determinations].sort((a, b) => writer.rank(a) - writer.rank(b));
  const blocks = Object.entries(book.words.headings).map(([kind, heading]) => ({
    kind,
    heading: heading[lang],
    entries: sorted
      .filter((one) => kinds.of(one) === kind)
      .map((one) => writer.entry(kind, one)),
    finds: kind === "open" ? finds : [],
  }));
  return {
    lang,
    header: writer.header(assessment.on),
    plan: [],
    blocks: blocks.filter((one) => one.entries.length),
    footer: "",
  };
}

/** @param {Determination} one */
const isHeld = (one) => one.cautions.some((it) => it.kind === "already_held");

/** Of what is missing, so many facts are named, as in `telling/answer.py`. */
const NAMED = 6;

/** How surely a text is known, the surest first. */
const RANKS = ["official", "secondary", "general", "unverified"];

/** So many facts are told to be found out first. */
const FEW = 3;

/**
 * What to find out first of all: what bears on most, where one can tell it.
 *
 * @param {Assessment} assessment
 * @param {Kinds} kinds
 * @param {Writer} writer
 * @returns {Find[]}
 */
function findsOf({ determinations }, kinds, writer) {
  const { book, codes } = kinds;
  /** @type {Map<string, Determination[]>} */
  const bearing = new Map();
  for (const one of determinations.filter((it) => kinds.of(it) === "open")) {
    for (const id of firstMissing(one, kinds)) {
      if (!mayAsk(got(book.byId, id), codes)) continue;
      bearing.set(id, [...(bearing.get(id) || []), one]);
    }
  }
  const total = weights(
    determinations.map((one) => measureOf(book, one)),
    codes,
  );
  /** @param {string} id */
  const weight = (id) => total.get(id) || 0;
  return [...bearing]
    .sort(([a, of], [b, others]) => others.length - of.length || weight(b) - weight(a))
    .slice(0, FEW)
    .map(([fact, of]) => writer.find(fact, of));
}

/**
 * What is missing; where it is not known whether a measure concerns the person, the
 * first fact that tells.
 *
 * @param {Determination} one
 * @param {{ book: Book, codes: Codes }} known
 */
function firstMissing(one, { book, codes }) {
  const measure = measureOf(book, one);
  if (concerning(measure, codes) !== null) return one.missing;
  return gatesOf(measure, codes).slice(0, 1);
}

class Writer {
  /**
   * @param {Profile} given
   * @param {Book} book
   * @param {Lang} lang
   */
  constructor(given, book, lang) {
    this.given = given;
    this.codes = profiled(book, given).codes;
    this.book = book;
    this.lang = lang;
  }

  /**
   * @param {string} id
   * @param {Values} [values]
   */
  say(id, values) {
    return said(this.book, id, this.lang, values);
  }

  /** @param {Words | null | undefined} text */
  of(text) {
    return text ? text[this.lang] : "";
  }

  /** @param {Determination} one */
  rank(one) {
    return measureOf(this.book, one).worth;
  }

  /** @param {string} day */
  header(day) {
    const values = [...this.given.values()];
    const known = values.filter((one) => one !== null).length;
    const declined = values.length - known;
    const noun = known === 1 ? "answer.header.answer" : "answer.header.answers";
    const found = [
      this.say("answer.header.day", { day }),
      this.say(noun, { count: known }),
    ];
    if (declined) found.push(this.say("answer.header.declined", { count: declined }));
    return found;
  }

  /**
   * @param {string} kind
   * @param {Determination} one
   * @returns {Entry}
   */
  entry(kind, one) {
    const { id: measure, title } = measureOf(this.book, one);
    const [remark, details] = this.said(kind, one);
    return {
      measure,
      title: this.of(title),
      remark,
      details: details
        .filter(([, text]) => text)
        .map(([label, text]) => ({ label, text })),
    };
  }

  /**
   * A fact to find out, and the measures that it bears on.
   *
   * @param {string} id
   * @param {Determination[]} of
   * @returns {Find}
   */
  find(id, of) {
    const { question, help } = got(this.book.byId, id);
    const titles = of
      .map((one) => this.of(measureOf(this.book, one).title))
      .join(this.say("joins.names"));
    return {
      fact: id,
      question: this.of(question),
      where: this.of(help),
      bears: this.say("answer.find", { titles }),
    };
  }

  /**
   * @param {string} kind
   * @param {Determination} one
   * @returns {[string, [string, string][]]}
   */
  said(kind, one) {
    const measure = measureOf(this.book, one);
    switch (kind) {
      case "now":
        return [this.standing(one), this.details(one, measure)];
      case "open":
        return [this.missing(one), []];
      case "office":
        return ["", this.disputes(one)];
      case "no":
        return [this.reason(measure), []];
      case "later":
        return [this.of(one.text || measure.when), []];
      case "told":
        return [this.of(one.text), []];
      default:
        return ["", []];
    }
  }

  /**
   * What must stand right beside a title: that it may have ended.
   *
   * @param {Determination} one
   */
  standing(one) {
    const isUnconfirmed = one.cautions.some((it) => it.kind === "renewal_unconfirmed");
    return isUnconfirmed ? this.say("answer.unconfirmed") : "";
  }

  /**
   * @param {Determination} one
   * @param {ExportedMeasure} measure
   */
  details(one, measure) {
    const met = this.settling(one);
    /** @type {[string, string][]} */
    const found = [];
    /** @type {(label: string, text: string) => void} */
    const tell = (label, text) => found.push([this.say(label), text]);
    tell("answer.label.offer", this.of(measure.offer));
    tell("answer.label.reasons", this.listed(met));
    if (one.apply) {
      tell("answer.label.when", this.of(one.apply.within));
      tell("answer.label.where", this.of(one.apply.where));
      const bring = one.apply.bring.map((it) => this.of(it));
      tell("answer.label.bring", bring.join(this.say("joins.things")));
      found.push(...this.contacts(one.apply));
    }
    for (const it of one.cautions) tell("answer.label.note", this.of(it.text));
    const places = met.flatMap(({ cite }) => this.surest(cite));
    tell(
      "answer.label.ground",
      this.cited(places.length ? places : measure.cite || []).join("\n"),
    );
    return found;
  }

  /**
   * Whom to ask, and where on the web, each after its label.
   *
   * @param {Application} how
   * @returns {[string, string][]}
   */
  contacts({ contact: { phone, name, url } = {} }) {
    /** @type {[string, string][]} */
    const found = [];
    if (phone) {
      found.push([
        this.say("answer.label.call"),
        `${phone} ${this.of(name)}`.trimEnd(),
      ]);
    }
    if (url) found.push([this.say("answer.label.online"), url]);
    return found;
  }

  /** @param {Determination} one */
  missing(one) {
    const names = firstMissing(one, this).map((id) => {
      const fact = this.heading(id);
      return this.given.get(id) === null ? this.say("answer.declined", { fact }) : fact;
    });
    const count = names.length;
    const facts = names.slice(0, NAMED).join(this.say("joins.names"));
    if (count > NAMED) return this.say("answer.missing.many", { count, facts });
    const noun = count === 1 ? "answer.missing.one" : "answer.missing.several";
    return this.say(noun, { count, facts });
  }

  /** @param {string} id */
  heading(id) {
    return this.of(got(this.book.byId, id).heading);
  }

  /**
   * @param {Determination} one
   * @returns {[string, string][]}
   */
  disputes(one) {
    const readings = this.say("answer.label.readings");
    const passages = one.cautions.filter((it) =>
      ["contested", "judged_by_office"].includes(it.kind),
    );
    /** @type {[string, string][]} */
    const found = passages.map((it) => [readings, this.of(it.text)]);
    if (!passages.length) found.push([readings, this.say("answer.unclear")]);
    if (one.apply) {
      found.push([this.say("answer.label.ask"), this.of(one.apply.where)]);
      found.push(...this.contacts(one.apply));
    }
    const places = passages.flatMap((it) => it.cite || []);
    found.push([this.say("answer.label.ground"), this.cited(places).join("\n")]);
    return found;
  }

  /**
   * What settles a no.
   *
   * @param {ExportedMeasure} measure
   */
  reason({ steps = [] }) {
    return settled(steps, this.codes, this.book, this);
  }

  /**
   * The conditions that settle an outcome by holding.
   *
   * @param {Determination} one
   */
  settling(one) {
    const all = [...findings(conditionsOf(one))];
    return (one.because || [])
      .filter((it) => it.truth === true)
      .flatMap((it) => all.find((finding) => finding.id === it.condition) || []);
  }

  /**
   * Conditions with the days and numbers that decide them; each of these once.
   *
   * @param {Finding[]} conditions
   */
  listed(conditions) {
    /** @type {Set<string>} */
    const seen = new Set();
    /** @param {Finding} finding */
    const met = (finding) => {
      const shown = Object.entries(finding.facts)
        .filter(([id]) => !seen.has(id) && isOrdered(got(this.book.byId, id)))
        .flatMap(([id, value]) =>
          value === null ? [] : `${this.heading(id)} ${this.value(id, value)}`,
        );
      for (const id of Object.keys(finding.facts)) seen.add(id);
      const denied = finding.truth === false ? finding.denial : undefined;
      return this.remarked(
        this.of(denied || finding.text),
        shown.join(this.say("joins.values")),
      );
    };
    return conditions.map(met).join(this.say("joins.clauses"));
  }

  /**
   * A value as people read it.
   *
   * @param {string} id
   * @param {Code} value
   */
  value(id, value) {
    const fact = got(this.book.byId, id);
    if (fact.kind === "choice") {
      const known = fact.values.find((it) => it.id === value);
      return known ? known[this.lang] : String(value);
    }
    if (fact.kind === "bool") return this.say(value ? "prose.yes" : "prose.no");
    if (fact.kind === "date") return this.day(String(value));
    const figure = fact.kind === "money" ? spokenSum(String(value)) : Number(value);
    const unit = this.of(fact.unit);
    return `${figure} ${figure === 1 ? unit.replace(/s$/, "") : unit}`.trimEnd();
  }

  /**
   * A day, or the month or the year that is known of it.
   *
   * @param {string} written
   */
  day(written) {
    const [year, month, day] = written.split("-");
    if (day) return spokenDay(written, this.lang);
    if (!month) return this.say("prose.some_year", { year });
    return this.say("prose.some_month", { year, month: Number(month) });
  }

  /**
   * @param {string} text
   * @param {string} remark
   */
  remarked(text, remark) {
    return remark ? this.say("joins.remarked", { text, remark }) : text;
  }

  /**
   * Of some places, those whose text is known most surely.
   *
   * @param {CitedPlace[]} cites
   */
  surest(cites) {
    const best = Math.min(...cites.map((one) => RANKS.indexOf(one.basis)));
    return cites.filter((one) => RANKS.indexOf(one.basis) === best);
  }

  /**
   * Documents with their places and how surely each is known, each once.
   *
   * @param {CitedPlace[]} cites
   */
  cited(cites) {
    /** @type {Map<string, { name: string, basis: string, at: string[] }>} */
    const documents = new Map();
    for (const one of cites) {
      const name = one.number || this.of(one.title);
      const key = JSON.stringify([name, one.basis]);
      const found = documents.get(key) || { name, basis: one.basis, at: [] };
      if (one.at && !found.at.includes(one.at)) found.at.push(one.at);
      documents.set(key, found);
    }
    return [...documents.values()].map(({ name, basis, at }) => {
      const whole = `${name} ${at.join(this.say("joins.names"))}`.trimEnd();
      return this.remarked(whole, this.of(this.book.words.basis[basis]));
    });
  }
}

/** @param {Determination} one */
function conditionsOf(one) {
  if (!one.conditions) throw new Error(`${one.measure} has no conditions`);
  return one.conditions;
}

/**
 * @param {Finding} finding
 * @returns {Generator<Finding>}
 */
function* findings(finding) {
  yield finding;
  for (const part of finding.parts) yield* findings(part);
}
