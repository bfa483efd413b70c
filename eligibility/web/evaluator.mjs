// The rules of one day, decided in a browser: a rulebook as `export.py` writes it, and a
// profile, make the same answers as the engine. Nothing here touches the page or the net.
//
// Truths are true, false and null (unknown). Each function that reads the tree of
// conditions is named as the engine's reading of the same name.

import { joined, sentence } from "./sentences.mjs";

const EPOCH = 719163; // the ordinal of 1970-01-01, days counted from 0001-01-01 as 1
const DAY = 86400000;

// ---- facts and codes --------------------------------------------------------------

/** The code of a value, or a fault {subject, zh, en}. */
function coded(book, fact, value) {
  const refuse = (id) => ({ fault: { subject: fact.id, ...sentence(book, id) } });
  if (fact.kind === "bool") {
    if (typeof value === "boolean") return { code: value };
    if (value === "true" || value === "false") return { code: value === "true" };
    return refuse("faults.bool");
  }
  if (fact.kind === "choice") {
    const known = fact.values.some((one) => one.id === value);
    return known ? { code: value } : refuse("faults.choice");
  }
  const found = fact.kind === "date" ? ordinal(value) : scaled(fact, value);
  if (found === null) {
    return refuse(fact.kind === "date" ? "faults.date" : "faults.number");
  }
  if (found < fact.least || found > fact.most) return refuse("faults.range");
  return { code: found };
}

function ordinal(value) {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  if (!match) return null;
  const [year, month, day] = match.slice(1).map(Number);
  const time = Date.UTC(year, month - 1, day);
  const back = new Date(time);
  // Date turns 30 February into a day of March, and years below 100 into others.
  if (back.getUTCFullYear() !== year || back.getUTCMonth() !== month - 1) return null;
  return back.getUTCDate() === day ? time / DAY + EPOCH : null;
}

function scaled(fact, value) {
  const match = /^(-?)(\d{1,12})(?:\.(\d{1,6}))?$/.exec(String(value));
  if (!match) return null;
  const decimals = match[3] || "";
  if (fact.kind === "integer" && decimals) return null;
  if (/[1-9]/.test(decimals.slice(fact.decimals))) return null;
  const kept = decimals.slice(0, fact.decimals).padEnd(fact.decimals, "0");
  return Number(match[1] + match[2] + kept);
}

/** A code as the document shows it: days in ISO form, amounts and numbers as text. */
function shown(fact, code) {
  if (code === undefined) return null;
  if (fact.kind === "date") {
    return new Date((code - EPOCH) * DAY).toISOString().slice(0, 10);
  }
  if (fact.kind !== "number" && fact.kind !== "money") return code;
  if (fact.decimals === 0) return String(code);
  const digits = String(Math.abs(code)).padStart(fact.decimals + 1, "0");
  const whole = digits.slice(0, -fact.decimals);
  return `${code < 0 ? "-" : ""}${whole}.${digits.slice(-fact.decimals)}`;
}

const saysSomething = (code) => code !== false && code !== 0 && code !== "none";

// ---- evaluation -------------------------------------------------------------------

/** The truth of each step, by its place. */
function truths(steps, codes) {
  const out = [];
  for (const step of steps) out.push(truth(step, codes, out));
  return out;
}

function truth(step, codes, out) {
  const parts = (step.parts || []).map((part) => out[part]);
  switch (step.op) {
    case "all":
    case "branch":
      return parts.includes(false) ? false : parts.includes(null) ? null : true;
    case "any":
      return parts.includes(true) ? true : parts.includes(null) ? null : false;
    case "not":
      return parts[0] === null ? null : !parts[0];
    case "contested":
      return parts.every((one) => one === parts[0]) ? parts[0] : null;
    case "among":
      return among(step, codes);
    case "within":
      return within(step, codes);
    case "stairs":
      return stairs(step, codes);
    case "relation":
      return relation(step, codes);
    default:
      throw new Error(`no such step: ${step.op}`);
  }
}

