/** The summary once more, added up in plain loops over the outcomes: the oracle for the SQL. Written from the schema's words. */
import { formatDay } from "../../runtime/calendar/days.ts";
import type { AccountOutcome, LedgerRow } from "../../runtime/ledger/types.ts";
import { firstDay } from "./outcomes.ts";

/** By UTF-8 bytes, as the database orders text. */
export const byBytes = (left: string, right: string) => Buffer.compare(Buffer.from(left), Buffer.from(right));

export const rowsOf = (ledger: readonly AccountOutcome[]) => ledger.flatMap((outcome) => outcome.rows);
export const minutesOf = (rows: readonly LedgerRow[]) => sum(rows.map((row) => row.effortMinutes + row.prepMinutes));
export const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
const touches = (rows: readonly LedgerRow[]) => rows.filter((row) => row.kind === "touch").length;
const accountsIn = (rows: readonly LedgerRow[]) => new Set(rows.map((row) => row.account)).size;

export function groups<Item>(items: readonly Item[], keyOf: (item: Item) => string): [string, Item[]][] {
  const found = new Map<string, Item[]>();
  for (const item of items) found.set(keyOf(item), [...(found.get(keyOf(item)) ?? []), item]);
  return [...found];
}

/** Sorts by each measure in turn: numbers from the greatest, texts by their bytes. */
export function ranked<Item>(items: Item[], ...measures: ((item: Item) => number | string)[]): Item[] {
  return items.sort((left, right) => {
    for (const measure of measures) {
      const [a, b] = [measure(left), measure(right)];
      const order = typeof a === "number" ? (b as number) - a : byBytes(a, b as string);
      if (order !== 0) return order;
    }
    return 0;
  });
}

export function people(ledger: readonly AccountOutcome[]) {
  const isNobody = (row: LedgerRow) => row.outcome === "unserved" && row.owner === `unassigned ${row.ownerRole}`;
  const work = rowsOf(ledger).filter((row) => row.kind !== "start" && (row.outcome === "done" || isNobody(row)));
  const loads = groups(work, (row) => `${isNobody(row)} ${row.owner}`).map(([, rows]) => {
    const weeks = groups(rows, (row) => formatDay(row.week!)).map(([week, its]) => ({ week, ...load(its), rows: its }));
    const [peak] = ranked(
      [...weeks],
      (week) => week.minutes,
      (week) => week.touches,
      (week) => week.week,
    );
    const sources = groups(peak!.rows, (row) => row.source).map(([source, its]) => ({
      source,
      demands: its.length,
      minutes: minutesOf(its),
    }));
    const [source] = ranked(
      sources,
      (item) => item.minutes,
      (item) => item.demands,
      (item) => item.source,
    );
    return {
      person: rows[0]!.owner,
      roles: ranked([...new Set(rows.map((row) => row.ownerRole))], (role) => role),
      unassigned: isNobody(rows[0]!),
      ...load(rows),
      peak: { week: peak!.week, touches: peak!.touches, minutes: peak!.minutes, source },
      weeks: ranked(weeks, (week) => week.week).map(({ rows: _, ...week }) => week),
    };
  });
  return ranked(
    loads,
    (item) => item.minutes,
    (item) => item.touches,
    (item) => item.person,
    (item) => Number(!item.unassigned),
  );
}

function load(rows: readonly LedgerRow[]) {
  return { touches: touches(rows), others: rows.length - touches(rows), minutes: minutesOf(rows) };
}

/** All that was delivered is of touches that no machine owns. */
function isTouchedByPerson({ rows, delivered }: AccountOutcome): boolean {
  return (
    rows.some((row) => row.outcome === "done" && row.kind === "touch" && row.ownerRole !== "automation") ||
    delivered.some((row) => row.kind === "touch" && row.demand === null)
  );
}

/** Saturdays, Sundays and 7 January 2025. */
export function machineTouchesOnDaysOff(ledger: readonly AccountOutcome[]): number {
  const isDayOff = (day: number) => [0, 6].includes(new Date(day * 86_400_000).getUTCDay()) || day === 20_095;
  return ledger
    .flatMap(({ rows }) => rows)
    .filter(
      (row) => row.kind === "touch" && row.ownerRole === "automation" && row.doneOn !== null && isDayOff(row.doneOn),
    ).length;
}

export function accounts(ledger: readonly AccountOutcome[]) {
  const touched = ledger.filter(
    (outcome) =>
      outcome.rows.some((row) => row.outcome === "done" && row.kind === "touch") ||
      outcome.delivered.some((row) => row.kind === "touch"),
  );
  const never = ledger.filter((outcome) => outcome.daysAlive > 0 && !touched.includes(outcome));
  const unsegmented = ledger.filter((outcome) => outcome.daysUnsegmented.size > 0);
  return {
    total: ledger.length,
    alive: ledger.filter((outcome) => outcome.daysAlive > 0).length,
    touched: touched.length,
    neverTouched: never.length,
    neverTouchedByPerson: ledger.filter((outcome) => outcome.daysAlive > 0 && !isTouchedByPerson(outcome)).length,
    neverTouchedFirst: never.map((outcome) => outcome.account).slice(0, 20),
    unsegmented: {
      accounts: unsegmented.length,
      days: sum(unsegmented.flatMap((outcome) => [...outcome.daysUnsegmented.values()])),
      reasons: reasons(ledger.map((outcome) => outcome.daysUnsegmented)),
    },
  };
}

