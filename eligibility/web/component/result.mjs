// @ts-check
// The screen of the result: its blocks of entries, and what can be done with it.

import { button, heading } from "./controls.mjs";
import { h, saveAs } from "./elements.mjs";
import { whole } from "./findings.mjs";
import { linked, linksOf } from "./links.mjs";
import { plan } from "./plan.mjs";
import { Refused } from "./refused.mjs";

/** @import { Block, Determination, Entry, Find, Result } from "../answers.d.ts" */
/** @import { Interview } from "./interview.mjs" */
/** @import { Source } from "./types.d.ts" */
/** @import { WordId } from "./words.mjs" */

/**
 * @param {Interview} interview
 * @param {Result} told
 * @param {Source} source
 */
export function result(interview, told, source) {
  const { determinations, rulebook, engine } = told.assessment;
  const by = new Map(determinations.map((one) => [one.measure, one]));
  return [
    heading(interview.say("component.result")),
    h("p", { part: "header" }, told.header.join(" · ")),
    note(interview, source),
    overview(interview, told, source),
    plan(interview, told.plan, by),
    told.blocks.map((block) => blockOf(interview, block, by)),
    actions(interview, source),
    h(
      "p",
      { class: "rules", part: "rules" },
      interview.say("component.rules", {
        name: rulebook.name,
        version: rulebook.version,
        hash: rulebook.sha256.slice(0, 8),
        engine: engine.version,
      }),
    ),
  ];
}

/**
 * How far the result goes.
 *
 * @param {Interview} interview
 * @param {Source} source
 */
function note(interview, source) {
  const isOpen = Boolean(interview.state.now?.fact);
  const extent = interview.say(isOpen ? "component.unfinished" : "component.finished");
  return h(
    "div",
    { class: "note", part: "note" },
    h(
      "p",
      {},
      extent + interview.say("component.mark.gap") + interview.say("component.advice"),
    ),
    source.files ? null : h("p", {}, interview.say("component.device.limits")),
    isOpen
      ? h(
          "div",
          { class: "row" },
          button(interview, "component.go_on", () => interview.ask(), "main"),
        )
      : null,
  );
}

/**
 * What the result has, each a way to get there.
 *
 * @param {Interview} interview
 * @param {Result} told
 * @param {Source} source
 */
function overview(interview, { plan: steps, blocks }, source) {
  /** @type {(text: string, place: string) => HTMLElement} */
  const to = (text, place) =>
    h(
      "li",
      {},
      h("button", { type: "button", onclick: () => reach(interview, place) }, text),
    );
  return h(
    "nav",
    {
      class: "overview",
      part: "overview",
      "aria-label": interview.say("component.overview"),
    },
    h(
      "ul",
      {},
      steps.length ? to(interview.say("component.plan"), ".plan h3") : null,
      blocks.map((block) =>
        to(blockHeading(interview, block), `.${block.kind} :is(h3, summary)`),
      ),
      to(
        interview.say(source.files ? "component.to_keep" : "component.to_print"),
        ".actions",
      ),
    ),
  );
}

/**
 * @param {Interview} interview
 * @param {string} place
 */
function reach(interview, place) {
  const found = interview.frame.content.querySelector(place);
  if (!(found instanceof HTMLElement)) return;
  found.focus({ preventScroll: true });
  found.scrollIntoView();
}

/**
 * @param {Interview} interview
 * @param {Block} block
 */
function blockHeading(interview, block) {
  return interview.say("component.block", {
    heading: block.heading,
    n: block.entries.length,
  });
}

/**
 * @param {Interview} interview
 * @param {Block} block
 * @param {ReadonlyMap<string, Determination>} by
 */
