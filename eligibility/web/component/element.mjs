// @ts-check
// The element <eligibility-check>: its attributes, its language and its life on a page.

import { Interview } from "./interview.mjs";
import { sheet } from "./look.mjs";

/** @import { Lang } from "../answers.d.ts" */

export class EligibilityCheck extends HTMLElement {
  static observedAttributes = [
    "lang",
    "measure",
    "topic",
    "on",
    "src",
    "rulebook",
    "rules",
  ];

  constructor() {
    super();
    this.root = this.attachShadow({ mode: "open" });
    this.root.adoptedStyleSheets = [sheet];
    this.interview = new Interview(this);
    this.isDrawn = false;
    /** @param {PopStateEvent} event */
    this.onReturn = ({ state }) => this.interview.returnTo(state);
  }

  /** A copy of the answers given so far, by fact; null is "not known". */
  get profile() {
    return this.interview.state.profile;
  }

  get isWholePage() {
    return this.hasAttribute("whole-page");
  }

  /** @returns {Lang} */
  get language() {
    const own = /** @type {HTMLElement | null} */ (this.closest("[lang]"));
    const around = this.isWholePage ? null : own && own.lang;
    const lang = this.getAttribute("lang") || around || navigator.language;
    return /^zh/i.test(lang || "zh") ? "zh" : "en";
  }

  connectedCallback() {
    if (!this.isDrawn) {
      this.readHash();
      this.interview.open();
      this.isDrawn = true;
    }
    if (this.isWholePage) window.addEventListener("popstate", this.onReturn);
  }

  disconnectedCallback() {
    window.removeEventListener("popstate", this.onReturn);
    queueMicrotask(() => {
      if (!this.isConnected) this.interview.stop(); // not only moved within the page
    });
  }

  /**
   * @param {string} name
   * @param {string | null} before
   * @param {string | null} after
   */
  attributeChangedCallback(name, before, after) {
    if (!this.isConnected || before === after || !this.isDrawn) return;
    if (name === "lang") this.interview.turn();
    else this.interview.restart();
  }

  /**
   * A page in a frame is told its language, measure, topic and day behind the `#`, which no
   * browser sends.
   */
  readHash() {
    if (!this.isWholePage) return;
    const told = new URLSearchParams(location.hash.slice(1));
    for (const name of ["lang", "measure", "topic", "on"]) {
      const value = told.get(name);
      if (value !== null) this.setAttribute(name, value);
    }
  }
}
