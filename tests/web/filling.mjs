// @ts-check
// Tells what the browser makes of sentences: each line of standard input holds an id and
// values; each of standard output what is said in both languages, or the error.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

/** @import * as Sentences from "../../eligibility/web/sentences.mjs" */

const [web, exported] = process.argv.slice(2);
/** @type {typeof Sentences} */
const { sentence } = await import(`${web}/sentences.mjs`);
const book = JSON.parse(readFileSync(exported, "utf8"));
for await (const line of createInterface({ input: process.stdin })) {
  const { id, values } = JSON.parse(line);
  let found;
  try {
    found = sentence(book, id, values);
  } catch (error) {
    found = { error: error instanceof Error ? error.message : "" };
  }
  process.stdout.write(`${JSON.stringify(found)}\n`);
}
