/** The summary of a simulation: added up in SQL over the ledger, so that its cost in memory is that of people, weeks and rules. */
import type { Schedule } from "../../schedule/types.ts";
import { formatDay, weekStart } from "../calendar/days.ts";
import type { Histories } from "../histories/types.ts";
import type { Query } from "../ledger/store.ts";
import type { ReportRange } from "../ledger/types.ts";
import type { GoalTotals, SimulationTotals } from "../simulate.ts";
import { accountCounts, busiestAccounts } from "./accounts.ts";
import { deliveredCounts } from "./delivered.ts";
import { experimentResults } from "./experiments.ts";
import { goalResults } from "./goals.ts";
import { journeyPaths } from "./journey-paths.ts";
import { stageCounts } from "./journeys.ts";
import { personLoads } from "./load.ts";
import { machineTouchesOnDaysOff } from "./machines.ts";
import { modelCounts } from "./models.ts";
import { operations } from "./operations.ts";
import { playCounts, touchTargets, triggerCounts } from "./program.ts";
import { balance, deferredByRule, lateByCause, neverDropped, openDemands, undoneByRule } from "./rules.ts";
import { scoreStandings } from "./scores.ts";
import type { Summary } from "./types.ts";

/** Said with every summary: what a replay of history is blind to (docs/language.md section 10, Replies). */
const limits = [
  "What the history holds is fact: it cannot know what a touch that was never made would have earned, or cost.",
];

const noGoals: GoalTotals = { tallies: new Map(), lines: new Map() };

/** Adds up a finished ledger; `goals`: what was added up of measures and the return. */
export async function summarise(
  query: Query,
  schedule: Schedule,
  histories: Pick<Histories, "grid" | "summary">,
  { range, begunBefore, goals = noGoals }: Pick<SimulationTotals, "range" | "begunBefore"> & { goals?: GoalTotals },
): Promise<Summary> {
  const from = formatDay(range.from);
  const targets = await touchTargets(query, schedule);
  return {
    format: "playc-summary",
    version: 1,
    schedule: schedule.digest,
    range: { from, to: formatDay(range.to), days: range.to - range.from + 1, weeks: weeksOf(range) },
    input: {
      from: formatDay(histories.grid.from),
      to: formatDay(histories.grid.to),
      begunBefore,
      ...histories.summary,
    },
    accounts: await accountCounts(query, schedule),
    people: await personLoads(query),
    undone: await undoneByRule(query),
    deferred: await deferredByRule(query),
    neverDropped: await neverDropped(query, schedule),
    open: await openDemands(query),
    triggers: await triggerCounts(query, schedule),
    plays: await playCounts(query, schedule, from),
    ...(targets.length > 0 && { touchTargets: targets }),
    scores: await scoreStandings(query, schedule, formatDay(range.to)),
    models: await modelCounts(query, schedule, formatDay(range.to)),
    experiments: await experimentResults(query, schedule),
    journeys: await stageCounts(query, schedule, from),
    ...goalResults(schedule, goals, range, histories.summary.lookAhead),
    operations: await operations(query, schedule, range.to - range.from + 1),
    journeyPaths: await journeyPaths(query, schedule),
    delivered: await deliveredCounts(query),
    busiest: await busiestAccounts(query),
    machineTouchesOnDaysOff: await machineTouchesOnDaysOff(query, schedule),
    late: await lateByCause(query),
    balance: await balance(query),
    limits,
  };
}

function weeksOf({ from, to }: ReportRange): number {
  return (weekStart(to) - weekStart(from)) / 7 + 1;
}
