/**
 * The tables a simulation leaves behind, column by column: `ledger`, `trigger_days`, `account_days`, `play_runs`, `rungs`, `delivered`, `scores`, `models`, `experiment_arms`, `journey`, `measures`, `roi`, `endings`.
 * The days tables are tidy: a row a reason, the decided days under the reason NULL, so that sums never count twice.
 */
import { compareText } from "../../schedule/order.ts";
import { measures, roi } from "./measure-tables.ts";
import type { AccountOutcome, LedgerRow } from "./types.ts";

export type ColumnType = "VARCHAR" | "DOUBLE" | "DATE" | "TIMESTAMPTZ" | "INTEGER" | "BIGINT" | "BOOLEAN";

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  /** For docs/cli.md. */
  readonly doc: string;
  /** SQL of a text that is made of columns of the same row; then rows have no cell for it. */
  readonly madeOf?: string;
}

/** A cell as the engine says it: an epoch day for DATE, milliseconds for TIMESTAMPTZ. */
export type Cell = string | number | boolean | null;

export interface Table {
  readonly name: string;
  /** What a row is. */
  readonly doc: string;
  readonly columns: readonly Column[];
  /** The rows one account adds, cells in the order of the columns that rows have cells for. */
  rowsOf(outcome: AccountOutcome): Iterable<readonly Cell[]>;
}

interface LedgerColumn extends Column {
  readonly of: (row: LedgerRow) => Cell;
}

const column = <Type extends ColumnType>(type: Type) => {
  return (name: string, doc: string, of: (row: LedgerRow) => Cell): LedgerColumn => ({ name, type, doc, of });
};
const text = column("VARCHAR");
const day = column("DATE");
const instant = column("TIMESTAMPTZ");
const minutes = column("INTEGER");
const flag = column("BOOLEAN");

const id: Column = {
  name: "id",
  type: "VARCHAR",
  doc: "account, path and occurrence, with `|` between them",
  madeOf: "account || '|' || path || '|' || occurrence",
};

const ledgerColumns: readonly LedgerColumn[] = [
  text("account", "the account's id", (row) => row.account),
  text("path", "the action in the schedule, as `trigger login_drop/do/1`", (row) => row.path),
  text("source", "the declaration, as `trigger login_drop`", (row) => row.source),
  text("occurrence", "which time of the action it is: anchor and step, fire, run and day", (row) => row.occurrence),
  text("kind", "`touch`, `task`, `alert`, `start` or `handoff`", (row) => row.kind),
  text("name", "touch, task, alerted role, started play or role that takes over", (row) => row.name),
  text("segment", "the account's segment when it was demanded", (row) => row.segment),
  text("priority", "`red`, `renewal`, `yellow`, `cadence` or `green`", (row) => row.priority),
  text("outcome", "`done merged held dropped withdrawn unserved open`", (row) => row.outcome),
  text("rule", "what dropped, held or withdrew it, or the role or contact nobody holds", (row) => row.rule),
  text("merged_into", "the id of the demand it was merged into", (row) => row.mergedInto),
  text("owner_role", "the role that owns it", (row) => row.ownerRole),
  text("owner", "the person; `unassigned ROLE` when nobody holds the role", (row) => row.owner),
  text("contact", "the contact on the customer's side", (row) => row.contact),
  text("channel", "the channel used", (row) => row.channel),
  day("dated", "the account's day it is dated", (row) => row.dated),
  instant("ready_at", "when it could be done at the earliest", (row) => row.readyAt),
  instant("deadline", "when it should have been done", (row) => row.deadline),
  instant("done_at", "when it was done", (row) => row.doneAt),
  day("done_on", "the account's day it was done", (row) => row.doneOn),
  day("week", "Monday of the week it counts in: done, or ready when unserved", (row) => row.week),
  minutes("late_minutes", "past the deadline", (row) => row.lateMinutes),
  text("late_cause", "why it was late", (row) => row.lateCause),
  minutes("deferred_minutes", "waited since a limit or quiet first blocked it", (row) => row.deferredMinutes),
  text("deferred_by", "the limit or quiet", (row) => row.deferredBy),
  text(
    "held_back_by",
    "what kept it waiting over the day before: `days off`, `limit`, `quiet`, `pause` or `leave`",
    (row) => row.heldBackBy,
  ),
  day("held_back_since", "the first day over which it was kept waiting", (row) => row.heldBackSince),
  minutes("waited_minutes", "waited in its person's queue (`--capacity enforce`)", (row) => row.waitedMinutes),
  minutes("effort_minutes", "effort it takes", (row) => row.effortMinutes),
  minutes("prep_minutes", "preparation it takes", (row) => row.prepMinutes),
  text("cause", "JSON: the values behind the decision", (row) => row.cause),
  instant("answered_at", "when the customer answered it", (row) => row.answeredAt),
  flag("recorded", "done as `touches` says that it really was", (row) => row.recorded),
  flag("carried_in", "dated before the first reported day, and undone then", (row) => row.carriedIn),
];

