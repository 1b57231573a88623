/** Many runs: run 1 is the single run, each run is what it is alone, and percentiles are figures that some run had. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { parseDay, weekStart } from "../../runtime/calendar/days.ts";
import { createSimulation } from "../../runtime/engine/simulation.ts";
import type { Histories } from "../../runtime/histories/types.ts";
import { addRun, Sums } from "../../runtime/ledger/run-sums.ts";
import { runTables } from "../../runtime/ledger/run-tables.ts";
import { openLedgerStore, type Row } from "../../runtime/ledger/store.ts";
import type { AccountOutcome } from "../../runtime/ledger/types.ts";
import { simulate } from "../../runtime/simulate.ts";
import { runSpread } from "../../runtime/summary/spread.ts";
import { ledgers } from "../ledger/outcomes.ts";
import { historyOf, scheduleOf } from "../support/world.ts";

const root = mkdtempSync(join(tmpdir(), "playc-runs-"));
afterAll(() => rmSync(root, { recursive: true }));

const grid = { from: parseDay("2026-01-01")!, to: parseDay("2026-03-31")! };

const schedule = scheduleOf(`
account { starts date begins starts }
event reply, begun
role csm owns accounts
role automation machine
touch mail { channel email owner automation effort 5min purpose give_insight kind educational }
touch call { channel video owner csm effort 30min purpose open_dialogue kind proactive }
task note { owner csm effort 10min }
assume { touch mail reply 40% within 2d touches reply 15% }
trigger begin { level yellow on begun do start work rest 5d }
play work {
  win when reply
  end after 12d
  phase first day 1..3 { touch mail expects reply within 3d }
  phase second day 4..12 { every 2 days touch call task note }
}`);

const histories = ["a", "b", "c"].map((id, index) =>
  historyOf(
    {
      id,
      fields: { starts: "2026-01-01" },
      people: { csm: index === 2 ? {} : `person ${index}` },
      // The last of them is never touched: chance decides nothing of it.
      events: index === 2 ? {} : { begun: ["2026-01-05T10:00", "2026-02-05T10:00", "2026-03-05T10:00"] },
    },
    schedule,
    grid,
  ),
);

const given: Histories = {
  grid,
  covers: new Map([["begun", grid]]),
  count: histories.length,
  summary: { tables: [], lookAhead: [], unmapped: { people: [], metrics: [], events: [] } },
  async *accounts() {
    yield* histories;
  },
  async *everybody() {
    yield* histories;
  },
  idsIn: async () => undefined,
  async *quarantine() {},
  async close() {},
};

const runs = 20;

async function inStore<T>(use: (store: Awaited<ReturnType<typeof openLedgerStore>>) => Promise<T>): Promise<T> {
  const store = await openLedgerStore(mkdtempSync(join(root, "store-")));
  try {
    return await use(store);
  } finally {
    store.close();
  }
}

/** Of all accounts of a run, as each is simulated alone. */
function alone(number: number): AccountOutcome[] {
  const simulation = createSimulation(schedule, given, { responses: "assume", seed: 5 });
  return histories.map((history) => simulation.run(history, undefined, number));
}

