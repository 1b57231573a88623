/**
 * For each declaration that changed, a history on which the two programs differ: made of the words of both, run in both,
 * made small, and written as a test that passes after the change and fails before it. Pure and without a clock: the same
 * programs have the same witnesses. That none is found says nothing.
 */
import type { Path, Schedule } from "../../schedule/types.ts";
import { bySubject, type Subject, sentenceOf, subjectText } from "../sentences.ts";
import type { Change, Compared } from "../types.ts";
import { aloneOf } from "./alone.ts";
import { namesOf } from "./names.ts";
import { namingsOf } from "./namings.ts";
import { workingOf } from "./part.ts";
import { type Reached, reachesOf } from "./plan.ts";
import { newSpending, type Programs, type Spending } from "./run.ts";
import { search } from "./search.ts";
import type { Witness, WitnessFound } from "./types.ts";
import { asHistory, asTest } from "./write.ts";

export interface WitnessAsked {
  readonly before: Schedule;
  readonly after: Schedule;
  /** Of the two. */
  readonly compared: Compared;
  /** The time zone of accounts that have none of their own. */
  readonly zone: string;
  /** Names of tests that the program has already. */
  readonly taken: ReadonlySet<string>;
  /** Days of accounts that are simulated for one declaration, of both programs together. */
  readonly most?: number;
}

/** What is found in a second or so, or not at all. */
export const usualMost = 200_000;
/** Of a change of more declarations than these, the others are not looked into. */
export const mostDeclarations = 50;
/** All together may cost as much as so many searches of one. */
const mostSearches = 12;

/** In the order of the changes; none for a declaration that does nothing to an account. */
export function witnessesOf({ before, after, compared, zone, taken, most = usualMost }: WitnessAsked): Witness[] {
  // Another name alone does nothing.
  const isDone = ({ weight, what, clause }: Change) => weight === "meaning" && !(what === "renamed" && clause === null);
  const subjects = bySubject(compared.diff.changes.filter(isDone));
  const programs: Programs = {
    before: workingOf(before),
    after: workingOf(after),
    names: namesOf(before, after),
    rungs: new Map<Path, Path>(compared.pairs.map((pair) => [pair.before, pair.after])),
    zone,
    namings: { before: namingsOf(before), after: namingsOf(after) },
  };
  const names = new Set(taken);
  const asked = subjects.flatMap((subject) => {
    const reaches = reachesOf(subject, programs, subjects);
    return reaches.length > 0 ? [{ subject, reaches }] : [];
  });
  // Where something is called otherwise, one program's words mean nothing in the other.
  const isTogether = subjects.length > 1 && compared.diff.changes.every(({ what }) => what !== "renamed");
  const searched = new Set([...asked].sort(mostTelling).slice(0, mostDeclarations));
  const share = Math.ceil(Math.min(most, (most * mostSearches) / Math.max(1, searched.size)));
  return asked.map((each): Witness => {
    const { subject, reaches } = each;
    const { kind, name } = subject;
    if (!searched.has(each)) return { kind, name, found: null, tried: { histories: 0, days: 0 }, cutShort: true };
    const spending = newSpending(share);
    const called = unusedName(subject, names);
    let found: WitnessFound | null = null;
    const alone = isTogether ? aloneOf(programs.before, programs.after, subject) : undefined;
    for (const reached of reaches) found ??= searchedIn(programs, subject, reached, { spending, called, alone });
    if (found && subjects.length === 1) found = { ...found, byItself: true };
    if (found?.test) names.add(called);
    const { histories, days, isSpent } = spending;
    return { kind, name, found, tried: { histories, days }, cutShort: !found && isSpent };
  });
}

/** What changed in a declaration is harder to see than one that is new or gone. */
function mostTelling(one: { readonly subject: Subject }, other: { readonly subject: Subject }): number {
  const isWhole = ({ changes }: Subject) => changes.some(({ what, clause }) => clause === null && what !== "renamed");
  return Number(isWhole(one.subject)) - Number(isWhole(other.subject));
}

function searchedIn(
  programs: Programs,
  subject: Subject,
  reached: Reached,
  { spending, called, alone }: { spending: Spending; called: string; alone: Schedule | undefined },
): WitnessFound | null {
  const found = search(programs, subject, reached, spending, alone);
  if (!found) return null;
  const { kind, draft, byItself } = found;
  const test = kind === "sayable" ? asTest(programs, draft, reached.about, called) : undefined;
  const said = test ?? asHistory(programs, draft, reached.about);
  return said ? { ...said, byItself } : null;
}

/** A name longer than this nobody reads. */
const longest = 100;

/** `trigger login_drop: when logins falls > 20% ..., was > 30%`; of several, none is said to be the one that is shown. */
function unusedName(subject: Subject, taken: ReadonlySet<string>): string {
  const [first, ...others] = subject.changes;
  // Which way a condition moved is long to say.
  const said = first && others.length === 0 ? sentenceOf({ ...first, movement: null }) : `${others.length + 1} changes`;
  const whole = `${subjectText(subject)}: ${said}`.replaceAll(/[\p{C}]/gu, " ");
  const short = whole.length > longest ? `${whole.slice(0, longest).trimEnd()} ...` : whole;
  for (let number = 1; ; number++) {
    const name = number === 1 ? short : `${short} (${number})`;
    if (!taken.has(name)) return name;
  }
}
