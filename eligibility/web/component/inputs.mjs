// @ts-check
// What an answer is given with: choices, the fields of a day, the field of a number.

import { grouped, h, moveAmong } from "./elements.mjs";

/** @import { AskedFact } from "../answers.d.ts" */
/** @import { Interview } from "./interview.mjs" */

const MANY = 10; // of more choices a narrow grid is made

/**
 * @param {Interview} interview
 * @param {AskedFact} fact
 * @param {boolean} isChange
 */
export function inputs(interview, fact, isChange) {
  const before = isChange ? interview.state.given.get(fact.id) : undefined;
  if (fact.values) return choices(interview, fact, fact.values, before);
  const field =
    fact.type === "date"
      ? dayFields(interview, fact, before)
      : numberField(interview, fact, before);
  const form = h(
    "form",
    {
      novalidate: true,
      "data-fact": fact.id,
      "data-type": fact.type,
      onsubmit: (event) => {
        event.preventDefault();
        submit(interview, fact, form);
      },
    },
    field,
    h(
      "div",
      { class: "row" },
      h(
        "button",
        { type: "submit", class: "main", part: "button main-button" },
        interview.say("component.next"),
      ),
    ),
  );
  return form;
}

/**
 * @param {Interview} interview
 * @param {AskedFact} fact
 * @param {NonNullable<AskedFact["values"]>} values
 * @param {string | null | undefined} before
 */
function choices(interview, fact, values, before) {
  const many = values.length > MANY ? " many" : "";
  const few = values.length === 2 ? " few" : "";
  const group = h(
    "div",
    {
      class: `choices${many}${few}`,
      part: "choices",
      role: "group",
      "data-fact": fact.id,
      "data-type": fact.type,
      "aria-labelledby": "heading",
      "aria-describedby": interview.of(fact.help) ? "help" : undefined,
      onkeydown: (event) => moveAmong(group, event),
    },
    values.map(({ value, text }) =>
      h(
        "button",
        {
          type: "button",
          part: "choice",
          value,
          onclick: () => interview.answer(fact, value),
        },
        interview.of(text),
        before === value ? h("small", {}, interview.say("component.earlier")) : null,
      ),
    ),
  );
  return group;
}

/**
 * @param {Interview} interview
 * @param {AskedFact} fact
 * @param {string | null | undefined} before
 */
function dayFields(interview, fact, before) {
  const said = (before || "").split("-");
  /** @type {(name: "year" | "month" | "day", look: string, at: number) => HTMLElement} */
  const part = (name, look, at) =>
    h(
      "div",
      { class: "field" },
      h("label", { for: name }, interview.say(`component.field.${name}`)),
      h("input", {
        id: name,
        class: look,
        part: "input",
        inputmode: "numeric",
        autocomplete: "off",
        maxlength: "10",
        value: said[at],
        "aria-describedby": "hint error",
      }),
    );
  return h(
    "fieldset",
    {},
    h("legend", {}, interview.of(fact.heading)),
    h("p", { class: "hint", id: "hint" }, interview.say("component.day.hint")),
    h(
      "div",
      { class: "fields" },
      part("year", "year", 0),
      part("month", "short", 1),
      part("day", "short", 2),
    ),
  );
}

/**
 * @param {Interview} interview
 * @param {AskedFact} fact
 * @param {string | null | undefined} before
 */
function numberField(interview, fact, before) {
  const heading = interview.of(fact.heading);
  const unit = interview.of(fact.unit);
  const label = unit
    ? interview.say("component.number.label", { heading, unit })
    : heading;
  const [least, most] = [fact.least, fact.most].map((one) => grouped(one || ""));
  return h(
    "div",
    {},
    h("label", { for: "number" }, label),
    h(
      "p",
      { class: "hint", id: "hint" },
      interview.say("component.number.range", { least, most }),
    ),
    h("input", {
      id: "number",
      part: "input",
      inputmode: fact.decimals ? "decimal" : "numeric",
      autocomplete: "off",
      maxlength: "20",
      value: before,
      "aria-describedby": "hint error",
    }),
  );
}

/**
 * @param {Interview} interview
 * @param {AskedFact} fact
 * @param {HTMLFormElement} form
 */
function submit(interview, fact, form) {
  const fields = [...form.querySelectorAll("input")];
  const empty = fields.filter((one) => !one.value.trim());
  if (empty.length) {
    const told =
      empty.length === fields.length ? "component.empty" : "component.day.whole";
    refuse(interview.frame.content, [interview.say(told)], empty);
    return;
  }
  const typed = fields.map((one) => one.value.trim());
  const day = () => typed.map((one) => one.padStart(2, "0")).join("-");
  interview.answer(fact, fact.type === "date" ? day() : typed[0]);
}

/**
 * Say what is wrong with an answer, and where.
 *
 * @param {HTMLElement} content
 * @param {readonly string[]} told
 * @param {readonly HTMLInputElement[]} wrong
 */
export function refuse(content, told, wrong = [...content.querySelectorAll("input")]) {
  const box = content.querySelector(".error");
  box?.replaceChildren(...told.map((one) => h("p", {}, one)));
  for (const one of content.querySelectorAll("input")) {
    if (wrong.includes(one)) one.setAttribute("aria-invalid", "true");
    else one.removeAttribute("aria-invalid");
  }
  if (wrong.length) wrong[0].focus();
}
