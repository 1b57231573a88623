/**
 * The worked examples, simulated. On its synthetic customers the SaaS program shows everything that can become of what
 * it wants: every rule of it comes to be owed, and every outcome occurs.
 */
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { compileProject } from "../../cli/compile-project.ts";
import { openHistories } from "../../runtime/histories/open.ts";
import type { InputSummary } from "../../runtime/histories/types.ts";
import type { AccountOutcome } from "../../runtime/ledger/types.ts";
import { simulate } from "../../runtime/simulate.ts";
import type { Schedule } from "../../schedule/types.ts";

const playbooks = fileURLToPath(new URL("../../playbooks", import.meta.url));
const shared = fileURLToPath(new URL("../../../shared/data", import.meta.url));

interface Run {
  schedule: Schedule;
  outcomes: AccountOutcome[];
  input: InputSummary;
}

async function run(project: string, accounts: readonly string[], dataDirs: readonly string[] = []): Promise<Run> {
  const compiled = compileProject(`${playbooks}/${project}`);
  const tempDir = await mkdtemp(join(tmpdir(), "playc-simulation-"));
  const histories = await openHistories({
    project: compiled.project,
    schedule: compiled.schedule,
    projectDir: compiled.folder.root,
    dataDirs,
    tempDir,
    accounts,
  });
  try {
    const outcomes: AccountOutcome[] = [];
    await simulate({ schedule: compiled.schedule, histories, sink: (outcome) => outcomes.push(outcome) });
    return { schedule: compiled.schedule, outcomes, input: histories.summary };
  } finally {
    await histories.close();
    await rm(tempDir, { recursive: true, force: true });
  }
}

/** Paths of all actions of the schedule; an escalation's are read inside the play that climbs it. */
function actionPaths(tree: unknown): string[] {
  if (typeof tree !== "object" || tree === null) return [];
  const own = "inTurn" in tree && "path" in tree ? [String(tree.path)] : [];
  return [...own, ...Object.values(tree).flatMap(actionPaths)];
}

describe("the SaaS example, on its first two hundred customers", () => {
  let saas: Run;
  const rows = () => saas.outcomes.flatMap((outcome) => outcome.rows);
  const valuesOf = <Value>(values: Iterable<Value>) => [...new Set(values)].sort();

  beforeAll(async () => {
    saas = await run(
      "saas",
      Array.from({ length: 200 }, (_, at) => `A${String(at + 1).padStart(5, "0")}`),
    );
  }, 120_000);

  it("reads all of its data without setting a row aside", () => {
    expect(saas.input.tables.filter((table) => table.setAside.length > 0)).toEqual([]);
    expect(saas.input.lookAhead).toEqual([]);
    expect(saas.input.unmapped.events).toEqual([]);
    expect(saas.input.unmapped.metrics).toEqual([]);
  });

  it("has every outcome", () => {
    const outcomes = ["done", "dropped", "held", "merged", "open", "unserved", "withdrawn"];
    expect(valuesOf(rows().map((row) => row.outcome))).toEqual(outcomes);
  });

  it("owes every action at least once", () => {
    const owed = valuesOf(rows().map((row) => row.path));
    const never = actionPaths(saas.schedule).filter((path) => !owed.some((each) => `/${each}/`.includes(`${path}/`)));
    expect(actionPaths(saas.schedule).length).toBeGreaterThan(120);
    expect(never).toEqual([]);
  });

  it("fires every trigger and starts every play", () => {
    const sources = new Set(rows().map((row) => row.source));
    expect(
      saas.schedule.triggers.filter((trigger) => !sources.has(trigger.path)).map((trigger) => trigger.name),
    ).toEqual([]);
    const started = new Set(saas.outcomes.flatMap((outcome) => outcome.runs.map((play) => play.play)));
    expect(saas.schedule.plays.filter((play) => !started.has(play.name)).map((play) => play.name)).toEqual([]);
  });

  it("has work of every segment and of every priority", () => {
    const segments = saas.schedule.segments.map((segment) => segment.name).sort();
    expect(valuesOf(rows().flatMap((row) => row.segment ?? []))).toEqual(segments);
    expect(valuesOf(rows().map((row) => row.priority))).toEqual(["cadence", "green", "red", "renewal", "yellow"]);
  });

  it("is bound by every rule of its policy", () => {
    const { consents } = saas.schedule.policy;
    const rules = new Set(rows().flatMap((row) => [row.rule, row.deferredBy]));
    const expected = [...consents.map(({ path }) => path), "policy/merge", "policy/limit/1", "policy/limit/2"];
    expect([...rules]).toEqual(expect.arrayContaining([...expected, "policy/limit/3", "policy/quiet/1"]));
  });

  it("is late and deferred now and then, not as a rule", () => {
    const late = rows().filter((row) => row.lateMinutes > 0);
    expect(valuesOf(late.map((row) => row.lateCause))).toEqual(expect.arrayContaining(["limit", "no working hour"]));
    expect(late.length / rows().length).toBeLessThan(0.05);
    const deferredBy = valuesOf(rows().flatMap((row) => row.deferredBy ?? []));
    expect(deferredBy).toEqual(["policy/limit/1", "policy/limit/2", "policy/limit/3", "policy/quiet/1"]);
  });
});

describe.skipIf(!existsSync(shared))("the examples over data that is not ours", { timeout: 60_000 }, () => {
  it("learning: sets aside who withdrew before the course began, and nothing else of the accounts", async () => {
    const { input, outcomes } = await run("learning", ["AAA-2014J-303985"], [`${shared}/learning`]);
    const account = input.tables.find((table) => table.name === "account")!;
    expect(account.setAside).toEqual([{ reason: "`start_date` is after `left_on`", rows: 142 }]);
    expect(outcomes.flatMap((outcome) => outcome.rows).length).toBeGreaterThan(0);
  });

  it("wholesale: puts customers together from invoices, and leaves out the day that is cut off", async () => {
    const { input, outcomes } = await run("wholesale", ["12471"], [`${shared}/wholesale`]);
    const account = input.tables.find((table) => table.name === "account")!;
    expect(account).toMatchObject({ rows: 5942, setAside: [] });
    expect(input.tables.flatMap((table) => table.setAside.map((each) => each.reason))).toEqual([
      "outside `covers`",
      "outside `covers`",
    ]);
    expect(outcomes.flatMap((outcome) => outcome.rows).length).toBeGreaterThan(0);
  });
});