function among(step, codes) {
  const code = codes[step.fact];
  return code === undefined ? told(step, codes) : step.values.includes(code);
}

function within(step, codes) {
  const code = codes[step.fact];
  if (code !== undefined) return inSpan(code, [step.least, step.most]);
  const bounded = bounds(step, codes);
  return bounded === null ? told(step, codes) : bounded;
}

function inSpan(code, span) {
  if (span === null) return false;
  const [least, most] = span;
  return (least === null || code >= least) && (most === null || code <= most);
}

function bounds(step, codes) {
  const known = (pairs) => (pairs || []).filter(([fact]) => codes[fact] !== undefined);
  const lows = known(step.after).map(([fact, gap]) => codes[fact] + gap);
  const highs = known(step.before).map(([fact, gap]) => codes[fact] - gap);
  const low = lows.length ? Math.max(...lows) : null;
  const high = highs.length ? Math.min(...highs) : null;
  const { least, most } = step;
  const narrower =
    (least === null || (low !== null && low >= least)) &&
    (most === null || (high !== null && high <= most));
  if (narrower) return true;
  const apart =
    (high !== null && least !== null && high < least) ||
    (most !== null && low !== null && most < low);
  return apart ? false : null;
}

/** What other facts tell of a test whose own is not known. */
function told(step, codes) {
  const says = (fact) => codes[fact] !== undefined && saysSomething(codes[fact]);
  if ((step.met_by || []).some(says)) return true;
  return (step.barred_by || []).some(says) ? false : null;
}

function stairs(step, codes) {
  const few = codes[step.few];
  const spans = few === undefined ? step.spans : [step.spans[few - step.first]];
  const code = codes[step.fact];
  const open = (span) => span !== null && span[0] === null && span[1] === null;
  if (code === undefined && !spans.every((one) => one === null || open(one))) return null;
  const answers = new Set(
    spans.map((span) => (code === undefined ? span !== null : inSpan(code, span))),
  );
  return answers.size === 1 ? [...answers][0] : null;
}

const RELATIONS = {
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
  "==": (a, b) => a === b,
  "!=": (a, b) => a !== b,
};

function relation(step, codes) {
  const ends = (fact) => (codes[fact] === undefined ? step.ends[fact] : [codes[fact]]);
  const answers = new Set();
  for (const left of ends(step.left)) {
    for (const right of ends(step.right)) {
      answers.add(RELATIONS[step.operator](left, right));
    }
  }
  return answers.size === 1 ? [...answers][0] : null;
}

// ---- openness ---------------------------------------------------------------------

/** The missing facts that could still change an unknown truth, each with a weight. */
function openFacts(steps, out, codes) {
  const weights = new Map();
  const open = (place, weight) => {
    if (out[place] !== null) return;
    const step = steps[place];
    const parts = keptOpen(steps, place, out);
    for (const part of parts) open(part, weight / parts.length);
    const missing = (step.parts ? [] : step.facts).filter((id) => codes[id] === undefined);
    for (const id of missing) {
      weights.set(id, (weights.get(id) || 0) + weight / missing.length);
    }
  };
  open(steps.length - 1, 1);
  return weights;
}

function keptOpen(steps, place, out) {
  const step = steps[place];
  const unknown = (step.parts || []).filter((part) => out[part] === null);
  if (step.op === "contested") return disputed(step, out) ? [] : unknown;
  const own = unknown.filter((part) => !steps[part].implied);
  return own.length ? own : unknown;
}

function disputed(step, out) {
  const readings = step.parts.map((part) => out[part]);
  return readings.includes(true) && readings.includes(false);
}

// ---- settlement -------------------------------------------------------------------