export function delivered(ledger: readonly AccountOutcome[]) {
  const all = ledger.flatMap((outcome) => outcome.delivered);
  const counts = groups(all, (row) => `${row.kind} ${row.name}`).map(([, rows]) => {
    const unasked = rows.filter((row) => row.demand === null);
    return {
      kind: rows[0]!.kind,
      name: rows[0]!.name,
      records: rows.length,
      settled: {
        byId: rows.filter((row) => row.settledBy === "id").length,
        byWindow: rows.filter((row) => row.settledBy === "window").length,
      },
      unasked: unasked.length,
      unaskedMinutes: sum(unasked.map((row) => row.effortMinutes + row.prepMinutes)),
    };
  });
  return ranked(
    counts,
    (item) => item.records,
    (item) => item.kind,
    (item) => item.name,
  );
}

export function reasons(perAccount: readonly ReadonlyMap<string, number>[]) {
  const days = perAccount.flatMap((counts) => [...counts]);
  return ranked(
    groups(days, ([reason]) => reason).map(([reason, its]) => ({
      reason,
      days: sum(its.map(([, count]) => count)),
      accounts: its.length,
    })),
    (item) => item.days,
    (item) => item.reason,
  );
}

export function triggers(ledger: readonly AccountOutcome[], names: readonly string[]) {
  return names.map((trigger) => {
    const days = ledger.flatMap((outcome) => outcome.triggers.filter((item) => item.trigger === trigger));
    const why = reasons(days.map((item) => item.unknown));
    return {
      trigger,
      fires: sum(days.map((item) => item.fires)),
      accounts: days.filter((item) => item.fires > 0).length,
      days: sum(days.map((item) => item.days)),
      unknownDays: sum(why.map((item) => item.days)),
      spentDays: sum(days.map((item) => item.spent)),
      spentAccounts: days.filter((item) => item.spent > 0).length,
      reasons: why,
    };
  });
}

export function plays(ledger: readonly AccountOutcome[], names: readonly string[]) {
  return names.map((play) => {
    const runs = ledger.flatMap((outcome) => outcome.runs.filter((run) => run.play === play));
    const ended = (end: string | undefined) => runs.filter((run) => run.end === end).length;
    const started = runs.filter((run) => run.started >= firstDay).length;
    return {
      play,
      started,
      carriedIn: runs.length - started,
      won: ended("won"),
      lost: ended("lost"),
      ranOut: ended("ran out"),
      withdrawn: ended("withdrawn"),
      open: ended(undefined),
    };
  });
}

export function byRule(ledger: readonly AccountOutcome[]) {
  const undone = rowsOf(ledger).filter((row) => ["dropped", "held", "unserved", "withdrawn"].includes(row.outcome));
  return ranked(
    groups(undone, (row) => `${row.outcome} ${row.rule}`).map(([, rows]) => ({
      outcome: rows[0]!.outcome,
      rule: rows[0]!.rule!,
      demands: rows.length,
      accounts: accountsIn(rows),
      minutes: minutesOf(rows),
    })),
    (item) => item.outcome,
    (item) => item.demands,
    (item) => item.rule,
  );
}

export function delays(
  ledger: readonly AccountOutcome[],
  key: "rule" | "cause",
  keyOf: (row: LedgerRow) => string | null,
  minutesOfRow: (row: LedgerRow) => number,
) {
  const rows = rowsOf(ledger).filter((row) => keyOf(row) !== null);
  return ranked(
    groups(rows, (row) => keyOf(row)!).map(([name, its]) => ({
      name,
      demands: its.length,
      accounts: accountsIn(its),
      minutes: sum(its.map(minutesOfRow)),
      longest: Math.max(...its.map(minutesOfRow)),
    })),
    (item) => item.demands,
    (item) => item.name,
  ).map(({ name, ...figures }) => ({ [key]: name, ...figures }));
}

export function busiest(ledger: readonly AccountOutcome[]) {
  const done = rowsOf(ledger).filter((row) => row.outcome === "done" && row.kind === "touch");
  return ranked(
    groups(done, (row) => row.account).map(([account, rows]) => ({
      account,
      touches: rows.length,
      minutes: minutesOf(rows),
    })),
    (item) => item.touches,
    (item) => item.minutes,
    (item) => item.account,
  ).slice(0, 10);
}

export function outcomes(rows: readonly LedgerRow[]) {
  const count = (outcome: string) => rows.filter((row) => row.outcome === outcome).length;
  return {
    demands: rows.length,
    done: count("done"),
    merged: count("merged"),
    held: count("held"),
    dropped: count("dropped"),
    withdrawn: count("withdrawn"),
    unserved: count("unserved"),
    open: count("open"),
  };
}

export function models(ledger: readonly AccountOutcome[], names: readonly string[], lastDay: number) {
  const all = ledger.flatMap(({ account, models }) => models.map((stretch) => ({ account, ...stretch })));
  const days = (stretches: typeof all) => sum(stretches.map(({ from, to }) => to - from + 1));
  const accounts = (stretches: typeof all) => new Set(stretches.map(({ account }) => account)).size;
  const told: (string | null)[] = all.some(({ model }) => model === null) ? [...names, null] : [...names];
  return told.map((model) => {
    const own = all.filter((stretch) => stretch.model === model);
    const undecided = [...new Set(own.flatMap(({ reason }) => reason ?? []))].map((reason) => {
      const because = own.filter((stretch) => stretch.reason === reason);
      return { reason, days: days(because), accounts: accounts(because) };
    });
    return {
      model,
      accounts: accounts(own),
      atEnd: own.filter(({ to }) => to === lastDay).length,
      days: days(own),
      liftedDays: days(own.filter(({ liftedBy }) => liftedBy !== null)),
      reasons: undecided.sort((a, b) => b.days - a.days || (a.reason < b.reason ? -1 : 1)),
    };
  });
}
