// @ts-check
// Who decides, by the attributes of the element: the service, or the device.

import { HOME } from "./home.mjs";
import { refusal } from "./refused.mjs";
import { Service } from "./service.mjs";

/** @import * as OnDevice from "../device.mjs" */
/** @import { Source, Wish } from "./types.d.ts" */

/**
 * @param {HTMLElement} element
 * @returns {Promise<Source>}
 */
export async function opened(element) {
  const asked = wished(element);
  const rules = element.getAttribute("rules");
  if (rules) return onDevice(new URL(rules, document.baseURI), asked);
  const src = new URL(element.getAttribute("src") || HOME, document.baseURI);
  return new Service(src, asked);
}

/** @param {HTMLElement} element */
function wished(element) {
  const [measures, topics] = ["measure", "topic"].map((name) =>
    (element.getAttribute(name) || "").split(/[\s,]+/).filter(Boolean),
  );
  if (measures.length && topics.length) throw refusal("component.both");
  const on = element.getAttribute("on");
  /** @type {Wish} */
  const asked = {};
  if (measures.length) asked.measures = measures;
  if (topics.length) asked.topics = topics;
  if (on) asked.on = on;
  return asked;
}

/**
 * @param {URL} folder
 * @param {Wish} asked
 */
async function onDevice(folder, asked) {
  /** @type {typeof OnDevice} */
  let module;
  try {
    module = await import(new URL("device.mjs", folder).href);
  } catch {
    throw refusal("component.offline");
  }
  return module.opened(folder, asked, refusal);
}
