// @ts-check
// What every screen has: a heading, and buttons.

import { h } from "./elements.mjs";

/** @import { Interview } from "./interview.mjs" */
/** @import { WordId } from "./words.mjs" */

/** @param {string} text */
export function heading(text) {
  return h("h2", { id: "heading", tabindex: "-1", part: "heading" }, text);
}

/**
 * A button that waits while something is under way.
 *
 * @param {Interview} interview
 * @param {WordId} id
 * @param {() => void} doing
 * @param {string} [look]
 */
export function button(interview, id, doing, look) {
  return h(
    "button",
    {
      type: "button",
      class: look,
      part: look === "main" ? "button main-button" : "button",
      onclick: () => {
        if (!interview.isBusy) doing();
      },
    },
    interview.say(id),
  );
}
