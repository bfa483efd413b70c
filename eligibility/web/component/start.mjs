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
    ? /** @type {const} */ (["component.intro.device", "component.privacy.device"])
    : /** @type {const} */ (["component.intro.service", "component.privacy.service"]);
  return [
    heading(interview.say("component.title")),
    h("p", {}, interview.say(intro)),
    h("p", {}, interview.say("component.few")),
    h(
      "div",
      { class: "note", part: "note" },
      h("p", {}, interview.say(privacy)),
      interview.keeps ? h("p", {}, interview.say("component.kept")) : null,
      h("p", {}, interview.say("component.advice")),
      isOnDevice ? h("p", {}, interview.say("component.device.limits")) : null,
    ),
    h(
      "div",
      { class: "row" },
      resumes
        ? button(interview, "component.resume", () => interview.ask(), "main")
        : null,
      button(
        interview,
        resumes ? "component.again" : "component.begin",
        () => interview.begin(),
        resumes ? "" : "main",
      ),
    ),
  ];
}
