// The answer in words on the device, as `telling/answer.py` puts it, from an assessment
// alone: what needs advice is left out. Headings come with the exported rules.

import { said } from "./sentences.mjs";

const KINDS = {
  eligible: "now",
  ineligible: "no",
  not_in_force: "later",
  informational: "told",
};

/** The block in which a determination stands. */
export function kindOf(determination) {
  const open = determination.missing.length ? "open" : "office";
  return KINDS[determination.status] || open;
}

export const measureOf = (book, one) => book.measures.find((it) => it.id === one.measure);

/** The answer in blocks of entries, as the service's /v1/words gives it. */
export function told(assessment, given, book, lang) {
  const writer = new Writer(given, book, lang);
  const { determinations } = assessment;
  const sorted = [...determinations].sort((a, b) => writer.rank(a) - writer.rank(b));
  const blocks = Object.entries(book.words.headings).map(([kind, heading]) => ({
    kind,
    heading: heading[lang],
    entries: sorted.filter((one) => kindOf(one) === kind).map((one) => writer.entry(kind, one)),
  }));
  return {
    lang,
    header: writer.header(assessment.on),
    blocks: blocks.filter((one) => one.entries.length),
    footer: "",
  };
}

const isHeld = (one) => one.cautions.some((it) => it.kind === "already_held");

/** Of what is missing, so many facts are named, as in `telling/answer.py`. */
const NAMED = 6;

/** What is done already comes after the rest. */
const LAST = 1000;

class Writer {
  constructor(given, book, lang) {
    this.given = given;
    this.book = book;
    this.lang = lang;
  }

  say(id, values) {
    return said(this.book, id, this.lang, values);
  }

  of(text) {
    return text ? text[this.lang] : "";
  }

  rank(one) {
    const last = one.status === "eligible" && isHeld(one) ? LAST : 0;
    return last + measureOf(this.book, one).worth;
  }

  header(day) {
    const values = Object.values(this.given);
    const known = values.filter((one) => one !== null).length;
    const declined = values.length - known;
    const noun = known === 1 ? "answer.header.answer" : "answer.header.answers";
    const found = [
      this.say("answer.header.day", { day }),
      this.say(noun, { count: known }),
    ];
    if (declined) found.push(this.say("answer.header.declined", { count: declined }));
    return found;
  }

  entry(kind, one) {
    const { id: measure, title } = measureOf(this.book, one);
    const [remark, details] = this.said(kind, one);
    return {
      measure,
      title: this.of(title),
      remark,
      details: details.filter(([, text]) => text).map(([label, text]) => ({ label, text })),
    };
  }

  said(kind, one) {
    const measure = measureOf(this.book, one);
    const after = (rest) => (isHeld(one) ? this.say("answer.done.and", { rest }) : rest);
    switch (kind) {
      case "now":
        return [isHeld(one) ? this.say("answer.done") : "", this.details(one, measure)];
      case "open":
        return [after(this.missing(one)), []];
      case "office":
        return ["", this.disputes(one)];
      case "no":
        return [after(this.grounded(one)), []];
      case "later":
        return [this.of(one.text || measure.when), []];
      default:
        return [this.of(one.text), []];
    }
  }

  details(one, measure) {
    const settled = this.settling(one, true);
    const found = [];
    const tell = (label, text) => found.push([this.say(label), text]);
    if (!isHeld(one)) tell("answer.label.offer", this.of(measure.offer));
    tell("answer.label.reasons", this.listed(settled));
    if (one.apply && !isHeld(one)) {
      tell("answer.label.when", this.of(one.apply.within));
      tell("answer.label.where", this.of(one.apply.where));
      const bring = one.apply.bring.map((it) => this.of(it));
      tell("answer.label.bring", bring.join(this.say("joins.things")));
    }
    for (const it of one.cautions) {
      if (it.kind !== "already_held") tell("answer.label.note", this.of(it.text));
    }
    const places = settled.flatMap(strongest);
    tell("answer.label.ground", this.cited(places.length ? places : measure.cite).join("\n"));
    return found;
  }

