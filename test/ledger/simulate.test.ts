/** The glue of a simulation: every account through the engine once, balanced and counted. */
import { expect, test } from "vitest";
import type { AccountHistory, Histories } from "../../runtime/histories/types.ts";
import type { AccountOutcome, LedgerRow } from "../../runtime/ledger/types.ts";
import { checkOutcome, simulate } from "../../runtime/simulate.ts";
import { scheduleOf } from "../histories/support.ts";
import { firstDay, lastDay } from "./outcomes.ts";

const empty = { fields: new Map(), people: new Map(), metrics: new Map(), events: new Map(), touches: [] };
const histories = (ids: string[]): Histories => ({
  grid: { from: firstDay, to: lastDay },
  covers: new Map(),
  count: ids.length,
  summary: { tables: [], lookAhead: [], unmapped: { people: [], metrics: [], events: [] } },
  async *accounts(): AsyncIterable<AccountHistory> {
    for (const id of ids) yield { id, zone: "Europe/London", ...empty };
  },
  everybody() {
    return this.accounts();
  },
  async *quarantine() {},
  idsIn: async () => undefined,
  close: async () => undefined,
});

const schedule = scheduleOf({ digest: `sha256:${"0".repeat(64)}` });

test("every account is simulated once, in order, and counted", async () => {
  const outcomes: AccountOutcome[] = [];
  const progress: [number, number][] = [];
  const totals = await simulate({
    schedule,
    histories: histories(["a", "b", "c"]),
    from: firstDay + 10,
    sink: (outcome) => outcomes.push(outcome),
    onProgress: (done, total) => void progress.push([done, total]),
  });
  expect(outcomes.map(({ account, daysAlive }) => [account, daysAlive])).toEqual([
    ["a", 50],
    ["b", 50],
    ["c", 50],
  ]);
  expect(progress).toEqual([
    [1, 3],
    [2, 3],
    [3, 3],
  ]);
  const goals = { tallies: new Map(), lines: new Map() };
  expect(totals).toEqual({
    range: { from: firstDay + 10, to: lastDay },
    accounts: 3,
    begunBefore: 0,
    demands: 0,
    goals,
    answering: { responses: "history", runs: 1, seed: 1 },
  });
});

test("accounts that began before the data, and had not ended by then, are counted", async () => {
  const dates = (begins: number | undefined, ends?: number) =>
    new Map([
      ["since", [{ from: -Infinity, value: begins }]],
      ["until", [{ from: -Infinity, value: ends }]],
    ]);
  const fields = [
    dates(firstDay - 1),
    dates(firstDay - 400, firstDay + 5),
    dates(firstDay - 400, firstDay - 1),
    dates(firstDay),
    dates(undefined),
  ];
  const date = (name: string) => ({ name, type: "date" as const, optional: true });
  const { begunBefore } = await simulate({
    schedule: { ...schedule, account: { begins: "since", ends: "until", fields: [date("since"), date("until")] } },
    histories: {
      ...histories(["a", "b", "c", "d", "e"]),
      async *accounts() {
        for (const [index, own] of fields.entries()) yield { id: `a${index}`, zone: "UTC", ...empty, fields: own };
      },
    },
    sink: () => {},
  });
  expect(begunBefore).toBe(2);
});

const outcome = (...rows: Partial<LedgerRow>[]) => ({ account: "a", rows }) as unknown as AccountOutcome;

test("a ledger that does not balance ends the run", () => {
  expect(() => checkOutcome(outcome({ id: "1", outcome: "done" }, { id: "1", outcome: "open" }))).toThrow(/twice/);
  expect(() => checkOutcome(outcome({ id: "1", outcome: "merged", mergedInto: "2" }))).toThrow(/into nothing/);
  expect(() => checkOutcome(outcome({ id: "1", outcome: "merged", mergedInto: null }))).toThrow(/into nothing/);
  expect(() =>
    checkOutcome(outcome({ id: "1", outcome: "merged", mergedInto: "2" }, { id: "2", outcome: "done" })),
  ).not.toThrow();
});
