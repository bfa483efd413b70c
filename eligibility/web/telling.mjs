// @ts-check
// The answer in words on the device, as `telling/answer.py` puts it, from an assessment
// alone: what needs advice is left out. Headings come with the exported rules.

import { got } from "./evaluator.mjs";

/** @import { Assessment, Book, Code, Determination, Entry } from "./answers.d.ts" */
/** @import { Finding, Lang, Profile, Status, Told } from "./answers.d.ts" */
/** @import { CitedPlace, ExportedMeasure, Words } from "./nodes.d.ts" */

/** @type {ReadonlyMap<Status, string>} */
const KINDS = new Map([
  ["eligible", "now"],
  ["ineligible", "no"],
  ["not_in_force", "later"],
  ["informational", "told"],
]);

/**
 * The block in which a determination stands.
 *
 * @param {Determination} determination
 */
export function kindOf(determination) {
  const open = determination.missing.length ? "open" : "office";
  return KINDS.get(determination.status) || open;
}

/**
 * @param {Book} book
 * @param {Determination} one
 */
export const measureOf = (book, one) => got(book.measureById, one.measure);

/**
 * The answer in blocks of entries, as the service's /v1/words gives it.
 *
 * @param {Assessment} assessment
 * @param {Profile} given
 * @param {Book} book
 * @param {Lang} lang
 * @returns {Told}
 */
export function told(assessment, given, book, lang) {
  const writer = new Writer(given, book, lang);
  const { determinations } = assessment;
  const sorted = [...determinations].sort((a, b) => writer.rank(a) - writer.rank(b));
  const blocks = Object.entries(book.words.headings).map(([kind, heading]) => ({
    kind,
    heading: heading[lang],
    entries: sorted
      .filter((one) => kindOf(one) === kind)
      .map((one) => writer.entry(kind, one)),
  }));
  return {
    lang,
    header: writer.header(assessment.on),
    blocks: blocks.filter((one) => one.entries.length),
    footer: "",
  };
}

/** @param {Determination} one */
const isHeld = (one) => one.cautions.some((it) => it.kind === "already_held");

/** Of what is missing, so many facts are named, as in `telling/answer.py`. */
const NAMED = 6;

/** What is done already comes after the rest. */
const LAST = 1000;

class Writer {
  /**
   * @param {Profile} given
   * @param {Book} book
   * @param {Lang} lang
   */
  constructor(given, book, lang) {
    this.given = given;
    this.book = book;
    this.lang = lang;
  }

  /**
   * @param {string} zh
   * @param {string} en
   */
  say(zh, en) {
    return this.lang === "zh" ? zh : en;
  }

  /** @param {Words | null | undefined} text */
  of(text) {
    return text ? text[this.lang] : "";
  }

  /** @param {Determination} one */
  rank(one) {
    const last = one.status === "eligible" && isHeld(one) ? LAST : 0;
    return last + measureOf(this.book, one).worth;
  }

  /** @param {string} day */
  header(day) {
    const values = [...this.given.values()];
    const known = values.filter((one) => one !== null).length;
    const declined = values.length - known;
    const noun = known === 1 ? "answer" : "answers";
    const found = [
      this.say(`按 ${day} 的规定`, `By the rules of ${day}`),
      this.say(`您回答了 ${known} 项`, `${known} ${noun} from you`),
    ];
    if (declined) {
      found.push(this.say(`${declined} 项不清楚`, `${declined} not known to you`));
    }
    return found;
  }

  /**
   * @param {string} kind
   * @param {Determination} one
   * @returns {Entry}
   */
  entry(kind, one) {
    const { id: measure, title } = measureOf(this.book, one);
    const [remark, details] = this.said(kind, one);
    return {
      measure,
      title: this.of(title),
      remark,
      details: details
        .filter(([, text]) => text)
        .map(([label, text]) => ({ label, text })),
    };
  }