const ledger: Table = {
  name: "ledger",
  doc: "a row a demand",
  columns: [id, ...ledgerColumns.map(({ name, type, doc }) => ({ name, type, doc }))],
  *rowsOf(outcome) {
    for (const row of outcome.rows) yield ledgerColumns.map((column) => column.of(row));
  },
};

const triggerDays: Table = {
  name: "trigger_days",
  doc: "a row an account, trigger and reason: days in scope, added up",
  columns: [
    { name: "account", type: "VARCHAR", doc: "the account's id" },
    { name: "trigger", type: "VARCHAR", doc: "the trigger's name" },
    { name: "reason", type: "VARCHAR", doc: "why these days could not be decided; none for those that were" },
    { name: "days", type: "INTEGER", doc: "how many days" },
    { name: "fires", type: "INTEGER", doc: "how often it fired" },
    {
      name: "spent_days",
      type: "INTEGER",
      doc: "on how many of the days it was true again and could not fire: since it fired it was never known false, only unknown",
    },
  ],
  *rowsOf({ account, triggers }) {
    for (const { trigger, fires, days, unknown, spent } of triggers) {
      yield [account, trigger, null, days - total(unknown), fires, spent];
      for (const [reason, count] of inOrder(unknown)) yield [account, trigger, reason, count, 0, 0];
    }
  },
};

const accountDays: Table = {
  name: "account_days",
  doc: "a row an account and reason: reported days on which it was alive, added up",
  columns: [
    { name: "account", type: "VARCHAR", doc: "the account's id" },
    { name: "reason", type: "VARCHAR", doc: "why it had no segment on these days; none for those with one" },
    { name: "days", type: "INTEGER", doc: "how many days" },
    {
      name: "first_day",
      type: "DATE",
      doc: "the first reported day of its life, whatever the reason; none without one",
    },
    { name: "last_day", type: "DATE", doc: "the last one" },
  ],
  *rowsOf({ account, daysAlive, daysUnsegmented, life }) {
    const ends = [life?.from ?? null, life?.to ?? null] as const;
    yield [account, null, daysAlive - total(daysUnsegmented), ...ends];
    for (const [reason, count] of inOrder(daysUnsegmented)) yield [account, reason, count, ...ends];
  },
};

const playRuns: Table = {
  name: "play_runs",
  doc: "a row a run of a play",
  columns: [
    { name: "account", type: "VARCHAR", doc: "the account's id" },
    { name: "play", type: "VARCHAR", doc: "the play's name" },
    { name: "started", type: "DATE", doc: "day 1 of the run" },
    { name: "ended", type: "DATE", doc: "its last day; none while it is open" },
    { name: "ending", type: "VARCHAR", doc: "`won`, `lost`, `ran out` or `withdrawn`" },
  ],
  *rowsOf({ account, runs }) {
    for (const run of runs) yield [account, run.play, run.started, run.ended ?? null, run.end ?? null];
  },
};

