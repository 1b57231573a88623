/** Laws of a morning's list, on random customers of a program that uses everything: read from files, as a user's would be. */
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { formatDay } from "../../runtime/calendar/days.ts";
import { zoneOf } from "../../runtime/calendar/zones.ts";
import type { DueItem, DueList } from "../../runtime/due/types.ts";
import { createSimulation } from "../../runtime/engine/simulation.ts";
import type { AccountHistory, EpochDay, RecordedTouch } from "../../runtime/histories/types.ts";
import type { LedgerRow } from "../../runtime/ledger/types.ts";
import { Workshop } from "../histories/support.ts";
import { accountRows, headers, program, projectFile, type Rows, together } from "../properties/worlds.ts";
import { day, scheduleOf } from "../support/world.ts";
import { type Days, listOf } from "./support.ts";

const workshop = new Workshop();
afterAll(() => workshop.remove());

const schedule = scheduleOf(program);
const covered = projectFile.replace("currency: USD\n", "");
/** Horizons are those of the tables themselves. */
const uncovered = covered.replaceAll(/, covers: \S+(?= })/g, "");

const numRuns = process.env.PROPERTIES === "full" ? 50 : 1;
const customers = fc
  .tuple(...Array.from({ length: 150 }, (_, index) => accountRows(`customer ${String(index).padStart(3, "0")}`)))
  .map(together);
/** Four in a row: among them are working days. */
const mornings = fc
  .integer({ min: 5, max: 80 })
  .map((offset) => [0, 1, 2, 3].map((more) => day("2026-01-01") + offset + more));

type Read = Days & { accounts: AccountHistory[] };

async function read(rows: Rows, yaml: string, asOf: EpochDay): Promise<Read> {
  for (const table of Object.keys(headers) as (keyof Rows)[]) {
    workshop.write(`${table}.csv`, [headers[table], ...rows[table], ""].join("\n"));
  }
  const histories = await workshop.open(yaml, schedule, { asOf });
  try {
    const accounts: AccountHistory[] = [];
    for await (const account of histories.accounts()) accounts.push(account);
    const { grid, covers, recordedFrom } = histories;
    return { grid, covers, accounts, ...(recordedFrom !== undefined && { recordedFrom }) };
  } finally {
    await histories.close();
  }
}

const listed = ({ accounts, ...days }: Read) => listOf(schedule, accounts, days);

/** The rows of a table that are dated before a day; `column` has the date, alone or before a time. */
function before(rows: readonly string[], column: number, asOf: string): string[] {
  return rows.filter((row) => row.split(",")[column]!.slice(0, 10) < asOf);
}

function cut(rows: Rows, asOf: string): Rows {
  return {
    ...rows,
    usage: before(rows.usage, 1, asOf),
    happened: before(rows.happened, 1, asOf),
    tickets: before(rows.tickets, 1, asOf),
  };
}

/** Rows that would change much, were they read. */
function planted(rows: Rows, asOf: string): Rows {
  const ids = rows.accounts.map((row) => row.split(",")[0]!);
  const later = formatDay(day(asOf) + 1);
  return {
    ...rows,
    usage: [...rows.usage, ...ids.flatMap((id) => [`${id},${later},999,1`, `${id},2026-12-31,no number,-5`])],
    happened: [...rows.happened, ...ids.flatMap((id) => [`${id},${asOf} 00:00:00,left`, `${id},${asOf},reply`])],
    tickets: [...rows.tickets, ...ids.map((id) => `${id},${later} 09:00:00,77,critical`)],
  };
}

describe("what is owed on a morning", () => {
  it("reads nothing dated that day or later: tables cut there, or with more behind it, give the same", async () => {
    await fc.assert(
      fc.asyncProperty(customers, mornings, async (rows, [asOf]) => {
        const date = formatDay(asOf!);
        for (const yaml of [covered, uncovered]) {
          const list = await listed(await read(cut(rows, date), yaml, asOf!));
          expect(await listed(await read(rows, yaml, asOf!))).toEqual(list);
          expect(await listed(await read(planted(rows, date), yaml, asOf!))).toEqual(list);
        }
      }),
      { numRuns, endOnFailure: true },
    );
  }, 3_600_000);

  it("agrees with the simulation, with its deeds told as records, with its own tomorrow and with the limits", async () => {
    let items = 0;
    await fc.assert(
      fc.asyncProperty(customers, mornings, async (rows, days) => {
        for (const asOf of days) {
          const world = await read(rows, covered, asOf);
          items += (await simulatedToo(world, asOf)) + (await workedOffOnce(world, asOf));
          await sameWithDeedsTold(world, asOf);
          await withinLimits(world);
        }
      }),
      { numRuns, endOnFailure: true },
    );
    expect(items).toBeGreaterThan(20);
  }, 3_600_000);
});