  /**
   * @param {string} kind
   * @param {Determination} one
   * @returns {[string, [string, string][]]}
   */
  said(kind, one) {
    const measure = measureOf(this.book, one);
    const done = isHeld(one) ? this.say("已经办了；", "done already; ") : "";
    switch (kind) {
      case "now":
        return [done.replace(/[；; ]+$/, ""), this.details(one, measure)];
      case "open":
        return [done + this.missing(one), []];
      case "office":
        return ["", this.disputes(one)];
      case "no":
        return [done + this.reason(one) + this.ground(one), []];
      case "later":
        return [this.of(one.text || measure.when), []];
      default:
        return [this.of(one.text), []];
    }
  }

  /**
   * @param {Determination} one
   * @param {ExportedMeasure} measure
   */
  details(one, measure) {
    const settled = this.settling(one, true);
    /** @type {[string, string][]} */
    const found = [];
    /** @type {(zh: string, en: string, text: string) => void} */
    const tell = (zh, en, text) => found.push([this.say(zh, en), text]);
    if (!isHeld(one)) tell("可以得到", "What", this.of(measure.offer));
    tell("为什么", "Why", this.listed(settled));
    if (one.apply && !isHeld(one)) {
      tell("什么时候", "When", this.of(one.apply.within));
      tell("去哪里", "Where", this.of(one.apply.where));
      const bring = one.apply.bring.map((it) => this.of(it));
      tell("要带", "Bring", bring.join(this.say("、", "; ")));
    }
    for (const it of one.cautions) {
      if (it.kind !== "already_held") tell("请注意", "Note", this.of(it.text));
    }
    const places = settled.flatMap(strongest);
    tell(
      "依据",
      "Ground",
      this.cited(places.length ? places : measure.cite || []).join("\n"),
    );
    return found;
  }

  /** @param {Determination} one */
  missing(one) {
    const unsure = this.say("（您不清楚）", " (not known to you)");
    const names = one.missing.map(
      (id) => this.heading(id) + (this.given.get(id) === null ? unsure : ""),
    );
    const count = names.length;
    const noun = count === 1 ? "answer" : "answers";
    const missing = this.say(`差 ${count} 项`, `${count} ${noun} missing`);
    const first = names.slice(0, NAMED).join(this.say("、", ", "));
    if (count <= NAMED) return missing + this.say("：", ": ") + first;
    return missing + this.say("，先要知道：", ", first of all: ") + first;
  }

  /** @param {string} id */
  heading(id) {
    return this.of(got(this.book.byId, id).heading);
  }

  /**
   * @param {Determination} one
   * @returns {[string, string][]}
   */
  disputes(one) {
    const readings = this.say("说法", "Readings");
    const passages = one.cautions.filter((it) =>
      ["contested", "judged_by_office"].includes(it.kind),
    );
    /** @type {[string, string][]} */
    const found = passages.map((it) => [readings, this.of(it.text)]);
    if (!passages.length) {
      const zh = "几处规定都不清楚，请问经办机构。";
      found.push([
        readings,
        this.say(zh, "Several passages are unclear; ask the office."),
      ]);
    }
    if (one.apply) found.push([this.say("去哪里问", "Ask"), this.of(one.apply.where)]);
    const places = passages.flatMap((it) => it.cite || []);
    found.push([this.say("依据", "Ground"), this.cited(places).join("\n")]);
    return found;
  }

  /**
   * What settles a no.
   *
   * @param {Determination} one
   */
  reason(one) {
    const whole = conditionsOf(one);
    const found = this.settling(one).filter((it) => it.id !== whole.id);
    const parts = found.length ? found : whole.parts.filter((it) => it.truth === false);
    if (!parts.length) {
      return this.say(
        "还没回答的无论怎样，都不能同时满足",
        "whatever the open answers are, not all of it can be met",
      );
    }
    const unmet = this.listed(parts.filter((it) => it.truth === false));
    const barred = this.listed(parts.filter((it) => it.truth === true));
    return [
      unmet && this.say(`没有满足：${unmet}`, `not met: ${unmet}`),
      barred && this.say(`因为：${barred}`, `because: ${barred}`),
    ]
      .filter(Boolean)
      .join(this.say("；", "; "));
  }

