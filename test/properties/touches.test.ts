/** Laws of what was really delivered: what a simulation did told back to it as history, and any records at all. */
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { zoneOf } from "../../runtime/calendar/zones.ts";
import { createSimulation } from "../../runtime/engine/simulation.ts";
import type { AccountHistory, Histories, RecordedTouch } from "../../runtime/histories/types.ts";
import type { AccountOutcome, LedgerRow } from "../../runtime/ledger/types.ts";
import { checkOutcome } from "../../runtime/simulate.ts";
import { Workshop } from "../histories/support.ts";
import { scheduleOf } from "../support/world.ts";
import { accountRows, headers, program, projectFile, type Rows, together } from "./worlds.ts";

const workshop = new Workshop();
afterAll(() => workshop.remove());

const schedule = scheduleOf(program);

type Days = Pick<Histories, "grid" | "covers">;

/** The customers as a user's export would give them. */
async function read(rows: Rows): Promise<Days & { accounts: AccountHistory[] }> {
  for (const table of Object.keys(headers) as (keyof Rows)[]) {
    workshop.write(`${table}.csv`, [headers[table], ...rows[table], ""].join("\n"));
  }
  return workshop.read(projectFile.replace("currency: USD\n", ""), schedule);
}

function simulate(days: Days, history: AccountHistory, touches: readonly RecordedTouch[]): AccountOutcome {
  return createSimulation(schedule, days).run({ ...history, touches: inOrder(touches) });
}

function inOrder(touches: readonly RecordedTouch[]): RecordedTouch[] {
  return touches.toSorted((a, b) => a.day - b.day || a.at - b.at);
}

/** What a simulation did, as a table of touches would tell it. */
function recordsOf({ rows }: AccountOutcome): RecordedTouch[] {
  return rows.flatMap(({ kind, name, outcome, doneAt, doneOn, owner, channel, id }) =>
    outcome === "done" && (kind === "touch" || kind === "task")
      ? [{ at: doneAt!, day: doneOn!, kind, name, owner, channel: channel ?? undefined, demand: id }]
      : [],
  );
}

/** What was delivered counts from the opening of its day on: of several limits that bind then, another may be the first. */
function withoutLimits(row: LedgerRow): LedgerRow {
  const any = (rule: string | null) => rule?.replace(/^policy\/(limit|quiet)\/\d+$/, "policy/limit") ?? null;
  return { ...row, rule: any(row.rule), deferredBy: any(row.deferredBy) };
}

/** A hundred random customers a run. */
const numRuns = process.env.PROPERTIES === "full" ? 100 : 1;
const hundred = fc
  .tuple(...Array.from({ length: 100 }, (_, index) => accountRows(`customer ${String(index).padStart(3, "0")}`)))
  .map(together);

describe("what was really delivered", () => {
  it("changes nothing when it is what the simulation did", async () => {
    let settled = 0;
    await fc.assert(
      fc.asyncProperty(hundred, async (rows) => {
        const { accounts, ...days } = await read(rows);
        for (const history of accounts) {
          const plain = simulate(days, history, []);
          const records = recordsOf(plain);
          const { delivered, ...again } = simulate(days, history, records);
          const { delivered: none, ...before } = plain;
          expect(none).toEqual([]);
          const told = new Set(records.map(({ demand }) => demand));
          expect({ ...again, rows: again.rows.map(withoutLimits) }).toEqual({
            ...before,
            rows: before.rows.map((row) => withoutLimits({ ...row, recorded: told.has(row.id) })),
          });
          expect(delivered.map(({ demand, settledBy }) => [demand, settledBy])).toEqual(
            inOrder(records).map(({ demand }) => [demand, "id"]),
          );
          settled += delivered.length;
        }
      }),
      { numRuns, endOnFailure: true },
    );
    expect(settled).toBeGreaterThan(100);
  }, 3_600_000);

  it("settles at most one demand each, in its window or by its id, and the balance holds", async () => {
    const seen = { id: 0, window: 0, nothing: 0 };
    await fc.assert(
      fc.asyncProperty(hundred, fc.infiniteStream(record), async (rows, stream) => {
        const { accounts, ...days } = await read(rows);
        for (const history of accounts) {
          const plain = simulate(days, history, []);
          const touches = Array.from({ length: 8 }, () => recordOf(stream.next().value!, history, plain, days));
          const outcome = simulate(days, history, touches);
          checkOutcome(outcome);
          check(outcome, inOrder(touches), history.zone, days.grid.from);
          for (const { settledBy } of outcome.delivered) seen[settledBy ?? "nothing"]++;
        }
      }),
      { numRuns, endOnFailure: true },
    );
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(10);
  }, 3_600_000);
});

