// @ts-check
// The screen of all answers given, each with a way to change it.

import { button, heading } from "./controls.mjs";
import { h } from "./elements.mjs";
import { valueWords } from "./values.mjs";

/** @import { Interview } from "./interview.mjs" */

/** @param {Interview} interview */
export function answers(interview) {
  const { given, now } = interview.state;
  const isOpen = !now || Boolean(now.fact);
  return [
    heading(interview.say("component.answers.title")),
    given.size ? null : h("p", {}, interview.say("component.answers.none")),
    h(
      "ul",
      { class: "given", part: "answers" },
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
 * @param {Interview} interview
 * @param {string} id
 * @param {string | null} value
 */
function oneAnswer(interview, id, value) {
  const fact = interview.state.facts.get(id);
  const asked = fact ? interview.of(fact.heading) : id;
  const colon = interview.say("component.mark.colon");
  const change = fact
    ? button(interview, "component.change", () => interview.showQuestion(fact))
    : null;
  change?.setAttribute("aria-label", interview.say("component.change") + colon + asked);
  return h(
    "li",
    {},
    h("div", {}, h("b", {}, asked), colon, valueWords(interview, id, value)),
    change,
  );
}
