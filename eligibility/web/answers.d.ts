// What is asked and answered in a browser: the interview, the document, the answer in
// words. The service gives the same shapes, as docs/openapi.json says.

import type {
  Application,
  CitedPlace,
  Contact,
  Exported,
  ExportedFact,
  ExportedMeasure,
  ExportedRulebook,
  ExportedTopic,
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
  /** By fact and value, the facts that there is none of then. */
  tells: ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<string, Code>>>;
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
  /** Whether it has to do with the person; `concerns` is there where it has not. */
  concerning?: Truth;
  concerns?: false;
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
  plan?: Planned[];
  determinations: Determination[];
}

/** What is done in a step: a measure is obtained, or a fact made so by an act. */
export type Done = { measure: string } | { act: string };

/** A step of the plan. */
export interface Planned {
  do: Done;
  text: Words;
  where: Words | null;
  bring: Words[];
  from: string;
  by: string | null;
  for: string[];
  ends: string[];
  rivals: string[];
  contact?: Contact;
}

// ---- the answer in words --------------------------------------------------------------

export interface Entry {
  measure: string;
  title: string;
  remark: string;
  details: { label: string; text: string }[];
}

/** A fact to find out: what is asked, where one sees it, and what it bears on. */
export interface Find {
  fact: string;
  question: string;
  where: string;
  bears: string;
}

export interface Block {
  kind: string;
  heading: string;
  entries: Entry[];
  finds: Find[];
}

/** A step of the plan in words; what there is nothing to say about is empty. */
export interface PlanLine {
  do: Done;
  text: string;
  when: string;
  where: string;
  bring: string;
  pays: string;
  notes: string[];
  contact?: Contact;
}

export interface Told {
  lang: Lang;
  header: string[];
  plan: PlanLine[];
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

/** About how many questions still come, in all and under the topic at hand. */
export interface Remaining {
  about: number;
  about_here: number;
  at_least?: number;
  at_most?: number;
}

/** What one may come for. */
export type Topic = ExportedTopic;

/** How things stand. */
export interface Stand {
  rulebook: Identity;
  fact: NextFact | null;
  topic: string | null;
  remaining: Remaining;
  settled: { measure: string; status: Status; kind: string }[];
}

/** How things stand after an answer. */
export interface Answered extends Stand {
  profile: Record<string, string | null>;
  dropped: string[];
}
