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
    this.ending = new AbortController();
  }

  /** Ask no more, and let go of what is asked. */
  stop() {
    this.ending.abort();
  }

  /**
   * @param {Lang} lang
   * @returns {Promise<{ rulebook: Identity, topics: readonly Topic[] }>}
   */
  offer(lang) {
    return this.reach("v1/measures", { method: "GET" }, lang, (found) => found.json());
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
  file(path, body, given, lang) {
    const sent = { profile: plain(given), ...body, lang };
    return this.post(path, sent, lang, async (found) =>
      found.status === 204 ? null : found.blob(),
    );
  }

  /**
   * @param {string} path
   * @param {object} body
   * @param {Lang} lang
   */
  told(path, body, lang) {
    return this.post(path, body, lang, (found) => found.json());
  }

  /**
   * @template T
   * @param {string} path
   * @param {object} body
   * @param {Lang} lang
   * @param {(found: Response) => Promise<T>} read
   */
  post(path, body, lang, read) {
    const sent = JSON.stringify({ ...body, ...this.asked, ...this.chosen });
    return this.reach(path, { method: "POST", body: sent }, lang, read);
  }

  /**
   * What is answered, all of it read: an answer may stall after its headers, too.
   *
   * @template T
   * @param {string} path
   * @param {{ method: string, body?: string }} call
   * @param {Lang} lang
   * @param {(found: Response) => Promise<T>} read
   */
  async reach(path, call, lang, read) {
    const stop = new AbortController();
    const end = () => stop.abort();
    const timer = setTimeout(end, PATIENCE);
    this.ending.signal.addEventListener("abort", end);
    try {
      const found = await fetch(new URL(path, this.base), {
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
      if (!found.ok) throw await refusedBy(found);
      return await read(found);
    } catch (error) {
      if (error instanceof Refused) throw error;
      throw refusal(stop.signal.aborted ? "component.slow" : "component.offline");
    } finally {
      clearTimeout(timer);
      this.ending.signal.removeEventListener("abort", end);
    }
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
