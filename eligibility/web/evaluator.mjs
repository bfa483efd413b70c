// @ts-check
// The rules of one day, decided in a browser: a rulebook as `export.py` writes it, and a
// profile, make the same answers as the engine. Nothing here touches the page or the net.
//
// How conditions are read is in `conditions.mjs`.

import {
  disputed,
  got,
  lastTruth,
  openFacts,
  partsOf,
  boundsOf,
  isSaid,
  saysSomething,
  settling,
  truth,
  truths,
  wordsOf,
} from "./conditions.mjs";
import { joined, sentence } from "./sentences.mjs";

const EPOCH = 719163; // the ordinal of 1970-01-01, days counted from 0001-01-01 as 1
const DAY = 86400000;

/** @import { Assessment, Book, Caution, Code, Codes, Determination } from "./answers.d.ts" */
/** @import { Fault, Faults, Finding, Profile, Status, Truth } from "./answers.d.ts" */
/** @import { CitedPlace, ContestedStep, Exported, ExportedFact } from "./nodes.d.ts" */
/** @import { ExportedMeasure, OrderedFact, Step, Words } from "./nodes.d.ts" */
/** @import { Truths } from "./conditions.mjs" */

// ---- facts and codes --------------------------------------------------------------

/**
 * The codes of a value, or what is wrong with it. A day known to the month or the year
 * has two, of its first day and of its last.
 *
 * @param {Book} book
 * @param {ExportedFact} fact
 * @param {unknown} value
 * @returns {{ codes: [string, Code][], first: Code } | { fault: Fault }}
 */
function coded(book, fact, value) {
  const span = fact.kind === "date" ? monthOrYear(value) : null;
  if (fact.kind !== "date" || span === null) {
    const read = single(book, fact, value);
    return "fault" in read ? read : { codes: [[fact.id, read.code]], first: read.code };
  }
  if (span[1] < fact.least || span[0] > fact.most) {
    return { fault: { subject: fact.id, ...sentence(book, "faults.range") } };
  }
  const least = Math.max(span[0], fact.least);
  let most = Math.min(span[1], fact.most);
  if (fact.latest_is_today) most = Math.max(least, Math.min(most, book.today));
  const [from, until] = boundsOf(fact.id);
  return {
    codes: [
      [from, least],
      [until, most],
    ],
    first: least,
  };
}

/**
 * The first and the last day of a month or a year; null where a value names neither.
 *
 * @param {unknown} value
 */
function monthOrYear(value) {
  const match = /^(\d{4})(?:-(\d{2}))?$/.exec(String(value));
  if (!match) return null;
  const first = ordinal(`${match[1]}-${match[2] || "01"}-01`);
  if (first === null) return null;
  const [year, month] = [Number(match[1]), Number(match[2] || 12)];
  return [first, Date.UTC(year, month, 0) / DAY + EPOCH];
}

/**
 * The code of a value that says one thing, or what is wrong with it.
 *
 * @param {Book} book
 * @param {ExportedFact} fact
 * @param {unknown} value
 * @returns {{ code: Code } | { fault: Fault }}
 */
function single(book, fact, value) {
  /** @type {(id: string) => { fault: Fault }} */
  const refuse = (id) => ({ fault: { subject: fact.id, ...sentence(book, id) } });
  if (fact.kind === "bool") {
    if (typeof value === "boolean") return { code: value };
    if (value === "true" || value === "false") return { code: value === "true" };
    return refuse("faults.bool");
  }
  if (fact.kind === "choice") {
    const known = fact.values.find((one) => one.id === value);
    return known ? { code: known.id } : refuse("faults.choice");
  }
  const found = fact.kind === "date" ? ordinal(value) : scaled(fact, value);
  if (found === null) {
    return refuse(fact.kind === "date" ? "faults.date" : "faults.number");
  }
  if (found < fact.least || found > fact.most) return refuse("faults.range");
  return { code: found };
}

/** @param {unknown} value */
function ordinal(value) {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(String(value));
  if (!match) return null;
  const [year, month, day] = match.slice(1).map(Number);
  const time = Date.UTC(year, month - 1, day);
  const back = new Date(time);
  // Date turns 30 February into a day of March, and years below 100 into others.
  if (back.getUTCFullYear() !== year || back.getUTCMonth() !== month - 1) return null;
  return back.getUTCDate() === day ? time / DAY + EPOCH : null;
}

/**
 * @param {OrderedFact} fact
 * @param {unknown} value
 */
