/** The simulation of a test's accounts. */
import type { TestCase } from "../../schedule/tests.ts";
import type { Schedule } from "../../schedule/types.ts";
import { createSimulation, type Simulation } from "../engine/simulation.ts";
import type { Histories } from "../histories/types.ts";
import { createRanking } from "../rank-accounts.ts";
import { historiesOf, type TestHistories } from "./accounts.ts";

export interface TestSimulation {
  readonly histories: TestHistories & Pick<Histories, "cutoffs">;
  readonly simulation: Simulation;
}

/** Its accounts are ranked among each other. `zone`: of those without one of their own. */
export function simulationOf(schedule: Schedule, test: TestCase, zone: string): TestSimulation {
  const made = historiesOf(schedule, test, zone);
  const ranking = createRanking(schedule, made);
  for (const history of made.accounts.values()) ranking?.add(history);
  const histories = ranking ? { ...made, cutoffs: ranking.cutoffs() } : made;
  return { histories, simulation: createSimulation(schedule, histories) };
}
