// @ts-check
// Elements: made of words, moved among, marked with the language of their text.

/** @import { Attributes, Child } from "./types.d.ts" */

/**
 * An element with attributes and children.
 *
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Attributes} attributes
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function h(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      made.addEventListener(key.slice(2), /** @type {EventListener} */ (value));
    } else if (value !== undefined && value !== false && value !== null) {
      made.setAttribute(key, value === true ? "" : value);
    }
  }
  for (const child of flat(children)) {
    if (typeof child === "string") made.append(...flowing(child));
    else made.append(child);
  }
  return made;
}

/**
 * The children themselves, in order.
 *
 * @param {readonly Child[]} children
 * @returns {(Node | string)[]}
 */
export function flat(children) {
  return children.flatMap((child) => {
    if (child === null) return [];
    return child instanceof Node || typeof child === "string" ? [child] : flat(child);
  });
}

const WHOLE =
  /(\d{4}-\d{2}-\d{2}|\d{4} 年 \d+ 月 \d+ 日|\d+ [A-Z][a-z]+ \d{4}|[\u4e00-\u9fff]{1,8}〔\d{4}〕\d+号|\d[\d,.]* (?:元|yuan|[项题条岁]|个月))/;

/**
 * A text in which days, numbers of documents and amounts stay on one line.
 *
 * @param {string} text
 */
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

/**
 * A number as people read it: no idle decimals, and thousands apart.
 *
 * @param {string} number
 */
export function grouped(number) {
  return number.replace(/\.0+$/, "").replace(/\B(?=(\d{3})+$)/g, ",");
}

const CHINESE = /([一-鿿](?:[一-鿿\d〔〕（）“”①-⑳、,. ]*[一-鿿〕）”①-⑳])?)/;

/**
 * On an English screen, say of what is Chinese that it is: a voice then reads it so.
 *
 * @param {Node} root
 */
export function markChinese(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  /** @type {Text[]} */
  const found = [];
  while (walker.nextNode()) {
    const text = /** @type {Text} */ (walker.currentNode);
    const around = /** @type {HTMLElement | null | undefined} */ (
      text.parentElement?.closest("[lang]")
    );
    if (around?.lang === "en" && CHINESE.test(text.data)) found.push(text);
  }
  for (const text of found) {
    const parts = text.data.split(CHINESE).filter(Boolean);
    /** @param {string} part */
    const mark = (part) =>
      CHINESE.test(part) ? h("span", { lang: "zh-CN" }, part) : part;
    text.replaceWith(...parts.map(mark));
  }
}

const STEPS = new Map([
  ["ArrowDown", 1],
  ["ArrowRight", 1],
  ["ArrowUp", -1],
  ["ArrowLeft", -1],
]);

/**
 * Arrow keys go from choice to choice, as well as Tab.
 *
 * @param {HTMLElement} group
 * @param {KeyboardEvent} event
 */
export function moveAmong(group, event) {
  const step = STEPS.get(event.key);
  if (!step || !(event.target instanceof Element)) return;
  const own = event.target.closest("button");
  const all = [...group.querySelectorAll("button")];
  const at = all.findIndex((one) => one === own);
  all[(at + step + all.length) % all.length].focus();
  event.preventDefault();
}

/**
 * @param {Blob} blob
 * @param {string} name
 */
export function saveAs(blob, name) {
  const url = URL.createObjectURL(blob);
  h("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