function scaled(fact, value) {
  const match = /^(-?)(\d{1,12})(?:\.(\d{1,6}))?$/.exec(String(value));
  if (!match) return null;
  const decimals = match[3] || "";
  if (fact.kind === "integer" && decimals) return null;
  if (/[1-9]/.test(decimals.slice(fact.decimals))) return null;
  const kept = decimals.slice(0, fact.decimals).padEnd(fact.decimals, "0");
  return Number(match[1] + match[2] + kept);
}

/**
 * A code as the document shows it: days in ISO form, amounts and numbers as text.
 *
 * @param {ExportedFact} fact
 * @param {Code | undefined} code
 */
export function shown(fact, code) {
  if (code === undefined) return null;
  if (fact.kind === "date") {
    return new Date((Number(code) - EPOCH) * DAY).toISOString().slice(0, 10);
  }
  if (fact.kind !== "number" && fact.kind !== "money") return code;
  if (fact.decimals === 0) return String(code);
  const digits = String(Math.abs(Number(code))).padStart(fact.decimals + 1, "0");
  const whole = digits.slice(0, -fact.decimals);
  return `${Number(code) < 0 ? "-" : ""}${whole}.${digits.slice(-fact.decimals)}`;
}

/**
 * What is known of a fact, as the document shows it.
 *
 * @param {ExportedFact} fact
 * @param {Codes} codes
 */
export function knownOf(fact, codes) {
  const [first, last] = boundsOf(fact.id).map((id) => codes.get(id));
  if (first === undefined || codes.has(fact.id)) return shown(fact, codes.get(fact.id));
  const [low, high] = [String(shown(fact, first)), String(shown(fact, last))];
  const month = low.slice(0, "2020-06".length);
  return high.startsWith(month) ? month : low.slice(0, "2020".length);
}

// ---- findings ---------------------------------------------------------------------

/**
 * @param {Book} book
 * @param {readonly Step[]} steps
 * @param {number} place
 * @param {Truths} out
 * @param {Codes} codes
 * @returns {Finding}
 */
function finding(book, steps, place, out, codes) {
  const step = steps[place];
  /** @type {Map<string, Code | null>} */
  const facts = new Map();
  /** @param {string} id */
  const show = (id) => facts.set(id, knownOf(got(book.byId, id), codes));
  for (const id of step.facts || []) show(id);
  if (out[place] !== null) {
    for (const [id, tellers] of Object.entries(step.tellers || {})) {
      if (codes.has(id)) continue;
      for (const one of tellers) {
        if (codes.has(one) || codes.has(boundsOf(one)[0])) show(one);
      }
    }
  }
  const named = (step.named || []).filter(
    ([guard]) => guard === null || out[guard] !== false,
  );
  return {
    id: step.id || "",
    truth: out[place],
    text: step.text || null,
    ...(step.denial && { denial: step.denial }),
    facts: Object.fromEntries(facts),
    cite: step.cite || [],
    parts: named.map(([, part]) => finding(book, steps, part, out, codes)),
  };
}

// ---- cautions ---------------------------------------------------------------------

/** @type {ReadonlyMap<Truth, string>} */
const OUTCOMES = new Map([
  [true, "cautions.outcome.met"],
  [false, "cautions.outcome.unmet"],
  [null, "cautions.outcome.open"],
]);

/**
 * The truth of the whole where the steps in some places are taken so.
 *
 * @param {readonly Step[]} steps
 * @param {Truths} out
 * @param {ReadonlyMap<number, boolean>} fixed
 */
function settledWith(steps, out, fixed) {
  /** @type {Truth[]} */
  const found = [];
  steps.forEach((step, place) => {
    const taken = fixed.get(place);
    if (taken !== undefined) found.push(taken);
    else found.push("parts" in step ? truth(step, new Map(), found) : out[place]);
  });
  return found[steps.length - 1];
}

/**
 * @param {readonly Step[]} steps
 * @param {number} place
 * @param {Truths} out
 * @returns {Generator<{ step: ContestedStep, place: number }>}
 */
function* openDisputes(steps, place, out) {
  if (out[place] !== null) return;
  const step = steps[place];
  if (step.op === "contested") {
    if (disputed(step, out)) yield { step, place };
    return;
  }
  for (const part of partsOf(step)) yield* openDisputes(steps, part, out);
}

/**
 * @param {Book} book
 * @param {readonly Step[]} steps
 * @param {Truths} out
 */
