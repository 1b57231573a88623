/**
 * What a view of a change is made of: parts with lists and tables, their texts told apart in playc's own words and quotes of
 * the data and the playbooks. A terminal, a comment and a page show the same parts, each in its own way.
 */
import type { Quote } from "../../../review/sentences.ts";
import type { DeclarationKind } from "../../../review/types.ts";
import type { Column } from "../layout.ts";
import { printable, printableName } from "../printable.ts";

/** A name that the data gives: of a person, an account. */
export interface Name extends Quote {
  readonly isName: true;
}

/** Quotes are printable already, and no quote is empty. */
export type Words = readonly (string | Quote | Name)[];

export interface Item {
  readonly words: Words;
  /** What its words begin with, where there may be a page about it. */
  readonly declaration?: { readonly kind: DeclarationKind; readonly name: string };
  /** What belongs to it, a line each. */
  readonly under?: readonly Words[];
}

export type Block =
  | { readonly kind: "text"; readonly words: Words }
  | { readonly kind: "list"; readonly items: readonly Item[] }
  | { readonly kind: "table"; readonly columns: readonly Column[]; readonly rows: readonly (readonly Words[])[] }
  /** A text of the language, ended by a line end. */
  | { readonly kind: "code"; readonly text: string };

export interface Part {
  /** Its own in the view. */
  readonly id: string;
  readonly title: Words;
  /** What it comes to, for who does not open it: `2 triggers, 14 accounts gained, 3 lost`. */
  readonly gist: string;
  readonly blocks: readonly Block[];
}

/** How much of each a view has room for; what is more is counted. */
export interface Limits {
  /** Declarations, touches and the like in a cell of a table. */
  readonly few: number;
  /** Names in a line. */
  readonly names: number;
  /** Weeks in a line. */
  readonly weeks: number;
  /** People in the table of all. */
  readonly people: number;
  readonly rows: number;
  /** Days of a timeline. */
  readonly days: number;
}

/** A name out of the data, shortened in the middle when nobody would read it to its end. */
export function named(name: string): Words {
  return [{ quote: printableName(name), isName: true }];
}

/** Longer texts nobody reads to their end. */
const longest = 600;

/** What a playbook or a message says, shortened where it is very long. */
export function quoted(text: string): Words {
  if (text === "") return [];
  const signs = text.length > longest ? [...text] : [];
  return [{ quote: printable(signs.length > longest ? `${signs.slice(0, longest).join("")} ...` : text) }];
}

/** `a, b, and 3 more` */
export function listed<Each>(all: readonly Each[], most: number, wordsOf: (each: Each) => Words): Words {
  const more = all.length - most;
  const words = all.slice(0, most).flatMap((each, index) => [...(index === 0 ? [] : [", "]), ...wordsOf(each)]);
  return more > 0 ? [...words, `, and ${more} more`] : words;
}

export function names(all: readonly string[], { names: most }: Limits): Words {
  return listed(all, most, named);
}

/** A sentence that is made of names by a function which makes them fit for where they are shown. */
export function withNames(sentence: (nameOf: (name: string) => string) => string): Words {
  const given: string[] = [];
  // Nothing that playc says itself has this character.
  const text = sentence((name) => {
    given.push(name);
    return "\uE000";
  });
  return text.split("\uE000").flatMap((own, index): Words => {
    const name = given[index];
    return [...(own === "" ? [] : [own]), ...(name === undefined ? [] : named(name))];
  });
}

/** Rows beyond the limit are counted below the table. */
export function limitedTable(
  columns: readonly Column[],
  rows: readonly (readonly Words[])[],
  { rows: most }: Limits,
): Block[] {
  const more = rows.length - most;
  return [
    { kind: "table", columns, rows: rows.slice(0, most) },
    ...(more > 0 ? [{ kind: "text" as const, words: [`and ${more} more`] }] : []),
  ];
}

/** Where there is more than a view has room for. */
export const wholeReport: Words = [
  { quote: "playc diff --report FILE.html" },
  " shows more of each list, ",
  { quote: "--format json" },
  " has all.",
];

export function plainText(words: Words): string {
  return words.map((piece) => (typeof piece === "string" ? piece : piece.quote)).join("");
}
