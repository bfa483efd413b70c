// @ts-check
// The transport: the service, asked over HTTP; every call that holds answers is a POST.

import { Refused, refusal } from "./refused.mjs";

/** @import { Answered, Identity, Lang, Result, Stand, Topic } from "../answers.d.ts" */
/** @import { Given, Wish } from "./types.d.ts" */

const PATIENCE = 30000;

export class Service {
  /**
   * @param {URL} base
   * @param {Wish} asked
   */
  constructor(base, asked) {
    this.base = base;
    this.asked = asked;
    this.files = true;
    this.narrowed = Boolean(asked.measures || asked.topics);
    /** @type {Wish} */
    this.chosen = {};
  }

  /**
   * @param {Lang} lang
   * @returns {Promise<{ rulebook: Identity, topics: readonly Topic[] }>}
   */
  async offer(lang) {
    return (await this.reach("v1/measures", { method: "GET" }, lang)).json();
  }

  /** @param {readonly string[] | null} topics */
  narrow(topics) {
    this.chosen = topics ? { topics: [...topics] } : {};
  }

  /**
   * @param {Given} given
   * @param {Lang} lang
   * @returns {Promise<Stand>}
   */
  stand(given, lang) {
    return this.told("v1/next-question", { profile: plain(given) }, lang);
  }

  /**
   * @param {Given} given
   * @param {string} fact
   * @param {string | null} value
   * @param {Lang} lang
   * @returns {Promise<Answered>}
   */
  answer(given, fact, value, lang) {
    return this.told("v1/answer", { profile: plain(given), fact, value }, lang);
  }

  /**
   * The answer in words, with the document as its member `assessment`.
   *
   * @param {Given} given
   * @param {Lang} lang
   * @returns {Promise<Result>}
   */
  result(given, lang) {
    return this.told("v1/words", { profile: plain(given), lang, document: true }, lang);
  }

  /**
   * @param {string} path
   * @param {object} body
   * @param {Given} given
   * @param {Lang} lang
   */
  async file(path, body, given, lang) {
    const found = await this.post(path, { profile: plain(given), ...body, lang }, lang);
    return found.status === 204 ? null : found.blob();
  }

  /**
   * @param {string} path
   * @param {object} body
   * @param {Lang} lang
   */
  async told(path, body, lang) {
    return (await this.post(path, body, lang)).json();
  }

  /**
   * @param {string} path
   * @param {object} body
   * @param {Lang} lang
   */
  post(path, body, lang) {
    const sent = JSON.stringify({ ...body, ...this.asked, ...this.chosen });
    return this.reach(path, { method: "POST", body: sent }, lang);
  }

  /**
   * @param {string} path
   * @param {{ method: string, body?: string }} call
   * @param {Lang} lang
   */
  async reach(path, call, lang) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE);
    let found;
    try {
      found = await fetch(new URL(path, this.base), {
        ...call,
        headers: {
          ...(call.body && { "Content-Type": "application/json" }),
          "Accept-Language": lang,
        },
        signal: stop.signal,
        cache: "no-store",
        credentials: "omit",
        referrerPolicy: "no-referrer",
      });
    } catch {
      throw refusal(stop.signal.aborted ? "component.slow" : "component.offline");
    } finally {
      clearTimeout(timer);
    }
    if (!found.ok) throw await refusedBy(found);
    return found;
  }
}

/** @param {Given} given */
const plain = (given) => Object.fromEntries(given);

/**
 * What the service says is wrong.
 *
 * @param {Response} found
 */
async function refusedBy(found) {
  const { status } = found;
  const problem = await found.json().catch(() => ({}));
  const told = problem.detail || problem.title;
  const faults = status === 422 ? problem.errors || [] : [];
  return told
    ? new Refused({ zh: told, en: told }, faults)
    : refusal("component.failed", { status }, faults);
}
