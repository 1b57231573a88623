/** The acceptance of the table: every figure it prints can be had from the Parquet files beside it, in SQL. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { printableName } from "../../cli/views/printable.ts";
import { breakdownTable } from "../../cli/views/simulate-by.ts";
import { simulateTable } from "../../cli/views/simulate-table.ts";
import { openLedgerStore } from "../../runtime/ledger/store.ts";
import type { AccountOutcome } from "../../runtime/ledger/types.ts";
import { breakDown, breakdowns } from "../../runtime/summary/breakdown.ts";
import { summarise } from "../../runtime/summary/summarise.ts";
import type { Return, ReturnLine, Schedule } from "../../schedule/types.ts";
import { firstDay, lastDay, ledgers, schedule } from "../ledger/outcomes.ts";
import { howOften } from "../support/how-often.ts";
import { expectBreakdownOfLedger, expectTableOfLedger } from "./compare.ts";
import { askLedger } from "./ledger-sql.ts";

const root = mkdtempSync(join(tmpdir(), "playc-table-"));
afterAll(() => rmSync(root, { recursive: true }));

/** What was really delivered is shown where a table tells it. */
const touches = { name: "touches", files: ["touches.csv"], rows: 9, matched: 9, setAside: [] };
const histories = {
  grid: { from: firstDay - 30, to: lastDay },
  summary: { tables: [touches], lookAhead: [], unmapped: { people: [], metrics: [], events: [] } },
};

/** The ledger's one touch, never dropped. */
const checkIn: Schedule["touches"][number] = {
  name: "check_in",
  channels: ["email"],
  owner: "csm",
  effortMinutes: 5,
  prepMinutes: 0,
  purposes: [],
  kind: "proactive",
  neverDropped: true,
};

/** Only the first three make a touch dearer; the others are paid by the day, or come in. */
const lines: [side: ReturnLine["side"], money: number, per: ReturnLine["per"]][] = [
  ["cost", 6500, { kind: "hour", role: "csm" }],
  ["cost", 20, { kind: "touch", touch: "check_in" }],
  ["cost", 1, { kind: "channel", channel: "email" }],
  ["cost", 400_000, { kind: "period", months: 1 }],
  ["benefit", 5000, { kind: "touch", touch: "check_in" }],
];
const roi: Return = {
  lines: lines.map(([side, money, per], index) => {
    const name = `line_${index}`;
    return { name, path: `${side} ${name}`, side, text: name, amount: { kind: "money", money }, per };
  }),
};
const goals = { currency: { code: "USD", minorDigits: 2 }, roi, touches: [checkIn] };

async function simulated(ledger: readonly AccountOutcome[]) {
  const folder = mkdtempSync(join(root, "run-"));
  const store = await openLedgerStore(folder);
  for (const outcome of ledger) store.append(outcome);
  store.finish();
  const done = ledger.flatMap(({ rows }) => rows.filter(({ outcome }) => outcome === "done"));
  const ownersOf = (role: string) => done.flatMap(({ ownerRole, owner }) => (ownerRole === role ? owner : []));
  const owners = new Map(schedule.roles.map(({ name }) => [name, new Set(ownersOf(name))]));
  const staff = { owners, zone: "UTC" };
  const summary = await summarise(
    store.query,
    { ...schedule, ...goals },
    { ...histories, staff },
    {
      range: { from: firstDay, to: lastDay },
      begunBefore: 2,
    },
  );
  const breakdown = await breakDown(store.query, breakdowns);
  await store.exportParquet(folder);
  store.close();
  return { folder, summary, breakdown };
}

const declared = {
  begunBefore: 2,
  triggers: ["a", "b", "quiet"],
  plays: ["__proto__", "p"],
  neverDropped: ["check_in"],
  words: printableName,
  team: [`csm ${2 * 180 * 42} whole`],
  capacity: { hours: ["csm 900"], off: ["2025-01-07"] },
  costs: ["hour csm 6500", "touch check_in 20", "channel email 1"],
};

test("the table says what the ledger holds, cell by cell", { timeout: 180_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(ledgers, async (ledger) => {
      const { folder, summary, breakdown } = await simulated(ledger);
      const ask = await askLedger(folder);
      const style = { width: 400, colour: false };
      await expectTableOfLedger(simulateTable(summary, printableName, style), ask, {
        ...declared,
        range: summary.range,
      });
      await expectBreakdownOfLedger(breakdownTable(summary, printableName, breakdown, style), ask, printableName);
    }),
    { numRuns: howOften(20, 5), seed: 3 },
  );
});

test("on a narrow terminal who does not fit is pooled, and the pool adds up", { timeout: 30_000 }, async () => {
  const ledger = fc
    .sample(ledgers, { seed: 5, numRuns: 30 })
    .reduce((most, next) => (next.length > most.length ? next : most));
  const { folder, summary } = await simulated(ledger);
  const printed = simulateTable(summary, printableName, { width: 60, colour: false });
  expect(printed).toMatch(/\d+ others/);
  await expectTableOfLedger(printed, await askLedger(folder), { ...declared, range: summary.range });
  const wholeWeek = (width: number) =>
    simulateTable(summary, printableName, { width, colour: false })
      .split("\n")
      .filter((line) => / \/ /.test(line) && /^ {2}\d{4}-/.test(line))
      .map((line) => [...line.matchAll(/(\d+) \/ /g)].reduce((sum, [, touches]) => sum + Number(touches), 0));
  expect(wholeWeek(60)).toEqual(wholeWeek(400));
});
