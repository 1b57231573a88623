/** Laws of the summary: the SQL says what a plain fold over the outcomes says, in the shape its schema promises. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type LedgerStore, openLedgerStore } from "../../runtime/ledger/store.ts";
import type { AccountOutcome } from "../../runtime/ledger/types.ts";
import { teamOf } from "../../runtime/people/peopled.ts";
import { hoursAgainstHours } from "../../runtime/summary/capacity.ts";
import { summarise } from "../../runtime/summary/summarise.ts";
import * as fold from "./fold.ts";
import { firstDay, lastDay, ledgers, schedule } from "./outcomes.ts";

const schema = JSON.parse(readFileSync(new URL("../../runtime/summary/summary.schema.json", import.meta.url), "utf8"));
const validate = new Ajv2020({ strict: true, allErrors: true }).compile(schema);

const histories = {
  grid: { from: firstDay - 30, to: lastDay },
  summary: {
    tables: [{ name: "account", files: ["a.csv"], rows: 3, matched: 3, setAside: [{ reason: "no zone", rows: 1 }] }],
    lookAhead: ["arr"],
    unmapped: { people: ["sponsor"], metrics: [], events: [] },
  },
};

function summaryOf(ledger: readonly AccountOutcome[]) {
  const range = { from: firstDay, to: lastDay };
  return withStore(ledger, ({ query }) => summarise(query, schedule, histories, { range, begunBefore: 2 }));
}

async function withStore<Answer>(ledger: readonly AccountOutcome[], ask: (store: LedgerStore) => Promise<Answer>) {
  const folder = mkdtempSync(join(tmpdir(), "playc-summary-"));
  const store = await openLedgerStore(folder);
  try {
    for (const outcome of ledger) store.append(outcome);
    store.finish();
    return await ask(store);
  } finally {
    store.close();
    rmSync(folder, { recursive: true });
  }
}

test("the SQL summary is the plain fold over the outcomes", { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(ledgers, async (ledger) => {
      const summary = await summaryOf(ledger);
      const rows = fold.rowsOf(ledger);
      expect(validate(summary), JSON.stringify(validate.errors)).toBe(true);
      expect(plain(summary.accounts)).toEqual(fold.accounts(ledger));
      expect(summary.machineTouchesOnDaysOff).toBe(fold.machineTouchesOnDaysOff(ledger));
      expect(plain(summary.people)).toEqual(fold.people(ledger));
      expect(plain(summary.undone)).toEqual(fold.byRule(ledger));
      expect(plain(summary.models)).toEqual(fold.models(ledger, ["__proto__", "low"], lastDay));
      expect(plain(summary.delivered)).toEqual(fold.delivered(ledger));
      expect(plain(summary.busiest)).toEqual(fold.busiest(ledger));
      expect(plain(summary.triggers)).toEqual(fold.triggers(ledger, ["a", "b", "quiet"]));
      expect(plain(summary.plays.map(({ target: _, ...play }) => play))).toEqual(
        fold.plays(ledger, ["__proto__", "p"]),
      );
      expect(plain(summary.deferred)).toEqual(
        fold.delays(
          ledger,
          "rule",
          (row) => row.deferredBy,
          (row) => row.deferredMinutes,
        ),
      );
      expect(plain(summary.late)).toEqual(
        fold.delays(
          ledger,
          "cause",
          (row) => row.lateCause,
          (row) => row.lateMinutes,
        ),
      );
      expect(plain(summary.balance)).toEqual({
        inRange: fold.outcomes(rows.filter((row) => !row.carriedIn)),
        carriedIn: fold.outcomes(rows.filter((row) => row.carriedIn)),
        total: fold.outcomes(rows),
      });
      expect(fold.sum(summary.undone.map((item) => item.demands))).toBe(rows.filter((row) => row.rule !== null).length);
    }),
    { numRuns: 20, seed: 7 },
  );
});

test("who did what on which day is the same, however many are added up at once", async () => {
  let floods = 0;
  for (const ledger of fc.sample(ledgers, { numRuns: 30, seed: 3 })) {
    await withStore(ledger, async ({ query }) => {
      const team = teamOf(schedule, { owners: new Map(), zone: "UTC" });
      const asked = (atOnce: number) =>
        hoursAgainstHours("report", query, schedule, team, { from: firstDay, to: lastDay }, atOnce);
      const together = await asked(1_000);
      expect(await asked(1)).toEqual(together);
      floods += together.floods.length;
    });
  }
  expect(floods).toBeGreaterThan(1);
});

test("a target is met by whole numbers, and open while nothing has ended", async () => {
  const runs = (...ends: ("won" | "lost" | "ran out" | "withdrawn")[]): AccountOutcome => ({
    account: "a",
    rows: [],
    delivered: [],
    triggers: [],
    scores: [],
    models: [],
    arms: [],
    visits: [],
    measures: [],
    returns: [],
    endings: [],
    rungs: [],
    runs: ends.map((end) => ({ play: "__proto__", started: firstDay, ended: lastDay, end })),
    daysAlive: 60,
    life: { from: firstDay, to: lastDay },
    daysUnsegmented: new Map(),
    byChance: false,
  });
  const met = async (outcome: AccountOutcome) => (await summaryOf([outcome])).plays[0]?.target?.met;
  expect(await met(runs())).toBeUndefined();
  expect(await met(runs("withdrawn"))).toBeUndefined();
  expect(await met(runs("won", "lost", "withdrawn"))).toBe(true);
  expect(await met(runs("won", "lost", "ran out"))).toBe(false);
});

/** As it stands in summary.json. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
