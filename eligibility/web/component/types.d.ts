// What the parts of the component pass each other.

import type { Answered, Identity, Lang, Result, Stand, Topic } from "../answers.d.ts";
import type { Words } from "../nodes.d.ts";

/** The answers given so far, by fact, as text; null is "not known". */
export type Given = ReadonlyMap<string, string | null>;

/** What the page asks for: these measures or topics, the rules of that day. */
export interface Wish {
  measures?: string[];
  topics?: string[];
  on?: string;
}

/** What is wrong with an answer. */
export interface Complaint {
  detail: Words;
  hint?: Words;
}

/** Who decides: the service, or the device. */
export interface Source {
  /** Whether it makes reports and calendars. */
  files: boolean;
  /** Whether the page itself says what is asked about. */
  narrowed: boolean;
  /** Which rules it reads, and what one may come for. */
  offer(lang: Lang): Promise<{ rulebook: Identity; topics: readonly Topic[] }>;
  /** Ask only about these topics from now on; null for all that the page asks for. */
  narrow(topics: readonly string[] | null): void;
  stand(given: Given, lang: Lang): Promise<Stand>;
  answer(given: Given, id: string, value: string | null, lang: Lang): Promise<Answered>;
  result(given: Given, lang: Lang): Promise<Result>;
  /** Let go of what is asked. */
  stop?(): void;
  file?(path: string, body: object, given: Given, lang: Lang): Promise<Blob | null>;
}

/** Something to do that may take a while or fail. */
export type Doing = (source: Source) => Promise<void> | void;

/** How a screen is drawn anew. */
export type Redraw = () => Promise<void> | void;

/** The element on the page. */
export interface Host extends HTMLElement {
  readonly language: Lang;
  readonly root: ShadowRoot;
  readonly isWholePage: boolean;
}

export type Listener =
  | ((event: MouseEvent) => void)
  | ((event: KeyboardEvent) => void)
  | ((event: SubmitEvent) => void)
  | ((event: Event) => void);

/** Of an element: those undefined, null or false are left out. */
export interface Attributes {
  onclick?: (event: MouseEvent) => void;
  onkeydown?: (event: KeyboardEvent) => void;
  onsubmit?: (event: SubmitEvent) => void;
  ontoggle?: (event: Event) => void;
  [name: string]: Listener | string | boolean | null | undefined;
}

export type Child = Node | string | null | readonly Child[];