function contested(book, steps, out) {
  /** @type {Map<string, { step: ContestedStep, places: number[] }>} */
  const passages = new Map();
  for (const { step, place } of openDisputes(steps, steps.length - 1, out)) {
    if (step.id === undefined) continue;
    const passage = passages.get(step.id);
    if (passage) passage.places.push(place);
    else passages.set(step.id, { step, places: [place] });
  }
  /** @type {Caution[]} */
  const found = [];
  for (const { step, places } of passages.values()) {
    const [met, unmet] = [true, false].map((one) =>
      settledWith(steps, out, new Map(places.map((place) => [place, one]))),
    );
    if (met === unmet) continue;
    const outcomes = new Map([
      [true, sentence(book, got(OUTCOMES, met))],
      [false, sentence(book, got(OUTCOMES, unmet))],
    ]);
    found.push(
      step.office
        ? judged(book, step, outcomes)
        : readings(book, steps, step, out, outcomes),
    );
  }
  return found;
}

/**
 * @param {Book} book
 * @param {ContestedStep} step
 * @param {ReadonlyMap<Truth, Words>} outcomes
 */
function judged(book, step, outcomes) {
  const text = sentence(book, "cautions.judged_by_office", {
    passage: wordsOf(step),
    office: step.by,
    outcome: got(outcomes, true),
  });
  return caution("judged_by_office", text, step.cite);
}

/**
 * @param {Book} book
 * @param {readonly Step[]} steps
 * @param {ContestedStep} step
 * @param {Truths} out
 * @param {ReadonlyMap<Truth, Words>} outcomes
 */
function readings(book, steps, step, out, outcomes) {
  const known = step.parts.filter((part) => steps[part].written && out[part] !== null);
  const said = known.map((part) =>
    sentence(book, "cautions.contested.reading", {
      reading: wordsOf(steps[part]),
      outcome: got(outcomes, out[part]),
    }),
  );
  const text = sentence(book, "cautions.contested", {
    passage: wordsOf(step),
    readings: joined(book, said, "joins.clauses"),
    office: step.by,
  });
  return caution("contested", text, step.cite);
}

/**
 * @param {string} kind
 * @param {Words} text
 * @param {CitedPlace[]} [cite]
 * @returns {Caution}
 */
function caution(kind, text, cite) {
  return cite && cite.length ? { kind, text, cite } : { kind, text };
}

const RANKS = ["official", "secondary", "general", "unverified"];

/**
 * The weakest of the grounds of what settles the outcome; null where nothing is.
 *
 * @param {readonly Step[]} steps
 * @param {readonly number[]} because
 */
function basisOf(steps, because) {
  const ranks = because
    .map((place) => (steps[place].cite || []).map((one) => RANKS.indexOf(one.basis)))
    .filter((one) => one.length)
    .map((one) => Math.min(...one));
  return ranks.length ? RANKS[Math.max(...ranks)] : null;
}

/**
 * @param {Book} book
 * @param {readonly Step[]} steps
 * @param {readonly number[]} because
 */
function stale(book, steps, because) {
  /** @type {Map<string, CitedPlace>} */
  const found = new Map();
  for (const place of because) {
    for (const one of steps[place].cite || []) {
      if (book.on > got(book.reviewBy, one.source)) found.set(one.source, one);
    }
  }
  return [...found.values()].map((one) => {
    const day = got(book.reviewBy, one.source);
    const text = sentence(book, "cautions.stale_source", { title: one.title, day });
    return caution("stale_source", text, [one]);
  });
}

/**
 * @param {Book} book
 * @param {string | null} basis
 */
function weak(book, basis) {
  if (basis !== "general") return [];
  return [caution("weak_basis", sentence(book, "cautions.weak_basis"))];
}

// ---- profiles ---------------------------------------------------------------------

/**
 * The codes of a profile with what follows from them, and every fault.
 *
 * @param {Book} book
 * @param {Profile} profile
 */
export function profiled(book, profile) {
  /** @type {Map<string, Code>} */
  const codes = new Map();
  /** @type {Fault[]} */
  const faults = [];
  for (const [id, value] of profile) {
    const fact = book.byId.get(id);
    if (fact === undefined) {
      faults.push({ subject: id, ...sentence(book, "faults.no_fact", { fact: id }) });
      continue;
    }
    if (value === null) continue;
    const read = coded(book, fact, value);
    if ("fault" in read) {
      faults.push(read.fault);
      continue;
    }
    for (const [key, code] of read.codes) codes.set(key, code);
    const late = Number(read.first) > book.today;
    if ("latest_is_today" in fact && fact.latest_is_today && late) {
      faults.push({
        subject: id,
        ...sentence(book, "faults.future", { day: book.on }),
      });
    }
  }
  const implied = following(book, codes);
  const whole = new Map([...codes, ...implied]);
  faults.push(...senseless(book, whole, implied), ...contradictory(book, whole));
  return { codes: whole, faults };
}

