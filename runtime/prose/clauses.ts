/** Declarations clause by clause: a clause that a table has no sentence for does not compile. */
import type { Said } from "./prose.ts";

/**
 * What each member of a declaration says, in the order in which it is read. `null`: nothing of its own, because it is a
 * name, a place, a comment that stands first anyway, or told by another clause.
 */
export type Clauses<T> = { readonly [K in keyof T]-?: ((value: T[K] & {}, whole: T) => readonly Said[]) | null };

/** The sentences of a declaration; of members that are not there, none. */
export function saidBy<T extends object>(clauses: Clauses<T>, whole: T): Said[] {
  const said: Said[] = [];
  for (const key in clauses) said.push(...saidByOne(clauses, whole, key));
  return said;
}

function saidByOne<T extends object, K extends keyof T>(clauses: Clauses<T>, whole: T, key: K): readonly Said[] {
  const value = whole[key];
  const speak = clauses[key];
  return value === undefined || value === null || speak === null ? [] : speak(value, whole);
}

/**
 * What is left of a declaration when all its members have been told: nothing. Where the language gets a new one, the call
 * does not compile until there are words for it.
 */
export function allTold(_rest: Readonly<Record<string, never>>): void {}
