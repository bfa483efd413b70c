// @ts-check
// The screen of all answers given, each with a way to change it.

import { button, heading } from "./controls.mjs";
import { h } from "./elements.mjs";
import { valueWords } from "./values.mjs";

/** @import { Interview } from "./interview.mjs" */

/** @param {Interview} interview */
export function answers(interview) {
  const { given, now, offer } = interview.state;
  const isOpen = !now || Boolean(now.fact);
  return [
    heading(interview.say("component.answers.title")),
    given.size ? null : h("p", {}, interview.say("component.answers.none")),
    h(
      "ul",
      { class: "given", part: "answers" },
      offer.length > 1 ? cameFor(interview) : null,
      [...given].map(([id, value]) => oneAnswer(interview, id, value)),
    ),
    h(
      "div",
      { class: "row" },
      isOpen
        ? button(interview, "component.go_on", () => interview.ask(), "main")
        : null,
      button(interview, isOpen ? "component.so_far" : "component.result", () =>
        interview.showResult(),
      ),
      button(interview, "component.again", () => interview.startOver()),
    ),
  ];
}

/**
 * What one came for.
 *
 * @param {Interview} interview
 */
function cameFor(interview) {
  const { offer, topics } = interview.state;
  const titles = offer
    .filter(({ id }) => topics?.includes(id))
    .map(({ title }) => interview.of(title));
  const told =
    titles.join(interview.say("component.mark.list")) ||
    interview.say("component.topics.all");
  const asked = interview.say("component.topics");
  return row(interview, asked, told, () => interview.showTopics());
}

/**
 * @param {Interview} interview
 * @param {string} id
 * @param {string | null} value
 */
function oneAnswer(interview, id, value) {
  const fact = interview.state.facts.get(id);
  const asked = fact ? interview.of(fact.heading) : id;
  const change = fact ? () => interview.showQuestion(fact) : null;
  return row(interview, asked, valueWords(interview, id, value), change);
}

/**
 * @param {Interview} interview
 * @param {string} asked
 * @param {string} told
 * @param {(() => void) | null} changing
 */
function row(interview, asked, told, changing) {
  const colon = interview.say("component.mark.colon");
  const change = changing && button(interview, "component.change", changing);
  change?.setAttribute("aria-label", interview.say("component.change") + colon + asked);
  return h("li", {}, h("div", {}, h("b", {}, asked), colon, told), change);
}
