// The shapes that phone, tablet and tellers share: what the server answers, and what is filled in. See secrecy.md.

/** One item of a rubric sheet; points as decimal texts. */
export interface Item {
  id: string;
  title: string;
  max: string;
  step: string;
  section?: string;
}

/** One sheet of the form; without items it is marked once, with a mark of the scale. */
export interface Sheet {
  id: string;
  title: string;
  items: Item[];
}

/** What is filled in at a meeting, as /v/form says it. */
export interface Form {
  title: string;
  organisation: string;
  held_on: string;
  remarks: boolean;
  remark_length?: number;
  classes?: Record<string, string>;
  scheme: { sheets: Sheet[]; marks: string[] };
}

/** Which class a card's class votes as, and the keys of every round; /v/manifest. */
export interface Manifest {
  classes: Record<string, string>;
  keys: { round: number; class: string; modulus: string }[];
}

/** A meeting that was reached. */
export interface Meeting {
  fingerprint: string;
  manifest: Manifest;
  form: Form;
}

export interface Appraisee {
  id: string;
  name: string;
  unit?: string;
  post?: string;
  in_writing?: boolean;
}

export interface Round {
  round: number;
  title: string;
  state: "waiting" | "open" | "closed" | "void";
  appraisees: Appraisee[];
  /** Of a closed round, hexadecimal. */
  root?: string | null;
  /** The classes too small to be secret in it. */
  small?: string[];
}

/** The whole state of a meeting, as /v/state and the stream say it. */
export interface State {
  meeting: string;
  rounds: Round[];
}

/** The marks on one person. `before`: the points of a rubric that is now abstained from. */
export interface Entry {
  recused: boolean;
  marks: Record<string, Record<string, string | undefined>>;
  agreed: Record<string, boolean>;
  reasons: Record<string, Record<string, string>>;
  remark: string;
  before?: Record<string, Record<string, string | undefined>>;
}

/** An entry for every appraisee of a round, by id. */
export type Draft = Record<string, Entry>;

/** Where the voter is in a form: in the table, or at which person; on which sheet of the table. */
export interface Place {
  byTable: boolean;
  at: number;
  sheetAt: number;
}

/** A card; the secret is needed until every pass is in. */
export interface Card {
  class: string;
  id?: string;
  secret?: string;
  fingerprint?: string;
}

/** The right to one ballot. */
export interface Pass {
  token: string;
  signature: string;
}

/** [sheet, item or "", mark], in scheme order. */
export type SlipMark = [string, string, string];

export interface Slip {
  appraisee: string;
  marks: SlipMark[];
  salt: string;
}

export interface Remark {
  appraisee: string;
  text: string;
  salt: string;
}

/** The frozen message to /cast. */
export interface Message extends Pass {
  round: number;
  class: string;
  receipt: string;
  slips: Slip[];
  remarks: Remark[];
}

/** What became of a ballot: "recorded", or why it was not counted; `check` is what the closed lists said of it. */
export interface Outcome {
  status: string;
  receipt?: string;
  leaves?: string[];
  check?: "included" | "not_included" | "lists_wrong";
  root?: string;
  seen?: boolean;
}

/** The lists of a closed round. */
export interface Lists {
  leaves: string[];
  tokens: string[];
  root: string;
}

/** An answer to /claim, /cast or /kiosk/card. */
export interface Answer {
  status: number;
  error?: string;
  message?: string;
  recorded?: boolean;
  signatures?: Record<string, string>;
  class?: string;
}

/** What a storage must do: localStorage does. */
export type Keeps = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** An attempt that is made until there is an answer; the server's silence throws Unreachable. */
export type Answered = <T>(attempt: () => Promise<T>) => Promise<T>;

/** What an element is filled with; null, undefined and false are left out. */
export type Child = Node | string | number | boolean | null | undefined | readonly Child[];

/** Attributes of an element; a function listens to the event of that name. */
export type Attributes = Record<string, string | number | boolean | null | undefined | ((event: any) => unknown)>;

/** An element that is brought in line with its entry by `show`. */
export type Shown<E = HTMLElement> = E & { show(missingToo?: boolean): void };
