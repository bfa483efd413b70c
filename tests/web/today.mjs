// @ts-check
// Which day it is at some moments in a time zone: [zone, moments] in, days out.

import { readFileSync } from "node:fs";

const [, , web] = process.argv;
/** @type {typeof import("../../eligibility/web/device.mjs")} */
const { today } = await import(`${web}/device.mjs`);
/** @type {[string, string[]]} */
const [zone, moments] = JSON.parse(readFileSync(0, "utf-8"));
const days = moments.map((moment) => today(new Date(moment), zone));
process.stdout.write(JSON.stringify(days));