  /** @param {Determination} one */
  ground(one) {
    const [first] = this.settling(one).flatMap(strongest);
    if (!first) return "";
    const [cited] = this.cited([first]);
    return this.say(`。依据：${cited}`, `. Ground: ${cited}`);
  }

  /**
   * The conditions that settle an outcome; only those of one truth, where it is named.
   *
   * @param {Determination} one
   * @param {boolean} [truth]
   */
  settling(one, truth) {
    const all = [...findings(conditionsOf(one))];
    return (one.because || [])
      .filter((it) => truth === undefined || it.truth === truth)
      .flatMap((it) => all.find((finding) => finding.id === it.condition) || []);
  }

  /**
   * Conditions with the days and numbers that decide them; each of these once.
   *
   * @param {Finding[]} conditions
   */
  listed(conditions) {
    /** @type {Set<string>} */
    const said = new Set();
    /** @param {Finding} finding */
    const met = (finding) => {
      const shown = Object.entries(finding.facts)
        .filter(([id]) => !said.has(id) && this.isOrdered(id))
        .flatMap(([id, value]) =>
          value === null ? [] : `${this.heading(id)} ${this.value(id, value)}`,
        );
      for (const id of Object.keys(finding.facts)) said.add(id);
      return this.remarked(this.of(finding.text), shown.join(this.say("，", ", ")));
    };
    return conditions.map(met).join(this.say("；", "; "));
  }

  /** @param {string} id */
  isOrdered(id) {
    return "unit" in got(this.book.byId, id);
  }

  /**
   * @param {string} id
   * @param {Code} value
   */
  value(id, value) {
    const fact = got(this.book.byId, id);
    if (fact.kind === "date" || !("unit" in fact)) return value;
    const figure = fact.kind === "number" ? String(Number(value)) : value;
    return `${figure} ${this.of(fact.unit)}`.trimEnd();
  }

  /**
   * @param {string} text
   * @param {string} remark
   */
  remarked(text, remark) {
    return remark ? this.say(`${text}（${remark}）`, `${text} (${remark})`) : text;
  }

  /**
   * Documents with their places and how surely each is known, each once.
   *
   * @param {CitedPlace[]} cites
   */
  cited(cites) {
    /** @type {Map<string, { name: string, basis: string, at: string[] }>} */
    const documents = new Map();
    for (const one of cites) {
      const name = one.number || this.of(one.title);
      const key = JSON.stringify([name, one.basis]);
      const found = documents.get(key) || { name, basis: one.basis, at: [] };
      if (one.at && !found.at.includes(one.at)) found.at.push(one.at);
      documents.set(key, found);
    }
    return [...documents.values()].map(({ name, basis, at }) => {
      const whole = `${name} ${at.join(this.say("、", ", "))}`.trimEnd();
      return this.remarked(whole, this.of(this.book.words.basis[basis]));
    });
  }
}

/** @param {Determination} one */
function conditionsOf(one) {
  if (!one.conditions) throw new Error(`${one.measure} has no conditions`);
  return one.conditions;
}

/**
 * @param {Finding} finding
 * @returns {Generator<Finding>}
 */
function* findings(finding) {
  yield finding;
  for (const part of finding.parts) yield* findings(part);
}

const RANKS = ["official", "secondary", "general", "unverified"];

/**
 * The surest of the places that a condition is taken from.
 *
 * @param {Finding} finding
 */
function strongest({ cite }) {
  const best = Math.min(...cite.map((one) => RANKS.indexOf(one.basis)));
  return cite.filter((one) => RANKS.indexOf(one.basis) === best);
}
