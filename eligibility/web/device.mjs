// The interview and its result on the device alone: what `embed.js` otherwise asks the
// service, reckoned by `evaluator.mjs` from the rules of the day that lie beside it.
//
// There is no advice here: no windows, deadlines, amounts, changes or paths.

import { answered, assess, loaded, nextQuestion } from "./evaluator.mjs";
import { kindOf, measureOf, told } from "./telling.mjs";

const WORDS = {
  ended: [
    (last) => `这个页面的规定只到 ${last}，之后可能已经变了，所以不再回答。请找新的页面，或者问办事部门。`,
    (last) =>
      `This page has the rules up to ${last} only. They may have changed since, so it does not answer any more. Look for a newer page, or ask an office.`,
  ],
  early: [
    (first, last) => `这个页面有 ${first} 到 ${last} 的规定，没有要看的那一天的。请看看这台设备的日期对不对。`,
    (first, last) =>
      `This page has the rules from ${first} to ${last}, and not of the day asked for. Check that the date of this device is right.`,
  ],
  missing: [
    "拿不到规定的文件。请看看网络，然后再试。您的回答还在。",
    "The file with the rules cannot be had. Check your connection and try again. Your answers are still here.",
  ],
};

/** Who answers in place of the service, by the rules of the day in a folder. */
export async function opened(folder, asked, Refused) {
  const span = await read("days.json");
  const day = asked.on || today();
  if (day > span.last) throw new Refused(WORDS.ended.map((one) => one(span.last)));
  if (day < span.first) {
    throw new Refused(WORDS.early.map((one) => one(span.first, span.last)));
  }
  return new Device(loaded(await read(`${day}.json`)), asked.measures, Refused);

  async function read(name) {
    try {
      const found = await fetch(new URL(name, folder), { credentials: "omit" });
      if (found.ok) return await found.json();
    } catch {
      // told below, whatever it was
    }
    throw new Refused(WORDS.missing);
  }
}

/** The day it is on this device. */
function today() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

export class Device {
  constructor(book, measures, Refused) {
    this.book = book;
    this.measures = measures || null;
    this.refused = (faults) =>
      new Refused(
        [""],
        faults.map(({ subject, zh, en }) => ({ subject, detail: { zh, en } })),
      );
    this.files = false;
  }

  async stand(given) {
    const assessment = this.assessed(given);
    const { fact, left } = nextQuestion(this.book, given, this.measures);
    return {
      rulebook: assessment.rulebook,
      fact: fact && described(fact, assessment, this.book),
      remaining: { open: left },
      settled: assessment.determinations
        .filter((one) => !one.missing.length)
        .map((one) => ({ measure: one.measure, status: one.status, kind: kindOf(one) })),
    };
  }

  async answer(given, id, value) {
    const fact = this.book.byId[id];
    const found = answered(this.book, given, id, value === null ? null : written(fact, value));
    if (found.faults) throw this.refused(found.faults);
    return { profile: found.given, dropped: found.dropped, ...(await this.stand(found.given)) };
  }

  async result(given, lang) {
    const assessment = this.assessed(given);
    return { ...told(assessment, given, this.book, lang), assessment };
  }

  assessed(given) {
    const found = assess(this.book, given);
    if (found.faults) throw this.refused(found.faults);
    if (!this.measures) return found;
    const asked = (one) => this.measures.includes(one.measure);
    return { ...found, determinations: found.determinations.filter(asked) };
  }
}

/** What a person typed, as a profile writes it. */
function written(fact, typed) {
  const plain = String(typed).normalize("NFKC").trim();
  if (fact.kind === "bool" || fact.kind === "choice") return plain;
  if (fact.kind !== "date") return plain.replaceAll(",", "").replace(/^0+(?=\d)/, "");
  const day = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(plain);
  return day ? `${day[1]}-${day[2].padStart(2, "0")}-${day[3].padStart(2, "0")}` : plain;
}

// ---- questions --------------------------------------------------------------------

/** A fact as the service describes it to a form. */
function described(fact, assessment, book) {
  const { id, kind, heading, question, help, sensitive } = fact;
  const found = { id, type: kind, heading, question, help, sensitive };
  if (kind === "bool") {
    found.values = [
      { value: "true", text: { zh: "是", en: "Yes" } },
      { value: "false", text: { zh: "否", en: "No" } },
    ];
  } else if (kind === "choice") {
    found.values = fact.values.map(({ id: value, zh, en }) => ({ value, text: { zh, en } }));
  } else if (kind !== "date") {
    found.decimals = fact.decimals;
    found.unit = fact.unit;
    [found.least, found.most] = [fact.least, fact.most].map((code) =>
      (code / 10 ** fact.decimals).toFixed(fact.decimals),
    );
  }
  found.why = assessment.determinations
    .filter((one) => one.conditions && one.missing.includes(id))
    .map((one) => {
      const measure = measureOf(book, one);
      const words = new Set(measure.steps.filter((it) => it.written).map((it) => it.id));
      const alike = new Map();
      for (const it of resting(one.conditions, id, words)) {
        alike.set(JSON.stringify(it.text), { id: it.id, text: it.text });
      }
      return { measure: one.measure, title: measure.title, conditions: [...alike.values()] };
    });
  return found;
}

/** The narrowest open conditions that rest on a fact; where the rulebook has no words for
 * one, the narrowest around it for which it has. */
function resting(finding, fact, words) {
  if (finding.truth !== null) return [];
  let below = finding.parts.flatMap((part) => resting(part, fact, words));
  if (!below.length && !(fact in finding.facts)) return [];
  if (words.has(finding.id)) below = below.filter((one) => words.has(one.id));
  return below.length ? below : [finding];
}
