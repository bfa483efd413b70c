// @ts-check
// Conditions, read by the codes of facts: how true each step is, which facts could still
// change that, and which conditions settle it.
//
// Truths are true, false and null (unknown). Each function that reads the tree of
// conditions is named as the engine's reading of the same name.

/** @import { Code, Codes, Truth } from "./answers.d.ts" */
/** @import { AllStep, AmongStep, AnyStep, ContestedStep } from "./nodes.d.ts" */
/** @import { RelationStep, StairsStep, Step, WithinStep } from "./nodes.d.ts" */

/** @typedef {readonly Truth[]} Truths  The truth of each step, by its place. */

/**
 * What a map holds under a key that must be there.
 *
 * @template K, V
 * @param {ReadonlyMap<K, V>} map
 * @param {K} key
 * @returns {V}
 */
export function got(map, key) {
  const found = map.get(key);
  if (found === undefined) throw new Error(`nothing stands under ${key}`);
  return found;
}

/** @param {Step} step */
export const partsOf = (step) => ("parts" in step ? step.parts : []);

/**
 * The words of a step that has some.
 *
 * @param {Step} step
 */
export function wordsOf(step) {
  if (!step.text) throw new Error("the step has no words");
  return step.text;
}

/**
 * @param {never} step
 * @returns {never}
 */
function assertNever(step) {
  throw new Error(`no such step: ${JSON.stringify(step)}`);
}

/** @param {Code | undefined} code */
export const saysSomething = (code) => code !== false && code !== 0 && code !== "none";

/**
 * The ids of the bounds of a day known to the month or the year: no fact has such ids.
 *
 * @param {string} fact
 * @returns {[string, string]}
 */
export const boundsOf = (fact) => [`${fact}>=`, `${fact}<=`];

/**
 * Between which codes an ordered fact lies, as far as it has been told.
 *
 * @param {Codes} codes
 * @param {string} fact
 * @returns {[number | null, number | null]}
 */
export function endsOf(codes, fact) {
  const code = onLine(codes, fact);
  if (code !== undefined) return [code, code];
  const [least, most] = boundsOf(fact).map((id) => onLine(codes, id) ?? null);
  return [least, most];
}

/**
 * Whether it is known that a fact is more than "none"; every day is.
 *
 * @param {Codes} codes
 * @param {string} fact
 */
export function isSaid(codes, fact) {
  if (codes.has(fact)) return saysSomething(codes.get(fact));
  return codes.has(boundsOf(fact)[0]);
}

// ---- truths -----------------------------------------------------------------------

/**
 * The truth of each step, by its place.
 *
 * @param {readonly Step[]} steps
 * @param {Codes} codes
 */
export function truths(steps, codes) {
  /** @type {Truth[]} */
  const out = [];
  for (const step of steps) out.push(truth(step, codes, out));
  return out;
}

/**
 * @param {Step} step
 * @param {Codes} codes
 * @param {Truths} out
 * @returns {Truth}
 */
export function truth(step, codes, out) {
  const parts = partsOf(step).map((part) => out[part]);
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
      return assertNever(step);
  }
}

/**
 * @param {AmongStep} step
 * @param {Codes} codes
 */
function among(step, codes) {
  const code = codes.get(step.fact);
  return code === undefined ? told(step, codes) : step.values.includes(code);
}

/**
 * The code of an ordered fact.
 *
 * @param {Codes} codes
 * @param {string} fact
 */
function onLine(codes, fact) {
  return /** @type {number | undefined} */ (codes.get(fact));
}

/**
 * @param {WithinStep} step
 * @param {Codes} codes
 */
function within(step, codes) {
  const code = onLine(codes, step.fact);
  if (code !== undefined) return inSpan(code, [step.least, step.most]);
  const bounded = bounds(step, codes);
  return bounded === null ? told(step, codes) : bounded;
}

/**
 * @param {number} code
 * @param {readonly [number | null, number | null] | null} span
 */
function inSpan(code, span) {
  if (span === null) return false;
  const [least, most] = span;
  return (least === null || code >= least) && (most === null || code <= most);
}

/**
 * @param {WithinStep} step
 * @param {Codes} codes
 */
function bounds(step, codes) {
  /** @type {(pairs: [string, number][] | undefined, way: 1 | -1) => number[]} */
  const known = (pairs, way) =>
    [/** @type {[string, number]} */ ([step.fact, 0]), ...(pairs || [])].flatMap(
      ([fact, gap]) => {
        const end = endsOf(codes, fact)[way === 1 ? 0 : 1];
        return end === null ? [] : [end + way * gap];
      },
    );
  const lows = known(step.after, 1);
  const highs = known(step.before, -1);
  const low = lows.length ? Math.max(...lows) : null;
  const high = highs.length ? Math.min(...highs) : null;
  return placed(low, high, [step.least, step.most]);
}

/**
 * Whether a stretch of a line lies within a span; null where it does in part.
 *
 * @param {number | null} low
 * @param {number | null} high
 * @param {readonly [number | null, number | null] | null} span
 */