/**
 * @param {Book} book
 * @param {Codes} codes
 */
function following(book, codes) {
  /** @type {Map<string, Code>} */
  const found = new Map();
  const ahead = [...codes];
  for (let next = ahead.pop(); next; next = ahead.pop()) {
    const [key, said] = next;
    const fact = key.replace(/[<>]=$/, "");
    const certain = (saysSomething(said) && book.implied.get(fact)) || [];
    const told = book.tells.get(fact)?.get(String(said)) || [];
    for (const [id, code] of [...told, ...certain]) {
      if (codes.has(id) || found.has(id)) continue;
      found.set(id, code);
      ahead.push([id, code]);
    }
  }
  return found;
}

/**
 * Whether a fact makes sense beside others; null where that is not known.
 *
 * @param {ExportedFact} fact
 * @param {Codes} codes
 */
export function applies(fact, codes) {
  return fact.applies ? lastTruth(fact.applies, codes) : true;
}

/**
 * @param {Book} book
 * @param {Codes} codes
 * @param {Codes} implied
 * @returns {Fault[]}
 */
function senseless(book, codes, implied) {
  return book.facts
    .filter((fact) => isSaid(codes, fact.id) && !implied.has(fact.id))
    .filter((fact) => applies(fact, codes) === false)
    .map((fact) => ({ subject: fact.id, ...sentence(book, "faults.senseless") }));
}

/**
 * @param {Book} book
 * @param {Codes} codes
 * @returns {Fault[]}
 */
function contradictory(book, codes) {
  return book.contradictions
    .filter((one) => lastTruth(one.steps, codes) === true)
    .map((one) => ({ subject: one.id, zh: one.text.zh, en: one.text.en }));
}

// ---- assessment -------------------------------------------------------------------

/**
 * A rulebook as exported, made ready to be asked.
 *
 * @param {Exported} exported
 * @returns {Book}
 */
export function loaded(exported) {
  const { facts, measures, implied, review_by: days } = exported;
  const telling = facts.flatMap(({ id, tells }) => (tells ? [{ id, tells }] : []));
  return {
    ...exported,
    tells: new Map(telling.map(({ id, tells }) => [id, mapped(tells)])),
    byId: new Map(facts.map((fact) => [fact.id, fact])),
    measureById: new Map(measures.map((measure) => [measure.id, measure])),
    implied: mapped(implied),
    reviewBy: new Map(Object.entries(days)),
  };
}

/**
 * @param {Record<string, Record<string, Code>>} codes
 * @returns {Map<string, Map<string, Code>>}
 */
function mapped(codes) {
  const found = Object.entries(codes);
  return new Map(found.map(([id, others]) => [id, new Map(Object.entries(others))]));
}

/**
 * All determinations for a profile, or its faults.
 *
 * @param {Book} book
 * @param {Profile} profile
 * @returns {Assessment | Faults}
 */
export function assess(book, profile) {
  const { codes, faults } = profiled(book, profile);
  if (faults.length) return { faults };
  const determinations = book.measures.map((one) => determined(book, one, codes));
  exclude(book, determinations);
  return {
    engine: book.engine,
    rulebook: {
      name: book.rulebook.name,
      version: book.rulebook.version,
      sha256: book.rulebook.sha256,
    },
    on: book.on,
    determinations,
  };
}

/** @type {ReadonlyMap<Truth, Status>} */
const STATUSES = new Map([
  [true, "eligible"],
  [false, "ineligible"],
  [null, "undetermined"],
]);

/**
 * @param {Book} book
 * @param {ExportedMeasure} measure
 * @param {Codes} codes
 * @returns {Determination}
 */
function determined(book, measure, codes) {
  const { id, steps, status = "undetermined" } = measure;
  const written = measure.cautions
    .filter((one) => lastTruth(one.when, codes) === true)
    .map((one) => caution(one.kind, one.text, one.cite));
  if (!steps) {
    /** @type {Determination} */
    const plain = { measure: id, status, missing: [], cautions: written };
    return ended(measure, plain, codes);
  }
  const out = truths(steps, codes);
  const because = settling(steps, out);
  const basis = basisOf(steps, because);
  /** @type {Determination} */
  const found = {
    measure: id,
    status: got(STATUSES, out[steps.length - 1]),
    missing: ranked(book, openFacts(steps, out, codes)),
    because: because.map((place) => ({
      condition: steps[place].id || "",
      truth: out[place],
    })),
    conditions: finding(book, steps, steps.length - 1, out, codes),
    cautions: [
      ...contested(book, steps, out),
      ...held(book, measure, codes),
      ...written,
      ...stale(book, steps, because),
      ...weak(book, basis),
    ],
  };
  if (basis !== null) found.basis = basis;
  return ended(measure, found, codes);
}