const rungs: Table = {
  name: "rungs",
  doc: "a row a rung of a run's ladder whose turn came on the reported days",
  columns: [
    { name: "account", type: "VARCHAR", doc: "the account's id" },
    { name: "play", type: "VARCHAR", doc: "the play whose run climbs" },
    { name: "started", type: "DATE", doc: "day 1 of the run" },
    { name: "path", type: "VARCHAR", doc: "the rung in the schedule, as `escalation rescue/rung/1`" },
    { name: "asked_on", type: "DATE", doc: "the day of its turn" },
    { name: "acted", type: "BOOLEAN", doc: "whether it acted; else `unless` or `while` was against it" },
  ],
  *rowsOf({ account, rungs: asked }) {
    for (const { play, started, path, on, acted } of asked) yield [account, play, started, path, on, acted];
  },
};

const delivered: Table = {
  name: "delivered",
  doc: "a row a touch or task that `touches` says was really delivered on the reported days",
  columns: [
    { name: "account", type: "VARCHAR", doc: "the account's id" },
    { name: "kind", type: "VARCHAR", doc: "`touch` or `task`" },
    { name: "name", type: "VARCHAR", doc: "of the touch or task" },
    { name: "delivered_at", type: "TIMESTAMPTZ", doc: "when; of a date alone, its close" },
    { name: "delivered_on", type: "DATE", doc: "the account's day" },
    { name: "owner", type: "VARCHAR", doc: "who did it, where the data says so" },
    { name: "channel", type: "VARCHAR", doc: "by which channel, where the data says so" },
    {
      name: "demand",
      type: "VARCHAR",
      doc: "the id of the demand it settled; none when the program asked for nothing like it",
    },
    { name: "settled_by", type: "VARCHAR", doc: "`id` or `window`: how it was told that it settled this demand" },
    { name: "effort_minutes", type: "INTEGER", doc: "effort it takes" },
    { name: "prep_minutes", type: "INTEGER", doc: "preparation it takes" },
  ],
  *rowsOf({ delivered: rows }) {
    for (const row of rows) {
      const { account, kind, name, at, on, owner, channel, demand, settledBy, effortMinutes, prepMinutes } = row;
      yield [account, kind, name, at, on, owner, channel, demand, settledBy, effortMinutes, prepMinutes];
    }
  },
};

const scores: Table = {
  name: "scores",
  doc: "a row an account, score or component, and stretch of reported days on which it was the same",
  columns: [
    { name: "account", type: "VARCHAR", doc: "the account's id" },
    { name: "score", type: "VARCHAR", doc: "`health`, or a component: `health.usage`" },
    { name: "from_day", type: "DATE", doc: "the first day" },
    { name: "to_day", type: "DATE", doc: "the last day" },
    { name: "low", type: "DOUBLE", doc: "the points it surely had" },
    { name: "high", type: "DOUBLE", doc: "the points it may have had: those of lines not known false" },
    { name: "band", type: "VARCHAR", doc: "the score's band; none when not decided, or without bands" },
  ],
  *rowsOf({ account, scores: stretches }) {
    for (const { score, from, to, low, high, band } of stretches) {
      yield [account, score, from, to, low / baseUnitsOfPoint, high / baseUnitsOfPoint, band];
    }
  },
};

const experimentArms: Table = {
  name: "experiment_arms",
  doc: "a row an account and experiment that it takes part in",
  columns: [
    { name: "account", type: "VARCHAR", doc: "the account's id" },
    { name: "experiment", type: "VARCHAR", doc: "the experiment's name" },
    { name: "arm", type: "VARCHAR", doc: "its arm; none for the rest that is in no arm" },
    { name: "assigned", type: "DATE", doc: "the first day on which it took part" },
  ],
  *rowsOf({ account, arms }) {
    for (const { experiment, arm, since } of arms) yield [account, experiment, arm, since];
  },
};

