// @ts-check
// What to do, in order: the steps of the plan, above the blocks of the result.

import { h } from "./elements.mjs";
import { linked, linksOf } from "./links.mjs";

/** @import { Determination, Done, PlanLine } from "../answers.d.ts" */
/** @import { Interview } from "./interview.mjs" */
/** @import { WordId } from "./words.mjs" */

/**
 * @param {Interview} interview
 * @param {readonly PlanLine[]} steps
 * @param {ReadonlyMap<string, Determination>} by
 */
export function plan(interview, steps, by) {
  if (!steps.length) return null;
  return h(
    "section",
    { class: "plan", part: "plan" },
    h("h3", { tabindex: "-1" }, interview.say("component.plan")),
    h(
      "ol",
      {},
      steps.map((step) => stepOf(interview, step, determined(step.do, by))),
    ),
  );
}

/**
 * @param {Done} done
 * @param {ReadonlyMap<string, Determination>} by
 */
function determined(done, by) {
  return "measure" in done ? by.get(done.measure) : undefined;
}

/**
 * @param {Interview} interview
 * @param {PlanLine} step
 * @param {Determination | undefined} determination
 */
function stepOf(interview, step, determination) {
  const { text, when, where, bring, pays, notes } = step;
  const { language } = interview.host;
  const links = determination ? linksOf(determination, language) : new Map();
  const { phone, name, url } = step.contact || {};
  /** @type {[WordId, string][]} */
  const details = [
    ["component.plan.when", when],
    ...notes.map(
      (note) => /** @type {[WordId, string]} */ (["component.plan.note", note]),
    ),
    ["component.plan.where", where],
    ["component.plan.call", phone ? `${phone} ${interview.of(name)}`.trimEnd() : ""],
    ["component.plan.online", url || ""],
    ["component.plan.bring", bring],
    ["component.plan.pays", pays],
  ];
  return h(
    "li",
    { class: "entry", part: "entry" },
    h("h4", {}, text),
    h(
      "dl",
      {},
      details
        .filter(([, told]) => told)
        .map(([label, told]) =>
          h(
            "div",
            {},
            h("dt", {}, interview.say(label)),
            h("dd", {}, linked(told, links)),
          ),
        ),
    ),
  );
}