/**
 * Whether a measure has to do with a person; null where that is not known.
 *
 * @param {ExportedMeasure} measure
 * @param {Codes} codes
 */
export function concerning(measure, codes) {
  return measure.concerns ? lastTruth(measure.concerns, codes) : true;
}

/**
 * @param {Book} book
 * @param {ExportedMeasure} measure
 * @param {Codes} codes
 */
function held(book, measure, codes) {
  if (!measure.held || lastTruth(measure.held, codes) !== true) return [];
  return [caution("already_held", sentence(book, "cautions.already_held"))];
}

/**
 * @param {ExportedMeasure} measure
 * @param {Determination} found
 * @param {Codes} codes
 */
function ended(measure, found, codes) {
  if (concerning(measure, codes) === false) found.concerns = false;
  if (measure.text) found.text = measure.text;
  if (measure.apply) found.apply = measure.apply;
  return found;
}

/**
 * @param {Book} book
 * @param {ReadonlyMap<string, number>} weights
 */
export function ranked(book, weights) {
  const order = new Map(book.facts.map((fact, place) => [fact.id, place]));
  /** @param {string} id */
  const weight = (id) => Math.round(got(weights, id) * 1e9);
  return [...weights.keys()].sort(
    (a, b) => weight(b) - weight(a) || got(order, a) - got(order, b),
  );
}

/**
 * A word on those that may not be drawn beside each other.
 *
 * @param {Book} book
 * @param {Determination[]} determinations
 */
function exclude(book, determinations) {
  const open = determinations.filter((one) => one.status === "eligible");
  /** @param {string} id */
  const title = (id) => got(book.measureById, id).title;
  for (const one of open) {
    for (const group of book.exclusive) {
      if (!group.measures.includes(one.measure)) continue;
      const others = open
        .map((other) => other.measure)
        .filter((id) => group.measures.includes(id) && id !== one.measure);
      if (!others.length) continue;
      const text = sentence(book, "cautions.exclusive", {
        rule: group.text,
        titles: joined(book, others.map(title), "joins.names"),
      });
      const remark = caution("remark", text, group.cite);
      const at = one.cautions.findIndex((it) =>
        ["stale_source", "weak_basis"].includes(it.kind),
      );
      one.cautions.splice(at < 0 ? one.cautions.length : at, 0, remark);
    }
  }
}

// ---- interview --------------------------------------------------------------------

/**
 * The answers with one more or one changed, and those dropped because they make no sense
 * beside it; or the faults of what is not to be.
 *
 * @param {Book} book
 * @param {ReadonlyMap<string, string | null>} given
 * @param {string} fact
 * @param {string | null} value
 * @returns {{ given: Map<string, string | null>, dropped: string[] } | Faults}
 */
export function answered(book, given, fact, value) {
  const alone = profiled(book, new Map([[fact, value]]));
  if (alone.faults.length) return { faults: alone.faults };
  const kept = new Map(given).set(fact, value);
  /** @type {string[]} */
  const dropped = [];
  for (let idle = inapplicable(book, kept, fact); idle.length;) {
    dropped.push(...idle.filter((id) => kept.get(id) !== null));
    for (const id of idle) kept.delete(id);
    idle = inapplicable(book, kept, fact);
  }
  const { faults } = profiled(book, kept);
  return faults.length ? { faults } : { given: kept, dropped };
}

/**
 * @param {Book} book
 * @param {Profile} given
 * @param {string} changed
 */
function inapplicable(book, given, changed) {
  /** @type {Map<string, Code>} */
  const codes = new Map();
  for (const [id, value] of given) {
    const fact = book.byId.get(id);
    if (value === null || fact === undefined) continue;
    const read = coded(book, fact, value);
    if ("codes" in read) for (const [key, code] of read.codes) codes.set(key, code);
  }
  return book.facts
    .filter(({ id }) => given.has(id) && id !== changed)
    .filter((fact) => applies(fact, codes) === false)
    .map(({ id }) => id);
}