  missing(one) {
    const names = one.missing.map((id) => {
      const fact = this.of(this.book.byId[id].heading);
      return this.given[id] === null ? this.say("answer.declined", { fact }) : fact;
    });
    const count = names.length;
    const facts = names.slice(0, NAMED).join(this.say("joins.names"));
    if (count > NAMED) return this.say("answer.missing.many", { count, facts });
    const noun = count === 1 ? "answer.missing.one" : "answer.missing.several";
    return this.say(noun, { count, facts });
  }

  disputes(one) {
    const readings = this.say("answer.label.readings");
    const passages = one.cautions.filter((it) =>
      ["contested", "judged_by_office"].includes(it.kind),
    );
    const found = passages.map((it) => [readings, this.of(it.text)]);
    if (!passages.length) found.push([readings, this.say("answer.unclear")]);
    if (one.apply) found.push([this.say("answer.label.ask"), this.of(one.apply.where)]);
    const places = passages.flatMap((it) => it.cite || []);
    found.push([this.say("answer.label.ground"), this.cited(places).join("\n")]);
    return found;
  }

  /** What settles a no. */
  reason(one) {
    const whole = one.conditions;
    const found = this.settling(one).filter((it) => it.id !== whole.id);
    const parts = found.length ? found : whole.parts.filter((it) => it.truth === false);
    if (!parts.length) return this.say("answer.together");
    const unmet = this.listed(parts.filter((it) => it.truth === false));
    const barred = this.listed(parts.filter((it) => it.truth === true));
    return [
      unmet && this.say("answer.unmet", { conditions: unmet }),
      barred && this.say("answer.barred", { conditions: barred }),
    ]
      .filter(Boolean)
      .join(this.say("joins.clauses"));
  }

  /** What settles a no, with the first source of it. */
  grounded(one) {
    const reason = this.reason(one);
    const [first] = this.settling(one).flatMap(strongest);
    if (!first) return reason;
    const [document] = this.cited([first]);
    return this.say("answer.grounded", { reason, document });
  }

  /** The conditions that settle an outcome; only those of one truth, where it is named. */
  settling(one, truth) {
    const all = [...findings(one.conditions)];
    return one.because
      .filter((it) => truth === undefined || it.truth === truth)
      .map((it) => all.find((finding) => finding.id === it.condition));
  }

  /** Conditions with the days and numbers that decide them; each of these once. */
  listed(conditions) {
    const said = new Set();
    const met = (finding) => {
      const shown = Object.entries(finding.facts)
        .filter(([id, value]) => value !== null && !said.has(id) && this.isOrdered(id))
        .map(([id, value]) => `${this.of(this.book.byId[id].heading)} ${this.value(id, value)}`);
      for (const id of Object.keys(finding.facts)) said.add(id);
      return this.remarked(this.of(finding.text), shown.join(this.say("joins.values")));
    };
    return conditions.map(met).join(this.say("joins.clauses"));
  }

  isOrdered(id) {
    return !["bool", "choice"].includes(this.book.byId[id].kind);
  }

  value(id, value) {
    const { kind, unit } = this.book.byId[id];
    if (kind === "date") return value;
    const figure = kind === "number" ? String(Number(value)) : value;
    return `${figure} ${this.of(unit)}`.trimEnd();
  }

  remarked(text, remark) {
    return remark ? this.say("joins.remarked", { text, remark }) : text;
  }

  /** Documents with their places and how surely each is known, each once. */
  cited(cites) {
    const documents = new Map();
    for (const one of cites) {
      const name = one.number || this.of(one.title);
      const key = JSON.stringify([name, one.basis]);
      const found = documents.get(key) || { name, basis: one.basis, at: [] };
      if (one.at && !found.at.includes(one.at)) found.at.push(one.at);
      documents.set(key, found);
    }
    return [...documents.values()].map(({ name, basis, at }) => {
      const whole = `${name} ${at.join(this.say("joins.names"))}`.trimEnd();
      return this.remarked(whole, this.of(this.book.words.basis[basis]));
    });
  }
}

function* findings(finding) {
  yield finding;
  for (const part of finding.parts) yield* findings(part);
}

const RANKS = ["official", "secondary", "general", "unverified"];

/** The surest of the places that a condition is taken from. */
function strongest({ cite }) {
  const best = Math.min(...cite.map((one) => RANKS.indexOf(one.basis)));
  return cite.filter((one) => RANKS.indexOf(one.basis) === best);
}
