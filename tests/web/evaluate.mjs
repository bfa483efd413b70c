// @ts-check
// Answers profiles from standard input, a line each, by an exported rulebook.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

/** @import * as Asking from "../../eligibility/web/asking.mjs" */
/** @import * as Evaluator from "../../eligibility/web/evaluator.mjs" */

const [web, exported] = process.argv.slice(2);
/** @type {typeof Evaluator} */
const { loaded, assess } = await import(`${web}/evaluator.mjs`);
/** @type {typeof Asking} */
const { nextQuestion } = await import(`${web}/asking.mjs`);
const book = loaded(JSON.parse(readFileSync(exported, "utf8")));
for await (const line of createInterface({ input: process.stdin })) {
  const profile = new Map(Object.entries(JSON.parse(line)));
  const question = nextQuestion(book, profile);
  const next = "fact" in question && question.fact ? question.fact.id : null;
  process.stdout.write(`${JSON.stringify({ ...assess(book, profile), next })}\n`);
}
