// @ts-check
// The first screen: what this is, and what becomes of the answers.

import { button, heading } from "./controls.mjs";
import { h } from "./elements.mjs";

/** @import { Interview } from "./interview.mjs" */

/** @param {Interview} interview */
export function start(interview) {
  const { host, state } = interview;
  const isOnDevice = host.hasAttribute("rules");
  const resumes = state.given.size > 0;
  const [intro, privacy] = isOnDevice
    ? /** @type {const} */ (["intro.device", "privacy.device"])
    : /** @type {const} */ (["intro.service", "privacy.service"]);
  return [
    heading(interview.say("title")),
    h("p", {}, interview.say(intro)),
    h("p", {}, interview.say("few")),
    h(
      "div",
      { class: "note", part: "note" },
      h("p", {}, interview.say(privacy)),
      interview.keeps ? h("p", {}, interview.say("kept")) : null,
      h("p", {}, interview.say("advice")),
      isOnDevice ? h("p", {}, interview.say("device.limits")) : null,
    ),
    h(
      "div",
      { class: "row" },
      resumes ? button(interview, "resume", () => interview.ask(), "main") : null,
      button(
        interview,
        resumes ? "again" : "begin",
        () => interview.begin(),
        resumes ? "" : "main",
      ),
    ),
  ];
}
