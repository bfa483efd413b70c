// @ts-check
// What is known of the interview: the answers, the facts asked, how things stand. It is
// kept until the tab is closed, or in memory where the page asks for that.

/** @import { AskedFact, Stand, Topic } from "../answers.d.ts" */

export class State {
  /** @param {() => string} stored  the name under which it is kept */
  constructor(stored) {
    this.stored = stored;
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
    /**
     * What one may come for, and what one came for; null is all of it.
     *
     * @type {readonly Topic[]}
     */
    this.offer = [];
    /** @type {readonly string[] | null} */
    this.topics = null;
  }

  /** A copy of the answers. */
  get profile() {
    return Object.fromEntries(this.given);
  }

  keep() {
    const { given, facts, offer, topics } = this;
    try {
      if (given.size) {
        const asked = Object.fromEntries(facts);
        const kept = { given: this.profile, facts: asked, offer, topics };
        sessionStorage.setItem(this.stored(), JSON.stringify(kept));
      } else sessionStorage.removeItem(this.stored());
    } catch {
      // Where a browser keeps nothing, the interview goes on without.
    }
  }

  recall() {
    try {
      const found = JSON.parse(sessionStorage.getItem(this.stored()) || "{}");
      this.given = new Map(Object.entries(found.given || {}));
      this.facts = new Map(Object.entries(found.facts || {}));
      this.offer = found.offer || [];
      this.topics = found.topics || null;
    } catch {
      this.forget();
    }
  }
}