function blockOf(interview, block, by) {
  const { kind, entries, finds } = block;
  const named = blockHeading(interview, block);
  const titles = () => h("ul", { class: "why" }, entries.map(titleOf));
  const attributes = { class: kind, part: `block ${kind}` };
  if (kind === "apart") {
    return h(
      "section",
      attributes,
      h("details", {}, h("summary", {}, named), titles()),
    );
  }
  return h(
    "section",
    attributes,
    h("h3", { tabindex: "-1" }, named),
    finds.length ? h("ol", { class: "finds", part: "finds" }, finds.map(findOf)) : null,
    kind === "done"
      ? titles()
      : entries.map((entry) => {
          const determination = by.get(entry.measure);
          return entryOf(interview, entry, determination, block.kind === "now");
        }),
  );
}

/** @param {Entry} entry */
const titleOf = ({ measure, title }) => h("li", { "data-measure": measure }, title);

/**
 * A fact to find out, where one sees it, and what it bears on.
 *
 * @param {Find} find
 */
function findOf({ question, where, bears }) {
  return h(
    "li",
    {},
    h("b", {}, question),
    where ? h("p", {}, where) : null,
    h("p", { class: "hint" }, bears),
  );
}

/**
 * @param {Interview} interview
 * @param {Entry} entry
 * @param {Determination | undefined} determination
 * @param {boolean} isOpen  whether what is remarked stands beside the title
 */
function entryOf(interview, entry, determination, isOpen) {
  const { language } = interview.host;
  const links = determination ? linksOf(determination, language) : new Map();
  return h(
    "div",
    { class: "entry", part: "entry", "data-measure": entry.measure },
    h("h4", {}, isOpen ? titled(interview, entry) : entry.title),
    entry.remark && !isOpen
      ? h("p", { class: "lines" }, linked(entry.remark, links))
      : null,
    entry.details.length
      ? h(
          "dl",
          {},
          entry.details.map(({ label, text }) =>
            h(
              "div",
              {},
              h("dt", {}, label),
              h("dd", { class: "lines" }, linked(text, links)),
            ),
          ),
        )
      : null,
    determination ? whole(interview, entry, determination) : null,
  );
}

/**
 * The title, with what must not be overlooked: that it is done, or may have ended.
 *
 * @param {Interview} interview
 * @param {Entry} entry
 */
function titled(interview, { title, remark }) {
  return remark ? interview.say("component.titled", { title, remark }) : title;
}

/**
 * @param {Interview} interview
 * @param {Source} source
 */
function actions(interview, source) {
  /** @type {(id: WordId, path: string, name: string, body: object) => HTMLElement} */
  const fetching = (id, path, name, body) =>
    button(interview, id, () =>
      interview.work((it) => download(interview, it, path, name, body)),
    );
  return h(
    "div",
    {
      class: "actions",
      part: "actions",
      role: "group",
      tabindex: "-1",
      "aria-label": interview.say("component.actions"),
    },
    h(
      "div",
      { class: "row" },
      button(interview, "component.answers", () => interview.showAnswers()),
      button(interview, "component.print", () => window.print()),
      source.files
        ? [
            fetching("component.report", "v1/report", "plan.html", { format: "html" }),
            fetching("component.report.pdf", "v1/report", "plan.pdf", {
              format: "pdf",
            }),
            fetching("component.calendar", "v1/calendar", "plan.ics", {}),
          ]
        : [],
      button(interview, "component.again", () => interview.startOver()),
    ),
    h("p", { class: "saved", part: "saved", role: "status" }),
  );
}

/**
 * @param {Interview} interview
 * @param {Source} source
 * @param {string} path
 * @param {string} name
 * @param {object} body
 */
async function download(interview, source, path, name, body) {
  const { frame, host, state } = interview;
  const saved = frame.content.querySelector(".saved");
  if (!saved || !source.file) return;
  try {
    const blob = await source.file(path, body, state.given, host.language);
    frame.tell("");
    saved.textContent = interview.say(
      blob ? "component.saved" : "component.calendar.empty",
      blob ? { name } : {},
    );
    if (blob) saveAs(blob, name);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    // The result stays on the screen: only its file is not to be had.
    saved.textContent = interview.of(error.words);
  }
}
