/** The summary of a simulation: added up in SQL over the ledger, so that its cost in memory is that of people, weeks and rules. */
import { answerEvents } from "../../schedule/assumptions.ts";
import type { Schedule } from "../../schedule/types.ts";
import { formatDay, weeksTouched } from "../calendar/days.ts";
import type { Capacity } from "../capacity.ts";
import type { Responses } from "../engine/answers.ts";
import type { Histories, Staff } from "../histories/types.ts";
import type { Query } from "../ledger/store.ts";
import type { GoalTotals } from "../parts/totals.ts";
import { teamOf } from "../people/peopled.ts";
import { type Answering, asInHistory } from "../responses.ts";
import type { SimulationTotals } from "../simulate.ts";
import { accountCounts, busiestAccounts } from "./accounts.ts";
import { hoursAgainstHours } from "./capacity.ts";
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
import { runSpread } from "./spread.ts";
import type { AnswersTaken, Summary } from "./types.ts";

/** Said with every summary: what a replay of history is blind to (docs/language.md section 10, Replies). */
const blindness: Record<Responses, string> = {
  history:
    "What the history holds is fact: it cannot know what a touch that was never made would have earned, or cost.",
  assume:
    "Answers are assumed, and what customers do besides is history: it cannot know what else a touch that was never made would have earned, or cost.",
  none: "No touch is answered here: what plays would have won by answers is not in it.",
};

const noStaff: Omit<Staff, "rules"> = { owners: new Map(), zone: "UTC" };
const noGoals: GoalTotals = { tallies: new Map(), lines: new Map() };

/** What a summary tells of the input. */
export interface InputSeen extends Pick<Histories, "grid" | "summary"> {
  readonly staff?: Omit<Staff, "rules">;
}

/** Adds up a finished ledger; `goals`: what was added up of measures and the return. */
export async function summarise(
  query: Query,
  schedule: Schedule,
  histories: InputSeen,
  {
    range,
    begunBefore,
    goals = noGoals,
    answering = asInHistory,
    capacity = "report",
  }: Pick<SimulationTotals, "range" | "begunBefore"> &
    Partial<Pick<SimulationTotals, "goals" | "answering">> & { readonly capacity?: Capacity },
): Promise<Summary> {
  const from = formatDay(range.from);
  const targets = await touchTargets(query, schedule);
  const team = teamOf(schedule, histories.staff ?? noStaff);
  return {
    format: "playc-summary",
    version: 1,
    schedule: schedule.digest,
    range: { from, to: formatDay(range.to), days: range.to - range.from + 1, weeks: weeksTouched(range) },
    input: {
      from: formatDay(histories.grid.from),
      to: formatDay(histories.grid.to),
      begunBefore,
      ...histories.summary,
    },
    answers: answersTaken(schedule, answering),
    ...(answering.runs > 1 && { spread: await runSpread(query, answering.runs) }),
    accounts: await accountCounts(query, schedule),
    people: await personLoads(query),
    capacityMode: capacity,
    ...(await hoursAgainstHours(capacity, query, schedule, team, range)),
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
    operations: await operations(query, schedule, range, team, histories.staff?.roster),
    journeyPaths: await journeyPaths(query, schedule),
    delivered: await deliveredCounts(query),
    busiest: await busiestAccounts(query),
    machineTouchesOnDaysOff: await machineTouchesOnDaysOff(query, schedule),
    late: await lateByCause(query),
    balance: await balance(query),
    limits: [blindness[answering.responses]],
  };
}

/** Also what `manifest.json` tells. */
export function answersTaken(schedule: Schedule, { responses, seed, runs }: Answering): AnswersTaken {
  const lines = (schedule.assumptions ?? []).map(({ text }) => text);
  return {
    responses,
    events: [...answerEvents(schedule)].sort(),
    ...(responses === "assume" && { assumed: { seed, runs, lines } }),
  };
}
