// @ts-check
// What is told of a settled answer: the narrowest conditions in words that settle it, as
// `readings/clauses.py` finds them.

import { boundsOf, got, partsOf } from "./conditions.mjs";

/** @import { Book, Codes } from "./answers.d.ts" */
/** @import { Truths } from "./conditions.mjs" */
/** @import { ExportedFact, Step } from "./nodes.d.ts" */

/**
 * A condition told by itself, by its place: the tests that decide it, and how many would
 * have to be otherwise where it stands; it may be told instead of `cases`.
 *
 * @typedef {{ place: number, tests: readonly number[], misses: number, cases: number }} Clause
 */

/** So many cases that do not hold are told, the nearest first. */
export const MOST = 3;
/** How easily a fact is made otherwise. */
const RANKS = { asItIs: 0, unsaid: 1, movable: 2 };

/**
 * @param {Codes} codes
 * @param {string} fact
 */
export const isTold = (codes, fact) => codes.has(fact) || codes.has(boundsOf(fact)[0]);

/** @param {ExportedFact} fact */
export const isOrdered = (fact) => "unit" in fact;

/**
 * The clauses of a known answer, the nearest to being otherwise first.
 *
 * @param {readonly Step[]} steps
 * @param {Truths} out
 * @param {Codes} codes
 * @param {Pick<Book, "byId">} book
 */
export function clauses(steps, out, codes, book) {
  const root = steps.length - 1;
  if (out[root] === null) return [];
  const seen = new Set();
  return new Telling(steps, out, codes, book).beneath(root).filter(({ place }) => {
    const key = steps[place].id ?? place;
    return place !== root && !seen.has(key) && seen.add(key);
  });
}

class Telling {
  /**
   * @param {readonly Step[]} steps
   * @param {Truths} out
   * @param {Codes} codes
   * @param {Pick<Book, "byId">} book
   */
  constructor(steps, out, codes, book) {
    this.steps = steps;
    this.out = out;
    this.codes = codes;
    this.book = book;
    /** @type {Map<number, Clause[]>} */
    this.made = new Map();
  }

  /**
   * The clauses beneath a condition, or the condition as one of them.
   *
   * @param {number} place
   */
  of(place) {
    const made = this.made.get(place);
    if (made) return made;
    let found = this.beneath(place);
    const narrower = found.length && found.every((it) => this.steps[it.place].written);
    if (this.steps[place].written && (!narrower || this.gathers(place, found))) {
      found = [itself(place, found)];
    }
    this.made.set(place, found);
    return found;
  }

  /**
   * Whether what is said of somebody for whom it does not hold serves them better than so
   * many of the cases beneath it.
   *
   * @param {number} place
   * @param {Clause[]} found
   */
  gathers(place, found) {
    const denied = this.steps[place].denial !== undefined;
    return denied && found.length > MOST && this.out[place] === false;
  }

  /**
   * The clauses beneath a condition, where its own words say nothing more.
   *
   * @param {number} place
   * @returns {Clause[]}
   */
  beneath(place) {
    const step = this.steps[place];
    const parts = partsOf(step);
    switch (step.op) {
      case "branch":
        return this.out[parts[0]] === false ? [] : this.of(parts[1]);
      case "all":
        return this.several(place, this.out[place] === true);
      case "any":
        return this.several(place, this.out[place] === false);
      case "not":
        return this.of(parts[0]);
      case "contested":
        return [
          itself(
            place,
            parts.flatMap((part) => this.of(part)),
          ),
        ];
      default:
        return [{ place, tests: [place], misses: 1, cases: 0 }];
    }
  }

  /**
   * All parts where they settle together, else the one that is worth telling.
   *
   * @param {number} place
   * @param {boolean} together
   */
  several(place, together) {
    const truth = this.out[place];
    const alike = partsOf(this.steps[place]).filter(
      (part) => this.out[part] === truth && !this.steps[part].implied,
    );
    if (!together) return this.one(place, alike);
    const found = alike.map((part) => this.of(part));
    if (found.some((each) => each.length)) return this.nearestFirst(found);
    const branches = alike.filter((part) => this.steps[part].op === "branch");
    return branches.flatMap((part) => this.of(partsOf(this.steps[part])[0]));
  }

  /**
   * @param {number} place
   * @param {number[]} alike
   */
  one(place, alike) {
    const found = alike.map((part) => this.of(part)).filter((each) => each.length);
    if (!found.length) return [itself(place, [])];
    const [worth] = [...found].sort((a, b) => compared(this.worth(a), this.worth(b)));
    if (this.out[place]) return worth;
    const least = found.map((each) => Math.min(...each.map((it) => it.misses)));
    const misses = least.reduce((sum, each) => sum + each, 0);
    return worth.map((it) => ({ ...it, misses }));
  }

  /**
   * The first of each alternative before the second of any.
   *
   * @param {Clause[][]} found
   */
  nearestFirst(found) {
    return found
      .flatMap((each) => each.map((it, at) => ({ it, key: [at, ...this.near(it)] })))
      .sort((a, b) => compared(a.key, b.key))
      .map(({ it }) => it);
  }

  /** @param {Clause[]} found */
  worth(found) {
    const tests = found.flatMap((it) => it.tests);
    const follows = tests.some(
      (test) => !this.facts(test).every((id) => this.told(id)),
    );
    const rank = Math.max(...found.map((it) => this.rank(it)));
    const wordless = !found.every((it) => this.steps[it.place].written);
    return [Number(wordless), Number(follows), rank, found.length];
  }

  /** @param {Clause} clause */
  near(clause) {
    const limited = clause.tests
      .flatMap((test) => this.facts(test))
      .some((id) => isOrdered(got(this.book.byId, id)) && this.told(id));
    return [clause.misses, Number(!limited), -this.rank(clause)];
  }

  /** @param {Clause} clause */
  rank(clause) {
    const facts = clause.tests.flatMap((test) => this.facts(test));
    if (!facts.length) return RANKS.unsaid;
    return Math.max(
      ...facts.map((id) =>
        got(this.book.byId, id).movable ? RANKS.movable : RANKS.asItIs,
      ),
    );
  }

  /** @param {number} test */
  facts(test) {
    return this.steps[test].facts || [];
  }

  /** @param {string} fact */
  told(fact) {
    return isTold(this.codes, fact);
  }
}

/**
 * @param {number} place
 * @param {Clause[]} found
 * @returns {Clause}
 */
function itself(place, found) {
  const tests = [...new Set(found.flatMap((it) => it.tests))];
  const misses = found.length ? Math.min(...found.map((it) => it.misses)) : 1;
  return { place, tests, misses, cases: found.length };
}

/**
 * How two rows of numbers stand to each other, by the first that differ.
 *
 * @param {number[]} one
 * @param {number[]} other
 */
function compared(one, other) {
  const at = one.findIndex((number, index) => number !== other[index]);
  return at < 0 ? 0 : one[at] - other[at];
}
