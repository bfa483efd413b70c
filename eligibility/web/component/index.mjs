// @ts-check
// <eligibility-check>: the interview and its result, on any page. It asks the service it
// was loaded from, or, with `rules`, decides on the device. Answers live in memory and go
// nowhere else. docs/embedding.md has its attributes and events.

import { EligibilityCheck } from "./element.mjs";

if (!customElements.get("eligibility-check")) {
  customElements.define("eligibility-check", EligibilityCheck);
}
