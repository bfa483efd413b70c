// @ts-check
// Fills templates from standard input, a line each: a template and its values.
import { createInterface } from "node:readline";

/** @import * as Filling from "../../eligibility/web/filling.mjs" */

const [web] = process.argv.slice(2);
/** @type {typeof Filling} */
const { fill } = await import(`${web}/filling.mjs`);
for await (const line of createInterface({ input: process.stdin })) {
  const [template, values] = JSON.parse(line);
  let found;
  try {
    found = { text: fill(template, values) };
  } catch (error) {
    found = { error: error instanceof Error ? error.message : "" };
  }
  process.stdout.write(`${JSON.stringify(found)}\n`);
}
