// Tells what a device says to profiles from standard input, a line each, by an exported
// rulebook: the answer in both languages, and how the interview stands.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

const [web, exported] = process.argv.slice(2);
const { Device } = await import(`${web}/device.mjs`);
const { loaded } = await import(`${web}/evaluator.mjs`);
const book = loaded(JSON.parse(readFileSync(exported, "utf8")));
const device = new Device(book, null, Error);
for await (const line of createInterface({ input: process.stdin })) {
  const profile = JSON.parse(line);
  const found = { stand: await device.stand(profile) };
  for (const lang of ["zh", "en"]) found[lang] = await device.result(profile, lang);
  process.stdout.write(JSON.stringify(found) + "\n");
}
