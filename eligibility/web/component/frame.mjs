// @ts-check
// The place where screens are drawn, with the line of progress above it.

import { flat, h, markChinese } from "./elements.mjs";
import { worded } from "./words.mjs";

/** @import { Lang } from "../answers.d.ts" */
/** @import { Child, Host } from "./types.d.ts" */

/** @param {Lang} lang */
const tagOf = (lang) => (lang === "zh" ? "zh-CN" : "en");

const FRESH = 250; // milliseconds in which nobody has read a screen

export class Frame {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer = undefined;

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
      this.content,
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
    const heading = this.content.querySelector("h2");
    if (isFirst || !heading) return;
    heading.focus({ preventScroll: true });
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
}

/** @param {Host} host */
function languages(host) {
  return h(
    "div",
    {
      class: "row languages",
      part: "languages",
      role: "group",
      "aria-label": worded("component.language", host.language),
    },
    choice(host, "zh", "中文"),
    choice(host, "en", "English"),
  );
}

/**
 * @param {Host} host
 * @param {Lang} lang
 * @param {string} name
 */
function choice(host, lang, name) {
  return h(
    "button",
    {
      type: "button",
      lang: tagOf(lang),
      "aria-pressed": String(host.language === lang),
      onclick: () => turnTo(host, lang),
    },
    name,
  );
}

/**
 * @param {Host} host
 * @param {Lang} lang
 */
function turnTo(host, lang) {
  host.setAttribute("lang", lang);
  const pressed = host.root.querySelector('.languages [aria-pressed="true"]');
  if (pressed instanceof HTMLElement) pressed.focus();
}
