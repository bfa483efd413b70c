// @ts-check
// The screen that tells what went wrong, and the words for what is wrong with an answer.

import { button, heading } from "./controls.mjs";
import { h } from "./elements.mjs";

/** @import { Interview } from "./interview.mjs" */
/** @import { Complaint, Doing } from "./types.d.ts" */

/**
 * @param {Interview} interview
 * @param {readonly string[]} told
 * @param {Doing} doing
 */
export function failure(interview, told, doing) {
  return [
    heading(interview.say("component.wrong")),
    h(
      "div",
      { class: "error", part: "error" },
      told.map((one) => h("p", {}, one)),
    ),
    h(
      "div",
      { class: "row" },
      button(interview, "component.retry", () => interview.work(doing), "main"),
      interview.state.given.size
        ? button(interview, "component.answers", () => interview.showAnswers())
        : button(interview, "component.again", () => interview.startOver()),
    ),
  ];
}

/**
 * @param {Interview} interview
 * @param {Complaint} fault
 */
export function faultWords(interview, fault) {
  // The engine names a fact by its id first, which a form does not show.
  const detail = interview
    .of(fault.detail)
    .replace(/^[a-z_]+(（[^）]*）|\([^)]*\))?[：:]\s*/, "");
  const begun = detail.charAt(0).toUpperCase() + detail.slice(1);
  const ended = /[。.]$/.test(begun)
    ? begun
    : begun + interview.say("component.mark.stop");
  return fault.hint
    ? ended + interview.say("component.mark.gap") + interview.of(fault.hint)
    : ended;
}