const baseUnitsOfPoint = 1_000_000;

const models: Table = {
  name: "models",
  doc: "a row an account and stretch of reported days on which its touch model was the same",
  columns: [
    { name: "account", type: "VARCHAR", doc: "the account's id" },
    { name: "from_day", type: "DATE", doc: "the first day" },
    { name: "to_day", type: "DATE", doc: "the last day" },
    { name: "model", type: "VARCHAR", doc: "the touch model in force at the close; none when there is none" },
    { name: "own", type: "VARCHAR", doc: "the customer's own, without any lift" },
    { name: "lifted_by", type: "VARCHAR", doc: "the play whose run lifts it above its own" },
    { name: "reason", type: "VARCHAR", doc: "why it has none of its own, where an unknown is to blame" },
  ],
  *rowsOf({ account, models: stretches }) {
    for (const { from, to, model, own, liftedBy, reason } of stretches) {
      yield [account, from, to, model, own, liftedBy, reason];
    }
  },
};

const journey: Table = {
  name: "journey",
  doc: "a row an account, journey, key and time in a stage that touches the reported days",
  columns: [
    { name: "account", type: "VARCHAR", doc: "the account's id" },
    { name: "journey", type: "VARCHAR", doc: "the journey's name" },
    { name: "key", type: "VARCHAR", doc: "the value of its `per` field; none without one" },
    { name: "stage", type: "VARCHAR", doc: "the stage" },
    { name: "segment", type: "VARCHAR", doc: "the account's segment when it entered" },
    { name: "entered", type: "DATE", doc: "the day it entered" },
    { name: "entered_by", type: "VARCHAR", doc: "the condition, event or date that brought it in" },
    { name: "left", type: "DATE", doc: "the day it left; none while it is in it" },
    { name: "how", type: "VARCHAR", doc: "`leave`, `back`, `skip`, `end` (of the account) or `open`" },
    { name: "what", type: "VARCHAR", doc: "the condition or event that ended it" },
    { name: "to_stage", type: "VARCHAR", doc: "the stage that followed at once" },
    { name: "days", type: "INTEGER", doc: "how many days, to its end or to the last reported day" },
    { name: "overdue", type: "BOOLEAN", doc: "longer than expected; none where nothing is expected of its segment" },
  ],
  *rowsOf({ account, visits }) {
    for (const { journey, key, stage, segment, entered, enteredBy, left, how, what, to, days, overdue } of visits) {
      yield [account, journey, key, stage, segment, entered, enteredBy, left, how, what, to, days, overdue];
    }
  },
};

const endings: Table = {
  name: "endings",
  doc: "a row an account and score that says whom it is to warn of (`lost when`)",
  columns: [
    { name: "account", type: "VARCHAR", doc: "the account's id" },
    { name: "score", type: "VARCHAR", doc: "the score's name" },
    { name: "day", type: "DATE", doc: "the last reported day of the account's life" },
    { name: "lost", type: "BOOLEAN", doc: "whether it was lost on that day; none where that is not known" },
  ],
  *rowsOf({ account, endings: ends }) {
    for (const { score, day, lost } of ends) yield [account, score, day, lost];
  },
};

/** In the order in which they are written. */
export const tables: readonly Table[] = [
  ledger,
  triggerDays,
  accountDays,
  playRuns,
  rungs,
  delivered,
  scores,
  models,
  experimentArms,
  journey,
  measures,
  roi,
  endings,
];

function total(counts: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const count of counts.values()) sum += count;
  return sum;
}

/** By reason, so that the order in which an engine met them never shows. */
function inOrder(counts: ReadonlyMap<string, number>): [string, number][] {
  return [...counts].sort(([left], [right]) => compareText(left, right));
}
