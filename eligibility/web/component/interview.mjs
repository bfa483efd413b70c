// @ts-check
// The course of the interview: what is done next, what is shown, and what may fail.

import { answers } from "./answers.mjs";
import { failure, faultWords } from "./failure.mjs";
import { Frame } from "./frame.mjs";
import { refuse } from "./inputs.mjs";
import { progress, question } from "./question.mjs";
import { Refused, refusal } from "./refused.mjs";
import { result } from "./result.mjs";
import { opened } from "./sources.mjs";
import { start } from "./start.mjs";
import { State } from "./state.mjs";
import { topics } from "./topics.mjs";
import { Trail } from "./trail.mjs";
import { worded } from "./words.mjs";

/** @import { AskedFact, Identity, Stand } from "../answers.d.ts" */
/** @import { Values } from "../filling.mjs" */
/** @import { Words } from "../nodes.d.ts" */
/** @import { Doing, Host, Redraw, Source } from "./types.d.ts" */
/** @import { WordId } from "./words.mjs" */

const PAUSE = 400; // milliseconds until a wait is told

/**
 * Under which name the tab keeps the answers: others for other rules, and for each element.
 *
 * @param {HTMLElement} host
 */
function storedAs(host) {
  const told = ["rulebook", "src", "rules", "measure", "topic", "id"].map(
    (name) => host.getAttribute(name) || "",
  );
  return ["eligibility-check", ...told].join(" ").trim();
}

export class Interview {
  /** @type {Frame | null} */
  #frame = null;

  /** @param {Host} host */
  constructor(host) {
    this.host = host;
    this.state = new State(() => storedAs(host));
    this.trail = new Trail();
    /** @type {Source | null} */
    this.source = null;
    this.isBusy = false;
    /** What was begun under other rules, or before the element left, counts no more. */
    this.era = 0;
    /** @type {Redraw} */
    this.redraw = () => this.showStart();
  }

  /** Where screens are drawn; it is made for the first of them. */
  get frame() {
    this.#frame ??= new Frame(this.host);
    return this.#frame;
  }

  /** Show the first screen. */
  open() {
    if (this.keeps) this.state.recall();
    this.showStart();
  }

  /** Draw anew, in another language. */
  turn() {
    this.#frame = new Frame(this.host);
    this.redraw();
  }

  /** Begin anew, as other rules are to be asked. */
  restart() {
    this.stop();
    this.forget();
    this.showStart();
  }

  /** Let go of what is under way. */
  stop() {
    this.era += 1;
    this.source?.stop?.();
    this.source = null;
    if (!this.isBusy) return;
    this.isBusy = false;
    this.frame.setBusy(false);
  }

  /** Whether answers outlast a reload. */
  get keeps() {
    return this.host.getAttribute("keep") !== "none";
  }

  // -- words

  /**
   * The component's own words.
   *
   * @param {WordId} id
   * @param {Values} [values]
   */
  say(id, values) {
    return worded(id, this.host.language, values);
  }

  /**
   * Words of a document.
   *
   * @param {Words | null | undefined} words
   */
  of(words) {
    return words ? words[this.host.language] : "";
  }

  // -- what may take a while or fail

  /**
   * Do something that may take a while or fail; what fails is told, with a retry.
   *
   * @param {Doing} doing
   */
  async work(doing) {
    if (this.isBusy) return;
    this.isBusy = true;
    this.frame.setBusy(true);
    const { era } = this;
    const timer = setTimeout(() => this.frame.tell(this.say("component.wait")), PAUSE);
    let failed = null;
    try {
      const source = this.source || (await opened(this.host));
      if (era === this.era) {
        this.source = source;
        source.narrow(this.state.topics);
        await doing(source);
      }
    } catch (error) {
      failed = error;
    }
    clearTimeout(timer);
    if (era !== this.era) return;
    this.isBusy = false;
    this.frame.setBusy(false);
    if (failed) this.fail(failed, doing);
  }

  /**
   * @param {unknown} error
   * @param {Doing} doing
   */
  fail(error, doing) {
    const refused =
      error instanceof Refused ? error : refusal("component.failed", { status: 0 });
    if (refused !== error) {
      console.error("eligibility-check:", error instanceof Error ? error.name : "");
    }
    const faults = refused.faults.map((one) => faultWords(this, one));
    const { content, screen } = this.frame;
    if (faults.length && screen === "question" && content.querySelector(".error")) {
      refuse(content, faults);
      return;
    }
    this.frame.tell("");
    const told = faults.length ? faults : [this.of(refused.words)];
    this.frame.show("error", failure(this, told, doing));
    this.redraw = () => this.fail(error, doing);
  }

  // -- screens

