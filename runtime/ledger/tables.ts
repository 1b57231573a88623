/**
 * The tables a simulation leaves behind, column by column: `ledger`, `trigger_days`, `account_days`, `play_runs`.
 * The days tables are tidy: a row a reason, the decided days under the reason NULL, so that sums never count twice.
 */
import type { EpochDay, Instant } from "../histories/types.ts";
import type { AccountOutcome, LedgerRow } from "./types.ts";

export type ColumnType = "VARCHAR" | "DATE" | "TIMESTAMPTZ" | "INTEGER" | "BOOLEAN";

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
}

/** A cell as the engine says it: an epoch day for DATE, milliseconds for TIMESTAMPTZ. */
export type Cell = string | number | boolean | null;

export interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
  /** The rows one account adds, cells in the order of the columns. */
  rowsOf(outcome: AccountOutcome): Iterable<readonly Cell[]>;
}

interface LedgerColumn extends Column {
  readonly of: (row: LedgerRow) => Cell;
}

const text = (name: string, of: (row: LedgerRow) => string | null): LedgerColumn => ({ name, type: "VARCHAR", of });
const day = (name: string, of: (row: LedgerRow) => EpochDay | null): LedgerColumn => ({ name, type: "DATE", of });
const instant = (name: string, of: (row: LedgerRow) => Instant | null): LedgerColumn => ({
  name,
  type: "TIMESTAMPTZ",
  of,
});
const minutes = (name: string, of: (row: LedgerRow) => number): LedgerColumn => ({ name, type: "INTEGER", of });

const ledgerColumns: readonly LedgerColumn[] = [
  text("id", (row) => row.id),
  text("account", (row) => row.account),
  text("path", (row) => row.path),
  text("source", (row) => row.source),
  text("occurrence", (row) => row.occurrence),
  text("kind", (row) => row.kind),
  text("name", (row) => row.name),
  text("segment", (row) => row.segment),
  text("priority", (row) => row.priority),
  text("outcome", (row) => row.outcome),
  text("rule", (row) => row.rule),
  text("merged_into", (row) => row.mergedInto),
  text("owner_role", (row) => row.ownerRole),
  text("owner", (row) => row.owner),
  text("contact", (row) => row.contact),
  text("channel", (row) => row.channel),
  day("dated", (row) => row.dated),
  instant("ready_at", (row) => row.readyAt),
  instant("deadline", (row) => row.deadline),
  instant("done_at", (row) => row.doneAt),
  day("done_on", (row) => row.doneOn),
  day("week", (row) => row.week),
  minutes("late_minutes", (row) => row.lateMinutes),
  text("late_cause", (row) => row.lateCause),
  minutes("deferred_minutes", (row) => row.deferredMinutes),
  text("deferred_by", (row) => row.deferredBy),
  minutes("effort_minutes", (row) => row.effortMinutes),
  minutes("prep_minutes", (row) => row.prepMinutes),
  text("cause", (row) => row.cause),
  instant("answered_at", (row) => row.answeredAt),
  { name: "carried_in", type: "BOOLEAN", of: (row) => row.carriedIn },
];

const ledger: Table = {
  name: "ledger",
  columns: ledgerColumns.map(({ name, type }) => ({ name, type })),
  *rowsOf(outcome) {
    for (const row of outcome.rows) yield ledgerColumns.map((column) => column.of(row));
  },
};

const triggerDays: Table = {
  name: "trigger_days",
  columns: [
    { name: "account", type: "VARCHAR" },
    { name: "trigger", type: "VARCHAR" },
    { name: "reason", type: "VARCHAR" },
    { name: "days", type: "INTEGER" },
    { name: "fires", type: "INTEGER" },
  ],
  *rowsOf({ account, triggers }) {
    for (const { trigger, fires, days, unknown } of triggers) {
      yield [account, trigger, null, days - total(unknown), fires];
      for (const [reason, count] of inOrder(unknown)) yield [account, trigger, reason, count, 0];
    }
  },
};

const accountDays: Table = {
  name: "account_days",
  columns: [
    { name: "account", type: "VARCHAR" },
    { name: "reason", type: "VARCHAR" },
    { name: "days", type: "INTEGER" },
  ],
  *rowsOf({ account, daysAlive, daysUnsegmented }) {
    yield [account, null, daysAlive - total(daysUnsegmented)];
    for (const [reason, count] of inOrder(daysUnsegmented)) yield [account, reason, count];
  },
};

const playRuns: Table = {
  name: "play_runs",
  columns: [
    { name: "account", type: "VARCHAR" },
    { name: "play", type: "VARCHAR" },
    { name: "started", type: "DATE" },
    { name: "ended", type: "DATE" },
    { name: "ending", type: "VARCHAR" },
  ],
  *rowsOf({ account, runs }) {
    for (const run of runs) yield [account, run.play, run.started, run.ended ?? null, run.end ?? null];
  },
};

/** In the order in which they are written. */
export const tables: readonly Table[] = [ledger, triggerDays, accountDays, playRuns];

function total(counts: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const count of counts.values()) sum += count;
  return sum;
}

/** By reason, so that the order in which an engine met them never shows. */
function inOrder(counts: ReadonlyMap<string, number>): [string, number][] {
  return [...counts].sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0));
}
