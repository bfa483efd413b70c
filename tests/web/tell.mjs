// @ts-check
// Tells what a device says to profiles from standard input, a line each, by an exported
// rulebook: the answer in both languages, and how the interview stands.
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
  const profile = new Map(Object.entries(JSON.parse(line)));
  const stand = await device.stand(profile);
  const [zh, en] = [
    await device.result(profile, "zh"),
    await device.result(profile, "en"),
  ];
  process.stdout.write(`${JSON.stringify({ stand, zh, en })}\n`);
}
