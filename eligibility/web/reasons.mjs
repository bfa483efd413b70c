// @ts-check
// Why a measure is not for a person, in words, as `telling/reasons.py` puts it.

import { MOST, clauses, isOrdered, isTold } from "./clauses.mjs";
import { endsOf, got, truths } from "./conditions.mjs";
import { knownOf, shown } from "./evaluator.mjs";

/** @import { Book, Code, Codes } from "./answers.d.ts" */
/** @import { Clause } from "./clauses.mjs" */
/** @import { Truths } from "./conditions.mjs" */
/** @import { Values } from "./filling.mjs" */
/** @import { CitedPlace, ExportedFact, Step, WithinStep, Words } from "./nodes.d.ts" */

/**
 * What says things in one language.
 *
 * @typedef {{
 *   say: (id: string, values?: Values) => string,
 *   of: (text: Words) => string,
 *   value: (id: string, value: Code) => Code,
 *   remarked: (text: string, remark: string) => string,
 *   cited: (cites: CitedPlace[]) => string[],
 *   surest: (cites: CitedPlace[]) => CitedPlace[],
 * }} Voice
 */

/** What says a limit, of an amount and of a day. */
const LEAST = ["unmet.least", "unmet.since"];
const GREATEST = ["unmet.most", "unmet.until"];

/**
 * What settles a no, and the first source of it.
 *
 * @param {readonly Step[]} steps
 * @param {Codes} codes
 * @param {Book} book
 * @param {Voice} voice
 */
export function settled(steps, codes, book, voice) {
  const out = truths(steps, codes);
  const found = clauses(steps, out, codes, book);
  if (!found.length || found.some(({ place }) => !steps[place].text)) {
    return voice.say("answer.together");
  }
  const reason = new Teller(steps, out, codes, book, voice).reason(found);
  const cited = found.map(({ place }) => steps[place].cite || []);
  const places = cited.find((it) => it.length);
  if (!places) return reason;
  const [document] = voice.cited(voice.surest(places).slice(0, 1));
  return voice.say("answer.grounded", { reason, document });
}

class Teller {
  /**
   * @param {readonly Step[]} steps
   * @param {Truths} out
   * @param {Codes} codes
   * @param {Book} book
   * @param {Voice} voice
   */
  constructor(steps, out, codes, book, voice) {
    this.steps = steps;
    this.out = out;
    this.codes = codes;
    this.book = book;
    this.voice = voice;
  }

  /** @param {Clause[]} found */
  reason(found) {
    const unmet = found.filter(({ place }) => this.out[place] === false);
    const barred = found.filter(({ place }) => this.out[place] === true);
    const conditions = this.each(barred).join(this.voice.say("joins.clauses"));
    return [
      unmet.length ? this.unmet(unmet) : "",
      barred.length ? this.voice.say("answer.barred", { conditions }) : "",
    ]
      .filter(Boolean)
      .join(this.voice.say("joins.clauses"));
  }

  /** @param {Clause[]} found */
  unmet(found) {
    const texts = this.each(found);
    const count = texts.length;
    if (count === 1) {
      const [conditions] = texts;
      const { denial } = this.steps[found[0].place];
      if (this.limited(found[0])) return conditions;
      if (!denial) return this.voice.say("answer.unmet", { conditions });
      const denied = this.voice.of(denial);
      const values = [...this.values(found[0], denied).values()];
      return this.voice.remarked(denied, values.join(this.voice.say("joins.values")));
    }
    const listed = texts.slice(0, MOST).join(this.voice.say("joins.clauses"));
    const many = count > MOST ? "unmet.none.many" : "unmet.none";
    return this.voice.say(many, { count, clauses: listed });
  }

  /**
   * The clauses, none twice; what was given for a fact is told once.
   *
   * @param {Clause[]} found
   */
  each(found) {
    /** @type {Map<string, Clause>} */
    const alike = new Map();
    for (const one of found) {
      const text = this.clause(one, new Set());
      if (!alike.has(text)) alike.set(text, one);
    }
    /** @type {Set<string>} */
    const said = new Set();
    return [...alike.values()].map((one) => this.clause(one, said));
  }

