// @ts-check
// All that stands behind an entry of the result: conditions, sources, spans of days.

import { h, markChinese } from "./elements.mjs";
import { linked, seenAt } from "./links.mjs";

/** @import { Caution, Determination, Entry, Finding, Window } from "../answers.d.ts" */
/** @import { CitedPlace } from "../nodes.d.ts" */
/** @import { Interview } from "./interview.mjs" */

const BASES = /** @type {const} */ (["official", "secondary", "general", "unverified"]);

/**
 * Drawn when it is first opened.
 *
 * @param {Interview} interview
 * @param {Entry} entry
 * @param {Determination} determination
 */
export function whole(interview, entry, determination) {
  const { conditions } = determination;
  if (!conditions) return null;
  const body = h("div", {});
  const draw = () => {
    if (!details.open || body.childNodes.length) return;
    body.append(...behind(interview, determination, conditions));
    markChinese(body);
  };
  const details = h(
    "details",
    { ontoggle: draw },
    h(
      "summary",
      { "aria-label": interview.say("component.all.of", { title: entry.title }) },
      interview.say("component.all"),
    ),
    body,
  );
  return details;
}

/**
 * @param {Interview} interview
 * @param {Determination} determination
 * @param {Finding} conditions
 */
function behind(interview, { windows = [], cautions }, conditions) {
  const found = [
    h("h5", {}, interview.say("component.conditions")),
    h("ul", { class: "tree", part: "tree" }, branch(interview, conditions, [])),
  ];
  if (windows.length) {
    found.push(
      h("h5", {}, interview.say("component.periods")),
      periods(interview, windows),
    );
  }
  if (cautions.length) {
    const told = cautions.map((one) => cautionOf(interview, one));
    found.push(h("h5", {}, interview.say("component.notes")), ...told);
  }
  return found;
}

/**
 * A condition with its parts; what is cited above is not cited again below.
 *
 * @param {Interview} interview
 * @param {Finding} finding
 * @param {readonly string[]} above
 * @returns {HTMLElement[]}
 */
function branch(interview, finding, above) {
  /** @param {CitedPlace} one */
  const key = (one) => [one.source, one.at, one.basis].join("\n");
  const cites = finding.cite.filter((one) => !above.includes(key(one)));
  const known = [...above, ...cites.map(key)];
  const parts = finding.parts.flatMap((one) => branch(interview, one, known));
  const text = interview.of(finding.text);
  if (!text) return parts;
  return [
    h(
      "li",
      {},
      truthOf(interview, finding),
      text,
      cites.map((one) => cite(interview, one)),
      parts.length ? h("ul", {}, parts) : null,
    ),
  ];
}

/**
 * @param {Interview} interview
 * @param {Finding} finding
 */
function truthOf(interview, { truth }) {
  const [sign, id] =
    truth === null
      ? /** @type {const} */ (["?", "component.truth.open"])
      : truth
        ? /** @type {const} */ (["✔", "component.truth.met"])
        : /** @type {const} */ (["✘", "component.truth.unmet"]);
  return h(
    "span",
    { class: "sign" },
    h("span", { "aria-hidden": "true" }, `${sign} `),
    interview.say(id) + interview.say("component.mark.colon"),
  );
}

/**
 * @param {Interview} interview
 * @param {CitedPlace} one
 */
function cite(interview, one) {
  const place = [interview.of(one.title), one.number, one.at].filter(Boolean).join(" ");
  const basis = BASES.find((it) => it === one.basis);
  if (!basis) throw new Error(`no such basis: ${one.basis}`);
  const told = interview.say(`component.basis.${basis}`, { place });
  const links = new Map(seenAt([one], interview.host.language));
  return h("span", { class: "cite" }, linked(told, links));
}

/**
 * @param {Interview} interview
 * @param {Caution} caution
 */
function cautionOf(interview, { text, cite: places = [] }) {
  return h(
    "p",
    {},
    interview.of(text),
    places.map((one) => cite(interview, one)),
  );
}

/**
 * @param {Interview} interview
 * @param {readonly Window[]} windows
 */
function periods(interview, windows) {
  return h(
    "ul",
    { class: "why" },
    windows.map(({ from, until, status }) => {
      const when = until
        ? interview.say("component.period.within", { from, until })
        : interview.say("component.period.since", { from });
      const outcome = interview.say(`component.status.${status}`);
      return h("li", {}, when + interview.say("component.mark.colon") + outcome);
    }),
  );
}
