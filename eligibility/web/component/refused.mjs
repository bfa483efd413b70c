// @ts-check
// What was not answered, and why.

import { both } from "./words.mjs";

/** @import { Values } from "../filling.mjs" */
/** @import { Words } from "../nodes.d.ts" */
/** @import { Complaint } from "./types.d.ts" */
/** @import { WordId } from "./words.mjs" */

/** `faults` where an answer is wrong, else words for a person. */
export class Refused extends Error {
  /**
   * @param {Words} words
   * @param {readonly Complaint[]} faults
   */
  constructor(words, faults = []) {
    super("refused");
    this.words = words;
    this.faults = faults;
  }
}

/**
 * @param {WordId} id
 * @param {Values} [values]
 * @param {readonly Complaint[]} [faults]
 */
export function refusal(id, values, faults) {
  return new Refused(both(id, values), faults);
}
