// Written by scripts/component from component/*.mjs and sentences/component.json: change those.
"use strict";
(() => {
  // eligibility/web/component/elements.mjs
  function h(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (typeof value === "function") {
        made.addEventListener(
          key.slice(2),
          /** @type {EventListener} */
          value
        );
      } else if (value !== void 0 && value !== false && value !== null) {
        made.setAttribute(key, value === true ? "" : value);
      }
    }
    for (const child of flat(children)) {
      if (typeof child === "string") made.append(...flowing(child));
      else made.append(child);
    }
    return made;
  }
  function flat(children) {
    return children.flatMap((child) => {
      if (child === null) return [];
      return child instanceof Node || typeof child === "string" ? [child] : flat(child);
    });
  }
  var WHOLE = /(\d{4}-\d{2}-\d{2}|\d{4} 年 \d+ 月 \d+ 日|\d+ [A-Z][a-z]+ \d{4}|[\u4e00-\u9fff]{1,8}〔\d{4}〕\d+号|\d[\d,.]* (?:元|yuan|[项题条岁]|个月))/;
  function flowing(text) {
    return text.split(WHOLE).filter(Boolean).map((part) => {
      if (!WHOLE.test(part)) return part;
      const whole2 = document.createElement("span");
      whole2.className = "whole";
      whole2.textContent = part;
      return whole2;
    });
  }
  function grouped(number) {
    return number.replace(/\.0+$/, "").replace(/\B(?=(\d{3})+$)/g, ",");
  }
  var CHINESE = /([一-鿿](?:[一-鿿\d〔〕（）“”①-⑳、,. ]*[一-鿿〕）”①-⑳])?)/;
  function markChinese(root) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const text = (
        /** @type {Text} */
        walker.currentNode
      );
      const around = (
        /** @type {HTMLElement | null | undefined} */
        text.parentElement?.closest("[lang]")
      );
      if (around?.lang === "en" && CHINESE.test(text.data)) found.push(text);
    }
    for (const text of found) {
      const parts = text.data.split(CHINESE).filter(Boolean);
      const mark = (part) => CHINESE.test(part) ? h("span", { lang: "zh-CN" }, part) : part;
      text.replaceWith(...parts.map(mark));
    }
  }
  var STEPS = /* @__PURE__ */ new Map([
    ["ArrowDown", 1],
    ["ArrowRight", 1],
    ["ArrowUp", -1],
    ["ArrowLeft", -1]
  ]);
  function moveAmong(group, event) {
    const step = STEPS.get(event.key);
    if (!step || !(event.target instanceof Element)) return;
    const own = event.target.closest("button");
    const all = [...group.querySelectorAll("button")];
    const at = all.findIndex((one) => one === own);
    all[(at + step + all.length) % all.length].focus();
    event.preventDefault();
  }
  function saveAs(blob, name) {
    const url = URL.createObjectURL(blob);
    h("a", { href: url, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 1e3);
  }

  // eligibility/web/component/controls.mjs
  function heading(text) {
    return h("h2", { id: "heading", tabindex: "-1", part: "heading" }, text);
  }
  function button(interview, id, doing, look) {
    return h(
      "button",
      {
        type: "button",
        class: look,
        part: look === "main" ? "button main-button" : "button",
        onclick: () => {
          if (!interview.isBusy) doing();
        }
      },
      interview.say(id)
    );
  }

  // eligibility/web/spoken.mjs
  var DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
  var MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December"
  ];
  function spokenDay(value, lang) {
    const found = typeof value === "string" ? DAY.exec(value) : null;
    if (!found) return value;
    const [year, month, day] = found.slice(1).map(Number);
    return lang === "zh" ? `${year} 年 ${month} 月 ${day} 日` : `${day} ${MONTHS[month - 1]} ${year}`;
  }
  function spokenSum(yuan) {
    const [whole2, fen = ""] = yuan.split(".");
    const apart = whole2.replace(/\B(?=(\d{3})+$)/g, ",");
    return Number(fen) ? `${apart}.${fen.padEnd(2, "0")}` : apart;
  }
  function spokenValues(values, lang) {
    const said = Object.entries(values).map(([name, one]) => [
      name,
      spokenDay(one, lang)
    ]);
    return Object.fromEntries(said);
  }

  // eligibility/web/component/values.mjs
  function valueWords(interview, id, value) {
    const fact = interview.state.facts.get(id);
    if (value === null) return interview.say("component.unknown.said");
    if (!fact) return String(value);
    const known = (fact.values || []).find((one) => one.value === String(value));
    if (known) return interview.of(known.text);
    const said = fact.type === "money" ? spokenSum(value) : value;
    if (fact.unit) return `${said} ${interview.of(fact.unit)}`;
    return String(spokenDay(said, interview.host.language));
  }

  // eligibility/web/component/answers.mjs
  function answers(interview) {
    const { given, now, offer } = interview.state;
    const isOpen = !now || Boolean(now.fact);
    return [
      heading(interview.say("component.answers.title")),
      given.size ? null : h("p", {}, interview.say("component.answers.none")),
      h(
        "ul",
        { class: "given", part: "answers" },
        offer.length > 1 ? cameFor(interview) : null,
        [...given].map(([id, value]) => oneAnswer(interview, id, value))
      ),
      h(
        "div",
        { class: "row" },
        isOpen ? button(interview, "component.go_on", () => interview.ask(), "main") : null,
        button(
          interview,
          isOpen ? "component.so_far" : "component.result",
          () => interview.showResult()
        ),
        button(interview, "component.again", () => interview.startOver())
      )
    ];
  }
  function cameFor(interview) {
    const { offer, topics: topics2 } = interview.state;
    const titles = offer.filter(({ id }) => topics2?.includes(id)).map(({ title }) => interview.of(title));
    const told = titles.join(interview.say("component.mark.list")) || interview.say("component.topics.all");
    const asked = interview.say("component.topics");
    return row(interview, asked, told, () => interview.showTopics());
  }
  function oneAnswer(interview, id, value) {
    const fact = interview.state.facts.get(id);
    const asked = fact ? interview.of(fact.heading) : id;
    const change = fact ? () => interview.showQuestion(fact) : null;
    return row(interview, asked, valueWords(interview, id, value), change);
  }
  function row(interview, asked, told, changing) {
    const colon = interview.say("component.mark.colon");
    const change = changing && button(interview, "component.change", changing);
    change?.setAttribute("aria-label", interview.say("component.change") + colon + asked);
    return h("li", {}, h("div", {}, h("b", {}, asked), colon, told), change);
  }

  // eligibility/web/component/failure.mjs
  function failure(interview, told, doing) {
    return [
      heading(interview.say("component.wrong")),
      h(
        "div",
        { class: "error", part: "error" },
        told.map((one) => h("p", {}, one))
      ),
      h(
        "div",
        { class: "row" },
        button(interview, "component.retry", () => interview.work(doing), "main"),
        interview.state.given.size ? button(interview, "component.answers", () => interview.showAnswers()) : button(interview, "component.again", () => interview.startOver())
      )
    ];
  }
  function faultWords(interview, fault) {
    const detail = interview.of(fault.detail).replace(/^[a-z_]+(（[^）]*）|\([^)]*\))?[：:]\s*/, "");
    const begun = detail.charAt(0).toUpperCase() + detail.slice(1);
    const ended = /[。.]$/.test(begun) ? begun : begun + interview.say("component.mark.stop");
    return fault.hint ? ended + interview.say("component.mark.gap") + interview.of(fault.hint) : ended;
  }

  // eligibility/sentences/component.json
  var component_default = {
    "component.title": { zh: "看看您可以办什么", en: "See what you are entitled to" },
    "component.intro.service": { zh: "回答一些问题，就知道哪些补贴、保险和服务您现在可以办，为什么，怎么办，到什么时候。", en: "Answer some questions and see which supports are open to you now, why, how to get them, and until when." },
    "component.intro.device": { zh: "回答一些问题，就知道哪些补贴、保险和服务您现在可以办，为什么，怎么办。", en: "Answer some questions and see which supports are open to you now, why, and how to get them." },
    "component.few": { zh: "一次只问一题。不清楚的可以跳过，随时可以停下来看结果。", en: "One question at a time. Skip what you do not know; stop at any time and see the result." },
    "component.privacy.service": { zh: "不用登录，不问姓名和证件号。您的回答只用来算这一次的结果，我们不保存。", en: "No account, no name, no ID number. Your answers are used to work out this result only, and are not kept." },
    "component.privacy.device": { zh: "不用登录，不问姓名和证件号。结果就在您这台设备上算，回答不会离开这台设备。", en: "No account, no name, no ID number. The result is worked out on this device; no answer leaves it." },
    "component.kept": { zh: "关掉这个页面以前，回答记在这个浏览器里。", en: "Until you close this page, your answers stay in this browser." },
    "component.advice": { zh: "这里的结论供参考，最后以办事部门的决定为准。", en: "What you read here is for orientation; the office decides." },
    "component.language": { zh: "语言", en: "Language" },
    "component.begin": { zh: "开始", en: "Start" },
    "component.resume": { zh: "接着上次回答", en: "Go on from before" },
    "component.topics": { zh: "您为什么事来？", en: "What do you come for?" },
    "component.topics.help": { zh: "可以选几样。选得少，问得也少。", en: "You may choose several. The fewer, the fewer questions." },
    "component.topics.all": { zh: "都看看", en: "All of it" },
    "component.topics.go_on": { zh: "就这些，开始", en: "That is all, begin" },
    "component.topics.none": { zh: "先选一样，或者按“都看看”。", en: "Choose one first, or press “All of it”." },
    "component.step": { zh: "第 {n} 题", en: "Question {n}" },
    "component.changing": { zh: "修改回答", en: "Changing an answer" },
    "component.left": { zh: "大约还有 {n} 题", en: "about {n} more" },
    "component.left.parts": { zh: "大约还有 {n} 题，这一段还有 {here} 题", en: "about {n} more, {here} in this part" },
    "component.certain": { zh: "已能确定：{n} 项可以办", en: "Certain so far: {n} open to you" },
    "component.just_said": { zh: "您刚才的回答", en: "Your last answer" },
    "component.dropped": { zh: "因此不再需要的回答：", en: "No longer needed, so taken out: " },
    "component.mark.colon": { zh: "：", en: ": " },
    "component.mark.list": { zh: "、", en: ", " },
    "component.mark.semicolon": { zh: "；", en: "; " },
    "component.mark.stop": { zh: "。", en: "." },
    "component.mark.gap": { zh: "", en: " " },
    "component.change": { zh: "修改", en: "Change" },
    "component.unknown": { zh: "不清楚，以后再说", en: "I don't know" },
    "component.unknown.said": { zh: "不清楚", en: "not known" },
    "component.back": { zh: "上一题", en: "Back" },
    "component.keep_answer": { zh: "保持不变", en: "Keep this answer" },
    "component.earlier": { zh: "原来的回答", en: "your answer before" },
    "component.next": { zh: "下一题", en: "Next" },
    "component.answers": { zh: "看已答的", en: "My answers" },
    "component.so_far": { zh: "停在这里，看结果", en: "Stop and see the result so far" },
    "component.why": { zh: "为什么问这个", en: "Why we ask" },
    "component.why.lead": { zh: "这个回答关系到：", en: "The answer bears on:" },
    "component.why.more": { zh: "，还有 {n} 条", en: "; and {n} more" },
    "component.sensitive": { zh: "这一项比较私人，可以不答。", en: "This is personal; you need not answer it." },
    "component.field.year": { zh: "年", en: "Year" },
    "component.field.month": { zh: "月", en: "Month" },
    "component.field.day": { zh: "日", en: "Day" },
    "component.day.hint": { zh: "例如 2020 年 6 月 30 日", en: "For example 2020, 6, 30" },
    "component.day.whole": { zh: "年、月、日都要填。", en: "Fill in the year, the month and the day." },
    "component.number.label": { zh: "{heading}（{unit}）", en: "{heading} ({unit})" },
    "component.number.range": { zh: "{least} 到 {most}", en: "From {least} to {most}" },
    "component.empty": { zh: "还没有填。不清楚的话，请按“不清楚”。", en: "Nothing is filled in. If you do not know, say so with the button below." },
    "component.wait": { zh: "请稍等……", en: "One moment…" },
    "component.answers.title": { zh: "您的回答", en: "Your answers" },
    "component.answers.none": { zh: "还没有回答。", en: "No answers yet." },
    "component.go_on": { zh: "继续回答", en: "Go on with the questions" },
    "component.result": { zh: "您的结果", en: "Your result" },
    "component.unfinished": { zh: "这是到现在为止的结果，还有问题没有答。", en: "This is the result so far; some questions are still open." },
    "component.finished": { zh: "问题都问完了。", en: "All questions have been asked." },
    "component.overview": { zh: "结果里有", en: "In this result" },
    "component.to_keep": { zh: "打印、下载", en: "Print, download" },
    "component.to_print": { zh: "打印", en: "Print" },
    "component.rules": { zh: "规则集 {name} {version}（{hash}）· 程序 {engine}", en: "Rulebook {name} {version} ({hash}) · program {engine}" },
    "component.block": { zh: "{heading}（{n}）", en: "{heading} ({n})" },
    "component.plan": { zh: "先做这几件", en: "Do this next" },
    "component.plan.when": { zh: "什么时候", en: "When" },
    "component.plan.note": { zh: "请注意", en: "Note" },
    "component.plan.where": { zh: "去哪里", en: "Where" },
    "component.plan.call": { zh: "问谁", en: "Ask" },
    "component.plan.online": { zh: "网上", en: "Online" },
    "component.plan.bring": { zh: "要带", en: "Bring" },
    "component.plan.pays": { zh: "金额", en: "Amount" },
    "component.titled": { zh: "{title}（{remark}）", en: "{title} ({remark})" },
    "component.all": { zh: "全部条件、依据和时段", en: "All conditions, sources and dates" },
    "component.all.of": { zh: "全部条件、依据和时段：{title}", en: "All conditions, sources and dates: {title}" },
    "component.conditions": { zh: "条件", en: "Conditions" },
    "component.truth.met": { zh: "满足", en: "met" },
    "component.truth.unmet": { zh: "没有满足", en: "not met" },
    "component.truth.open": { zh: "还不知道", en: "not known yet" },
    "component.periods": { zh: "什么时候符合", en: "When" },
    "component.period.within": { zh: "{from}到 {until}", en: "{from} to {until}" },
    "component.period.since": { zh: "{from}起", en: "from {from}" },
    "component.status.eligible": { zh: "符合", en: "open to you" },
    "component.status.ineligible": { zh: "不符合", en: "not for you" },
    "component.status.undetermined": { zh: "还不能确定", en: "cannot be said yet" },
    "component.status.not_in_force": { zh: "没有在实行", en: "not in force" },
    "component.status.informational": { zh: "供参考", en: "for information" },
    "component.notes": { zh: "请注意", en: "Note" },
    "component.basis.official": { zh: "{place}（原文）", en: "{place} (official text)" },
    "component.basis.secondary": { zh: "{place}（转载，未见原件）", en: "{place} (reprint, original not seen)" },
    "component.basis.general": { zh: "{place}（通识，未见原文）", en: "{place} (general knowledge, text not seen)" },
    "component.basis.unverified": { zh: "{place}（未证实）", en: "{place} (not confirmed)" },
    "component.print": { zh: "打印", en: "Print" },
    "component.report": { zh: "下载报告（网页）", en: "Download the report (web page)" },
    "component.report.pdf": { zh: "下载报告（PDF）", en: "Download the report (PDF)" },
    "component.calendar": { zh: "下载日历", en: "Download the calendar" },
    "component.calendar.empty": { zh: "没有要记住的日子。", en: "There is no day to remember." },
    "component.saved": { zh: "已下载：{name}", en: "Downloaded: {name}" },
    "component.again": { zh: "从头开始", en: "Start over" },
    "component.actions": { zh: "结果的操作", en: "What to do with the result" },
    "component.device.limits": { zh: "这个页面不连服务器，所以没有时段、申请期限和金额，也不能下载报告和日历。", en: "This page asks no server, so there are no dates, deadlines or amounts, and no report or calendar to download." },
    "component.device.ended": { zh: "这个页面的规定只到 {last}，之后可能已经变了，所以不再回答。请找新的页面，或者问办事部门。", en: "This page has the rules up to {last} only. They may have changed since, so it does not answer any more. Look for a newer page, or ask an office." },
    "component.device.early": { zh: "这个页面有 {first}到 {last}的规定，没有要看的那一天的。请看看这台设备的日期对不对。", en: "This page has the rules from {first} to {last}, and not of the day asked for. Check that the date of this device is right." },
    "component.device.missing": { zh: "拿不到规定的文件。请看看网络，然后再试。您的回答还在。", en: "The file with the rules cannot be had. Check your connection and try again. Your answers are still here." },
    "component.wrong": { zh: "出了问题", en: "Something went wrong" },
    "component.offline": { zh: "连不上服务。请看看网络，然后再试。您的回答还在。", en: "The service cannot be reached. Check your connection and try again. Your answers are still here." },
    "component.slow": { zh: "服务太久没有回答。请再试一次。您的回答还在。", en: "The service took too long. Please try again. Your answers are still here." },
    "component.failed": { zh: "服务没有回答这次请求（{status}）。请过一会儿再试。您的回答还在。", en: "The service did not answer ({status}). Please try again in a while. Your answers are still here." },
    "component.retry": { zh: "再试一次", en: "Try again" },
    "component.both": { zh: "页面上措施（measure）和主题（topic）只能写一种。请告诉网站的管理员。", en: "This page names both measures and topics; one of them may stand. Please tell whoever runs the page." },
    "component.other_rules": { zh: "这里要用规则集 {asked}，服务给的是 {found}。请告诉网站的管理员。", en: "This page asks for the rulebook {asked}, the service has {found}. Please tell whoever runs the page." }
  };

  // eligibility/web/filling.mjs
  function fill(template, values = {}) {
    const idle = new Set(Object.keys(values));
    const filled = template.replace(/\{([^{}]*)\}/g, (_, name) => {
      if (!Object.hasOwn(values, name)) {
        throw new Error(`no value for {${name}}: ${template}`);
      }
      idle.delete(name);
      return String(values[name]);
    });
    const names = [...idle].join(", ");
    if (names) throw new Error(`no place for ${names}: ${template}`);
    return filled;
  }

  // eligibility/web/component/words.mjs
  function worded(id, lang, values = {}) {
    return fill(component_default[id][lang], spokenValues(values, lang));
  }
  function both(id, values) {
    return { zh: worded(id, "zh", values), en: worded(id, "en", values) };
  }

  // eligibility/web/component/frame.mjs
  var tagOf = (lang) => lang === "zh" ? "zh-CN" : "en";
  var FRESH = 250;
  var Frame = class {
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    #timer = void 0;
    /** @param {Host} host */
    constructor(host) {
      this.screen = "";
      this.progress = h("div", { class: "progress", part: "progress", role: "status" });
      this.content = h("div", { part: "content" });
      this.whole = h(
        "div",
        { class: "frame", part: "frame", lang: tagOf(host.language) },
        host.isWholePage ? languages(host) : null,
        this.progress,
        this.content
      );
      host.root.replaceChildren(this.whole);
      if (host.isWholePage) {
        document.documentElement.lang = tagOf(host.language);
        document.title = worded("component.title", host.language);
      }
    }
    /**
     * Put a screen in place; what was in focus within the old one moves to its heading.
     *
     * @param {string} screen
     * @param {...Child} nodes
     */
    show(screen, ...nodes) {
      const isFirst = !this.screen;
      this.screen = screen;
      this.content.replaceChildren(...flat(nodes));
      markChinese(this.content);
      this.content.setAttribute("data-screen", screen);
      this.#settle();
      const heading2 = this.content.querySelector("h2");
      if (isFirst || !heading2) return;
      heading2.focus({ preventScroll: true });
      if (this.whole.getBoundingClientRect().top < 0) this.whole.scrollIntoView();
    }
    /** The second click of two quick ones belongs to the screen before. */
    #settle() {
      clearTimeout(this.#timer);
      this.content.classList.add("fresh");
      this.#timer = setTimeout(() => this.content.classList.remove("fresh"), FRESH);
    }
    /** @param {string} text */
    tell(text) {
      this.progress.textContent = text;
    }
    /** @param {boolean} isBusy */
    setBusy(isBusy) {
      if (isBusy) this.content.setAttribute("aria-busy", "true");
      else this.content.removeAttribute("aria-busy");
    }
  };
  function languages(host) {
    return h(
      "div",
      {
        class: "row languages",
        part: "languages",
        role: "group",
        "aria-label": worded("component.language", host.language)
      },
      choice(host, "zh", "中文"),
      choice(host, "en", "English")
    );
  }
  function choice(host, lang, name) {
    return h(
      "button",
      {
        type: "button",
        lang: tagOf(lang),
        "aria-pressed": String(host.language === lang),
        onclick: () => turnTo(host, lang)
      },
      name
    );
  }
  function turnTo(host, lang) {
    host.setAttribute("lang", lang);
    const pressed = host.root.querySelector('.languages [aria-pressed="true"]');
    if (pressed instanceof HTMLElement) pressed.focus();
  }

  // eligibility/web/component/inputs.mjs
  var MANY = 10;
  function inputs(interview, fact, isChange) {
    const before = isChange ? interview.state.given.get(fact.id) : void 0;
    if (fact.values) return choices(interview, fact, fact.values, before);
    const field = fact.type === "date" ? dayFields(interview, fact, before) : numberField(interview, fact, before);
    const form = h(
      "form",
      {
        novalidate: true,
        "data-fact": fact.id,
        "data-type": fact.type,
        onsubmit: (event) => {
          event.preventDefault();
          submit(interview, fact, form);
        }
      },
      field,
      h(
        "div",
        { class: "row" },
        h(
          "button",
          { type: "submit", class: "main", part: "button main-button" },
          interview.say("component.next")
        )
      )
    );
    return form;
  }
  function choices(interview, fact, values, before) {
    const many = values.length > MANY ? " many" : "";
    const few = values.length === 2 ? " few" : "";
    const group = h(
      "div",
      {
        class: `choices${many}${few}`,
        part: "choices",
        role: "group",
        "data-fact": fact.id,
        "data-type": fact.type,
        "aria-labelledby": "heading",
        "aria-describedby": interview.of(fact.help) ? "help" : void 0,
        onkeydown: (event) => moveAmong(group, event)
      },
      values.map(
        ({ value, text }) => h(
          "button",
          {
            type: "button",
            part: "choice",
            value,
            onclick: () => interview.answer(fact, value)
          },
          interview.of(text),
          before === value ? h("small", {}, interview.say("component.earlier")) : null
        )
      )
    );
    return group;
  }
  function dayFields(interview, fact, before) {
    const said = (before || "").split("-");
    const part = (name, look, at) => h(
      "div",
      { class: "field" },
      h("label", { for: name }, interview.say(`component.field.${name}`)),
      h("input", {
        id: name,
        class: look,
        part: "input",
        inputmode: "numeric",
        autocomplete: "off",
        maxlength: "10",
        value: said[at],
        "aria-describedby": "hint error"
      })
    );
    return h(
      "fieldset",
      {},
      h("legend", {}, interview.of(fact.heading)),
      h("p", { class: "hint", id: "hint" }, interview.say("component.day.hint")),
      h(
        "div",
        { class: "fields" },
        part("year", "year", 0),
        part("month", "short", 1),
        part("day", "short", 2)
      )
    );
  }
  function numberField(interview, fact, before) {
    const heading2 = interview.of(fact.heading);
    const unit = interview.of(fact.unit);
    const label = unit ? interview.say("component.number.label", { heading: heading2, unit }) : heading2;
    const [least, most] = [fact.least, fact.most].map((one) => grouped(one || ""));
    return h(
      "div",
      {},
      h("label", { for: "number" }, label),
      h(
        "p",
        { class: "hint", id: "hint" },
        interview.say("component.number.range", { least, most })
      ),
      h("input", {
        id: "number",
        part: "input",
        inputmode: fact.decimals ? "decimal" : "numeric",
        autocomplete: "off",
        maxlength: "20",
        value: before,
        "aria-describedby": "hint error"
      })
    );
  }
  function submit(interview, fact, form) {
    const fields = [...form.querySelectorAll("input")];
    const empty = fields.filter((one) => !one.value.trim());
    if (empty.length) {
      const told = empty.length === fields.length ? "component.empty" : "component.day.whole";
      refuse(interview.frame.content, [interview.say(told)], empty);
      return;
    }
    const typed = fields.map((one) => one.value.trim());
    const day = () => typed.map((one) => one.padStart(2, "0")).join("-");
    interview.answer(fact, fact.type === "date" ? day() : typed[0]);
  }
  function refuse(content, told, wrong = [...content.querySelectorAll("input")]) {
    const box = content.querySelector(".error");
    box?.replaceChildren(...told.map((one) => h("p", {}, one)));
    for (const one of content.querySelectorAll("input")) {
      if (wrong.includes(one)) one.setAttribute("aria-invalid", "true");
      else one.removeAttribute("aria-invalid");
    }
    if (wrong.length) wrong[0].focus();
  }

  // eligibility/web/component/question.mjs
  var FEW = 4;
  function question(interview, fact, isChange) {
    const help = interview.of(fact.help);
    return [
      isChange ? null : lastSaid(interview),
      heading(interview.of(fact.question)),
      help ? h("p", { class: "help", id: "help", part: "help" }, help) : null,
      fact.sensitive ? h("p", { class: "help" }, interview.say("component.sensitive")) : null,
      h("div", { class: "error", id: "error", part: "error", role: "alert" }),
      inputs(interview, fact, isChange),
      moves(interview, fact, isChange),
      reasons(interview, fact)
    ];
  }
  function progress(interview, now, isChange) {
    const { given, offer } = interview.state;
    const place = interview.say("component.step", { n: given.size + 1 });
    const topic = offer.find(({ id }) => id === now?.topic);
    const told = isChange ? [interview.say("component.changing")] : [interview.of(topic?.title), place, now ? left(interview, now) : ""];
    const n = now ? now.settled.filter(({ kind }) => kind === "now").length : 0;
    return [
      h("p", {}, told.filter(Boolean).join(" · ")),
      n ? h("p", { part: "certain" }, interview.say("component.certain", { n })) : ""
    ];
  }
  function left(interview, { remaining: { about: n, about_here: here } }) {
    return here < n ? interview.say("component.left.parts", { n, here }) : interview.say("component.left", { n });
  }
  function lastSaid(interview) {
    const { given, facts, last } = interview.state;
    const value = last ? given.get(last.fact) : void 0;
    if (!last || value === void 0) return null;
    const names = last.dropped.flatMap((id) => {
      const fact = facts.get(id);
      return fact ? interview.of(fact.heading) : [];
    });
    const told = [
      `${interview.say("component.just_said")} · ${interview.of(facts.get(last.fact)?.heading)}`,
      interview.say("component.mark.colon"),
      valueWords(interview, last.fact, value)
    ].join("");
    const listed = names.join(interview.say("component.mark.list"));
    return h(
      "div",
      { class: "said", part: "said" },
      h("p", {}, told),
      names.length ? h("p", {}, interview.say("component.dropped") + listed) : null
    );
  }
  function moves(interview, fact, isChange) {
    const { given, facts } = interview.state;
    const ids = [...given.keys()];
    const at = isChange ? ids.indexOf(fact.id) : ids.length;
    const earlier = at > 0 ? facts.get(ids[at - 1]) : void 0;
    return [
      h(
        "div",
        { class: "row" },
        button(interview, "component.unknown", () => interview.answer(fact, null)),
        isChange ? button(interview, "component.keep_answer", () => interview.ask()) : null
      ),
      h(
        "div",
        { class: "row" },
        earlier ? button(interview, "component.back", () => interview.showQuestion(earlier)) : null,
        ids.length ? button(interview, "component.answers", () => interview.showAnswers()) : null,
        ids.length ? button(interview, "component.so_far", () => interview.showResult()) : null
      )
    ];
  }
  function reasons(interview, fact) {
    if (!("why" in fact) || !fact.why.length) return null;
    return h(
      "details",
      { part: "why" },
      h("summary", {}, interview.say("component.why")),
      h("p", {}, interview.say("component.why.lead")),
      h(
        "ul",
        { class: "why" },
        fact.why.map((one) => h("li", {}, reason(interview, one)))
      )
    );
  }
  function reason(interview, { title, conditions }) {
    const texts = conditions.map((it) => interview.of(it.text)).filter(Boolean);
    if (!texts.length) return interview.of(title);
    const told = texts.slice(0, FEW).join(interview.say("component.mark.semicolon"));
    const n = texts.length - FEW;
    const rest = n > 0 ? interview.say("component.why.more", { n }) : "";
    return interview.of(title) + interview.say("component.mark.colon") + told + rest;
  }

  // eligibility/web/component/refused.mjs
  var Refused = class extends Error {
    /**
     * @param {Words} words
     * @param {readonly Complaint[]} faults
     */
    constructor(words, faults = []) {
      super("refused");
      this.words = words;
      this.faults = faults;
    }
  };
  function refusal(id, values, faults) {
    return new Refused(both(id, values), faults);
  }

  // eligibility/web/component/links.mjs
  var PAGE = /^https?:\/\//;
  function linksOf({ apply, cautions, conditions }, lang) {
    const cited = ({ cite: cite2, parts }) => [...cite2, ...parts.flatMap(cited)];
    const places = cautions.flatMap(({ cite: cite2 = [] }) => cite2);
    if (conditions) places.push(...cited(conditions));
    const found = new Map(seenAt(places, lang));
    const { phone, url } = apply && apply.contact || {};
    if (phone) found.set(phone, `tel:${phone}`);
    if (url && PAGE.test(url)) found.set(url, url);
    return found;
  }
  function seenAt(places, lang) {
    return places.flatMap(
      ({ number, title, seen_at: address2 }) => address2 && PAGE.test(address2) ? [[number || title[lang], address2]] : []
    );
  }
  function linked(text, links) {
    if (!links.size) return [text];
    const words = [...links.keys()].sort((a, b) => b.length - a.length).map(escaped);
    const leading = new RegExp(`(\\d[\\d-]*\\d|${words.join("|")})`);
    return text.split(leading).map((part) => {
      const href = links.get(part);
      return href ? link(href, part) : part;
    });
  }
  function link(href, words) {
    const beside = href.startsWith("tel:") ? void 0 : "_blank";
    return h("a", { href, target: beside, rel: "noreferrer", part: "link" }, words);
  }
  var escaped = (word) => word.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");

  // eligibility/web/component/findings.mjs
  var BASES = (
    /** @type {const} */
    ["official", "secondary", "general", "unverified"]
  );
  function whole(interview, entry, determination) {
    const { conditions } = determination;
    if (!conditions) return null;
    const body = h("div", {});
    const draw = () => {
      if (!details.open || body.childNodes.length) return;
      body.append(...behind(interview, determination, conditions));
      markChinese(body);
    };
    const details = h(
      "details",
      { ontoggle: draw },
      h(
        "summary",
        { "aria-label": interview.say("component.all.of", { title: entry.title }) },
        interview.say("component.all")
      ),
      body
    );
    return details;
  }
  function behind(interview, { windows = [], cautions }, conditions) {
    const found = [
      h("h5", {}, interview.say("component.conditions")),
      h("ul", { class: "tree", part: "tree" }, branch(interview, conditions, []))
    ];
    if (windows.length) {
      found.push(
        h("h5", {}, interview.say("component.periods")),
        periods(interview, windows)
      );
    }
    if (cautions.length) {
      const told = cautions.map((one) => cautionOf(interview, one));
      found.push(h("h5", {}, interview.say("component.notes")), ...told);
    }
    return found;
  }
  function branch(interview, finding, above) {
    const key = (one) => [one.source, one.at, one.basis].join("\n");
    const cites = finding.cite.filter((one) => !above.includes(key(one)));
    const known = [...above, ...cites.map(key)];
    const parts = finding.parts.flatMap((one) => branch(interview, one, known));
    const text = interview.of(finding.text);
    if (!text) return parts;
    return [
      h(
        "li",
        {},
        truthOf(interview, finding),
        text,
        cites.map((one) => cite(interview, one)),
        parts.length ? h("ul", {}, parts) : null
      )
    ];
  }
  function truthOf(interview, { truth }) {
    const [sign, id] = truth === null ? (
      /** @type {const} */
      ["?", "component.truth.open"]
    ) : truth ? (
      /** @type {const} */
      ["✔", "component.truth.met"]
    ) : (
      /** @type {const} */
      ["✘", "component.truth.unmet"]
    );
    return h(
      "span",
      { class: "sign" },
      h("span", { "aria-hidden": "true" }, `${sign} `),
      interview.say(id) + interview.say("component.mark.colon")
    );
  }
  function cite(interview, one) {
    const place = [interview.of(one.title), one.number, one.at].filter(Boolean).join(" ");
    const basis = BASES.find((it) => it === one.basis);
    if (!basis) throw new Error(`no such basis: ${one.basis}`);
    const told = interview.say(`component.basis.${basis}`, { place });
    const links = new Map(seenAt([one], interview.host.language));
    return h("span", { class: "cite" }, linked(told, links));
  }
  function cautionOf(interview, { text, cite: places = [] }) {
    return h(
      "p",
      {},
      interview.of(text),
      places.map((one) => cite(interview, one))
    );
  }
  function periods(interview, windows) {
    return h(
      "ul",
      { class: "why" },
      windows.map(({ from, until, status }) => {
        const when = until ? interview.say("component.period.within", { from, until }) : interview.say("component.period.since", { from });
        const outcome = interview.say(`component.status.${status}`);
        return h("li", {}, when + interview.say("component.mark.colon") + outcome);
      })
    );
  }

  // eligibility/web/component/plan.mjs
  function plan(interview, steps, by) {
    if (!steps.length) return null;
    return h(
      "section",
      { class: "plan", part: "plan" },
      h("h3", { tabindex: "-1" }, interview.say("component.plan")),
      h(
        "ol",
        {},
        steps.map((step) => stepOf(interview, step, determined(step.do, by)))
      )
    );
  }
  function determined(done, by) {
    return "measure" in done ? by.get(done.measure) : void 0;
  }
  function stepOf(interview, step, determination) {
    const { text, when, where, bring, pays, notes } = step;
    const { language } = interview.host;
    const links = determination ? linksOf(determination, language) : /* @__PURE__ */ new Map();
    const { phone, name, url } = step.contact || {};
    const details = [
      ["component.plan.when", when],
      ...notes.map(
        (note2) => (
          /** @type {[WordId, string]} */
          ["component.plan.note", note2]
        )
      ),
      ["component.plan.where", where],
      ["component.plan.call", phone ? `${phone} ${interview.of(name)}`.trimEnd() : ""],
      ["component.plan.online", url || ""],
      ["component.plan.bring", bring],
      ["component.plan.pays", pays]
    ];
    return h(
      "li",
      { class: "entry", part: "entry" },
      h("h4", {}, text),
      h(
        "dl",
        {},
        details.filter(([, told]) => told).map(
          ([label, told]) => h(
            "div",
            {},
            h("dt", {}, interview.say(label)),
            h("dd", {}, linked(told, links))
          )
        )
      )
    );
  }

  // eligibility/web/component/result.mjs
  function result(interview, told, source) {
    const { determinations, rulebook, engine } = told.assessment;
    const by = new Map(determinations.map((one) => [one.measure, one]));
    return [
      heading(interview.say("component.result")),
      h("p", { part: "header" }, told.header.join(" · ")),
      note(interview, source),
      overview(interview, told, source),
      plan(interview, told.plan, by),
      told.blocks.map((block) => blockOf(interview, block, by)),
      actions(interview, source),
      h(
        "p",
        { class: "rules", part: "rules" },
        interview.say("component.rules", {
          name: rulebook.name,
          version: rulebook.version,
          hash: rulebook.sha256.slice(0, 8),
          engine: engine.version
        })
      )
    ];
  }
  function note(interview, source) {
    const isOpen = Boolean(interview.state.now?.fact);
    const extent = interview.say(isOpen ? "component.unfinished" : "component.finished");
    return h(
      "div",
      { class: "note", part: "note" },
      h(
        "p",
        {},
        extent + interview.say("component.mark.gap") + interview.say("component.advice")
      ),
      source.files ? null : h("p", {}, interview.say("component.device.limits")),
      isOpen ? h(
        "div",
        { class: "row" },
        button(interview, "component.go_on", () => interview.ask(), "main")
      ) : null
    );
  }
  function overview(interview, { plan: steps, blocks }, source) {
    const to = (text, place) => h(
      "li",
      {},
      h("button", { type: "button", onclick: () => reach(interview, place) }, text)
    );
    return h(
      "nav",
      {
        class: "overview",
        part: "overview",
        "aria-label": interview.say("component.overview")
      },
      h(
        "ul",
        {},
        steps.length ? to(interview.say("component.plan"), ".plan h3") : null,
        blocks.map(
          (block) => to(blockHeading(interview, block), `.${block.kind} :is(h3, summary)`)
        ),
        to(
          interview.say(source.files ? "component.to_keep" : "component.to_print"),
          ".actions"
        )
      )
    );
  }
  function reach(interview, place) {
    const found = interview.frame.content.querySelector(place);
    if (!(found instanceof HTMLElement)) return;
    found.focus({ preventScroll: true });
    found.scrollIntoView();
  }
  function blockHeading(interview, block) {
    return interview.say("component.block", {
      heading: block.heading,
      n: block.entries.length
    });
  }
  function blockOf(interview, block, by) {
    const { kind, entries, finds } = block;
    const named = blockHeading(interview, block);
    const titles = () => h("ul", { class: "why" }, entries.map(titleOf));
    const attributes = { class: kind, part: `block ${kind}` };
    if (kind === "apart") {
      return h(
        "section",
        attributes,
        h("details", {}, h("summary", {}, named), titles())
      );
    }
    return h(
      "section",
      attributes,
      h("h3", { tabindex: "-1" }, named),
      finds.length ? h("ol", { class: "finds", part: "finds" }, finds.map(findOf)) : null,
      kind === "done" ? titles() : entries.map((entry) => {
        const determination = by.get(entry.measure);
        return entryOf(interview, entry, determination, block.kind === "now");
      })
    );
  }
  var titleOf = ({ measure, title }) => h("li", { "data-measure": measure }, title);
  function findOf({ question: question2, where, bears }) {
    return h(
      "li",
      {},
      h("b", {}, question2),
      where ? h("p", {}, where) : null,
      h("p", { class: "hint" }, bears)
    );
  }
  function entryOf(interview, entry, determination, isOpen) {
    const { language } = interview.host;
    const links = determination ? linksOf(determination, language) : /* @__PURE__ */ new Map();
    return h(
      "div",
      { class: "entry", part: "entry", "data-measure": entry.measure },
      h("h4", {}, isOpen ? titled(interview, entry) : entry.title),
      entry.remark && !isOpen ? h("p", { class: "lines" }, linked(entry.remark, links)) : null,
      entry.details.length ? h(
        "dl",
        {},
        entry.details.map(
          ({ label, text }) => h(
            "div",
            {},
            h("dt", {}, label),
            h("dd", { class: "lines" }, linked(text, links))
          )
        )
      ) : null,
      determination ? whole(interview, entry, determination) : null
    );
  }
  function titled(interview, { title, remark }) {
    return remark ? interview.say("component.titled", { title, remark }) : title;
  }
  function actions(interview, source) {
    const fetching = (id, path, name, body) => button(
      interview,
      id,
      () => interview.work((it) => download(interview, it, path, name, body))
    );
    return h(
      "div",
      {
        class: "actions",
        part: "actions",
        role: "group",
        tabindex: "-1",
        "aria-label": interview.say("component.actions")
      },
      h(
        "div",
        { class: "row" },
        button(interview, "component.answers", () => interview.showAnswers()),
        button(interview, "component.print", () => window.print()),
        source.files ? [
          fetching("component.report", "v1/report", "plan.html", { format: "html" }),
          fetching("component.report.pdf", "v1/report", "plan.pdf", {
            format: "pdf"
          }),
          fetching("component.calendar", "v1/calendar", "plan.ics", {})
        ] : [],
        button(interview, "component.again", () => interview.startOver())
      ),
      h("p", { class: "saved", part: "saved", role: "status" })
    );
  }
  async function download(interview, source, path, name, body) {
    const { frame, host, state } = interview;
    const saved = frame.content.querySelector(".saved");
    if (!saved || !source.file) return;
    try {
      const blob = await source.file(path, body, state.given, host.language);
      frame.tell("");
      saved.textContent = interview.say(
        blob ? "component.saved" : "component.calendar.empty",
        blob ? { name } : {}
      );
      if (blob) saveAs(blob, name);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      saved.textContent = interview.of(error.words);
    }
  }

  // eligibility/web/component/home.mjs
  var script = document.currentScript;
  var address = script instanceof HTMLScriptElement ? script.src : "";
  var HOME = new URL(".", address || document.baseURI).href;

  // eligibility/web/component/service.mjs
  var PATIENCE = 3e4;
  var Service = class {
    /**
     * @param {URL} base
     * @param {Wish} asked
     */
    constructor(base, asked) {
      this.base = base;
      this.asked = asked;
      this.files = true;
      this.narrowed = Boolean(asked.measures || asked.topics);
      this.chosen = {};
      this.ending = new AbortController();
    }
    /** Ask no more, and let go of what is asked. */
    stop() {
      this.ending.abort();
    }
    /**
     * @param {Lang} lang
     * @returns {Promise<{ rulebook: Identity, topics: readonly Topic[] }>}
     */
    offer(lang) {
      return this.reach("v1/measures", { method: "GET" }, lang, (found) => found.json());
    }
    /** @param {readonly string[] | null} topics */
    narrow(topics2) {
      this.chosen = topics2 ? { topics: [...topics2] } : {};
    }
    /**
     * @param {Given} given
     * @param {Lang} lang
     * @returns {Promise<Stand>}
     */
    stand(given, lang) {
      return this.told("v1/next-question", { profile: plain(given) }, lang);
    }
    /**
     * @param {Given} given
     * @param {string} fact
     * @param {string | null} value
     * @param {Lang} lang
     * @returns {Promise<Answered>}
     */
    answer(given, fact, value, lang) {
      return this.told("v1/answer", { profile: plain(given), fact, value }, lang);
    }
    /**
     * The answer in words, with the document as its member `assessment`.
     *
     * @param {Given} given
     * @param {Lang} lang
     * @returns {Promise<Result>}
     */
    result(given, lang) {
      return this.told("v1/words", { profile: plain(given), lang, document: true }, lang);
    }
    /**
     * @param {string} path
     * @param {object} body
     * @param {Given} given
     * @param {Lang} lang
     */
    file(path, body, given, lang) {
      const sent = { profile: plain(given), ...body, lang };
      return this.post(
        path,
        sent,
        lang,
        async (found) => found.status === 204 ? null : found.blob()
      );
    }
    /**
     * @param {string} path
     * @param {object} body
     * @param {Lang} lang
     */
    told(path, body, lang) {
      return this.post(path, body, lang, (found) => found.json());
    }
    /**
     * @template T
     * @param {string} path
     * @param {object} body
     * @param {Lang} lang
     * @param {(found: Response) => Promise<T>} read
     */
    post(path, body, lang, read) {
      const sent = JSON.stringify({ ...body, ...this.asked, ...this.chosen });
      return this.reach(path, { method: "POST", body: sent }, lang, read);
    }
    /**
     * What is answered, all of it read: an answer may stall after its headers, too.
     *
     * @template T
     * @param {string} path
     * @param {{ method: string, body?: string }} call
     * @param {Lang} lang
     * @param {(found: Response) => Promise<T>} read
     */
    async reach(path, call, lang, read) {
      const stop = new AbortController();
      const end = () => stop.abort();
      const timer = setTimeout(end, PATIENCE);
      this.ending.signal.addEventListener("abort", end);
      try {
        const found = await fetch(new URL(path, this.base), {
          ...call,
          headers: {
            ...call.body && { "Content-Type": "application/json" },
            "Accept-Language": lang
          },
          signal: stop.signal,
          cache: "no-store",
          credentials: "omit",
          referrerPolicy: "no-referrer"
        });
        if (!found.ok) throw await refusedBy(found);
        return await read(found);
      } catch (error) {
        if (error instanceof Refused) throw error;
        throw refusal(stop.signal.aborted ? "component.slow" : "component.offline");
      } finally {
        clearTimeout(timer);
        this.ending.signal.removeEventListener("abort", end);
      }
    }
  };
  var plain = (given) => Object.fromEntries(given);
  async function refusedBy(found) {
    const { status } = found;
    const problem = await found.json().catch(() => ({}));
    const told = problem.detail || problem.title;
    const faults = status === 422 ? problem.errors || [] : [];
    return told ? new Refused({ zh: told, en: told }, faults) : refusal("component.failed", { status }, faults);
  }

  // eligibility/web/component/sources.mjs
  async function opened(element) {
    const asked = wished(element);
    const rules = element.getAttribute("rules");
    if (rules) return onDevice(new URL(rules, document.baseURI), asked);
    const src = new URL(element.getAttribute("src") || HOME, document.baseURI);
    return new Service(src, asked);
  }
  function wished(element) {
    const [measures, topics2] = ["measure", "topic"].map(
      (name) => (element.getAttribute(name) || "").split(/[\s,]+/).filter(Boolean)
    );
    if (measures.length && topics2.length) throw refusal("component.both");
    const on = element.getAttribute("on");
    const asked = {};
    if (measures.length) asked.measures = measures;
    if (topics2.length) asked.topics = topics2;
    if (on) asked.on = on;
    return asked;
  }
  async function onDevice(folder, asked) {
    let module;
    try {
      module = await import(new URL("device.mjs", folder).href);
    } catch {
      throw refusal("component.offline");
    }
    return module.opened(folder, asked, refusal);
  }

  // eligibility/web/component/start.mjs
  function start(interview) {
    const { host, state } = interview;
    const isOnDevice = host.hasAttribute("rules");
    const resumes = state.given.size > 0;
    const [intro, privacy] = isOnDevice ? (
      /** @type {const} */
      ["component.intro.device", "component.privacy.device"]
    ) : (
      /** @type {const} */
      ["component.intro.service", "component.privacy.service"]
    );
    return [
      heading(interview.say("component.title")),
      h("p", {}, interview.say(intro)),
      h("p", {}, interview.say("component.few")),
      h(
        "div",
        { class: "note", part: "note" },
        h("p", {}, interview.say(privacy)),
        interview.keeps ? h("p", {}, interview.say("component.kept")) : null,
        h("p", {}, interview.say("component.advice")),
        isOnDevice ? h("p", {}, interview.say("component.device.limits")) : null
      ),
      h(
        "div",
        { class: "row" },
        resumes ? button(interview, "component.resume", () => interview.ask(), "main") : null,
        button(
          interview,
          resumes ? "component.again" : "component.begin",
          () => interview.begin(),
          resumes ? "" : "main"
        )
      )
    ];
  }

  // eligibility/web/component/state.mjs
  var State = class {
    /** @param {() => string} stored  the name under which it is kept */
    constructor(stored) {
      this.stored = stored;
      this.forget();
    }
    forget() {
      this.given = /* @__PURE__ */ new Map();
      this.facts = /* @__PURE__ */ new Map();
      this.now = null;
      this.last = null;
      this.offer = [];
      this.topics = null;
    }
    /** A copy of the answers. */
    get profile() {
      return Object.fromEntries(this.given);
    }
    keep() {
      const { given, facts, offer, topics: topics2 } = this;
      try {
        if (given.size) {
          const asked = Object.fromEntries(facts);
          const kept = { given: this.profile, facts: asked, offer, topics: topics2 };
          sessionStorage.setItem(this.stored(), JSON.stringify(kept));
        } else sessionStorage.removeItem(this.stored());
      } catch {
      }
    }
    recall() {
      try {
        const found = JSON.parse(sessionStorage.getItem(this.stored()) || "{}");
        this.given = new Map(Object.entries(found.given || {}));
        this.facts = new Map(Object.entries(found.facts || {}));
        this.offer = found.offer || [];
        this.topics = found.topics || null;
      } catch {
        this.forget();
      }
    }
  };

  // eligibility/web/component/topics.mjs
  function topics(interview, offer) {
    const chosen = interview.state.topics || [];
    const form = h(
      "form",
      {
        novalidate: true,
        onsubmit: (event) => {
          event.preventDefault();
          if (!interview.isBusy) submit2(interview, form);
        }
      },
      h(
        "fieldset",
        { "aria-labelledby": "heading", "aria-describedby": "help" },
        h(
          "div",
          { class: "choices", part: "choices" },
          offer.map(
            ({ id, title }) => h(
              "label",
              { class: "topic", part: "choice" },
              h("input", { type: "checkbox", value: id, checked: chosen.includes(id) }),
              interview.of(title)
            )
          )
        )
      ),
      h(
        "div",
        { class: "row" },
        h(
          "button",
          { type: "submit", class: "main", part: "button main-button" },
          interview.say("component.topics.go_on")
        ),
        button(interview, "component.topics.all", () => interview.comeFor(null))
      )
    );
    return [
      heading(interview.say("component.topics")),
      h(
        "p",
        { class: "help", id: "help", part: "help" },
        interview.say("component.topics.help")
      ),
      h("div", { class: "error", id: "error", part: "error", role: "alert" }),
      form
    ];
  }
  function submit2(interview, form) {
    const boxes = [...form.querySelectorAll("input")];
    const chosen = boxes.filter((one) => one.checked).map((one) => one.value);
    if (chosen.length) interview.comeFor(chosen);
    else refuse(interview.frame.content, [interview.say("component.topics.none")]);
  }

  // eligibility/web/component/trail.mjs
  var Trail = class {
    constructor() {
      this.forget();
      this.at = -1;
    }
    forget() {
      this.screens = [];
    }
    /**
     * A screen is shown; the browser's Back leads from the next one to it.
     *
     * @param {string} screen
     * @param {Redraw} redraw
     */
    remember(screen, redraw) {
      if (this.screens[this.at]?.screen !== screen) {
        const way = this.at < 0 ? "replaceState" : "pushState";
        this.at += 1;
        this.screens.length = Math.min(this.screens.length, this.at);
        history[way]({ screens: this.at }, "");
      }
      this.screens[this.at] = { screen, redraw };
    }
    /**
     * The screen that the browser went back to.
     *
     * @param {{ screens: number }} state
     * @param {Redraw} start
     */
    returnTo(state, start2) {
      this.at = state.screens;
      this.screens[this.at] ??= { screen: "start", redraw: start2 };
      return this.screens[this.at].redraw();
    }
  };

  // eligibility/web/component/interview.mjs
  var PAUSE = 400;
  function storedAs(host) {
    const told = ["rulebook", "src", "rules", "measure", "topic", "id"].map(
      (name) => host.getAttribute(name) || ""
    );
    return ["eligibility-check", ...told].join(" ").trim();
  }
  var Interview = class {
    /** @type {Frame | null} */
    #frame = null;
    /** @param {Host} host */
    constructor(host) {
      this.host = host;
      this.state = new State(() => storedAs(host));
      this.trail = new Trail();
      this.source = null;
      this.isBusy = false;
      this.era = 0;
      this.redraw = () => this.showStart();
    }
    /** Where screens are drawn; it is made for the first of them. */
    get frame() {
      this.#frame ??= new Frame(this.host);
      return this.#frame;
    }
    /** Show the first screen. */
    open() {
      if (this.keeps) this.state.recall();
      this.showStart();
    }
    /** Draw anew, in another language. */
    turn() {
      this.#frame = new Frame(this.host);
      this.redraw();
    }
    /** Begin anew, as other rules are to be asked. */
    restart() {
      this.stop();
      this.forget();
      this.showStart();
    }
    /** Let go of what is under way. */
    stop() {
      this.era += 1;
      this.source?.stop?.();
      this.source = null;
      if (!this.isBusy) return;
      this.isBusy = false;
      this.frame.setBusy(false);
    }
    /** Whether answers outlast a reload. */
    get keeps() {
      return this.host.getAttribute("keep") !== "none";
    }
    // -- words
    /**
     * The component's own words.
     *
     * @param {WordId} id
     * @param {Values} [values]
     */
    say(id, values) {
      return worded(id, this.host.language, values);
    }
    /**
     * Words of a document.
     *
     * @param {Words | null | undefined} words
     */
    of(words) {
      return words ? words[this.host.language] : "";
    }
    // -- what may take a while or fail
    /**
     * Do something that may take a while or fail; what fails is told, with a retry.
     *
     * @param {Doing} doing
     */
    async work(doing) {
      if (this.isBusy) return;
      this.isBusy = true;
      this.frame.setBusy(true);
      const { era } = this;
      const timer = setTimeout(() => this.frame.tell(this.say("component.wait")), PAUSE);
      let failed = null;
      try {
        const source = this.source || await opened(this.host);
        if (era === this.era) {
          this.source = source;
          source.narrow(this.state.topics);
          await doing(source);
        }
      } catch (error) {
        failed = error;
      }
      clearTimeout(timer);
      if (era !== this.era) return;
      this.isBusy = false;
      this.frame.setBusy(false);
      if (failed) this.fail(failed, doing);
    }
    /**
     * @param {unknown} error
     * @param {Doing} doing
     */
    fail(error, doing) {
      const refused = error instanceof Refused ? error : refusal("component.failed", { status: 0 });
      if (refused !== error) {
        console.error("eligibility-check:", error instanceof Error ? error.name : "");
      }
      const faults = refused.faults.map((one) => faultWords(this, one));
      const { content, screen } = this.frame;
      if (faults.length && screen === "question" && content.querySelector(".error")) {
        refuse(content, faults);
        return;
      }
      this.frame.tell("");
      const told = faults.length ? faults : [this.of(refused.words)];
      this.frame.show("error", failure(this, told, doing));
      this.redraw = () => this.fail(error, doing);
    }
    // -- screens
    /**
     * How to draw this screen anew.
     *
     * @param {string} screen
     * @param {Redraw} redraw
     */
    remember(screen, redraw) {
      this.redraw = redraw;
      if (this.host.isWholePage) this.trail.remember(screen, redraw);
    }
    /** @param {{ screens: number } | null} state */
    returnTo(state) {
      if (!state) return;
      this.trail.returnTo(state, () => this.showStart());
    }
    showStart() {
      this.remember("start", () => this.showStart());
      this.frame.tell("");
      this.frame.show("start", start(this));
    }
    showTopics() {
      this.remember("topics", () => this.showTopics());
      this.frame.tell("");
      this.frame.show("topics", topics(this, this.state.offer));
    }
    /** @param {AskedFact} fact */
    showQuestion(fact) {
      const { given, now } = this.state;
      const isChange = given.has(fact.id);
      this.remember(`question ${fact.id}`, () => this.returnToQuestion(fact));
      this.frame.show("question", question(this, fact, isChange));
      this.frame.progress.replaceChildren(...progress(this, now, isChange));
    }
    /** @param {AskedFact} fact */
    returnToQuestion(fact) {
      const { given, now } = this.state;
      const isAsked = given.has(fact.id) || now?.fact?.id === fact.id;
      return isAsked ? this.showQuestion(fact) : this.ask();
    }
    showAnswers() {
      this.remember("answers", () => this.showAnswers());
      this.frame.tell("");
      this.frame.show("answers", answers(this));
    }
    /** Show how things stand; `source` reckons it. */
    showResult() {
      return this.work((source) => this.reckon(source));
    }
    // -- the course
    forget() {
      this.state.forget();
      this.trail.forget();
    }
    startOver() {
      this.forget();
      this.keep();
      this.showStart();
    }
    begin() {
      this.forget();
      this.keep();
      return this.work(async (source) => {
        if (!source.narrowed) {
          const { rulebook, topics: offer } = await source.offer(this.host.language);
          this.expect(rulebook);
          this.state.offer = offer;
          if (offer.length > 1) return this.showTopics();
        }
        await this.stand(source);
      });
    }
    /**
     * Ask about what one came for, all of it for null.
     *
     * @param {readonly string[] | null} chosen
     */
    comeFor(chosen) {
      const { state } = this;
      const isAll = !chosen || chosen.length === state.offer.length;
      state.topics = isAll ? null : chosen;
      this.keep();
      return this.ask();
    }
    keep() {
      if (this.keeps) this.state.keep();
    }
    /** The question that comes next, or the result where there is none. */
    ask() {
      return this.work((source) => this.stand(source));
    }
    /** @param {Source} source */
    async stand(source) {
      this.take(await source.stand(this.state.given, this.host.language));
      await this.goOn(source);
    }
    /**
     * How things stand now.
     *
     * @param {Stand} now
     */
    take(now) {
      this.expect(now.rulebook);
      this.state.now = now;
      if (now.fact) this.state.facts.set(now.fact.id, now.fact);
    }
    /**
     * Refuse other rules than those that the page wants.
     *
     * @param {Identity} rulebook
     */
    expect({ name: found }) {
      const asked = this.host.getAttribute("rulebook");
      if (asked && asked !== found) {
        throw refusal("component.other_rules", { asked, found });
      }
    }
    /** @param {Source} source */
    async goOn(source) {
      const fact = this.state.now?.fact;
      if (fact) this.showQuestion(fact);
      else await this.reckon(source);
    }
    /**
     * @param {AskedFact} fact
     * @param {string | null} value
     */
    answer(fact, value) {
      return this.work(async (source) => {
        const { state } = this;
        const found = await source.answer(
          state.given,
          fact.id,
          value,
          this.host.language
        );
        this.take(found);
        state.given = new Map(Object.entries(found.profile));
        state.last = { fact: fact.id, dropped: found.dropped };
        this.keep();
        this.emit("answer", {
          fact: fact.id,
          value: state.given.get(fact.id),
          dropped: found.dropped,
          profile: state.profile
        });
        await this.goOn(source);
      });
    }
    /** @param {Source} source */
    async reckon(source) {
      const { state } = this;
      const { language } = this.host;
      if (!state.now) this.take(await source.stand(state.given, language));
      const found = await source.result(state.given, language);
      this.remember("result", () => this.showResult());
      this.frame.tell("");
      this.frame.show("result", result(this, found, source));
      this.emit("result", {
        assessment: found.assessment,
        complete: !state.now?.fact,
        profile: state.profile
      });
    }
    /**
     * @param {string} name
     * @param {unknown} detail
     */
    emit(name, detail) {
      const event = new CustomEvent(name, { detail, bubbles: true, composed: true });
      this.host.dispatchEvent(event);
    }
  };

  // eligibility/web/component/look.mjs
  var LOOK = `
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
  a { color: var(--_accent); overflow-wrap: anywhere; }
  button[aria-disabled="true"] { cursor: progress; }
  button.main { background: var(--_accent); color: var(--_on-accent);
    border-color: var(--_accent); font-weight: 600; }
  button.main:hover { text-decoration: underline; }
  button[aria-pressed="true"] { border: 2px solid var(--_accent); font-weight: 600; }
  .fresh { pointer-events: none; }
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
  .choices label { display: flex; gap: 0.6rem; align-items: center; margin: 0;
    min-height: 3.25rem; padding: 0.4rem 1rem; border: 2px solid var(--_border);
    border-radius: var(--_radius); font-weight: 400; cursor: pointer; }
  .choices label:hover { border-color: var(--_accent); background: var(--_surface); }
  .choices label:has(:checked) { border-color: var(--_accent); font-weight: 600; }
  input[type="checkbox"] { flex: none; width: 1.4rem; height: 1.4rem; margin: 0;
    accent-color: var(--_accent); }
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
  .now .entry, .plan .entry { border-inline-start: 6px solid var(--_accent); }
  .plan ol { list-style: none; padding: 0; margin: 0; counter-reset: step; }
  .plan h4 { counter-increment: step; }
  .plan h4::before { content: counter(step) ". "; }
  .finds { margin-block: 0.75rem; padding-inline-start: 1.5rem; }
  .finds li + li { margin-block-start: 0.6rem; }
  .finds p { margin: 0; }
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
  .saved:not(:empty) { margin-block-start: 0.75rem; }
  .rules { color: var(--_muted); margin-block-start: 1.25rem; }
  .cite { display: block; color: var(--_muted); font-size: 0.9em; }
  @media (min-width: 40rem) {
    dl > div { display: grid; grid-template-columns: 6rem 1fr; gap: 0.75rem;
      margin-block-start: 0.4rem; }
    dt { margin: 0; }
  }
  @media (forced-colors: active) {
    button.main, button[aria-pressed="true"] { border: 3px solid ButtonText; }
    .now .entry, .plan .entry { border-inline-start-color: Highlight; }
    .note { border: 1px solid; }
  }
  @media print {
    .row, .progress, .languages, .overview, summary { display: none; }
    .entry { break-inside: avoid; }
    h3, h4 { break-after: avoid; }
  }
`;
  var sheet = new CSSStyleSheet();
  sheet.replaceSync(LOOK);

  // eligibility/web/component/element.mjs
  var EligibilityCheck = class extends HTMLElement {
    static observedAttributes = [
      "lang",
      "measure",
      "topic",
      "on",
      "src",
      "rulebook",
      "rules"
    ];
    constructor() {
      super();
      this.root = this.attachShadow({ mode: "open" });
      this.root.adoptedStyleSheets = [sheet];
      this.interview = new Interview(this);
      this.isDrawn = false;
      this.onReturn = ({ state }) => this.interview.returnTo(state);
    }
    /** A copy of the answers given so far, by fact; null is "not known". */
    get profile() {
      return this.interview.state.profile;
    }
    get isWholePage() {
      return this.hasAttribute("whole-page");
    }
    /** @returns {Lang} */
    get language() {
      const own = (
        /** @type {HTMLElement | null} */
        this.closest("[lang]")
      );
      const around = this.isWholePage ? null : own && own.lang;
      const lang = this.getAttribute("lang") || around || navigator.language;
      return /^zh/i.test(lang || "zh") ? "zh" : "en";
    }
    connectedCallback() {
      if (!this.isDrawn) {
        this.readHash();
        this.interview.open();
        this.isDrawn = true;
      }
      if (this.isWholePage) window.addEventListener("popstate", this.onReturn);
    }
    disconnectedCallback() {
      window.removeEventListener("popstate", this.onReturn);
      queueMicrotask(() => {
        if (!this.isConnected) this.interview.stop();
      });
    }
    /**
     * @param {string} name
     * @param {string | null} before
     * @param {string | null} after
     */
    attributeChangedCallback(name, before, after) {
      if (!this.isConnected || before === after || !this.isDrawn) return;
      if (name === "lang") this.interview.turn();
      else this.interview.restart();
    }
    /**
     * A page in a frame is told its language, measure, topic and day behind the `#`, which no
     * browser sends.
     */
    readHash() {
      if (!this.isWholePage) return;
      const told = new URLSearchParams(location.hash.slice(1));
      for (const name of ["lang", "measure", "topic", "on"]) {
        const value = told.get(name);
        if (value !== null) this.setAttribute(name, value);
      }
    }
  };

  // eligibility/web/component/index.mjs
  if (!customElements.get("eligibility-check")) {
    customElements.define("eligibility-check", EligibilityCheck);
  }
})();
