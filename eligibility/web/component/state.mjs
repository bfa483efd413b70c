// @ts-check
// What is known of the interview: the answers, the facts asked, how things stand. It is
// kept in memory, or until the tab is closed where the page asks for that.

/** @import { AskedFact, Stand } from "../answers.d.ts" */

const STORED = "eligibility-check";

export class State {
  constructor() {
    this.forget();
  }

  forget() {
    /**
     * The answers, in the order given; null is "not known".
     *
     * @type {Map<string, string | null>}
     */
    this.given = new Map();
    /** @type {Map<string, AskedFact>} */
    this.facts = new Map();
    /** @type {Stand | null} */
    this.now = null;
    /** @type {{ fact: string, dropped: string[] } | null} */
    this.last = null;
  }

  /** A copy of the answers. */
  get profile() {
    return Object.fromEntries(this.given);
  }

  keep() {
    const { given, facts } = this;
    try {
      if (given.size) {
        const kept = { given: this.profile, facts: Object.fromEntries(facts) };
        sessionStorage.setItem(STORED, JSON.stringify(kept));
      } else sessionStorage.removeItem(STORED);
    } catch {
      // Where a browser keeps nothing, the interview goes on without.
    }
  }

  recall() {
    try {
      const found = JSON.parse(sessionStorage.getItem(STORED) || "{}");
      this.given = new Map(Object.entries(found.given || {}));
      this.facts = new Map(Object.entries(found.facts || {}));
    } catch {
      this.forget();
    }
  }
}