const record = fc.record({
  work: fc.constantFrom(
    ...schedule.touches.map(({ name }) => ({ kind: "touch" as const, name })),
    ...schedule.tasks.map(({ name }) => ({ kind: "task" as const, name })),
  ),
  offset: fc.integer({ min: -10, max: 100 }),
  hour: fc.option(fc.integer({ min: 0, max: 23 }), { nil: undefined }),
  owner: fc.constantFrom(undefined, "Dana", "Zoe"),
  channel: fc.constantFrom(undefined, "email", "phone"),
  /** Which of the account's demands it names; -1: one that never was. */
  names: fc.option(fc.integer({ min: -1, max: 200 }), { nil: undefined }),
});

type Told = typeof record extends fc.Arbitrary<infer Value> ? Value : never;

/** A record that names a demand of the plain simulation tells of its touch, on a day near it. */
function recordOf(told: Told, { id, zone }: AccountHistory, { rows }: AccountOutcome, { grid }: Days): RecordedTouch {
  const able = rows.filter(({ kind }) => kind === "touch" || kind === "task");
  const named = told.names === undefined || told.names < 0 ? undefined : able[told.names % Math.max(1, able.length)];
  const { kind, name } = (named ?? told.work) as RecordedTouch;
  const day = named ? named.dated + (told.offset % 12) : grid.from + told.offset;
  const clock = zoneOf(zone);
  const at = told.hour === undefined ? clock.dayStart(day + 1) : clock.at(day, told.hour * 60);
  const demand = named?.id ?? (told.names === undefined ? undefined : `${id}|trigger gone_by/do/1|2026-01-01`);
  return { at, day, kind, name, owner: told.owner, channel: told.channel, demand };
}

function check(
  { rows, delivered }: AccountOutcome,
  touches: readonly RecordedTouch[],
  zone: string,
  from: number,
): void {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const settled = delivered.filter(({ demand }) => demand !== null);
  expect(new Set(settled.map(({ demand }) => demand)).size).toBe(settled.length);
  // A record from before the first day can settle by id what was asked later, and is not reported.
  const recorded = rows.filter((row) => row.recorded).length;
  if (touches.every(({ day }) => day >= from)) expect(recorded).toBe(settled.length);
  else expect(recorded).toBeGreaterThanOrEqual(settled.length);
  for (const { demand, settledBy, kind, name, at, on, owner } of settled) {
    const row = byId.get(demand!)!;
    expect(row).toMatchObject({ outcome: "done", recorded: true, kind, name });
    expect(row.doneAt).toBeGreaterThanOrEqual(row.readyAt);
    if (owner !== null) expect(row.owner).toBe(owner);
    const isMerged = rows.some(({ mergedInto }) => mergedInto === row.id);
    if (settledBy === "window" && !isMerged) expect(isInWindow(row, { at, day: on }, zone)).toBe(true);
  }
  for (const touch of touches) {
    const isUsed = delivered.some((row) => row.at === touch.at && row.name === touch.name && row.demand !== null);
    const isUnsure = rows.some((row) => row.name === touch.name && row.outcome === "withdrawn");
    if (isUsed || isUnsure || touch.demand?.includes("|trigger gone_by/") === false) continue;
    // It would have been waited for.
    const instead = rows.find(
      (row) =>
        row.kind === touch.kind &&
        row.name === touch.name &&
        row.outcome === "done" &&
        !row.recorded &&
        isInWindow(row, touch, zone),
    );
    expect(instead).toBeUndefined();
  }
}

function isInWindow(row: LedgerRow, { at, day }: Pick<RecordedTouch, "at" | "day">, zone: string): boolean {
  const { dayOf, dayStart } = zoneOf(zone);
  const ends = row.deadline ?? dayStart(dayOf(row.readyAt) + 8);
  const earliest = at >= dayStart(day + 1) ? dayStart(day) : at;
  return at >= row.readyAt && day >= dayOf(row.readyAt) && earliest <= ends;
}
