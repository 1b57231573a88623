/**
 * Laws of the whole way from files to ledger (ARCHITECTURE.md, invariants 7 to 9), random customers by the hundred:
 * the order of rows changes nothing, adding an account changes no other's rows, demands in = outcomes out.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { readProjectFile } from "../../project/read.ts";
import { createSimulation } from "../../runtime/engine/simulation.ts";
import { openHistories } from "../../runtime/histories/open.ts";
import { openLedgerStore } from "../../runtime/ledger/store.ts";
import type { AccountOutcome, OutcomeKind } from "../../runtime/ledger/types.ts";
import { checkOutcome } from "../../runtime/simulate.ts";
import { scheduleOf } from "../support/world.ts";
import { accountRows, headers, program, projectFile, type Rows, shuffled, together } from "./worlds.ts";

const root = mkdtempSync(join(tmpdir(), "playc-properties-"));
afterAll(() => rmSync(root, { recursive: true }));

const schedule = scheduleOf(program);
const { project } = readProjectFile("playc.yaml", projectFile);

let runs = 0;

/** Writes the rows as files, reads them back as a user's export would be, and simulates. */
async function simulate(rows: Rows): Promise<AccountOutcome[]> {
  const projectDir = join(root, String(runs++));
  const tempDir = join(projectDir, "temp");
  mkdirSync(tempDir, { recursive: true });
  for (const table of Object.keys(headers) as (keyof Rows)[]) {
    writeFileSync(join(projectDir, `${table}.csv`), [headers[table], ...rows[table], ""].join("\n"));
  }
  const histories = await openHistories({ project: project!, schedule, projectDir, dataDirs: [], tempDir });
  try {
    const simulation = createSimulation(schedule, histories);
    const outcomes: AccountOutcome[] = [];
    for await (const history of histories.accounts()) outcomes.push(simulation.run(history));
    return outcomes;
  } finally {
    await histories.close();
    rmSync(projectDir, { recursive: true });
  }
}

const CUSTOMERS = 300;
const TOGETHER = 100;

/** A hundred random customers in one set of files, a set a run; `PROPERTIES=full` makes a thousand such runs. */
const numRuns = process.env.PROPERTIES === "full" ? 1000 : CUSTOMERS / TOGETHER;
const customers = fc.tuple(
  ...Array.from({ length: TOGETHER }, (_, index) => accountRows(`customer ${String(index).padStart(3, "0")}`)),
);

describe(`laws, ${numRuns * TOGETHER} random customers each`, () => {
  it("the order of input rows changes no byte of the ledger, and demands in = outcomes out", async () => {
    const seen = new Map<OutcomeKind, number>();
    await fc.assert(
      fc.asyncProperty(customers, fc.integer(), async (parts, seed) => {
        const rows = together(parts);
        const [plain, mixed] = [await simulate(rows), await simulate(shuffled(rows, seed))];
        expect(mixed).toEqual(plain);
        expect(await parquetOf(mixed)).toEqual(await parquetOf(plain));
        for (const outcome of plain) {
          checkBalance(outcome);
          for (const row of outcome.rows) seen.set(row.outcome, (seen.get(row.outcome) ?? 0) + 1);
        }
      }),
      { numRuns },
    );
    // The random customers would prove nothing if some ending never came.
    const endings: OutcomeKind[] = ["done", "merged", "held", "dropped", "withdrawn", "unserved", "open"];
    for (const ending of endings) expect(seen.get(ending) ?? 0, ending).toBeGreaterThan(100);
  }, 3_600_000);

  it("adding accounts changes no other account's rows", async () => {
    await fc.assert(
      fc.asyncProperty(customers, async (parts) => {
        const all = await simulate(together(parts));
        const some = await simulate(together(parts.filter((_, index) => index % 2 === 0)));
        expect(some).toEqual(all.filter((_, index) => index % 2 === 0));
      }),
      { numRuns },
    );
  }, 3_600_000);
});

/** What the fires, runs and merges of an account say there must be, found in its rows, and nothing twice. */
function checkBalance({ rows, triggers, runs }: AccountOutcome): void {
  checkOutcome({ rows, triggers, runs } as AccountOutcome);
  for (const { trigger, fires } of triggers) {
    const { actions } = schedule.triggers.find(({ name }) => name === trigger)!;
    expect(rows.filter(({ source }) => source === `trigger ${trigger}`)).toHaveLength(fires * actions.length);
  }
  const started = rows.filter(({ kind, outcome }) => kind === "start" && outcome === "done");
  expect(runs.filter(({ play }) => play === "rescue").length).toBeGreaterThanOrEqual(started.length);
  for (const row of rows) {
    expect(row.outcome === "done").toBe(row.doneAt !== null && row.doneOn !== null);
    expect(row.outcome === "merged").toBe(row.mergedInto !== null);
    expect(row.outcome === "done" || row.outcome === "open").toBe(row.rule === null);
    expect(row.doneAt === null || row.doneAt >= row.readyAt).toBe(true);
    expect(row.lateMinutes > 0).toBe(row.lateCause !== null);
  }
}

/** The bytes of the ledger's files. */
async function parquetOf(outcomes: readonly AccountOutcome[]): Promise<Buffer[]> {
  const folder = mkdtempSync(join(root, "ledger-"));
  const store = await openLedgerStore(folder);
  try {
    for (const outcome of outcomes) store.append(outcome);
    store.finish();
    return (await store.exportParquet(folder)).map((file) => readFileSync(join(folder, file)));
  } finally {
    store.close();
    rmSync(folder, { recursive: true });
  }
}
