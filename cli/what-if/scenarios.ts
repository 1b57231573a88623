/** The scenarios of a `playc simulate`: read before the data is, and simulated one after the other behind the plan. */
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Capacity } from "../../runtime/capacity.ts";
import type { Histories } from "../../runtime/histories/types.ts";
import { openLedgerStore, type Query } from "../../runtime/ledger/store.ts";
import { teamOf } from "../../runtime/people/peopled.ts";
import { peopleOf } from "../../runtime/people-given.ts";
import type { Answering } from "../../runtime/responses.ts";
import { applied, type Ready } from "../../runtime/scenarios/apply.ts";
import type { Scenario } from "../../runtime/scenarios/change.ts";
import { figuresOf, type RunFigures, type ScenarioResult } from "../../runtime/scenarios/figures.ts";
import { ScenarioError } from "../../runtime/scenarios/people-changes.ts";
import { type SimulationRun, type SimulationTotals, simulate } from "../../runtime/simulate.ts";
import type { Schedule } from "../../schedule/types.ts";
import type { CompiledProject } from "../compile-project.ts";
import type { Progress } from "../progress.ts";
import { printable } from "../views/printable.ts";
import { compileCondition } from "./condition.ts";
import { impossible } from "./possible.ts";
import { readScenario, wrongScenario } from "./text.ts";

export interface TypedScenario extends Scenario {
  /** As it was typed. */
  readonly text: string;
  /** Without its name. */
  readonly change: string;
}

/** Reads what was typed. Failures of kind `usage`: one that cannot be read, and two of one name. */
export function readScenarios(project: CompiledProject, texts: readonly string[]): TypedScenario[] {
  const names = new Set([planName]);
  return texts.map((text) => {
    const { name, change, changes } = readScenario(text, project.schedule.roles);
    if (names.has(name))
      throw wrongScenario(text, `There is another scenario called \`${printable(name)}\`.`, 0, name.length);
    names.add(name);
    return {
      text,
      name,
      change,
      changes: changes.map((each) => {
        if (each.kind !== "accounts") return each;
        const { condition, ...rest } = each;
        return { ...rest, when: condition && compileCondition(project, text, condition) };
      }),
    };
  });
}

/** What the plan as it is is called beside the scenarios. */
export const planName = "as it is";

export interface ScenarioRun extends Pick<SimulationRun, "schedule" | "from" | "to" | "answering"> {
  /** As they were opened. */
  readonly opened: Histories;
  readonly capacity: Capacity;
}

/** One scenario's figures. `folder` is the run's own. */
async function simulateScenario(
  folder: string,
  run: ScenarioRun,
  scenario: TypedScenario,
  progress: Progress,
): Promise<RunFigures> {
  progress.phase(`what if: ${printable(scenario.name)}`);
  return figuresOfPlan(folder, run, await changed(run, scenario), progress);
}

/** Simulates what is ready, and puts its ledger away. `folder` is the run's own. */
export async function figuresOfPlan(
  folder: string,
  { capacity, from, to, answering }: Omit<ScenarioRun, "schedule" | "opened">,
  { schedule, histories }: Ready<Histories>,
  progress: Progress,
): Promise<RunFigures> {
  const own = join(folder, "what-if");
  mkdirSync(own);
  const store = await openLedgerStore(own);
  try {
    const days = {
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
      ...(answering && { answering }),
    };
    const into = { sink: store.append, ofPeople: store.appendPersonDay, onProgress: progress.count };
    const people = await peopleOf(schedule, histories, capacity);
    const totals = await simulate({ ...days, schedule, histories, people, ...into });
    store.finish();
    return await figuresOfRun(store.query, schedule, histories, totals, capacity);
  } finally {
    store.close();
    rmSync(own, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function changed({ schedule, opened }: ScenarioRun, scenario: TypedScenario) {
  try {
    return await applied({ schedule, histories: opened }, scenario);
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    throw impossible(scenario.text, error);
  }
}

/** Of a run whose ledger is finished. */
export function figuresOfRun(
  query: Query,
  schedule: Schedule,
  { staff, team }: Pick<Histories, "staff" | "team">,
  { range }: Pick<SimulationTotals, "range">,
  capacity: Capacity,
): Promise<RunFigures> {
  const known = team ?? teamOf(schedule, staff ?? { owners: new Map(), zone: "UTC" });
  return figuresOf(query, schedule, known, range, capacity);
}

/** The plan as it is and its scenarios, once the plan's ledger is finished; undefined without any. */
export function scenariosBeside(
  folder: string,
  { histories, ...run }: ScenarioRun & { readonly histories: Histories; readonly answering: Answering },
  scenarios: readonly TypedScenario[],
  progress: Progress,
): ((query: Query, totals: Pick<SimulationTotals, "range">) => Promise<ScenarioResult[]>) | undefined {
  if (scenarios.length === 0) return undefined;
  return async (query, totals) => {
    const own = await figuresOfRun(query, run.schedule, histories, totals, run.capacity);
    const results: ScenarioResult[] = [{ name: planName, change: null, figures: own }];
    // What many runs spread by chance is asked of the plan alone.
    const once = { ...run, answering: { ...run.answering, runs: 1 } };
    for (const scenario of scenarios) {
      const figures = await simulateScenario(folder, once, scenario, progress);
      results.push({ name: scenario.name, change: scenario.change, figures });
    }
    return results;
  };
}