/** It is what a simulation of the same days does on the last of them, and what it leaves open. Gives how much it was. */
async function simulatedToo(world: Read, asOf: EpochDay): Promise<number> {
  const list = await listed(world);
  for (const history of world.accounts) {
    const opening = zoneOf(history.zone).dayStart(asOf);
    const ready = createSimulation(schedule, world)
      .run(history)
      .rows.filter(({ readyAt, kind }) => readyAt <= opening && kind !== "start");
    const own = list.items.filter(({ account }) => account === history.id);
    const today = own.filter(({ status }) => status === "today");
    expect(new Set(today.map(itemKey))).toEqual(new Set(ready.filter(({ doneOn }) => doneOn === asOf).map(rowKey)));
    const later = new Set(own.filter(({ status }) => status !== "today").map(({ id }) => id));
    for (const { id, outcome } of ready) {
      if (outcome === "open") expect(later).toContain(id);
      // Only the end of its run takes it away at the close.
      if (later.has(id)) expect(["open", "withdrawn"]).toContain(outcome);
    }
  }
  return list.items.length;
}

/** What the simulation did, told back as records, gives the same list as no records at all. */
async function sameWithDeedsTold(world: Read, asOf: EpochDay): Promise<void> {
  const accounts = world.accounts.map((history) => ({ ...history, touches: deedsOf(world, history, asOf) }));
  const told = await listOf(schedule, accounts, { ...world, recordedFrom: world.grid.from });
  expect(told.items.map(anyLimit)).toEqual((await listed(world)).items.map(anyLimit));
}

/** Once all of it is done and recorded, nothing of it is owed on the next morning. Gives how much was done. */
async function workedOffOnce({ accounts, ...world }: Read, asOf: EpochDay): Promise<number> {
  const recorded = { ...world, recordedFrom: world.grid.from };
  const list = await listOf(schedule, accounts, recorded);
  const worked = accounts.map((history) => ({ ...history, touches: workedOff(list, history.id, asOf) }));
  const next = await listOf(schedule, worked, { ...recorded, grid: { ...world.grid, to: asOf + 1 } });
  const ids = new Set(worked.flatMap(({ touches }) => touches.map(({ id }) => id)));
  expect(next.items.filter(({ id }) => ids.has(id))).toEqual([]);
  return ids.size;
}

/** The list can be worked off as a whole: `limit 2 touches per 5d except red`, `limit 1 email per 2d`. */
async function withinLimits({ accounts, ...world }: Read): Promise<void> {
  for (const recordedFrom of [undefined, world.grid.from]) {
    const list = await listOf(schedule, accounts, { ...world, ...(recordedFrom !== undefined && { recordedFrom }) });
    for (const history of accounts) {
      const bound = list.items.filter(
        ({ account, status, touchKind, priority }) =>
          account === history.id &&
          status === "today" &&
          touchKind !== null &&
          touchKind !== "transactional" &&
          priority !== "red",
      );
      expect(bound.length).toBeLessThanOrEqual(2);
      expect(bound.filter(({ channel }) => channel === "email").length).toBeLessThanOrEqual(1);
    }
  }
}

function itemKey({ id, permitted, channel, owner }: DueItem): string {
  return JSON.stringify([id, permitted?.from, channel, owner]);
}

function rowKey({ id, doneAt, channel, owner }: LedgerRow): string {
  return JSON.stringify([id, new Date(doneAt!).toISOString(), channel, owner]);
}

/** What a simulation did before the morning, as a table of touches would tell it. */
function deedsOf(days: Days, history: AccountHistory, asOf: EpochDay): RecordedTouch[] {
  return createSimulation(schedule, days)
    .run(history)
    .rows.flatMap(({ kind, name, outcome, doneAt, doneOn, owner, channel, id }) =>
      outcome === "done" && doneOn! < asOf && (kind === "touch" || kind === "task")
        ? [{ at: doneAt!, day: doneOn!, kind, name, owner, channel: channel ?? undefined, demand: id }]
        : [],
    )
    .sort((a, b) => a.day - b.day || a.at - b.at);
}

/** Touches and tasks of the list, done when they are first permitted. */
function workedOff({ items }: DueList, account: string, asOf: EpochDay) {
  return items.flatMap(({ id, account: of, status, kind, name, owner, channel, permitted }) =>
    of === account && status === "today" && (kind === "touch" || kind === "task")
      ? [
          {
            at: Date.parse(permitted!.from),
            day: asOf,
            kind,
            name,
            owner,
            channel: channel ?? undefined,
            demand: id,
            id,
          },
        ]
      : [],
  );
}

/** What was delivered counts from the opening of its day on: of several limits that bind then, another may be the first. */
function anyLimit(item: DueItem): DueItem {
  const any = (rule: string | null) => rule?.replace(/^policy\/(limit|quiet)\/\d+$/, "policy/limit") ?? null;
  return { ...item, because: any(item.because), deferredBy: any(item.deferredBy) };
}
