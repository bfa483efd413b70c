// @ts-check
// Asks whole people, a line each of standard input, by an exported rulebook: what each
// answered, the topics in the order asked, and about how many were said to be left.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

/** @import * as OnDevice from "../../eligibility/web/device.mjs" */
/** @import * as Evaluator from "../../eligibility/web/evaluator.mjs" */

const [web, exported] = process.argv.slice(2);
/** @type {typeof OnDevice} */
const { Device } = await import(`${web}/device.mjs`);
/** @type {typeof Evaluator} */
const { loaded } = await import(`${web}/evaluator.mjs`);
const book = loaded(JSON.parse(readFileSync(exported, "utf8")));
const device = new Device(book, {}, (id) => new Error(id));
for await (const line of createInterface({ input: process.stdin })) {
  const person = new Map(Object.entries(JSON.parse(line)));
  /** @type {Map<string, string | null>} */
  let given = new Map();
  const topics = [];
  const left = [];
  let stand = await device.stand(given);
  while (stand.fact) {
    topics.push(stand.topic);
    left.push(stand.remaining);
    const { id } = stand.fact;
    const answered = await device.answer(given, id, person.get(id) ?? null);
    given = new Map(Object.entries(answered.profile));
    stand = answered;
  }
  const found = {
    given: Object.fromEntries(given),
    topics,
    left,
    last: stand.remaining,
  };
  process.stdout.write(`${JSON.stringify(found)}\n`);
}