describe("twenty runs", () => {
  const numbers = Array.from({ length: runs }, (_, index) => index + 1);

  it("are twenty single ones", async () => {
    const rows = await inStore(async (store) => {
      const answering = { responses: "assume", seed: 5, runs } as const;
      await simulate({ schedule, histories: given, answering, sink: store.append, ofRun: store.appendRun });
      store.finish();
      return {
        runs: await store.query("SELECT run, demands, touches, tasks, minutes, answered FROM runs"),
        people: await store.query(
          "SELECT run, owner, week - DATE '1970-01-01' AS week, touches, others, minutes FROM run_people",
        ),
        plays: await store.query("SELECT run, play, begun, won, ended FROM run_plays"),
        ledger: await store.query("SELECT id, outcome FROM ledger"),
        spread: await runSpread(store.query, runs),
      };
    });
    const all = numbers.map((number) => ({
      run: number,
      outcomes: alone(number),
      rows: alone(number).flatMap((each) => each.rows),
    }));
    expect(new Set(all.map((each) => JSON.stringify(each.rows))).size).toBeGreaterThan(10);
    const totals = all.map(({ run, rows: own }) => {
      const done = own.filter(({ outcome }) => outcome === "done");
      return {
        run,
        demands: own.length,
        touches: done.filter(({ kind }) => kind === "touch").length,
        tasks: done.filter(({ kind }) => kind === "task").length,
        minutes: done.reduce((sum, row) => sum + row.effortMinutes + row.prepMinutes, 0),
        answered: done.filter(({ answeredAt }) => answeredAt !== null).length,
      };
    });
    expect(rows.runs).toEqual(totals);
    expect(rows.plays).toEqual(
      all.map(({ run, outcomes: own }) => {
        const ofPlay = own.flatMap((each) => each.runs);
        const ended = ofPlay.filter(({ end }) => end === "won" || end === "ran out").length;
        return {
          run,
          play: "work",
          begun: ofPlay.length,
          won: ofPlay.filter(({ end }) => end === "won").length,
          ended,
        };
      }),
    );
    for (const { run, rows: own } of all) {
      const done = own.filter(({ outcome, kind }) => outcome === "done" && kind !== "start");
      const told = rows.people.filter((row) => row.run === run);
      const key = (owner: unknown, week: unknown) => `${owner} ${week}`;
      expect(new Set(told.map(({ owner, week }) => key(owner, week)))).toEqual(
        new Set(done.map(({ owner, doneOn }) => key(owner, weekStart(doneOn!)))),
      );
      expect(sum(told, "touches") + sum(told, "others")).toBe(done.length);
    }
    expect(rows.ledger).toEqual(all[0]!.rows.map(({ id, outcome }) => ({ id, outcome })));
    const nearest = (figures: number[], percent: number) =>
      figures.toSorted((one, other) => one - other)[Math.ceil((percent * figures.length) / 100) - 1];
    for (const { what, low, middle, high } of rows.spread.totals) {
      if (what !== "touches" && what !== "minutes" && what !== "answered") continue;
      const figures = totals.map((each) => each[what]);
      expect([low, middle, high], what).toEqual([5, 50, 95].map((percent) => nearest(figures, percent)));
      expect(low).toBeLessThan(high);
    }
    const [person] = rows.spread.people;
    const minutesOf = (run: number) =>
      sum(
        rows.people.filter((row) => row.run === run && row.owner === person!.person),
        "minutes",
      );
    expect(person!.minutes.middle).toBe(nearest(numbers.map(minutesOf), 50));
  });

  it("count as nothing for whoever had no work in them", async () => {
    const spread = await inStore(async (store) => {
      const outcomes = alone(1);
      for (const number of [1, 2, 3, 4])
        store.appendRun(number, { ...outcomes[2]!, rows: number === 4 ? outcomes[0]!.rows : [] });
      store.finish();
      return runSpread(store.query, 4);
    });
    const own = spread.people.find(({ person }) => person === "person 0")!;
    expect([own.minutes.low, own.minutes.middle, own.peakWeek.runs]).toEqual([0, 0, 1]);
    expect(own.minutes.high).toBeGreaterThan(0);
    expect(spread.plays).toEqual([]);
  });
});

it("sums are the same however often they are handed over", () => {
  fc.assert(
    fc.property(ledgers, fc.integer({ min: 1, max: 5 }), (outcomes, most) => {
      for (const table of runTables) {
        const [few, many] = [most, 1e6].map((kept) => {
          const parts: unknown[][] = [];
          const sums = new Sums({ append: (row) => parts.push([...row]), finish: () => {} }, kept);
          for (const [index, outcome] of outcomes.entries()) addRun(sums, table, (index % 2) + 1, outcome);
          sums.finish();
          return addedUp(parts, table.keys);
        });
        expect(few).toEqual(many);
      }
    }),
    { numRuns: 50 },
  );
});

function addedUp(parts: unknown[][], keys: number): Record<string, number[]> {
  const sums: Record<string, number[]> = {};
  for (const part of parts) {
    const key = JSON.stringify(part.slice(0, keys));
    const amounts = part.slice(keys) as number[];
    sums[key] = (sums[key] ?? amounts.map(() => 0)).map((before, index) => before + amounts[index]!);
  }
  return sums;
}

function sum(rows: readonly Row[], column: string): number {
  return rows.reduce((total, row) => total + (row[column] as number), 0);
}
