// Answers profiles from standard input, a line each, by an exported rulebook.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

const [web, exported] = process.argv.slice(2);
const { loaded, assess, nextQuestion } = await import(`${web}/evaluator.mjs`);
const book = loaded(JSON.parse(readFileSync(exported, "utf8")));
for await (const line of createInterface({ input: process.stdin })) {
  const profile = JSON.parse(line);
  const { fact = null } = nextQuestion(book, profile);
  process.stdout.write(
    JSON.stringify({ ...assess(book, profile), next: fact && fact.id }) + "\n",
  );
}
