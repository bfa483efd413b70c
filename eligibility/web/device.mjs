// The interview and its result on the device alone: what `embed.js` otherwise asks the
// service, reckoned by `evaluator.mjs` from the rules of the day that lie beside it.
//
// There is no advice here: no windows, deadlines, amounts, changes or paths.

import { answered, assess, loaded, nextQuestion } from "./evaluator.mjs";

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

const HEADINGS = {
  now: { zh: "现在可以办", en: "Open to you now" },
  open: { zh: "还差几个回答", en: "A few answers short" },
  office: { zh: "要由办事部门判断", en: "For an office to judge" },
  no: { zh: "不符合", en: "Not for you" },
  later: { zh: "当天没有实行", en: "Not in force on that day" },
  told: { zh: "供您参考", en: "For information" },
};

const KINDS = {
  eligible: "now",
  ineligible: "no",
  not_in_force: "later",
  informational: "told",
};

const BASIS = {
  official: { zh: "原文", en: "official text" },
  secondary: { zh: "转载，未见原件", en: "reprint, original not seen" },
  general: { zh: "通识，未见原文", en: "general knowledge, text not seen" },
  unverified: { zh: "未证实", en: "not confirmed" },
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

class Device {
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
      { value: "false", text: { zh: "不是", en: "No" } },
    ];
  } else if (kind === "choice") {
    found.values = fact.values.map(({ id: value, zh, en }) => ({ value, text: { zh, en } }));
  } else if (kind !== "date") {
    found.decimals = fact.decimals;
    found.unit = kind === "money" ? { zh: "元", en: "yuan" } : fact.unit;
    [found.least, found.most] = [fact.least, fact.most].map((code) =>
      String(code / 10 ** fact.decimals),
    );
  }
  found.why = assessment.determinations
    .filter((one) => one.conditions && one.missing.includes(id))
    .map((one) => ({
      measure: one.measure,
      title: measureOf(book, one).title,
      conditions: resting(one.conditions, id).map((it) => ({ id: it.id, text: it.text })),
    }));
  return found;
}

/** The narrowest open conditions that rest on a fact, each once. */
function resting(finding, fact) {
  if (finding.truth !== null) return [];
  const below = finding.parts.flatMap((part) => resting(part, fact));
  const found = below.length || !(fact in finding.facts) ? below : [finding];
  return [...new Map(found.filter((one) => one.text).map((one) => [one.id, one])).values()];
}

// ---- the answer in words ----------------------------------------------------------

function kindOf(determination) {
  const open = determination.missing.length ? "open" : "office";
  return KINDS[determination.status] || open;
}

const measureOf = (book, one) => book.measures.find((it) => it.id === one.measure);
const isHeld = (one) => one.cautions.some((it) => it.kind === "already_held");

/** The answer in blocks of entries, as the service's /v1/words gives it. */
function told(assessment, given, book, lang) {
  const rank = (one) =>
    (one.status === "eligible" && isHeld(one) ? 1000 : 0) + measureOf(book, one).worth;
  const sorted = [...assessment.determinations].sort((a, b) => rank(a) - rank(b));
  const blocks = Object.entries(HEADINGS).map(([kind, heading]) => ({
    kind,
    heading: heading[lang],
    entries: sorted
      .filter((one) => kindOf(one) === kind)
      .map((one) => entry(one, kind, given, book, lang)),
  }));
  return {
    lang,
    header: header(assessment, given, lang),
    blocks: blocks.filter((one) => one.entries.length),
    footer: "",
  };
}

function header(assessment, given, lang) {
  const values = Object.values(given);
  const known = values.filter((one) => one !== null).length;
  const declined = values.length - known;
  const zh = [`按 ${assessment.on} 的规定`, `您回答了 ${known} 项`];
  const en = [
    `By the rules of ${assessment.on}`,
    `${known} ${known === 1 ? "answer" : "answers"} from you`,
  ];
  if (declined) {
    zh.push(`${declined} 项不清楚`);
    en.push(`${declined} not known to you`);
  }
  return lang === "zh" ? zh : en;
}