  /**
   * The rule with what was given; where that missed a limit, it comes first.
   *
   * @param {Clause} clause
   * @param {Set<string>} said
   */
  clause(clause, said) {
    const { text } = this.steps[clause.place];
    const rule = text ? this.voice.of(text) : "";
    const limited = this.limited(clause);
    const given = [...this.values(clause, rule)].filter(
      ([id]) => isOrdered(got(this.book.byId, id)) || !limited,
    );
    const fresh = given.filter(([id]) => !said.has(id)).map(([, value]) => value);
    const values = fresh.join(this.voice.say("joins.values"));
    for (const [id] of given) said.add(id);
    if (!values || !limited) return this.voice.remarked(rule, values);
    const whole = this.voice.remarked(rule, this.limit(clause, rule));
    return this.voice.say("unmet.limit", { values, rule: whole });
  }

  /**
   * Whether it does not hold because of a day or a number that was given; of many cases
   * none does because of one.
   *
   * @param {Clause} clause
   */
  limited(clause) {
    if (clause.cases > MOST) return false;
    const given = clause.tests
      .flatMap((test) => this.steps[test].facts || [])
      .some((id) => isOrdered(got(this.book.byId, id)) && isTold(this.codes, id));
    return given && this.out[clause.place] === false;
  }

  /**
   * What was given for the facts of its tests, but for what the rule says.
   *
   * @param {Clause} clause
   * @param {string} rule
   */
  values(clause, rule) {
    /** @type {Map<string, string>} */
    const found = new Map();
    for (const id of this.telling(clause)) {
      const fact = got(this.book.byId, id);
      const heading = this.voice.of(fact.heading);
      const value = this.value(fact);
      if (isOrdered(fact)) {
        found.set(id, this.voice.say("unmet.value", { fact: heading, value }));
      } else if (this.out[clause.place] === false && !contains(rule, value)) {
        found.set(
          id,
          this.voice.say("joins.labelled", { label: heading, text: value }),
        );
      }
    }
    return found;
  }

  /** @param {ExportedFact} fact */
  value(fact) {
    const known = knownOf(fact, this.codes);
    return known === null ? "" : String(this.voice.value(fact.id, known));
  }

  /**
   * The facts of its tests, or of one that is not known those that tell of it.
   *
   * @param {Clause} clause
   */
  *telling(clause) {
    for (const test of clause.tests) {
      const { facts = [], tellers = {} } = this.steps[test];
      for (const id of facts) {
        if (!isTold(this.codes, id)) {
          yield* (tellers[id] || []).filter((it) => isTold(this.codes, it));
        } else if (!this.plain(test, clause)) {
          yield id;
        }
      }
    }
  }

  /**
   * Whether only one answer makes a test what it is, so that its words say it.
   *
   * @param {number} test
   * @param {Clause} clause
   */
  plain(test, clause) {
    const step = this.steps[test];
    if (step.op !== "among") return false;
    const { facts = [step.fact] } = this.steps[clause.place];
    if (facts[facts.length - 1] !== step.fact) return false;
    const inside = step.values.length;
    if (this.out[test]) return inside === 1;
    const fact = got(this.book.byId, step.fact);
    const all = "values" in fact ? fact.values.length : 2;
    return all - inside === 1;
  }

  /**
   * The limit that was missed, where it is one and the rule does not say it.
   *
   * @param {Clause} clause
   * @param {string} rule
   */
  limit(clause, rule) {
    const bounds = clause.tests
      .filter((test) => this.out[test] === false)
      .map((test) => this.steps[test])
      .filter(/** @returns {it is WithinStep} */ (it) => it.op === "within");
    if (bounds.length !== 1) return "";
    const [{ fact, least, most }] = bounds;
    const [low, high] = endsOf(this.codes, fact);
    if (least !== null && high !== null && high < least) {
      return this.bound(fact, least, rule, LEAST);
    }
    if (most !== null && low !== null && low > most) {
      return this.bound(fact, most, rule, GREATEST);
    }
    return "";
  }

  /**
   * @param {string} id
   * @param {number} code
   * @param {string} rule
   * @param {readonly string[]} sentences
   */
  bound(id, code, rule, sentences) {
    const fact = got(this.book.byId, id);
    const written = shown(fact, code);
    const limit = written === null ? "" : String(this.voice.value(id, written));
    if (contains(rule, limit)) return "";
    return this.voice.say(sentences[fact.kind === "date" ? 1 : 0], { limit });
  }
}

/**
 * Whether a text says a part of it already, whole numbers as such.
 *
 * @param {string} text
 * @param {string} part
 */
function contains(text, part) {
  return text
    .split(part)
    .slice(0, -1)
    .some((before) => !/[\d.,]$/.test(before));
}
