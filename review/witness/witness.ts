/**
 * For each declaration that changed, a history on which the two programs differ: made of the words of both, run in both,
 * made small, and written as a test that passes after the change and fails before it. Pure and without a clock: the same
 * programs have the same witnesses. That none is found says nothing.
 */
import type { Path, Schedule } from "../../schedule/types.ts";
import { bySubject, type Subject, sentenceOf, subjectText } from "../sentences.ts";
import type { Change, Compared } from "../types.ts";
import { namesOf } from "./names.ts";
import { reachOf } from "./plan.ts";
import { createRunner, type Programs } from "./run.ts";
import { search } from "./search.ts";
import type { Witness } from "./types.ts";
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
/** Of a change of more declarations than these, the others are told to have none. */
export const mostDeclarations = 50;

/** In the order of the changes; none for a declaration that does nothing to an account. */
export function witnessesOf({ before, after, compared, zone, taken, most = usualMost }: WitnessAsked): Witness[] {
  // Another name alone does nothing.
  const isDone = ({ weight, what, clause }: Change) => weight === "meaning" && !(what === "renamed" && clause === null);
  const changes = compared.diff.changes.filter(isDone);
  const subjects = bySubject(changes);
  const rungs = new Map<Path, Path>(compared.pairs.map((pair) => [pair.before, pair.after]));
  const programs: Programs = { before, after, names: namesOf(before, after), rungs, zone };
  const names = new Set(taken);
  let searched = 0;
  return subjects.flatMap((subject): Witness[] => {
    const reached = reachOf(subject, [after, before], subjects);
    if (!reached) return [];
    const { kind, name } = subject;
    if (++searched > mostDeclarations) {
      return [{ kind, name, found: null, tried: { histories: 0, days: 0 }, cutShort: true }];
    }
    const runner = createRunner(programs, most);
    const found = search(runner, subject, reached);
    const called = unusedName(subject, names);
    const written =
      found &&
      ((found.kind === "sayable" ? asTest(programs, found.draft, reached.about, called) : undefined) ??
        asHistory(programs, found.draft, reached.about));
    if (written?.test) names.add(called);
    const { histories, days, isSpent } = runner;
    return [{ kind, name, found: written ?? null, tried: { histories, days }, cutShort: !written && isSpent }];
  });
}

/** A name longer than this nobody reads. */
const longest = 100;

/** `trigger login_drop: when logins falls > 20% ..., was > 30%` */
function unusedName(subject: Subject, taken: ReadonlySet<string>): string {
  const [first] = subject.changes;
  // Which way a condition moved is long to say.
  const said = first ? sentenceOf({ ...first, movement: null }) : "changed";
  const whole = `${subjectText(subject)}: ${said}`.replaceAll(/[\p{C}]/gu, " ");
  const short = whole.length > longest ? `${whole.slice(0, longest).trimEnd()} ...` : whole;
  for (let number = 1; ; number++) {
    const name = number === 1 ? short : `${short} (${number})`;
    if (!taken.has(name)) return name;
  }
}
