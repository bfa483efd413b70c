// Written by pytest --rewrite-golden from readings/portable.py and web/shapes.py: an
// exported rulebook, as evaluator.mjs reads it.

/** A rulebook on a day. */
export interface Exported {
  engine: Engine;
  rulebook: ExportedRulebook;
  on: string;
  today: number;
  facts: ExportedFact[];
  implied: Record<string, Record<string, boolean | string | number>>;
  contradictions: ExportedContradiction[];
  exclusive: ExportedGroup[];
  review_by: Record<string, string>;
  topics: ExportedTopic[];
  measures: ExportedMeasure[];
  words: ExportedWords;
}

/** The program that wrote the file. */
export interface Engine {
  version: string;
}

/** Which rules were read, and what they are called. */
export interface ExportedRulebook {
  name: string;
  version: string;
  sha256: string;
  title: Words;
}

/** A text in both languages. */
export interface Words {
  zh: string;
  en: string;
}

export type ExportedFact = TruthFact | ChoiceFact | OrderedFact;

/** A fact that is so or is not. */
export interface TruthFact {
  id: string;
  heading: Words;
  question: Words;
  help: Words;
  sensitive: boolean;
  movable: boolean;
  applies?: Step[];
  asked?: Step[];
  tells?: Record<string, Record<string, boolean | string | number>>;
  kind: "bool";
}

export type Step =
  | AllStep
  | AnyStep
  | NotStep
  | ContestedStep
  | AmongStep
  | WithinStep
  | StairsStep
  | RelationStep;

/** Every part holds; in a branch, the first says whether the second matters. */
export interface AllStep {
  id?: string;
  text?: Words;
  denial?: Words;
  written?: boolean;
  cite?: CitedPlace[];
  facts?: string[];
  tellers?: Record<string, string[]>;
  named?: [number | null, number][];
  implied?: boolean;
  op: "all" | "branch";
  parts: number[];
}

/** A place in a document, and how surely it is known. */
export interface CitedPlace {
  source: string;
  title: Words;
  number: string | null;
  at: string;
  basis: string;
  seen_at?: string;
}

/** One part holds. */
export interface AnyStep {
  id?: string;
  text?: Words;
  denial?: Words;
  written?: boolean;
  cite?: CitedPlace[];
  facts?: string[];
  tellers?: Record<string, string[]>;
  named?: [number | null, number][];
  implied?: boolean;
  op: "any";
  parts: number[];
}

/** Its part does not hold. */
export interface NotStep {
  id?: string;
  text?: Words;
  denial?: Words;
  written?: boolean;
  cite?: CitedPlace[];
  facts?: string[];
  tellers?: Record<string, string[]>;
  named?: [number | null, number][];
  implied?: boolean;
  op: "not";
  parts: number[];
}

/** Its parts are readings of a passage; who says which holds. */
export interface ContestedStep {
  id?: string;
  text?: Words;
  denial?: Words;
  written?: boolean;
  cite?: CitedPlace[];
  facts?: string[];
  tellers?: Record<string, string[]>;
  named?: [number | null, number][];
  implied?: boolean;
  op: "contested";
  parts: number[];
  by: Words;
  office: boolean;
}

/** A choice or a truth is one of some values. */
export interface AmongStep {
  id?: string;
  text?: Words;
  denial?: Words;
  written?: boolean;
  cite?: CitedPlace[];
  facts?: string[];
  tellers?: Record<string, string[]>;
  named?: [number | null, number][];
  implied?: boolean;
  met_by?: string[];
  barred_by?: string[];
  op: "among";
  fact: string;
  values: (string | boolean | number)[];
}

/** A code lies between two others. */
export interface WithinStep {
  id?: string;
  text?: Words;
  denial?: Words;
  written?: boolean;
  cite?: CitedPlace[];
  facts?: string[];
  tellers?: Record<string, string[]>;
  named?: [number | null, number][];
  implied?: boolean;
  met_by?: string[];
  barred_by?: string[];
  op: "within";
  fact: string;
  least: number | null;
  most: number | null;
  after?: [string, number][];
  before?: [string, number][];
}

/** A code lies in a span that depends on another fact's code. */
export interface StairsStep {
  id?: string;
  text?: Words;
  denial?: Words;
  written?: boolean;
  cite?: CitedPlace[];
  facts?: string[];
  tellers?: Record<string, string[]>;
  named?: [number | null, number][];
  implied?: boolean;
  op: "stairs";
  fact: string;
  few: string;
  first: number;
  spans: ([number | null, number | null] | null)[];
}

/** Two codes, compared. */
export interface RelationStep {
  id?: string;
  text?: Words;
  denial?: Words;
  written?: boolean;
  cite?: CitedPlace[];
  facts?: string[];
  tellers?: Record<string, string[]>;
  named?: [number | null, number][];
  implied?: boolean;
  op: "relation";
  left: string;
  operator: string;
  right: string;
  ends: Record<string, [number, number]>;
}

/** A fact that is one of some values. */
export interface ChoiceFact {
  id: string;
  heading: Words;
  question: Words;
  help: Words;
  sensitive: boolean;
  movable: boolean;
  applies?: Step[];
  asked?: Step[];
  tells?: Record<string, Record<string, boolean | string | number>>;
  kind: "choice";
  values: ExportedValue[];
}

/** One value of a choice. */
export interface ExportedValue {
  zh: string;
  en: string;
  id: string;
}

/** A fact whose values lie on a line; its codes are whole numbers. */
export interface OrderedFact {
  id: string;
  heading: Words;
  question: Words;
  help: Words;
  sensitive: boolean;
  movable: boolean;
  applies?: Step[];
  asked?: Step[];
  tells?: Record<string, Record<string, boolean | string | number>>;
  kind: "date" | "integer" | "number" | "money";
  least: number;
  most: number;
  decimals: number;
  unit: Words | null;
  latest_is_today: boolean;
}

/** What cannot all be so. */
export interface ExportedContradiction {
  id: string;
  text: Words;
  steps: Step[];
}

/** Measures of which one may be drawn. */
export interface ExportedGroup {
  text: Words;
  measures: string[];
  cite: CitedPlace[];
}

/** What one may come for. */
export interface ExportedTopic {
  id: string;
  title: Words;
}

/** A measure on the day. */
export interface ExportedMeasure {
  steps?: Step[];
  status?: "informational" | "not_in_force";
  held?: Step[];
  concerns?: Step[];
  id: string;
  title: Words;
  summary: Words;
  kind: string;
  worth: number;
  topic?: string;
  cautions: ExportedCaution[];
  when: Words;
  cite?: CitedPlace[];
  text?: Words;
  offer?: Words;
  apply?: Application;
}

/** A caution that the rulebook writes, and when it is told. */
export interface ExportedCaution {
  kind: string;
  text: Words;
  cite: CitedPlace[];
  when: Step[];
}

/** How to get a measure. */
export interface Application {
  where: Words;
  bring: Words[];
  within?: Words;
  contact?: Contact;
}

/** Whom to ask. */
export interface Contact {
  phone?: string;
  name?: Words;
  url?: string;
}

/** Words of the engine, by what they stand for. */
export interface ExportedWords {
  headings: Record<string, Words>;
  basis: Record<string, Words>;
  sentences: Record<string, Words>;
}
