/** What the panel shows of a run: the part of `summary.json` on people and weeks, checked, and the ledger asked for one cell of it. */
import type { PersonCapacity } from "../../runtime/summary/capacity-types.ts";
import type { PersonLoad, Summary } from "../../runtime/summary/types.ts";
import { answered } from "../run.ts";
import { type Check, isListOf, isNumber, isObjectOf, isOptional, isText } from "../shape.ts";

/** `capacity` is missing in runs of earlier versions. */
export type RunSummary = Pick<Summary, "schedule" | "range" | "input" | "accounts" | "people"> & {
  readonly capacity?: readonly PersonCapacity[];
};

/** Undefined where the text is no summary of a run. */
export function summaryOf(text: string): RunSummary | undefined {
  const answer = answered(text, "playc-summary");
  return answer && isSummary(answer) ? answer : undefined;
}

/** All that the panel reads: the file lies in the folder, and whoever sent the folder may have written it. */
const summaryShape: Check = isObjectOf({
  schedule: isText,
  range: isObjectOf({ from: isText, to: isText }),
  input: isObjectOf({ from: isText, to: isText, lookAhead: isListOf(() => true) }),
  accounts: isObjectOf({ total: isNumber }),
  people: isListOf(
    isObjectOf({
      person: isText,
      roles: isListOf(isText),
      unassigned: (value) => typeof value === "boolean",
      touches: isNumber,
      minutes: isNumber,
      weeks: isListOf(isObjectOf({ week: isText, touches: isNumber, others: isNumber, minutes: isNumber })),
    }),
  ),
  capacity: isOptional(
    isListOf(isObjectOf({ person: isText, weeks: isListOf(isObjectOf({ week: isText, capacity: isNumber })) })),
  ),
});

function isSummary(answer: object): answer is RunSummary {
  return summaryShape(answer);
}

export interface WeekCell {
  /** Monday, `YYYY-MM-DD`. */
  readonly week: string;
  readonly touches: number;
  /** Tasks, alerts and handoffs. */
  readonly others: number;
  readonly minutes: number;
  /** Minutes there are for plays; undefined where nobody said. */
  readonly capacity: number | undefined;
}

export interface PersonRow {
  readonly person: string;
  readonly roles: readonly string[];
  /** Work that nobody stands for. */
  readonly unassigned: boolean;
  readonly touches: number;
  readonly minutes: number;
  /** One for each week of the run. */
  readonly cells: readonly WeekCell[];
}

/** Every week in which anybody did anything, in order. */
export function weeksOf({ people }: RunSummary): string[] {
  return [...new Set(people.flatMap(({ weeks }) => weeks.map(({ week }) => week)))].sort();
}

/** In the summary's order: most hours first. */
export function rowsOf(summary: RunSummary): PersonRow[] {
  const weeks = weeksOf(summary);
  return summary.people.map((load) => {
    const done = new Map(load.weeks.map((each) => [each.week, each]));
    const kept = new Map(capacityOf(summary, load)?.weeks.map(({ week, capacity }) => [week, capacity]));
    const { person, roles, unassigned, touches, minutes } = load;
    const cells = weeks.map((week) => {
      const { touches: its = 0, others = 0, minutes: work = 0 } = done.get(week) ?? {};
      return { week, touches: its, others, minutes: work, capacity: kept.get(week) };
    });
    return { person, roles, unassigned, touches, minutes, cells };
  });
}

function capacityOf({ capacity }: RunSummary, { person, unassigned }: PersonLoad): PersonCapacity | undefined {
  return unassigned ? undefined : capacity?.find((each) => each.person === person);
}

// ---- what makes a cell -------------------------------------------------------------------------------------------

export interface Chosen {
  readonly person: string;
  readonly unassigned: boolean;
  readonly week: string;
}

/** One touch or task of a declaration. */
export interface Source {
  /** As `trigger login_drop`. */
  readonly source: string;
  readonly kind: string;
  readonly name: string;
  /** Where in the declaration, `play at_risk/phase/1/do/1`; of several the first. */
  readonly path: string;
  readonly demands: number;
  readonly minutes: number;
}

/** The ledger's rows behind a cell, by what asked for them: counted as the summary counts them (runtime/summary/load.ts). */
export function questionOf({ person, unassigned, week }: Chosen): string {
  const outcome = unassigned ? "outcome = 'unserved' AND owner = 'unassigned ' || owner_role" : "outcome = 'done'";
  return [
    "SELECT source, kind, name, min(path) AS path, count(*)::INTEGER AS demands,",
    "sum(effort_minutes + prep_minutes)::INTEGER AS minutes FROM ledger",
    `WHERE kind <> 'start' AND owner = ${quoted(person)} AND week::VARCHAR = ${quoted(week)} AND ${outcome}`,
    "GROUP BY ALL ORDER BY minutes DESC, demands DESC, source, kind, name",
  ].join(" ");
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** The answer of `playc query --format json`; undefined where it is none. */
export function sourcesOf(stdout: string): Source[] | undefined {
  try {
    const rows: unknown = JSON.parse(stdout);
    return isSources(rows) ? rows : undefined;
  } catch {
    return undefined;
  }
}

const sourcesShape: Check = isListOf(
  isObjectOf({ source: isText, kind: isText, name: isText, path: isText, demands: isNumber, minutes: isNumber }),
);

function isSources(rows: unknown): rows is Source[] {
  return sourcesShape(rows);
}
