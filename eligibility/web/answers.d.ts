// What is asked and answered in a browser: the interview, the document, the answer in
// words. The service gives the same shapes, as docs/openapi.json says.

import type {
  Application,
  CitedPlace,
  Exported,
  ExportedFact,
  ExportedMeasure,
  ExportedRulebook,
  Words,
} from "./nodes.d.ts";

/** Which rules were read. */
export type Identity = Omit<ExportedRulebook, "title">;

export type Lang = "zh" | "en";
export type Truth = boolean | null;
export type Code = boolean | string | number;
export type Codes = ReadonlyMap<string, Code>;

/** A person's answers by fact, as text or as JSON has them; null is "not known". */
export type Profile = ReadonlyMap<string, unknown>;

/** A rulebook made ready to be asked: what it keeps by id, in maps. */
export interface Book extends Omit<Exported, "implied" | "review_by"> {
  byId: ReadonlyMap<string, ExportedFact>;
  measureById: ReadonlyMap<string, ExportedMeasure>;
  implied: ReadonlyMap<string, ReadonlyMap<string, Code>>;
  reviewBy: ReadonlyMap<string, string>;
}

/** What is wrong with a profile. */
export interface Fault extends Words {
  subject: string;
}

export interface Faults {
  faults: Fault[];
}

// ---- the document ---------------------------------------------------------------------

export interface Finding {
  id: string;
  truth: Truth;
  text: Words | null;
  denial?: Words;
  facts: Record<string, Code | null>;
  cite: CitedPlace[];
  parts: Finding[];
}

export interface Caution {
  kind: string;
  text: Words;
  cite?: CitedPlace[];
}

/** A span of days in which an outcome stays the same. */
export interface Window {
  status: Status;
  from: string;
  until: string | null;
}

export type Status =
  "eligible" | "ineligible" | "undetermined" | "not_in_force" | "informational";

export interface Determination {
  measure: string;
  status: Status;
  missing: string[];
  because?: { condition: string; truth: Truth }[];
  conditions?: Finding;
  cautions: Caution[];
  basis?: string;
  text?: Words;
  apply?: Application;
  windows?: Window[];
}

export interface Assessment {
  engine: { version: string };
  rulebook: Identity;
  on: string;
  determinations: Determination[];
}

// ---- the answer in words --------------------------------------------------------------

export interface Entry {
  measure: string;
  title: string;
  remark: string;
  details: { label: string; text: string }[];
}

export interface Block {
  kind: string;
  heading: string;
  entries: Entry[];
}

export interface Told {
  lang: Lang;
  header: string[];
  blocks: Block[];
  footer: string;
}

export interface Result extends Told {
  assessment: Assessment;
}

// ---- the interview --------------------------------------------------------------------

/** A fact as a form needs it. */
export interface AskedFact {
  id: string;
  type: ExportedFact["kind"];
  heading: Words;
  question: Words;
  help?: Words | null;
  sensitive: boolean;
  values?: { value: string; text: Words }[];
  unit?: Words | null;
  least?: string;
  most?: string;
  decimals?: number;
}

/** The fact that comes next, and the conditions that it bears on. */
export interface NextFact extends AskedFact {
  why: { measure: string; title: Words; conditions: { id: string; text: Words }[] }[];
}

/** How things stand. */
export interface Stand {
  rulebook: Identity;
  fact: NextFact | null;
  remaining: { at_least: number; at_most: number } | { open: number };
  settled: { measure: string; status: Status; kind: string }[];
}

/** How things stand after an answer. */
export interface Answered extends Stand {
  profile: Record<string, string | null>;
  dropped: string[];
}
