// <eligibility-check>: the interview and its result, on any page. No dependencies, no
// build step, one file; it asks the service it was loaded from, or, with `rules`, decides
// on the device. Answers live in memory and go nowhere else.
//
// Attributes: lang, measure (ids), on, src, rulebook, rules, keep="session",
// scheme="light", whole-page. Events: `answer` and `result`. docs/embedding.md has all.

(() => {
  "use strict";

  if (customElements.get("eligibility-check")) return;
  const script = document.currentScript;
  const home = new URL(".", (script && script.src) || document.baseURI).href;
  const PATIENCE = 30000;
  const FEW = 4; // conditions told of a measure that a question bears on
  const STORED = "eligibility-check";

  // ---- words ----------------------------------------------------------------------

  const WORDS = {
    title: ["看看您可以办什么", "See what you are entitled to"],
    intro: [
      "回答一些问题，就知道哪些补贴、保险和服务您现在可以办，为什么，怎么办，到什么时候。",
      "Answer some questions and see which supports are open to you now, why, how to get them, and until when.",
    ],
    introDevice: [
      "回答一些问题，就知道哪些补贴、保险和服务您现在可以办，为什么，怎么办。",
      "Answer some questions and see which supports are open to you now, why, and how to get them.",
    ],
    few: [
      "一次只问一题。不清楚的可以跳过，随时可以停下来看结果。",
      "One question at a time. Skip what you do not know; stop at any time and see the result.",
    ],
    privacy: [
      "不用登录，不问姓名和证件号。您的回答只用来算这一次的结果，我们不保存。",
      "No account, no name, no ID number. Your answers are used to work out this result only, and are not kept.",
    ],
    privacyDevice: [
      "不用登录，不问姓名和证件号。结果就在您这台设备上算，回答不会离开这台设备。",
      "No account, no name, no ID number. The result is worked out on this device; no answer leaves it.",
    ],
    kept: [
      "关掉这个页面以前，回答记在这个浏览器里。",
      "Until you close this page, your answers stay in this browser.",
    ],
    advice: [
      "这里的结论供参考，最后以办事部门的决定为准。",
      "What you read here is for orientation; the office decides.",
    ],
    language: ["语言", "Language"],
    begin: ["开始", "Start"],
    resume: ["接着上次回答", "Go on from before"],
    step: [(n) => `第 ${n} 题`, (n) => `Question ${n}`],
    changing: ["修改回答", "Changing an answer"],
    left: [
      (a, b) => (a === b ? `连这题还有 ${a} 题` : `连这题至少还有 ${a} 题，最多 ${b} 题`),
      (a, b) =>
        a === b ? `${a} left with this one` : `at least ${a}, at most ${b} left with this one`,
    ],
    leftOpen: [
      (n) => `目前还有 ${n} 题没有答`,
      (n) => `${n} open so far with this one`,
    ],
    certain: ["已能确定：", "Certain so far: "],
    nothing: ["还没有能确定的", "nothing yet"],
    counts: {
      now: [(n) => `${n} 项可以办`, (n) => `${n} open to you`],
      next: [(n) => `${n} 项先办别的就可以`, (n) => `${n} one step away`],
      office: [(n) => `${n} 项由办事部门判断`, (n) => `${n} for an office to judge`],
      no: [(n) => `${n} 项不符合`, (n) => `${n} not for you`],
      later: [(n) => `${n} 项没有实行`, (n) => `${n} not in force`],
      told: [(n) => `${n} 项供参考`, (n) => `${n} for information`],
    },
    justSaid: ["您刚才的回答", "Your last answer"],
    dropped: ["因此不再需要的回答：", "No longer needed, so taken out: "],
    colon: ["：", ": "],
    comma: ["，", ", "],
    list: ["、", ", "],
    semicolon: ["；", "; "],
    change: ["修改", "Change"],
    unknown: ["不清楚，以后再说", "I don't know"],
    unknownSaid: ["不清楚", "not known"],
    back: ["上一题", "Back"],
    keepAnswer: ["保持不变", "Keep this answer"],
    earlier: ["原来的回答", "your answer before"],
    next: ["下一题", "Next"],
    answers: ["看已答的", "My answers"],
    soFar: ["停在这里，看结果", "Stop and see the result so far"],
    why: ["为什么问这个", "Why we ask"],
    whyLead: ["这个回答关系到：", "The answer bears on:"],
    more: [(n) => `，还有 ${n} 条`, (n) => `; and ${n} more`],
    sensitive: [
      "这一项比较私人，可以不答。",
      "This is personal; you need not answer it.",
    ],
    year: ["年", "Year"],
    month: ["月", "Month"],
    day: ["日", "Day"],
    dayHint: ["例如 2020 年 6 月 30 日", "For example 2020, 6, 30"],
    wholeDay: ["年、月、日都要填。", "Fill in the year, the month and the day."],
    range: [(a, b) => `${a} 到 ${b}`, (a, b) => `From ${a} to ${b}`],
    empty: ["还没有填。不清楚的话，请按“不清楚”。", "Nothing is filled in. If you do not know, say so with the button below."],
    wait: ["请稍等……", "One moment…"],
    answersTitle: ["您的回答", "Your answers"],
    noAnswers: ["还没有回答。", "No answers yet."],
    goOn: ["继续回答", "Go on with the questions"],
    result: ["您的结果", "Your result"],
    unfinished: [
      "这是到现在为止的结果，还有问题没有答。",
      "This is the result so far; some questions are still open.",
    ],
    finished: ["问题都问完了。", "All questions have been asked."],
    overview: ["结果里有", "In this result"],
    toKeep: ["打印、下载", "Print, download"],
    toPrint: ["打印", "Print"],
    rules: [
      (rulebook, engine) =>
        `规则集 ${rulebook.name} ${rulebook.version}（${rulebook.sha256.slice(0, 8)}）· 程序 ${engine.version}`,
      (rulebook, engine) =>
        `Rulebook ${rulebook.name} ${rulebook.version} (${rulebook.sha256.slice(0, 8)}) · program ${engine.version}`,
    ],
    all: ["全部条件、依据和时段", "All conditions, sources and dates"],
    forMeasure: [(title) => `：${title}`, (title) => `: ${title}`],
    conditions: ["条件", "Conditions"],
    met: ["满足", "met"],
    unmet: ["没有满足", "not met"],
    open: ["还不知道", "not known yet"],
    periods: ["什么时候符合", "When"],
    from: [(a, b) => `${a} 到 ${b}`, (a, b) => `${a} to ${b}`],
    fromOn: [(a) => `${a} 起`, (a) => `from ${a}`],
    status: {
      eligible: ["符合", "open to you"],
      ineligible: ["不符合", "not for you"],
      undetermined: ["还不能确定", "cannot be said yet"],
      not_in_force: ["没有实行", "not in force"],
      informational: ["供参考", "for information"],
    },
    notes: ["请注意", "Note"],
    basis: {
      official: ["原文", "official text"],
      secondary: ["转载，未见原件", "reprint, original not seen"],
      general: ["通识，未见原文", "general knowledge, text not seen"],
      unverified: ["未证实", "not confirmed"],
    },
    print: ["打印", "Print"],
    report: ["下载报告（网页）", "Download the report (web page)"],
    pdf: ["下载报告（PDF）", "Download the report (PDF)"],
    calendar: ["下载日历", "Download the calendar"],
    noDays: ["没有要记住的日子。", "There is no day to remember."],
    saved: [(name) => `已下载：${name}`, (name) => `Downloaded: ${name}`],
    again: ["从头开始", "Start over"],
    actions: ["结果的操作", "What to do with the result"],
    deviceLimits: [
      "这个页面不连服务器，所以没有时段、申请期限和金额，也不能下载报告和日历。",
      "This page asks no server, so there are no dates, deadlines or amounts, and no report or calendar to download.",
    ],
    wrong: ["出了问题", "Something went wrong"],
    offline: [
      "连不上服务。请看看网络，然后再试。您的回答还在。",
      "The service cannot be reached. Check your connection and try again. Your answers are still here.",
    ],
    slow: [
      "服务太久没有回答。请再试一次。您的回答还在。",
      "The service took too long. Please try again. Your answers are still here.",
    ],
    failed: [
      (status) => `服务没有回答这次请求（${status}）。请过一会儿再试。您的回答还在。`,
      (status) =>
        `The service did not answer (${status}). Please try again in a while. Your answers are still here.`,
    ],
    retry: ["再试一次", "Try again"],
    otherRules: [
      (asked, found) => `这里要用规则集 ${asked}，服务给的是 ${found}。请告诉网站的管理员。`,
      (asked, found) =>
        `This page asks for the rulebook ${asked}, the service has ${found}. Please tell whoever runs the page.`,
    ],
  };

  // ---- look -----------------------------------------------------------------------

  const STYLE = `
    :host {
      --_text: var(--eligibility-text, #1c2126);
      --_muted: var(--eligibility-muted, #4d5761);
      --_background: var(--eligibility-background, #ffffff);
      --_surface: var(--eligibility-surface, #f3f6f8);
      --_border: var(--eligibility-border, #75808a);
      --_accent: var(--eligibility-accent, #0b5c8a);
      --_on-accent: var(--eligibility-on-accent, #ffffff);
      --_error: var(--eligibility-error, #a3180f);
      --_radius: var(--eligibility-radius, 0.5rem);
      display: block; box-sizing: border-box; color-scheme: light;
      color: var(--_text); background: var(--_background);
      font-family: var(--eligibility-font, system-ui, "PingFang SC", "Microsoft YaHei",
        "Noto Sans CJK SC", "Noto Sans SC", sans-serif);
      font-size: var(--eligibility-size, 1.0625rem); line-height: 1.6;
      padding: var(--eligibility-padding, 1rem);
      overflow-wrap: anywhere; text-align: start;
    }
    :host([hidden]) { display: none; }
    @media screen and (prefers-color-scheme: dark) {
      :host(:not([scheme="light"])) {
        --_text: var(--eligibility-text, #e8ecef);
        --_muted: var(--eligibility-muted, #b4bec7);
        --_background: var(--eligibility-background, #14191d);
        --_surface: var(--eligibility-surface, #1f272d);
        --_border: var(--eligibility-border, #84919c);
        --_accent: var(--eligibility-accent, #7cc4ee);
        --_on-accent: var(--eligibility-on-accent, #08202f);
        --_error: var(--eligibility-error, #ffa198);
        color-scheme: dark;
      }
    }
    *, *::before, *::after { box-sizing: border-box; }
    .frame { max-width: 44rem; margin-inline: auto; scroll-margin-block: 0.75rem; }
    h2, h3, h4, p, ul, dl, dd, fieldset { margin: 0; padding: 0; border: 0; }
    h2 { font-size: 1.45em; line-height: 1.35; margin-block: 0.5rem; }
    h3 { font-size: 1.2em; margin-block: 2rem 0.5rem; padding-block-end: 0.25rem;
      border-block-end: 2px solid var(--_accent); }
    h4 { font-size: 1.05em; line-height: 1.45; }
    h5 { font-size: 1em; margin: 0.75rem 0 0.25rem; }
    p + p { margin-block-start: 0.6rem; }
    :focus-visible { outline: 3px solid var(--_accent); outline-offset: 2px; }
    :is(h2, h3):focus, :is(h2, h3):focus-visible { outline: none; }
    :is(h2, h3):focus-visible { text-decoration: underline; text-decoration-thickness: 2px;
      text-underline-offset: 0.25em; text-decoration-color: var(--_accent); }
    button, input { font: inherit; color: inherit; }
    button { min-height: 2.75rem; padding: 0.4rem 1rem; border: 1px solid var(--_border);
      border-radius: var(--_radius); background: var(--_background); cursor: pointer;
      text-align: start; overflow-wrap: anywhere; }
    button:hover { border-color: var(--_accent); background: var(--_surface); }
    button[aria-disabled="true"] { cursor: progress; }
    button.main { background: var(--_accent); color: var(--_on-accent);
      border-color: var(--_accent); font-weight: 600; }
    button.main:hover { text-decoration: underline; }
    button[aria-pressed="true"] { border: 2px solid var(--_accent); font-weight: 600; }
    .whole { white-space: nowrap; }
    .row { display: flex; flex-wrap: wrap; gap: 0.6rem; margin-block-start: 1.25rem; }
    .row + .row { margin-block-start: 0.6rem; }
    .row.languages { margin-block: 0 0.75rem; }
    .progress { color: var(--_muted); min-height: 1.6em; }
    .progress:empty { min-height: 0; }
    .said { color: var(--_muted); border-inline-start: 4px solid var(--_border);
      padding-inline-start: 0.75rem; margin-block: 0.75rem; }
    .help { color: var(--_muted); margin-block-end: 1rem; }
    .overview ul { list-style: none; display: flex; flex-wrap: wrap; gap: 0 1.25rem; }
    .overview button { border: 0; padding: 0.2rem 0; min-height: 2rem; background: none;
      color: var(--_accent); text-decoration: underline; text-underline-offset: 0.2em; }
    .note { background: var(--_surface); border-radius: var(--_radius);
      padding: 0.75rem 1rem; margin-block: 1rem; }
    .choices { display: grid; gap: 0.6rem;
      grid-template-columns: repeat(auto-fill, minmax(min(100%, 16rem), 1fr)); }
    .choices.many { grid-template-columns: repeat(auto-fill, minmax(7.5rem, 1fr)); }
    .choices.few { grid-template-columns: repeat(auto-fill, minmax(8rem, 1fr)); }
    .choices button { min-height: 3.25rem; border-width: 2px; height: 100%; }
    .choices small { display: block; color: var(--_muted); font-size: 0.85em; }
    .fields { display: flex; flex-wrap: wrap; gap: 0.75rem; align-items: end; }
    label, legend { display: block; font-weight: 600; margin-block-end: 0.25rem;
      padding: 0; }
    .field label { font-weight: 400; }
    input { height: 2.9rem; padding: 0 0.6rem; width: 12rem; max-width: 100%;
      border: 2px solid var(--_border); border-radius: var(--_radius);
      background: var(--_background); }
    input.short { width: 4.5rem; } input.year { width: 6rem; }
    input[aria-invalid="true"] { border-color: var(--_error); border-style: double;
      border-width: 4px; }
    .hint { color: var(--_muted); margin-block-end: 0.6rem; }
    .error { color: var(--_error); font-weight: 600; margin-block: 0.75rem;
      border-inline-start: 4px solid var(--_error); padding-inline-start: 0.75rem; }
    .error:empty { display: none; }
    details { margin-block-start: 1rem; }
    summary { cursor: pointer; min-height: 2rem; padding-block: 0.2rem;
      color: var(--_accent); text-decoration: underline; text-underline-offset: 0.2em; }
    .why { margin-block: 0.5rem; padding-inline-start: 1.25rem; }
    .entry { border: 1px solid var(--_border); border-radius: var(--_radius);
      padding: 0.75rem 1rem; margin-block: 0.75rem; }
    .entry details { margin-block-start: 0.4rem; }
    .now .entry { border-inline-start: 6px solid var(--_accent); }
    .lines { white-space: pre-line; }
    dl { margin-block-start: 0.5rem; }
    dt { font-weight: 600; margin-block-start: 0.5rem; }
    .given > li { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; align-items: center;
      padding-block: 0.5rem; border-block-end: 1px solid var(--_border); }
    .given div { flex: 1 1 10rem; }
    .given, .tree, .tree ul { list-style: none; }
    .tree ul { padding-inline-start: 0.9rem; margin-inline-start: 0.3rem;
      border-inline-start: 1px solid var(--_border); }
    .tree li { margin-block: 0.35rem; }
    .sign { font-weight: 600; }
    .done:not(:empty) { margin-block-start: 0.75rem; }
    .rules { color: var(--_muted); margin-block-start: 1.25rem; }
    .cite { display: block; color: var(--_muted); font-size: 0.9em; }
    @media (min-width: 40rem) {
      dl > div { display: grid; grid-template-columns: 6rem 1fr; gap: 0.75rem;
        margin-block-start: 0.4rem; }
      dt { margin: 0; }
    }
    @media (forced-colors: active) {
      button.main, button[aria-pressed="true"] { border: 3px solid ButtonText; }
      .now .entry { border-inline-start-color: Highlight; }
      .note { border: 1px solid; }
    }
    @media print {
      .row, .progress, .languages, .overview, summary { display: none; }
      .entry { break-inside: avoid; }
      h3, h4 { break-after: avoid; }
    }
  `;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);

  // ---- elements -------------------------------------------------------------------

  /** An element with attributes (those undefined or false are left out) and children. */
  function h(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
      else if (value !== undefined && value !== false && value !== null) {
        made.setAttribute(key, value === true ? "" : value);
      }
    }
    for (const child of children.flat(Infinity)) {
      if (typeof child === "string") made.append(...flowing(child));
      else if (child !== null) made.append(child);
    }
    return made;
  }

  const WHOLE = /(\d{4}-\d{2}-\d{2}|[\u4e00-\u9fff]{1,8}〔\d{4}〕\d+号|\d[\d,.]* (?:元|yuan|[项题条岁]|个月))/;

  /** A number as people read it: no idle decimals, and thousands apart. */
  function grouped(number) {
    return number.replace(/\.0+$/, "").replace(/\B(?=(\d{3})+$)/g, ",");
  }

  /** A text in which days, numbers of documents and amounts stay on one line. */
  function flowing(text) {
    return text
      .split(WHOLE)
      .filter(Boolean)
      .map((part) => {
        if (!WHOLE.test(part)) return part;
        const whole = document.createElement("span");
        whole.className = "whole";
        whole.textContent = part;
        return whole;
      });
  }

  const CHINESE = /([一-鿿](?:[一-鿿\d〔〕（）“”①-⑳、,. ]*[一-鿿〕）”①-⑳])?)/;

  /** On an English screen, say of what is Chinese that it is: a voice then reads it so. */
  function markChinese(root) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const { currentNode: text } = walker;
      const around = text.parentElement.closest("[lang]");
      const english = around && around.lang === "en";
      if (english && CHINESE.test(text.data)) found.push(text);
    }
    for (const text of found) {
      const parts = text.data.split(CHINESE).filter(Boolean);
      const mark = (part) => (CHINESE.test(part) ? h("span", { lang: "zh-CN" }, part) : part);
      text.replaceWith(...parts.map(mark));
    }
  }

  // ---- the service ----------------------------------------------------------------

  /** What was not answered: `faults` where an answer is wrong, else words for a person. */
  class Refused extends Error {
    constructor(words, faults = []) {
      super("refused");
      this.words = words;
      this.faults = faults;
    }
  }

  /** The service, asked over HTTP; every call that holds answers is a POST. */
  class Service {
    constructor(base, asked) {
      this.base = base;
      this.asked = asked;
      this.files = true;
    }

    stand(profile, lang) {
      return this.told("v1/next-question", { profile }, lang);
    }

    answer(profile, fact, value, lang) {
      return this.told("v1/answer", { profile, fact, value }, lang);
    }

    /** The answer in words, with the document as its member `assessment`. */
    result(profile, lang) {
      return this.told("v1/words", { profile, lang, document: true }, lang);
    }

    async file(path, body, lang) {
      const found = await this.post(path, { ...body, lang }, lang);
      return found.status === 204 ? null : found.blob();
    }

    async told(path, body, lang) {
      return (await this.post(path, body, lang)).json();
    }

    post(path, body, lang) {
      return this.fetched(path, lang, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ ...body, ...this.asked }),
      });
    }

    async fetched(path, lang, options) {
      const stop = new AbortController();
      const timer = setTimeout(() => stop.abort(), PATIENCE);
      let found;
      try {
        found = await fetch(new URL(path, this.base), {
          ...options,
          headers: { ...options.headers, "Accept-Language": lang },
          signal: stop.signal,
          cache: "no-store",
          credentials: "omit",
          referrerPolicy: "no-referrer",
        });
      } catch {
        throw new Refused(stop.signal.aborted ? WORDS.slow : WORDS.offline);
      } finally {
        clearTimeout(timer);
      }
      if (!found.ok) throw await this.refusal(found);
      return found;
    }

    async refusal(found) {
      const problem = await found.json().catch(() => ({}));
      const told = problem.detail || problem.title;
      const words = told ? [told, told] : WORDS.failed.map((one) => one(found.status));
      return new Refused(words, found.status === 422 ? problem.errors || [] : []);
    }
  }

  // ---- the element ----------------------------------------------------------------

  class EligibilityCheck extends HTMLElement {
    static observedAttributes = ["lang", "measure", "on", "src", "rulebook", "rules"];

    constructor() {
      super();
      this.root = this.attachShadow({ mode: "open" });
      this.root.adoptedStyleSheets = [sheet];
      this.forget();
    }

    /** A copy of the answers given so far, by fact; null is "not known". */
    get profile() {
      return { ...this.given };
    }

    connectedCallback() {
      if (this.frame) return; // only moved within the page
      this.readHash();
      this.recall();
      this.drawFrame();
      this.showStart();
      if (this.hasAttribute("whole-page")) {
        window.addEventListener("popstate", ({ state }) => this.returnTo(state));
      }
    }

    attributeChangedCallback(name, before, after) {
      if (!this.isConnected || before === after || !this.frame) return;
      if (name === "lang") {
        this.drawFrame();
        this.drawn = false;
        this.redraw();
      } else {
        this.source = null;
        this.forget();
        this.showStart();
      }
    }

    /** A page in a frame is told its language, measure and day behind the `#`, which no
     * browser sends. */
    readHash() {
      if (!this.hasAttribute("whole-page")) return;
      const told = new URLSearchParams(location.hash.slice(1));
      for (const name of ["lang", "measure", "on"]) {
        if (told.has(name)) this.setAttribute(name, told.get(name));
      }
    }

    get language() {
      const own = this.closest("[lang]");
      const lang = this.hasAttribute("whole-page")
        ? this.getAttribute("lang") || navigator.language
        : this.getAttribute("lang") || (own && own.lang) || navigator.language;
      return /^zh/i.test(lang || "zh") ? "zh" : "en";
    }

    /** Words of the component's own table, or of a document, in the person's language. */
    say(words, ...values) {
      const zh = this.language === "zh";
      const found = Array.isArray(words) ? words[zh ? 0 : 1] : zh ? words.zh : words.en;
      return typeof found === "function" ? found(...values) : found;
    }

    forget() {
      this.given = {};
      this.facts = {};
      this.now = null;
      this.last = null;
      this.trail = [];
    }

    // -- what is kept, where the page asks for it

    keep() {
      if (this.getAttribute("keep") !== "session") return;
      const { given, facts } = this;
      try {
        if (Object.keys(given).length) {
          sessionStorage.setItem(STORED, JSON.stringify({ given, facts }));
        } else sessionStorage.removeItem(STORED);
      } catch {
        // Where a browser keeps nothing, the interview goes on without.
      }
    }

    recall() {
      if (this.getAttribute("keep") !== "session") return;
      try {
        const found = JSON.parse(sessionStorage.getItem(STORED) || "{}");
        this.given = found.given || {};
        this.facts = found.facts || {};
      } catch {
        this.forget();
      }
    }

    // -- who decides

    async opened() {
      if (this.source) return this.source;
      const measures = (this.getAttribute("measure") || "").split(/[\s,]+/).filter(Boolean);
      const asked = {};
      if (measures.length) asked.measures = measures;
      if (this.getAttribute("on")) asked.on = this.getAttribute("on");
      const rules = this.getAttribute("rules");
      const src = new URL(this.getAttribute("src") || home, document.baseURI);
      this.source = rules
        ? await this.device(new URL(rules, document.baseURI), asked)
        : new Service(src, asked);
      return this.source;
    }

    async device(folder, asked) {
      let module;
      try {
        module = await import(new URL("device.mjs", folder).href);
      } catch {
        throw new Refused(WORDS.offline);
      }
      return module.opened(folder, asked, Refused);
    }

    /** Do something that may take a while or fail; what fails is told, with a retry. */
    async work(doing) {
      if (this.busy) return;
      this.busy = true;
      this.content.setAttribute("aria-busy", "true");
      const timer = setTimeout(() => this.tell(this.say(WORDS.wait)), 400);
      let failed = null;
      try {
        await doing(await this.opened());
      } catch (error) {
        failed = error;
      }
      clearTimeout(timer);
      this.busy = false;
      this.content.removeAttribute("aria-busy");
      if (failed) this.fail(failed, doing);
    }

    fail(error, doing) {
      const words = error instanceof Refused ? error.words : WORDS.failed.map((one) => one(0));
      if (!(error instanceof Refused)) console.error("eligibility-check:", error.name);
      const faults = error.faults || [];
      const box = this.content.querySelector(".error");
      if (faults.length && box && this.screen === "question") {
        this.refuse(faults.map((one) => this.faultWords(one)));
        return;
      }
      const told = faults.length
        ? faults.map((one) => h("p", {}, this.faultWords(one)))
        : [h("p", {}, this.say(words))];
      this.tell("");
      this.show("error", [
        this.heading(this.say(WORDS.wrong)),
        h("div", { class: "error", part: "error" }, told),
        h(
          "div",
          { class: "row" },
          this.button(WORDS.retry, () => this.work(doing), "main"),
          Object.keys(this.given).length
            ? this.button(WORDS.answers, () => this.showAnswers())
            : this.button(WORDS.again, () => this.startOver()),
        ),
      ]);
      this.redraw = () => this.fail(error, doing);
    }

    faultWords(fault) {
      // The engine names a fact by its id first, which a form does not show.
      const detail = this.say(fault.detail).replace(/^[a-z_]+(（[^）]*）|\([^)]*\))?[：:]\s*/, "");
      const begun = detail.charAt(0).toUpperCase() + detail.slice(1);
      const ended = /[。.]$/.test(begun) ? begun : begun + this.say(["。", "."]);
      return fault.hint ? [ended, this.say(fault.hint)].join(this.say(["", " "])) : ended;
    }

    // -- drawing

    drawFrame() {
      this.progress = h("div", { class: "progress", part: "progress", role: "status" });
      this.content = h("div", { part: "content" });
      this.frame = h(
        "div",
        { class: "frame", part: "frame", lang: this.language === "zh" ? "zh-CN" : "en" },
        this.languages(),
        this.progress,
        this.content,
      );
      this.root.replaceChildren(this.frame);
      if (this.hasAttribute("whole-page")) {
        document.documentElement.lang = this.language === "zh" ? "zh-CN" : "en";
        document.title = this.say(WORDS.title);
      }
    }

    languages() {
      if (!this.hasAttribute("whole-page")) return null;
      const choice = (lang, name) =>
        h(
          "button",
          {
            type: "button",
            lang: lang === "zh" ? "zh-CN" : "en",
            "aria-pressed": String(this.language === lang),
            onclick: () => this.turnTo(lang),
          },
          name,
        );
      return h(
        "div",
        {
          class: "row languages",
          part: "languages",
          role: "group",
          "aria-label": this.say(WORDS.language),
        },
        choice("zh", "中文"),
        choice("en", "English"),
      );
    }

    turnTo(lang) {
      this.setAttribute("lang", lang);
      this.root.querySelector('.languages [aria-pressed="true"]').focus();
    }

    heading(text) {
      return h("h2", { id: "heading", tabindex: "-1", part: "heading" }, text);
    }

    button(words, doing, look) {
      return h(
        "button",
        {
          type: "button",
          class: look,
          part: look === "main" ? "button main-button" : "button",
          onclick: () => {
            if (!this.busy) doing();
          },
        },
        this.say(words),
      );
    }

    /** Put a screen in place; what was in focus within the old one moves to its heading. */
    show(screen, nodes) {
      const moves = this.drawn;
      this.screen = screen;
      this.drawn = true;
      this.content.replaceChildren(...nodes.flat(Infinity).filter(Boolean));
      markChinese(this.content);
      this.content.setAttribute("data-screen", screen);
      const heading = this.content.querySelector("h2");
      if (!moves || !heading) return;
      heading.focus({ preventScroll: true });
      if (this.frame.getBoundingClientRect().top < 0) this.frame.scrollIntoView();
    }

    // -- the browser's own way back, where the component is the page

    /** How to draw this screen anew; the browser's Back leads from the next one to it. No
     * answer stands in the history, only how many screens there were. */
    remember(screen, redraw) {
      this.redraw = redraw;
      if (!this.hasAttribute("whole-page")) return;
      const here = this.trail[this.at];
      if (!here || here.screen !== screen) {
        const first = this.at === undefined;
        this.at = first ? 0 : this.at + 1;
        this.trail.length = Math.min(this.trail.length, this.at);
        history[first ? "replaceState" : "pushState"]({ screens: this.at }, "");
      }
      this.trail[this.at] = { screen, redraw };
    }

    returnTo(state) {
      if (!state) return; // something else moved the page, such as what stands behind `#`
      this.at = state.screens;
      // Before the last start nothing is left to return to.
      this.trail[this.at] ??= { screen: "start", redraw: () => this.showStart() };
      this.trail[this.at].redraw();
    }

    tell(text) {
      this.progress.textContent = text;
    }

    emit(name, detail) {
      this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
    }

    // -- start

    showStart() {
      this.remember("start", () => this.showStart());
      this.tell("");
      const device = this.hasAttribute("rules");
      const resumes = Object.keys(this.given).length > 0;
      this.show("start", [
        this.heading(this.say(WORDS.title)),
        h("p", {}, this.say(device ? WORDS.introDevice : WORDS.intro)),
        h("p", {}, this.say(WORDS.few)),
        h(
          "div",
          { class: "note", part: "note" },
          h("p", {}, this.say(device ? WORDS.privacyDevice : WORDS.privacy)),
          this.getAttribute("keep") === "session" ? h("p", {}, this.say(WORDS.kept)) : null,
          h("p", {}, this.say(WORDS.advice)),
          device ? h("p", {}, this.say(WORDS.deviceLimits)) : null,
        ),
        h(
          "div",
          { class: "row" },
          resumes ? this.button(WORDS.resume, () => this.ask(), "main") : null,
          this.button(resumes ? WORDS.again : WORDS.begin, () => this.begin(), resumes ? "" : "main"),
        ),
      ]);
    }

    startOver() {
      this.forget();
      this.keep();
      this.showStart();
    }

    begin() {
      this.forget();
      this.keep();
      this.ask();
    }

    /** The question that the service asks next, or the result where there is none. */
    ask() {
      return this.work(async (source) => {
        this.take(await source.stand(this.given, this.language));
        await this.goOn(source);
      });
    }

    /** How things stand now; refused where other rules were read than the page wants. */
    take(now) {
      const [wanted, read] = [this.getAttribute("rulebook"), now.rulebook.name];
      if (wanted && wanted !== read) {
        throw new Refused(WORDS.otherRules.map((one) => one(wanted, read)));
      }
      this.now = now;
      if (now.fact) this.facts[now.fact.id] = now.fact;
    }

    async goOn(source) {
      if (this.now.fact) this.showQuestion(this.now.fact);
      else await this.reckon(source);
    }

    // -- questions

    showQuestion(fact) {
      const editing = fact.id in this.given;
      this.remember(`question ${fact.id}`, () => {
        const asked = fact.id in this.given || (this.now && (this.now.fact || {}).id === fact.id);
        return asked ? this.showQuestion(fact) : this.ask();
      });
      const inputs = this.inputs(fact, editing);
      this.show("question", [
        this.lastSaid(editing),
        this.heading(this.say(fact.question)),
        fact.help && this.say(fact.help)
          ? h("p", { class: "help", id: "help", part: "help" }, this.say(fact.help))
          : null,
        fact.sensitive ? h("p", { class: "help" }, this.say(WORDS.sensitive)) : null,
        h("div", { class: "error", id: "error", part: "error", role: "alert" }),
        inputs,
        this.moves(fact, editing),
        this.reasons(fact),
      ]);
      this.tellProgress(editing);
    }

    tellProgress(editing) {
      const answered = Object.keys(this.given).length;
      const left = this.now && this.now.remaining;
      const parts = [editing ? this.say(WORDS.changing) : this.say(WORDS.step, answered + 1)];
      if (!editing && left) {
        parts.push(
          left.open === undefined
            ? this.say(WORDS.left, left.at_least, left.at_most)
            : this.say(WORDS.leftOpen, left.open),
        );
      }
      this.progress.replaceChildren(
        h("p", {}, parts.join(" · ")),
        h("p", { part: "certain" }, this.certain()),
      );
    }

    certain() {
      const settled = (this.now && this.now.settled) || [];
      const told = Object.entries(WORDS.counts)
        .map(([kind, words]) => [words, settled.filter((one) => one.kind === kind).length])
        .filter(([, count]) => count)
        .map(([words, count]) => this.say(words, count));
      const listed = told.length ? told.join(this.say(WORDS.comma)) : this.say(WORDS.nothing);
      return this.say(WORDS.certain) + listed;
    }

    lastSaid(editing) {
      if (!this.last || editing) return null;
      const { fact, dropped } = this.last;
      if (!(fact in this.given)) return null;
      const told = [
        `${this.say(WORDS.justSaid)} · ${this.say(this.facts[fact].heading)}`,
        this.say(WORDS.colon),
        this.valueWords(fact, this.given[fact]),
      ].join("");
      const names = dropped.filter((id) => this.facts[id]).map((id) => this.say(this.facts[id].heading));
      return h(
        "div",
        { class: "said", part: "said" },
        h("p", {}, told),
        names.length ? h("p", {}, this.say(WORDS.dropped) + names.join(this.say(WORDS.list))) : null,
      );
    }

    valueWords(id, value) {
      const fact = this.facts[id];
      if (value === null) return this.say(WORDS.unknownSaid);
      if (!fact) return String(value);
      const known = (fact.values || []).find((one) => one.value === String(value));
      if (known) return this.say(known.text);
      return fact.unit ? `${value} ${this.say(fact.unit)}` : String(value);
    }

    inputs(fact, editing) {
      const before = editing ? this.given[fact.id] : undefined;
      if (fact.values) return this.choices(fact, before);
      const field = fact.type === "date" ? this.dayFields(fact, before) : this.numberField(fact, before);
      const form = h(
        "form",
        {
          novalidate: true,
          "data-fact": fact.id,
          "data-type": fact.type,
          onsubmit: (event) => {
            event.preventDefault();
            this.submit(fact, form);
          },
        },
        field,
        h(
          "div",
          { class: "row" },
          h("button", { type: "submit", class: "main", part: "button main-button" }, this.say(WORDS.next)),
        ),
      );
      return form;
    }

    choices(fact, before) {
      const many = fact.values.length > 10;
      const few = fact.values.length === 2;
      const described = this.say(fact.help) ? "help" : undefined;
      const group = h(
        "div",
        {
          class: `choices${many ? " many" : ""}${few ? " few" : ""}`,
          part: "choices",
          role: "group",
          "data-fact": fact.id,
          "data-type": fact.type,
          "aria-labelledby": "heading",
          "aria-describedby": described,
          onkeydown: (event) => moveAmong(group, event),
        },
        fact.values.map(({ value, text }) =>
          h(
            "button",
            {
              type: "button",
              part: "choice",
              value,
              onclick: () => this.answer(fact, value),
            },
            this.say(text),
            before === value ? h("small", {}, this.say(WORDS.earlier)) : null,
          ),
        ),
      );
      return group;
    }

    dayFields(fact, before) {
      const said = (before || "").split("-");
      const part = (name, words, look, at) =>
        h(
          "div",
          { class: "field" },
          h("label", { for: name }, this.say(words)),
          h("input", {
            id: name,
            class: look,
            part: "input",
            inputmode: "numeric",
            autocomplete: "off",
            maxlength: "10",
            value: said[at],
            "aria-describedby": "hint error",
          }),
        );
      return h(
        "fieldset",
        {},
        h("legend", {}, this.say(fact.heading)),
        h("p", { class: "hint", id: "hint" }, this.say(WORDS.dayHint)),
        h(
          "div",
          { class: "fields" },
          part("year", WORDS.year, "year", 0),
          part("month", WORDS.month, "short", 1),
          part("day", WORDS.day, "short", 2),
        ),
      );
    }

    numberField(fact, before) {
      const unit = fact.unit ? this.say(fact.unit) : "";
      const heading = this.say(fact.heading);
      const label = unit ? this.say([`${heading}（${unit}）`, `${heading} (${unit})`]) : heading;
      return h(
        "div",
        {},
        h("label", { for: "number" }, label),
        h("p", { class: "hint", id: "hint" }, this.say(WORDS.range, ...[fact.least, fact.most].map(grouped))),
        h("input", {
          id: "number",
          part: "input",
          inputmode: fact.decimals ? "decimal" : "numeric",
          autocomplete: "off",
          maxlength: "20",
          value: before === null ? undefined : before,
          "aria-describedby": "hint error",
        }),
      );
    }

    submit(fact, form) {
      const inputs = [...form.querySelectorAll("input")];
      const empty = inputs.filter((one) => !one.value.trim());
      if (empty.length) {
        const all = empty.length === inputs.length;
        this.refuse([this.say(all ? WORDS.empty : WORDS.wholeDay)], empty);
        return;
      }
      const typed = inputs.map((one) => one.value.trim());
      const day = () => typed.map((one) => one.padStart(2, "0")).join("-");
      this.answer(fact, fact.type === "date" ? day() : typed[0]);
    }

    /** Say what is wrong with an answer, and where. */
    refuse(told, wrong = [...this.content.querySelectorAll("input")]) {
      const box = this.content.querySelector(".error");
      box.replaceChildren(...told.map((one) => h("p", {}, one)));
      for (const one of this.content.querySelectorAll("input")) {
        if (wrong.includes(one)) one.setAttribute("aria-invalid", "true");
        else one.removeAttribute("aria-invalid");
      }
      if (wrong.length) wrong[0].focus();
    }

    moves(fact, editing) {
      const ids = Object.keys(this.given);
      const at = editing ? ids.indexOf(fact.id) : ids.length;
      const earlier = ids[at - 1];
      return [
        h(
          "div",
          { class: "row" },
          this.button(WORDS.unknown, () => this.answer(fact, null)),
          editing ? this.button(WORDS.keepAnswer, () => this.ask()) : null,
        ),
        h(
          "div",
          { class: "row" },
          earlier ? this.button(WORDS.back, () => this.showQuestion(this.facts[earlier])) : null,
          ids.length ? this.button(WORDS.answers, () => this.showAnswers()) : null,
          ids.length ? this.button(WORDS.soFar, () => this.work((source) => this.reckon(source))) : null,
        ),
      ];
    }

    reasons(fact) {
      if (!fact.why.length) return null;
      return h(
        "details",
        { part: "why" },
        h("summary", {}, this.say(WORDS.why)),
        h("p", {}, this.say(WORDS.whyLead)),
        h(
          "ul",
          { class: "why" },
          fact.why.map((one) => {
            const conditions = one.conditions.map((it) => this.say(it.text)).filter(Boolean);
            const title = this.say(one.title);
            if (!conditions.length) return h("li", {}, title);
            const told = conditions.slice(0, FEW).join(this.say(WORDS.semicolon));
            const more = conditions.length - FEW;
            const rest = more > 0 ? this.say(WORDS.more, more) : "";
            return h("li", {}, title + this.say(WORDS.colon) + told + rest);
          }),
        ),
      );
    }

    answer(fact, value) {
      return this.work(async (source) => {
        const found = await source.answer(this.given, fact.id, value, this.language);
        this.take(found);
        this.given = found.profile;
        this.last = { fact: fact.id, dropped: found.dropped };
        this.keep();
        this.emit("answer", {
          fact: fact.id,
          value: this.given[fact.id],
          dropped: found.dropped,
          profile: this.profile,
        });
        await this.goOn(source);
      });
    }

    // -- answers

    showAnswers() {
      this.remember("answers", () => this.showAnswers());
      this.tell("");
      const ids = Object.keys(this.given);
      this.show("answers", [
        this.heading(this.say(WORDS.answersTitle)),
        ids.length ? null : h("p", {}, this.say(WORDS.noAnswers)),
        h("ul", { class: "given", part: "answers" }, ids.map((id) => this.oneAnswer(id))),
        h(
          "div",
          { class: "row" },
          !this.now || this.now.fact ? this.button(WORDS.goOn, () => this.ask(), "main") : null,
          this.button(this.now && !this.now.fact ? WORDS.result : WORDS.soFar, () =>
            this.work((source) => this.reckon(source)),
          ),
          this.button(WORDS.again, () => this.startOver()),
        ),
      ]);
    }

    oneAnswer(id) {
      const fact = this.facts[id];
      const heading = fact ? this.say(fact.heading) : id;
      const change = this.button(WORDS.change, () => this.showQuestion(fact));
      change.setAttribute("aria-label", `${this.say(WORDS.change)}${this.say(WORDS.colon)}${heading}`);
      return h(
        "li",
        {},
        h("div", {}, h("b", {}, heading), this.say(WORDS.colon), this.valueWords(id, this.given[id])),
        fact ? change : null,
      );
    }

    // -- the result

    async reckon(source) {
      if (!this.now) this.take(await source.stand(this.given, this.language));
      const found = await source.result(this.given, this.language);
      this.showResult(found, source);
      this.emit("result", {
        assessment: found.assessment,
        complete: !this.now.fact,
        profile: this.profile,
      });
    }

    showResult(told, source) {
      this.remember("result", () => this.work((again) => this.reckon(again)));
      const by = Object.fromEntries(told.assessment.determinations.map((one) => [one.measure, one]));
      const unfinished = Boolean(this.now.fact);
      this.tell("");
      this.show("result", [
        this.heading(this.say(WORDS.result)),
        h("p", { part: "header" }, told.header.join(" · ")),
        h(
          "div",
          { class: "note", part: "note" },
          h("p", {}, this.say(unfinished ? WORDS.unfinished : WORDS.finished) + this.say(["", " "]) + this.say(WORDS.advice)),
          source.files ? null : h("p", {}, this.say(WORDS.deviceLimits)),
          unfinished
            ? h("div", { class: "row" }, this.button(WORDS.goOn, () => this.ask(), "main"))
            : null,
        ),
        this.overview(told.blocks, source),
        told.blocks.map((block) => this.block(block, by)),
        this.resultActions(source),
        h(
          "p",
          { class: "rules", part: "rules" },
          this.say(WORDS.rules, told.assessment.rulebook, told.assessment.engine),
        ),
      ]);
    }

    /** What the result has, each a way to get there. */
    overview(blocks, source) {
      const to = (text, place) =>
        h("li", {}, h("button", { type: "button", onclick: () => this.reach(place) }, text));
      return h(
        "nav",
        { class: "overview", part: "overview", "aria-label": this.say(WORDS.overview) },
        h(
          "ul",
          {},
          blocks.map((block) => to(this.blockHeading(block), `.${block.kind} h3`)),
          to(this.say(source.files ? WORDS.toKeep : WORDS.toPrint), ".actions"),
        ),
      );
    }

    reach(place) {
      const found = this.content.querySelector(place);
      found.focus({ preventScroll: true });
      found.scrollIntoView();
    }

    blockHeading({ heading, entries }) {
      return this.say([`${heading}（${entries.length}）`, `${heading} (${entries.length})`]);
    }

    block(block, by) {
      return h(
        "section",
        { class: block.kind, part: `block ${block.kind}` },
        h("h3", { tabindex: "-1" }, this.blockHeading(block)),
        block.entries.map((entry) => this.entry(entry, by[entry.measure])),
      );
    }

    entry(entry, determination) {
      return h(
        "div",
        { class: "entry", part: "entry", "data-measure": entry.measure },
        h("h4", {}, entry.title),
        entry.remark ? h("p", { class: "lines" }, entry.remark) : null,
        entry.details.length
          ? h(
              "dl",
              {},
              entry.details.map(({ label, text }) =>
                h("div", {}, h("dt", {}, label), h("dd", { class: "lines" }, text)),
              ),
            )
          : null,
        this.whole(entry, determination),
      );
    }

    /** All that stands behind an entry, drawn when it is first opened. */
    whole(entry, determination) {
      const { conditions, windows = [] } = determination || {};
      if (!conditions) return null;
      const body = h("div", {});
      const draw = () => {
        if (!details.open || body.childNodes.length) return;
        const cautions = determination.cautions || [];
        body.append(
          h("h5", {}, this.say(WORDS.conditions)),
          h("ul", { class: "tree", part: "tree" }, this.branch(conditions)),
          ...(windows.length ? [h("h5", {}, this.say(WORDS.periods)), this.periods(windows)] : []),
          ...(cautions.length ? [h("h5", {}, this.say(WORDS.notes)), ...this.cautions(cautions)] : []),
        );
        markChinese(body);
      };
      const details = h(
        "details",
        { ontoggle: draw },
        h(
          "summary",
          { "aria-label": this.say(WORDS.all) + this.say(WORDS.forMeasure, entry.title) },
          this.say(WORDS.all),
        ),
        body,
      );
      return details;
    }

    /** A condition with its parts; what is cited above is not cited again below. */
    branch(finding, above = []) {
      const key = (one) => [one.source, one.at, one.basis].join("\n");
      const cites = finding.cite.filter((one) => !above.includes(key(one)));
      const known = [...above, ...cites.map(key)];
      const parts = finding.parts.flatMap((one) => this.branch(one, known));
      const text = finding.text && this.say(finding.text);
      if (!text) return parts;
      const [sign, words] = {
        true: ["✔", WORDS.met],
        false: ["✘", WORDS.unmet],
        null: ["?", WORDS.open],
      }[finding.truth];
      const truth = h(
        "span",
        { class: "sign" },
        h("span", { "aria-hidden": "true" }, `${sign} `),
        this.say(words) + this.say(WORDS.colon),
      );
      return [
        h("li", {}, truth, text, cites.map((one) => this.cite(one)), parts.length ? h("ul", {}, parts) : null),
      ];
    }

    cite(one) {
      const basis = this.say(WORDS.basis[one.basis]);
      const told = [this.say(one.title), one.number, one.at].filter(Boolean).join(" ");
      return h("span", { class: "cite" }, this.say([`${told}（${basis}）`, `${told} (${basis})`]));
    }

    cautions(cautions) {
      return cautions.map((one) =>
        h("p", {}, this.say(one.text), (one.cite || []).map((it) => this.cite(it))),
      );
    }

    periods(windows) {
      return h(
        "ul",
        { class: "why" },
        windows.map((one) => {
          const when = one.until
            ? this.say(WORDS.from, one.from, one.until)
            : this.say(WORDS.fromOn, one.from);
          return h("li", {}, when + this.say(WORDS.colon) + this.say(WORDS.status[one.status]));
        }),
      );
    }

    resultActions(source) {
      const fetching = (words, path, name, body) =>
        this.button(words, () => this.work((it) => this.download(it, path, name, body)));
      return h(
        "div",
        {
          class: "actions",
          part: "actions",
          role: "group",
          tabindex: "-1",
          "aria-label": this.say(WORDS.actions),
        },
        h(
          "div",
          { class: "row" },
          this.button(WORDS.answers, () => this.showAnswers()),
          this.button(WORDS.print, () => window.print()),
          source.files
            ? [
                fetching(WORDS.report, "v1/report", "plan.html", { format: "html" }),
                fetching(WORDS.pdf, "v1/report", "plan.pdf", { format: "pdf" }),
                fetching(WORDS.calendar, "v1/calendar", "plan.ics", {}),
              ]
            : [],
          this.button(WORDS.again, () => this.startOver()),
        ),
        h("p", { class: "done", part: "done", role: "status" }),
      );
    }

    async download(source, path, name, body) {
      const done = this.content.querySelector(".done");
      try {
        const blob = await source.file(path, { profile: this.given, ...body }, this.language);
        this.tell("");
        done.textContent = blob ? this.say(WORDS.saved, name) : this.say(WORDS.noDays);
        if (blob) saveAs(blob, name);
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        // The result stays on the screen: only its file is not to be had.
        done.textContent = this.say(error.words);
      }
    }
  }

  function saveAs(blob, name) {
    const url = URL.createObjectURL(blob);
    h("a", { href: url, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  }

  /** Arrow keys go from choice to choice, as well as Tab. */
  function moveAmong(group, event) {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const all = [...group.querySelectorAll("button")];
    const at = all.indexOf(event.target.closest("button"));
    all[(at + step + all.length) % all.length].focus();
    event.preventDefault();
  }

  customElements.define("eligibility-check", EligibilityCheck);
})();
