/**
 * What each run of a simulation with assumed answers came to, added up over all accounts: `runs`, `run_people`,
 * `run_plays`. The ledger itself is that of the first run.
 */
import { personDays } from "./person-days.ts";
import type { SumTable } from "./run-sums.ts";
import { type Cell, type Column, type Table, tables } from "./tables.ts";
import type { AccountOutcome, LedgerRow } from "./types.ts";

/** A table of sums whose first key is `run`. */
export interface RunTable extends SumTable {
  /** What one account adds to a run: the other keys, then what is added up. */
  amountsOf(outcome: AccountOutcome): Iterable<{ keys: readonly Cell[]; amounts: readonly number[] }>;
}

const run: Column = { name: "run", type: "INTEGER", doc: "the number of the run, from 1 on" };

const sum = (name: string, doc: string): Column => ({ name, type: "BIGINT", doc });

const minutesOf = ({ effortMinutes, prepMinutes }: LedgerRow) => effortMinutes + prepMinutes;

const runs: RunTable = {
  name: "runs",
  doc: "a row a run (`--runs`)",
  keys: 1,
  columns: [
    run,
    sum("demands", "demands of the reported days, and those carried in"),
    sum("touches", "touches done"),
    sum("tasks", "tasks done"),
    sum("minutes", "effort and preparation of all that was done"),
    sum("answered", "touches done that were answered in time"),
    sum("late", "demands done late, or still open past their deadline"),
    sum("deferred", "demands that a limit or quiet made wait"),
    sum("dropped", "demands that a rule dropped"),
    sum("open", "demands still open at the end"),
  ],
  *amountsOf({ rows }) {
    let [touches, tasks, minutes, answered, late, deferred, dropped, open] = [0, 0, 0, 0, 0, 0, 0, 0];
    for (const row of rows) {
      if (row.lateCause !== null) late++;
      if (row.deferredBy !== null) deferred++;
      if (row.outcome === "dropped") dropped++;
      if (row.outcome === "open") open++;
      if (row.outcome !== "done") continue;
      if (row.kind === "touch") touches++;
      if (row.kind === "task") tasks++;
      if (row.answeredAt !== null) answered++;
      minutes += minutesOf(row);
    }
    yield { keys: [], amounts: [rows.length, touches, tasks, minutes, answered, late, deferred, dropped, open] };
  },
};

const people: RunTable = {
  name: "run_people",
  doc: "a row a run, person, role and week with any work: what was done, or left for want of a person",
  keys: 4,
  columns: [
    run,
    { name: "role", type: "VARCHAR", doc: "the role that owns the work" },
    { name: "owner", type: "VARCHAR", doc: "the person; `unassigned ROLE` when nobody holds the role" },
    { name: "week", type: "DATE", doc: "Monday of the week it counts in: done, or ready when unserved" },
    sum("touches", "touches"),
    sum("others", "tasks, alerts and handoffs"),
    sum("minutes", "effort and preparation"),
  ],
  *amountsOf({ rows }) {
    for (const row of rows) {
      const { kind, ownerRole, owner, week, outcome } = row;
      const isUnassigned = outcome === "unserved" && owner === `unassigned ${ownerRole}`;
      if (kind === "start" || !(outcome === "done" || isUnassigned)) continue;
      const touches = kind === "touch" ? 1 : 0;
      yield { keys: [ownerRole, owner, week], amounts: [touches, 1 - touches, minutesOf(row)] };
    }
  },
};

const plays: RunTable = {
  name: "run_plays",
  doc: "a row a run of the simulation and play of which any run touches the reported days",
  keys: 2,
  columns: [
    run,
    { name: "play", type: "VARCHAR", doc: "the play's name" },
    sum("begun", "runs of the play that touch the reported days"),
    sum("won", "those that were won"),
    sum("lost", "those that were lost"),
    sum("ended", "those that were won, lost or ran out"),
  ],
  *amountsOf({ runs: ofPlays }) {
    for (const { play, end } of ofPlays) {
      const [isWon, isLost] = [end === "won", end === "lost"].map(Number) as [number, number];
      yield { keys: [play], amounts: [1, isWon, isLost, isWon || isLost || end === "ran out" ? 1 : 0] };
    }
  },
};

export const runTables: readonly RunTable[] = [runs, people, plays];

/** Tables that are added up of what their parts have. */
export const sumTables: readonly SumTable[] = [...runTables, personDays];

/** Every table that a simulation leaves, in the order in which they are written. */
export const allTables: readonly Pick<Table, "name" | "doc" | "columns">[] = [...tables, ...sumTables];
