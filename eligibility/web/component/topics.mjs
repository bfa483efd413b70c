// @ts-check
// The screen that asks what one came for: some topics of the rules, or all of them.

import { button, heading } from "./controls.mjs";
import { h } from "./elements.mjs";
import { refuse } from "./inputs.mjs";

/** @import { Topic } from "../answers.d.ts" */
/** @import { Interview } from "./interview.mjs" */

/**
 * @param {Interview} interview
 * @param {readonly Topic[]} offer
 */
export function topics(interview, offer) {
  const chosen = interview.state.topics || [];
  const form = h(
    "form",
    {
      novalidate: true,
      onsubmit: (event) => {
        event.preventDefault();
        if (!interview.isBusy) submit(interview, form);
      },
    },
    h(
      "fieldset",
      { "aria-labelledby": "heading", "aria-describedby": "help" },
      h(
        "div",
        { class: "choices", part: "choices" },
        offer.map(({ id, title }) =>
          h(
            "label",
            { class: "topic", part: "choice" },
            h("input", { type: "checkbox", value: id, checked: chosen.includes(id) }),
            interview.of(title),
          ),
        ),
      ),
    ),
    h(
      "div",
      { class: "row" },
      h(
        "button",
        { type: "submit", class: "main", part: "button main-button" },
        interview.say("component.topics.go_on"),
      ),
      button(interview, "component.topics.all", () => interview.comeFor(null)),
    ),
  );
  return [
    heading(interview.say("component.topics")),
    h(
      "p",
      { class: "help", id: "help", part: "help" },
      interview.say("component.topics.help"),
    ),
    h("div", { class: "error", id: "error", part: "error", role: "alert" }),
    form,
  ];
}

/**
 * @param {Interview} interview
 * @param {HTMLElement} form
 */
function submit(interview, form) {
  const boxes = [...form.querySelectorAll("input")];
  const chosen = boxes.filter((one) => one.checked).map((one) => one.value);
  if (chosen.length) interview.comeFor(chosen);
  else refuse(interview.frame.content, [interview.say("component.topics.none")]);
}
