// @ts-check
// The screen of one question, and the line of progress above it.

import { button, heading } from "./controls.mjs";
import { h } from "./elements.mjs";
import { inputs } from "./inputs.mjs";
import { valueWords } from "./values.mjs";

/** @import { AskedFact, NextFact, Stand } from "../answers.d.ts" */
/** @import { Interview } from "./interview.mjs" */

const FEW = 4; // conditions told of a measure that a question bears on

/**
 * @param {Interview} interview
 * @param {AskedFact} fact
 * @param {boolean} isChange
 */
export function question(interview, fact, isChange) {
  const help = interview.of(fact.help);
  return [
    isChange ? null : lastSaid(interview),
    heading(interview.of(fact.question)),
    help ? h("p", { class: "help", id: "help", part: "help" }, help) : null,
    fact.sensitive
      ? h("p", { class: "help" }, interview.say("component.sensitive"))
      : null,
    h("div", { class: "error", id: "error", part: "error", role: "alert" }),
    inputs(interview, fact, isChange),
    moves(interview, fact, isChange),
    reasons(interview, fact),
  ];
}

/**
 * @param {Interview} interview
 * @param {Stand | null} now
 * @param {boolean} isChange
 */
export function progress(interview, now, isChange) {
  const { given, offer } = interview.state;
  const place = interview.say("component.step", { n: given.size + 1 });
  const topic = offer.find(({ id }) => id === now?.topic);
  const told = isChange
    ? [interview.say("component.changing")]
    : [interview.of(topic?.title), place, now ? left(interview, now) : ""];
  const n = now ? now.settled.filter(({ kind }) => kind === "now").length : 0;
  return [
    h("p", {}, told.filter(Boolean).join(" · ")),
    n ? h("p", { part: "certain" }, interview.say("component.certain", { n })) : "",
  ];
}

/**
 * About how many questions are left, and how many of them in this part.
 *
 * @param {Interview} interview
 * @param {Stand} now
 */
function left(interview, { remaining: { about: n, about_here: here } }) {
  return here < n
    ? interview.say("component.left.parts", { n, here })
    : interview.say("component.left", { n });
}

/** @param {Interview} interview */
function lastSaid(interview) {
  const { given, facts, last } = interview.state;
  const value = last ? given.get(last.fact) : undefined;
  if (!last || value === undefined) return null;
  const names = last.dropped.flatMap((id) => {
    const fact = facts.get(id);
    return fact ? interview.of(fact.heading) : [];
  });
  const told = [
    `${interview.say("component.just_said")} · ${interview.of(facts.get(last.fact)?.heading)}`,
    interview.say("component.mark.colon"),
    valueWords(interview, last.fact, value),
  ].join("");
  const listed = names.join(interview.say("component.mark.list"));
  return h(
    "div",
    { class: "said", part: "said" },
    h("p", {}, told),
    names.length ? h("p", {}, interview.say("component.dropped") + listed) : null,
  );
}

/**
 * Where one can go from a question.
 *
 * @param {Interview} interview
 * @param {AskedFact} fact
 * @param {boolean} isChange
 */
function moves(interview, fact, isChange) {
  const { given, facts } = interview.state;
  const ids = [...given.keys()];
  const at = isChange ? ids.indexOf(fact.id) : ids.length;
  const earlier = at > 0 ? facts.get(ids[at - 1]) : undefined;
  return [
    h(
      "div",
      { class: "row" },
      button(interview, "component.unknown", () => interview.answer(fact, null)),
      isChange
        ? button(interview, "component.keep_answer", () => interview.ask())
        : null,
    ),
    h(
      "div",
      { class: "row" },
      earlier
        ? button(interview, "component.back", () => interview.showQuestion(earlier))
        : null,
      ids.length
        ? button(interview, "component.answers", () => interview.showAnswers())
        : null,
      ids.length
        ? button(interview, "component.so_far", () => interview.showResult())
        : null,
    ),
  ];
}

/**
 * Why it is asked.
 *
 * @param {Interview} interview
 * @param {AskedFact | NextFact} fact
 */
function reasons(interview, fact) {
  if (!("why" in fact) || !fact.why.length) return null;
  return h(
    "details",
    { part: "why" },
    h("summary", {}, interview.say("component.why")),
    h("p", {}, interview.say("component.why.lead")),
    h(
      "ul",
      { class: "why" },
      fact.why.map((one) => h("li", {}, reason(interview, one))),
    ),
  );
}

/**
 * @param {Interview} interview
 * @param {NextFact["why"][number]} one
 */
function reason(interview, { title, conditions }) {
  const texts = conditions.map((it) => interview.of(it.text)).filter(Boolean);
  if (!texts.length) return interview.of(title);
  const told = texts.slice(0, FEW).join(interview.say("component.mark.semicolon"));
  const n = texts.length - FEW;
  const rest = n > 0 ? interview.say("component.why.more", { n }) : "";
  return interview.of(title) + interview.say("component.mark.colon") + told + rest;
}