/** The first set of named conditions that by themselves settle a known truth. */
function settling(steps, out) {
  const found = new Set();
  const written = (place) => steps[place].id !== undefined && steps[place].written;
  const settle = (place) => {
    if (out[place] === null) return [];
    const below = inner(place);
    return below.length || !written(place) ? below : [place];
  };
  const inner = (place) => {
    const step = steps[place];
    if (step.op === "branch") {
      return out[step.parts[0]] === false ? [] : settle(step.parts[1]);
    }
    if (step.op === "all") return several(step, out[place], out[place] === true);
    if (step.op === "any") return several(step, out[place], out[place] === false);
    return step.op === "not" ? settle(step.parts[0]) : [];
  };
  const several = (step, whole, together) => {
    const alike = step.parts.filter((part) => out[part] === whole);
    if (!together) return alike.length ? settle(alike[0]) : [];
    return alike.filter((part) => !steps[part].implied).flatMap(settle);
  };
  for (const place of settle(steps.length - 1).sort((a, b) => a - b)) {
    if (![...found].some((one) => steps[one].id === steps[place].id)) found.add(place);
  }
  return [...found];
}

// ---- findings ---------------------------------------------------------------------

function finding(book, steps, place, out, codes) {
  const step = steps[place];
  const facts = {};
  for (const id of step.facts || []) facts[id] = shown(book.byId[id], codes[id]);
  if (out[place] !== null) {
    for (const [id, tellers] of Object.entries(step.tellers || {})) {
      if (codes[id] !== undefined) continue;
      for (const one of tellers) {
        if (codes[one] !== undefined) facts[one] = shown(book.byId[one], codes[one]);
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
    facts,
    cite: step.cite || [],
    parts: named.map(([, part]) => finding(book, steps, part, out, codes)),
  };
}

// ---- cautions ---------------------------------------------------------------------

const OUTCOMES = new Map([
  [true, "cautions.outcome.met"],
  [false, "cautions.outcome.unmet"],
  [null, "cautions.outcome.open"],
]);

/** The truth of the whole where the steps in some places are taken so. */
function settledWith(steps, out, fixed) {
  const found = [];
  steps.forEach((step, place) => {
    if (fixed.has(place)) found.push(fixed.get(place));
    else found.push(step.parts ? truth(step, {}, found) : out[place]);
  });
  return found[steps.length - 1];
}

function* openDisputes(steps, place, out) {
  if (out[place] !== null) return;
  const step = steps[place];
  if (step.op === "contested") {
    if (disputed(step, out)) yield place;
    return;
  }
  for (const part of step.parts || []) yield* openDisputes(steps, part, out);
}

function contested(book, steps, out) {
  const passages = new Map();
  for (const place of openDisputes(steps, steps.length - 1, out)) {
    const { id } = steps[place];
    if (id === undefined) continue;
    passages.set(id, [...(passages.get(id) || []), place]);
  }
  const found = [];
  for (const places of passages.values()) {
    const [met, unmet] = [true, false].map((one) =>
      settledWith(steps, out, new Map(places.map((place) => [place, one]))),
    );
    if (met === unmet) continue;
    const outcomes = new Map([
      [true, sentence(book, OUTCOMES.get(met))],
      [false, sentence(book, OUTCOMES.get(unmet))],
    ]);
    const step = steps[places[0]];
    found.push(
      step.office
        ? judged(book, step, outcomes)
        : readings(book, steps, step, out, outcomes),
    );
  }
  return found;
}

function judged(book, step, outcomes) {
  const text = sentence(book, "cautions.judged_by_office", {
    passage: step.text,
    office: step.by,
    outcome: outcomes.get(true),
  });
  return caution("judged_by_office", text, step.cite);
}

function readings(book, steps, step, out, outcomes) {
  const known = step.parts.filter((part) => steps[part].written && out[part] !== null);
  const said = known.map((part) =>
    sentence(book, "cautions.contested.reading", {
      reading: steps[part].text,
      outcome: outcomes.get(out[part]),
    }),
  );
  const text = sentence(book, "cautions.contested", {
    passage: step.text,
    readings: joined(book, said, "joins.clauses"),
    office: step.by,
  });
  return caution("contested", text, step.cite);
}

function caution(kind, text, cite) {
  return cite && cite.length ? { kind, text, cite } : { kind, text };
}

const RANKS = ["official", "secondary", "general", "unverified"];

/** The weakest of the grounds of what settles the outcome; null where nothing is. */
function basisOf(steps, because) {
  const ranks = because
    .map((place) => (steps[place].cite || []).map((one) => RANKS.indexOf(one.basis)))
    .filter((one) => one.length)
    .map((one) => Math.min(...one));
  return ranks.length ? RANKS[Math.max(...ranks)] : null;
}

function stale(book, steps, because) {
  const found = new Map();
  for (const place of because) {
    for (const one of steps[place].cite || []) {
      if (book.on > book.review_by[one.source]) found.set(one.source, one);
    }
  }
  return [...found.values()].map((one) => {
    const day = book.review_by[one.source];
    const text = sentence(book, "cautions.stale_source", { title: one.title, day });
    return caution("stale_source", text, [one]);
  });
}

function weak(book, basis) {
  if (basis !== "general") return [];
  return [caution("weak_basis", sentence(book, "cautions.weak_basis"))];
}

// ---- profiles ---------------------------------------------------------------------

/** The codes of a profile with what follows from them, and every fault. */
function profiled(book, profile) {
  const codes = {};
  const faults = [];
  for (const [id, value] of Object.entries(profile)) {
    if (value === null) continue;
    const fact = book.byId[id];
    if (fact === undefined) {
      faults.push({ subject: id, ...sentence(book, "faults.no_fact") });
      continue;
    }
    const read = coded(book, fact, value);
    if (read.fault) faults.push(read.fault);
    else codes[id] = read.code;
    if (!read.fault && fact.latest_is_today && read.code > book.today) {
      faults.push({ subject: id, ...sentence(book, "faults.future", { day: book.on }) });
    }
  }
  const implied = following(book, codes);
  const whole = { ...codes, ...implied };
  faults.push(...senseless(book, whole, implied), ...contradictory(book, whole));
  return { codes: whole, faults };
}

function following(book, codes) {
  const found = {};
  const ahead = Object.entries(codes);
  while (ahead.length) {
    const [fact, said] = ahead.pop();
    if (!saysSomething(said)) continue;
    for (const [id, code] of Object.entries(book.implied[fact] || {})) {
      if (id in codes || id in found) continue;
      found[id] = code;
      ahead.push([id, code]);
    }
  }
  return found;
}

function senseless(book, codes, implied) {
  return book.facts
    .filter((fact) => fact.applies && fact.id in codes && !(fact.id in implied))
    .filter((fact) => saysSomething(codes[fact.id]))
    .filter((fact) => truths(fact.applies, codes).at(-1) === false)
    .map((fact) => ({ subject: fact.id, ...sentence(book, "faults.senseless") }));
}

function contradictory(book, codes) {
  return book.contradictions
    .filter((one) => truths(one.steps, codes).at(-1) === true)
    .map((one) => ({ subject: one.id, zh: one.text.zh, en: one.text.en }));
}

// ---- assessment -------------------------------------------------------------------

/** A rulebook as exported, made ready to be asked. */
export function loaded(exported) {
  const byId = Object.fromEntries(exported.facts.map((fact) => [fact.id, fact]));
  return { ...exported, byId };
}

/** All determinations for a profile, or its faults. */
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

const STATUSES = new Map([
  [true, "eligible"],
  [false, "ineligible"],
  [null, "undetermined"],
]);

function determined(book, measure, codes) {
  const found = { measure: measure.id, status: measure.status, missing: [] };
  const written = measure.cautions
    .filter((one) => truths(one.when, codes).at(-1) === true)
    .map((one) => caution(one.kind, one.text, one.cite));
  if (!measure.steps) return ended(measure, { ...found, cautions: written });
  const { steps } = measure;
  const out = truths(steps, codes);
  const because = settling(steps, out);
  const basis = basisOf(steps, because);
  found.status = STATUSES.get(out[steps.length - 1]);
  found.missing = ranked(book, openFacts(steps, out, codes));
  found.because = because.map((place) => ({ condition: steps[place].id, truth: out[place] }));
  found.conditions = finding(book, steps, steps.length - 1, out, codes);
  found.cautions = [
    ...contested(book, steps, out),
    ...held(book, measure, codes),
    ...written,
    ...stale(book, steps, because),
    ...weak(book, basis),
  ];
  if (basis !== null) found.basis = basis;
  return ended(measure, found);
}

function held(book, measure, codes) {
  if (!measure.held || truths(measure.held, codes).at(-1) !== true) return [];
  return [caution("already_held", sentence(book, "cautions.already_held"))];
}

function ended(measure, found) {
  if (measure.text) found.text = measure.text;
  if (measure.apply) found.apply = measure.apply;
  return found;
}

function ranked(book, weights) {
  const order = new Map(book.facts.map((fact, place) => [fact.id, place]));
  const weight = (id) => Math.round(weights.get(id) * 1e9);
  return [...weights.keys()].sort(
    (a, b) => weight(b) - weight(a) || order.get(a) - order.get(b),
  );
}

/** A word on those that may not be drawn beside each other. */
function exclude(book, determinations) {
  const open = determinations.filter((one) => one.status === "eligible");
  const title = (id) => book.measures.find((one) => one.id === id).title;
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
      const told = caution("remark", text, group.cite);
      const at = one.cautions.findIndex((it) =>
        ["stale_source", "weak_basis"].includes(it.kind),
      );
      one.cautions.splice(at < 0 ? one.cautions.length : at, 0, told);
    }
  }
}