function placed(low, high, span) {
  if (span === null) return false;
  const [least, most] = span;
  const narrower =
    (least === null || (low !== null && low >= least)) &&
    (most === null || (high !== null && high <= most));
  if (narrower) return true;
  const apart =
    (high !== null && least !== null && high < least) ||
    (most !== null && low !== null && most < low);
  return apart ? false : null;
}

/**
 * What other facts tell of a test whose own is not known.
 *
 * @param {AmongStep | WithinStep} step
 * @param {Codes} codes
 */
function told(step, codes) {
  /** @param {string} fact */
  const says = (fact) => isSaid(codes, fact);
  if ((step.met_by || []).some(says)) return true;
  return (step.barred_by || []).some(says) ? false : null;
}

/**
 * @param {StairsStep} step
 * @param {Codes} codes
 */
function stairs(step, codes) {
  const [first, last] = endsOf(codes, step.few);
  const spans =
    first === null || last === null
      ? step.spans
      : step.spans.slice(first - step.first, last - step.first + 1);
  const [low, high] = endsOf(codes, step.fact);
  const answers = new Set(spans.map((span) => placed(low, high, span)));
  return answers.size === 1 ? [...answers][0] : null;
}

/** @type {ReadonlyMap<string, (a: number, b: number) => boolean>} */
const RELATIONS = new Map([
  ["<", (a, b) => a < b],
  ["<=", (a, b) => a <= b],
  [">", (a, b) => a > b],
  [">=", (a, b) => a >= b],
  ["==", (a, b) => a === b],
  ["!=", (a, b) => a !== b],
]);

/**
 * @param {RelationStep} step
 * @param {Codes} codes
 */
function relation(step, codes) {
  const holds = got(RELATIONS, step.operator);
  /** @param {string} fact */
  const ends = (fact) => {
    const [low, high] = endsOf(codes, fact);
    return low === null || high === null ? step.ends[fact] : [low, high];
  };
  const answers = new Set();
  for (const left of ends(step.left)) {
    for (const right of ends(step.right)) answers.add(holds(left, right));
  }
  return answers.size === 1 ? [...answers][0] : null;
}

/**
 * The truth of a whole condition.
 *
 * @param {readonly Step[]} steps
 * @param {Codes} codes
 */
export function lastTruth(steps, codes) {
  return truths(steps, codes)[steps.length - 1];
}

// ---- openness ---------------------------------------------------------------------

/**
 * The missing facts that could still change an unknown truth, each with a weight.
 *
 * @param {readonly Step[]} steps
 * @param {Truths} out
 * @param {Codes} codes
 */
export function openFacts(steps, out, codes) {
  /** @type {Map<string, number>} */
  const weights = new Map();
  /** @type {(place: number, weight: number) => void} */
  const open = (place, weight) => {
    if (out[place] !== null) return;
    const step = steps[place];
    const parts = keptOpen(steps, place, out);
    for (const part of parts) open(part, weight / parts.length);
    const tested = "parts" in step ? [] : step.facts || [];
    const missing = tested.filter((id) => !codes.has(id));
    for (const id of missing) {
      weights.set(id, (weights.get(id) || 0) + weight / missing.length);
    }
  };
  open(steps.length - 1, 1);
  return weights;
}

/**
 * @param {readonly Step[]} steps
 * @param {number} place
 * @param {Truths} out
 */
function keptOpen(steps, place, out) {
  const step = steps[place];
  const unknown = partsOf(step).filter((part) => out[part] === null);
  if (step.op === "contested") return disputed(step, out) ? [] : unknown;
  const own = unknown.filter((part) => !steps[part].implied);
  return own.length ? own : unknown;
}

/**
 * @param {ContestedStep} step
 * @param {Truths} out
 */
export function disputed(step, out) {
  const outcomes = step.parts.map((part) => out[part]);
  return outcomes.includes(true) && outcomes.includes(false);
}

// ---- settlement -------------------------------------------------------------------

/**
 * The first set of named conditions that by themselves settle a known truth.
 *
 * @param {readonly Step[]} steps
 * @param {Truths} out
 */
export function settling(steps, out) {
  /** @type {Set<number>} */
  const found = new Set();
  /** @param {number} place */
  const written = (place) => steps[place].id !== undefined && steps[place].written;
  /** @type {(place: number) => number[]} */
  const settle = (place) => {
    if (out[place] === null) return [];
    const below = inner(place);
    return below.length || !written(place) ? below : [place];
  };
  /** @type {(place: number) => number[]} */
  const inner = (place) => {
    const step = steps[place];
    if (step.op === "branch") {
      return out[step.parts[0]] === false ? [] : settle(step.parts[1]);
    }
    if (step.op === "all") return several(step, out[place], out[place] === true);
    if (step.op === "any") return several(step, out[place], out[place] === false);
    return step.op === "not" ? settle(step.parts[0]) : [];
  };
  /** @type {(step: AllStep | AnyStep, whole: Truth, together: boolean) => number[]} */
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