  /**
   * How to draw this screen anew.
   *
   * @param {string} screen
   * @param {Redraw} redraw
   */
  remember(screen, redraw) {
    this.redraw = redraw;
    if (this.host.isWholePage) this.trail.remember(screen, redraw);
  }

  /** @param {{ screens: number } | null} state */
  returnTo(state) {
    if (!state) return; // something else moved the page, such as what stands behind `#`
    this.trail.returnTo(state, () => this.showStart());
  }

  showStart() {
    this.remember("start", () => this.showStart());
    this.frame.tell("");
    this.frame.show("start", start(this));
  }

  showTopics() {
    this.remember("topics", () => this.showTopics());
    this.frame.tell("");
    this.frame.show("topics", topics(this, this.state.offer));
  }

  /** @param {AskedFact} fact */
  showQuestion(fact) {
    const { given, now } = this.state;
    const isChange = given.has(fact.id);
    this.remember(`question ${fact.id}`, () => this.returnToQuestion(fact));
    this.frame.show("question", question(this, fact, isChange));
    this.frame.progress.replaceChildren(...progress(this, now, isChange));
  }

  /** @param {AskedFact} fact */
  returnToQuestion(fact) {
    const { given, now } = this.state;
    const isAsked = given.has(fact.id) || now?.fact?.id === fact.id;
    return isAsked ? this.showQuestion(fact) : this.ask();
  }

  showAnswers() {
    this.remember("answers", () => this.showAnswers());
    this.frame.tell("");
    this.frame.show("answers", answers(this));
  }

  /** Show how things stand; `source` reckons it. */
  showResult() {
    return this.work((source) => this.reckon(source));
  }

  // -- the course

  forget() {
    this.state.forget();
    this.trail.forget();
  }

  startOver() {
    this.forget();
    this.keep();
    this.showStart();
  }

  begin() {
    this.forget();
    this.keep();
    return this.work(async (source) => {
      if (!source.narrowed) {
        const { rulebook, topics: offer } = await source.offer(this.host.language);
        this.expect(rulebook);
        this.state.offer = offer;
        if (offer.length > 1) return this.showTopics();
      }
      await this.stand(source);
    });
  }

  /**
   * Ask about what one came for, all of it for null.
   *
   * @param {readonly string[] | null} chosen
   */
  comeFor(chosen) {
    const { state } = this;
    const isAll = !chosen || chosen.length === state.offer.length;
    state.topics = isAll ? null : chosen;
    this.keep();
    return this.ask();
  }

  keep() {
    if (this.keeps) this.state.keep();
  }

  /** The question that comes next, or the result where there is none. */
  ask() {
    return this.work((source) => this.stand(source));
  }

  /** @param {Source} source */
  async stand(source) {
    this.take(await source.stand(this.state.given, this.host.language));
    await this.goOn(source);
  }

  /**
   * How things stand now.
   *
   * @param {Stand} now
   */
  take(now) {
    this.expect(now.rulebook);
    this.state.now = now;
    if (now.fact) this.state.facts.set(now.fact.id, now.fact);
  }

  /**
   * Refuse other rules than those that the page wants.
   *
   * @param {Identity} rulebook
   */
  expect({ name: found }) {
    const asked = this.host.getAttribute("rulebook");
    if (asked && asked !== found) {
      throw refusal("component.other_rules", { asked, found });
    }
  }

  /** @param {Source} source */
  async goOn(source) {
    const fact = this.state.now?.fact;
    if (fact) this.showQuestion(fact);
    else await this.reckon(source);
  }

  /**
   * @param {AskedFact} fact
   * @param {string | null} value
   */
  answer(fact, value) {
    return this.work(async (source) => {
      const { state } = this;
      const found = await source.answer(
        state.given,
        fact.id,
        value,
        this.host.language,
      );
      this.take(found);
      state.given = new Map(Object.entries(found.profile));
      state.last = { fact: fact.id, dropped: found.dropped };
      this.keep();
      this.emit("answer", {
        fact: fact.id,
        value: state.given.get(fact.id),
        dropped: found.dropped,
        profile: state.profile,
      });
      await this.goOn(source);
    });
  }

  /** @param {Source} source */
  async reckon(source) {
    const { state } = this;
    const { language } = this.host;
    if (!state.now) this.take(await source.stand(state.given, language));
    const found = await source.result(state.given, language);
    this.remember("result", () => this.showResult());
    this.frame.tell("");
    this.frame.show("result", result(this, found, source));
    this.emit("result", {
      assessment: found.assessment,
      complete: !state.now?.fact,
      profile: state.profile,
    });
  }

  /**
   * @param {string} name
   * @param {unknown} detail
   */
  emit(name, detail) {
    const event = new CustomEvent(name, { detail, bubbles: true, composed: true });
    this.host.dispatchEvent(event);
  }
}