// ---- interview --------------------------------------------------------------------

/** The fact to ask next: the most telling of those known to make sense and not declined;
 * null where none could change an answer. `measures` names those asked for, all by
 * default. */
export function nextQuestion(book, profile, measures = null) {
  const { codes, faults } = profiled(book, profile);
  if (faults.length) return { faults };
  const total = new Map();
  for (const one of book.measures) {
    if (!one.steps || (measures && !measures.includes(one.id))) continue;
    const out = truths(one.steps, codes);
    for (const [id, weight] of openFacts(one.steps, out, codes)) {
      total.set(id, (total.get(id) || 0) + weight);
    }
  }
  const askable = ranked(book, total).filter((id) => {
    const { applies } = book.byId[id];
    return !(id in profile) && (!applies || truths(applies, codes).at(-1) === true);
  });
  return { fact: askable.length ? book.byId[askable[0]] : null, left: askable.length };
}

/** The answers with one more or one changed, and those dropped because they make no sense
 * beside it; or the faults of what is not to be. */
export function answered(book, given, fact, value) {
  const alone = profiled(book, { [fact]: value });
  if (alone.faults.length) return { faults: alone.faults };
  const kept = { ...given, [fact]: value };
  const dropped = [];
  for (let idle = inapplicable(book, kept, fact); idle.length; ) {
    dropped.push(...idle.filter((id) => kept[id] !== null));
    for (const id of idle) delete kept[id];
    idle = inapplicable(book, kept, fact);
  }
  const { faults } = profiled(book, kept);
  return faults.length ? { faults } : { given: kept, dropped };
}

function inapplicable(book, given, changed) {
  const codes = {};
  for (const [id, value] of Object.entries(given)) {
    if (value !== null) codes[id] = coded(book, book.byId[id], value).code;
  }
  return book.facts
    .filter(({ id, applies }) => applies && id in given && id !== changed)
    .filter(({ applies }) => truths(applies, codes).at(-1) === false)
    .map(({ id }) => id);
}
