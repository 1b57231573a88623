/** `playc diff --simulate`: both programs over the same histories, by one process, and what is different then. */
import { mkdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import type { Project } from "../project/types.ts";
import { comparePrograms } from "../review/compare/compare.ts";
import { laterNames } from "../review/compare/names.ts";
import type { ProgramComparison } from "../review/compare/types.ts";
import type { InFlight } from "../review/in-flight/types.ts";
import { keepDone, timelinesOf } from "../review/timelines/of-ledgers.ts";
import type { Compared } from "../review/types.ts";
import type { Capacity } from "../runtime/capacity.ts";
import type { Simulation } from "../runtime/engine/simulation.ts";
import { type OpenedHistories, openHistories } from "../runtime/histories/open.ts";
import { DataError, type EpochDay } from "../runtime/histories/types.ts";
import { openLedgerStore, type Query } from "../runtime/ledger/store.ts";
import { peopleOf } from "../runtime/people-given.ts";
import { touchesBehind } from "../runtime/scenarios/budget-facts.ts";
import { type ProgramFacts, programFacts, withSegments } from "../runtime/scenarios/program-facts.ts";
import { simulate } from "../runtime/simulate.ts";
import { type BudgetResult, budgetResults } from "../runtime/summary/budgets.ts";
import { summarise } from "../runtime/summary/summarise.ts";
import { surveyed } from "../runtime/survey-accounts.ts";
import type { Schedule } from "../schedule/types.ts";
import { answeringOf } from "./answering.ts";
import { changeOverOf, type Ready } from "./change-over.ts";
import { Failure } from "./failure.ts";
import { projectsBefore } from "./mapping-before.ts";
import type { Progress } from "./progress.ts";
import { checkReportedDays, type DataDays, type ReportedDays } from "./reported-days.ts";
import { loadSchedule, scheduleText } from "./schedule-text.ts";

export interface ComparedRun {
  readonly before: Schedule;
  readonly after: Schedule;
  /** What the two say differently, and what in them is the same. */
  readonly compared: Compared;
  /** Says where the data of both is, and what they must stay within. */
  readonly project: Project;
  /** Of the program before, where it has one: how it reads what the program after does not have. */
  readonly projectBefore?: Project | undefined;
  /** The folder of the data. */
  readonly root: string;
  /** Others, as typed. */
  readonly data: readonly string[];
  readonly days: ReportedDays;
  readonly capacity: Capacity;
  /** The day from whose opening on the program after is in force, where it is not all along. */
  readonly changeOn?: EpochDay | undefined;
}

/** What `playc diff --simulate` tells of both. */
export interface ComparedRuns {
  readonly simulated: ProgramComparison;
  /** Absent where the two programs have no day of data in common. */
  readonly inFlight?: InFlight;
}

/** `folder` exists and is this run's own. Failure of kind `data` or `io` where the data is bad, or fits only one of the two. */
export async function simulateBoth(folder: string, asked: ComparedRun, progress: Progress): Promise<ComparedRuns> {
  const [before, after] = [loadSchedule(scheduleText(asked.before)), loadSchedule(scheduleText(asked.after))];
  progress.phase("reading the data");
  const now = await opened(join(folder, "after-input"), asked, after, asked.project, "after");
  try {
    const isShared = readsAlike(before, after);
    const old = isShared ? now : await openedBefore(join(folder, "before-input"), asked, before);
    try {
      const run = { ...asked, days: daysOfBoth(asked.days, old, now) };
      const [kept, found] = [join(folder, "before", "done.parquet"), join(folder, "after", "done.parquet")];
      const sides = { before: await ready(run, before, old), after: await ready(run, after, now) };
      const over = changeOverOf(sides.before, sides.after, { ...run, isShared });
      const was = await ran(
        join(folder, "before"),
        run,
        { ...sides.before, ...over?.before },
        progress,
        "the program before",
        (query) => keepDone(query, kept),
      );
      const is = await ran(
        join(folder, "after"),
        run,
        { ...sides.after, ...over?.after },
        progress,
        run.changeOn === undefined ? "the program after" : "the change-over",
        async (query, budgets) => {
          // A ledger's database reads its own folder alone.
          renameSync(kept, found);
          return {
            timelines: await timelinesOf(query, found, laterNames(run.compared)),
            touches: await touchesBehind(query, budgets, found),
          };
        },
      );
      const { timelines, touches } = is.asked;
      const simulated = { ...comparePrograms(was.facts, is.facts, run, touches), timelines };
      return { simulated, ...(over && { inFlight: over.inFlight() }) };
    } finally {
      if (!isShared) await old.close();
    }
  } finally {
    await now.close();
  }
}

/**
 * All that reading hangs on; what else a program says is asked of what was read. The policy names channels of touches and
 * days off of the team.
 */
const readOf = [
  "account",
  "contacts",
  "currency",
  "events",
  "metrics",
  "roles",
  "tasks",
  "touches",
  "policy",
  "team",
  "covers",
] as const;

/** Whether what is read of the data for the one program is what is read for the other. */
function readsAlike(one: Schedule, other: Schedule): boolean {
  return readOf.every((part) => JSON.stringify(one[part] ?? null) === JSON.stringify(other[part] ?? null));
}

/** With the first of the project files that fits; a folder of its own for each, since what failed may leave files. */
async function openedBefore(tempDir: string, run: ComparedRun, schedule: Schedule): Promise<OpenedHistories> {
  const projects = projectsBefore(run, run.project, run.projectBefore);
  for (const [index, project] of projects.slice(0, -1).entries()) {
    try {
      return await opened(`${tempDir}-${index}`, run, schedule, project, "before");
    } catch (error) {
      if (!(error instanceof Failure && error.cause instanceof DataError)) throw error;
    }
  }
  return opened(tempDir, run, schedule, projects.at(-1)!, "before");
}

/** Reported are days of which both programs read data: what only one of them reads would count as a change. */
function daysOfBoth(days: ReportedDays, { grid: before }: DataDays, now: DataDays): ReportedDays {
  const after = now.grid;
  const both = { from: Math.max(before.from, after.from), to: Math.min(before.to, after.to) };
  if (both.from > both.to && before.from <= before.to && after.from <= after.to) {
    throw new Failure("data", "The two programs read no day of data in common, so that nothing can be compared.");
  }
  checkReportedDays(days, { ...now, grid: both });
  return before.from === after.from && before.to === after.to ? days : { ...both, ...days };
}

async function opened(
  tempDir: string,
  { root, data }: ComparedRun,
  schedule: Schedule,
  project: Project,
  side: "before" | "after",
): Promise<OpenedHistories> {
  mkdirSync(tempDir);
  try {
    return await openHistories({ project, schedule, projectDir: root, dataDirs: data, tempDir });
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    throw new Failure(
      error.kind,
      `The histories cannot be read for the program ${side} the change, so that nothing can be simulated: ${error.message}`,
      { place: error.place, cause: error },
    );
  }
}

interface Side extends Ready {
  readonly segments: ReadonlyMap<string, string | null>;
  /** Who simulates instead of the program alone. */
  readonly simulation?: Simulation;
}

async function ready({ days }: ComparedRun, schedule: Schedule, opened: OpenedHistories): Promise<Side> {
  const all = await surveyed(schedule, opened);
  const { histories, segments } = withSegments(schedule, all, days.to ?? opened.grid.to);
  return { schedule, histories, segments, answering: answeringOf(schedule, histories, {}) };
}

/** `ask`: what else is asked of the ledger before it is closed. */
async function ran<Answer>(
  folder: string,
  { project, days, capacity }: ComparedRun,
  { schedule, histories, segments, answering, simulation }: Side,
  progress: Progress,
  title: string,
  ask: (query: Query, budgets: readonly BudgetResult[]) => Promise<Answer>,
): Promise<{ facts: ProgramFacts; asked: Answer }> {
  progress.phase(title);
  mkdirSync(folder);
  const people = await peopleOf(schedule, histories, capacity);
  const store = await openLedgerStore(folder);
  try {
    const into = { sink: store.append, ofPeople: store.appendPersonDay, onProgress: progress.count };
    const program = { schedule, histories, answering, people, ...(simulation && { simulation }) };
    const totals = await simulate({ ...days, ...program, ...into });
    store.finish();
    const summary = await summarise(store.query, schedule, histories, { ...totals, capacity });
    const { budgets } = project;
    if (budgets) summary.budgets = await budgetResults(budgets, store.query, schedule, summary);
    const facts = await programFacts(store.query, schedule, summary, segments);
    return { facts, asked: await ask(store.query, facts.budgets) };
  } finally {
    store.close();
  }
}