function entry(one, kind, given, book, lang) {
  const say = (zh, en) => (lang === "zh" ? zh : en);
  const of = (text) => (text ? text[lang] : "");
  const done = isHeld(one) ? say("已经办了", "done already") : "";
  const measure = measureOf(book, one);
  const found = { measure: one.measure, title: of(measure.title), remark: "", details: [] };
  const detail = (label, text) => text && found.details.push({ label, text });
  const conditions = (truth) =>
    (one.because || [])
      .filter((it) => it.truth === truth)
      .map((it) => of(textOf(one.conditions, it.condition)))
      .filter(Boolean)
      .join(say("；", "; "));
  const ground = () => cited(groundsOf(one), lang).join("\n");
  if (kind === "now") {
    found.remark = done;
    if (!done) detail(say("可以得到", "What"), of(measure.offer));
    detail(say("为什么", "Why"), conditions(true));
    if (one.apply && !done) {
      detail(say("什么时候", "When"), of(one.apply.within));
      detail(say("去哪里", "Where"), of(one.apply.where));
      detail(say("要带", "Bring"), one.apply.bring.map(of).join(say("、", "; ")));
    }
    for (const it of one.cautions) {
      if (it.kind !== "already_held") detail(say("请注意", "Note"), of(it.text));
    }
    detail(say("依据", "Ground"), ground());
  } else if (kind === "open") {
    found.remark = missing(one, given, book, lang, done);
  } else if (kind === "office") {
    for (const it of one.cautions) {
      if (it.kind === "contested" || it.kind === "judged_by_office") {
        detail(say("说法", "Readings"), of(it.text));
        detail(say("依据", "Ground"), cited(it.cite || [], lang).join("\n"));
      }
    }
    if (one.apply) detail(say("去哪里问", "Ask"), of(one.apply.where));
  } else if (kind === "no") {
    const [unmet, barred] = [conditions(false), conditions(true)];
    found.remark = [
      done,
      unmet && say(`没有满足：${unmet}`, `not met: ${unmet}`),
      barred && say(`因为：${barred}`, `because: ${barred}`),
    ]
      .filter(Boolean)
      .join(say("；", "; "));
    detail(say("依据", "Ground"), cited(groundsOf(one), lang).slice(0, 1).join(""));
  } else {
    found.remark = of(one.text);
  }
  return found;
}

function missing(one, given, book, lang, done) {
  const zh = lang === "zh";
  const unsure = zh ? "（您不清楚）" : " (not known to you)";
  const names = one.missing.map(
    (id) => book.byId[id].heading[lang] + (given[id] === null ? unsure : ""),
  );
  const count = names.length;
  const said = zh
    ? `差 ${count} 项：${names.join("、")}`
    : `${count} ${count === 1 ? "answer" : "answers"} missing: ${names.join(", ")}`;
  return done ? `${done}${zh ? "；" : "; "}${said}` : said;
}

function* findings(finding) {
  yield finding;
  for (const part of finding.parts) yield* findings(part);
}

function textOf(conditions, id) {
  for (const one of findings(conditions)) if (one.id === id) return one.text;
  return null;
}

/** The citations of what settles an outcome. */
function groundsOf(one) {
  if (!one.conditions) return [];
  const ids = new Set((one.because || []).map((it) => it.condition));
  return [...findings(one.conditions)].filter((it) => ids.has(it.id)).flatMap((it) => it.cite);
}

/** Documents with their places and how surely each is known, each once. */
function cited(cites, lang) {
  const places = new Map();
  for (const one of cites) {
    const key = `${one.number || one.title[lang]}\n${one.basis}`;
    const at = places.get(key) || [];
    if (one.at && !at.includes(one.at)) at.push(one.at);
    places.set(key, at);
  }
  return [...places].map(([key, at]) => {
    const [name, basis] = key.split("\n");
    const found = `${name} ${at.join(lang === "zh" ? "、" : ", ")}`.trimEnd();
    const surely = BASIS[basis][lang];
    return lang === "zh" ? `${found}（${surely}）` : `${found} (${surely})`;
  });
}
