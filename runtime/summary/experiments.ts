/**
 * What came of each arm of an experiment, by arm as assigned: whatever happened to an account from its first day in the
 * experiment on counts for its arm (docs/language.md section 9, Experiments).
 */
import type { Experiment, Schedule } from "../../schedule/types.ts";
import { type Estimate, mean, share } from "../calibration/intervals.ts";
import { demandPaths } from "../engine/paths.ts";
import type { Query } from "../ledger/store.ts";
import type { ArmResult, ExperimentResult } from "./types.ts";

/** Of fewer accounts nothing can be said with an interval. */
const fewestAccounts = 5;

/** In the order of the schedule; the rest that is in no arm stands last. */
export async function experimentResults(query: Query, schedule: Schedule): Promise<ExperimentResult[]> {
  const { experiments = [] } = schedule;
  if (experiments.length === 0) return [];
  const expecting = [...demandPaths(schedule, ({ expects }) => expects !== undefined)];
  const rows = await query(armSums(expecting));
  const sums = new Map(rows.map((row) => [JSON.stringify([row.experiment, row.arm]), row]));
  return experiments.map((experiment) => ({
    experiment: experiment.name,
    arms: armsAndRest(experiment).map(({ name, share: weight }) =>
      resultOf(name, weight, sums.get(JSON.stringify([experiment.name, name]))),
    ),
  }));
}

function armsAndRest({ arms }: Experiment): { name: string | null; share: number }[] {
  const rest = 1_000_000 - arms.reduce((sum, arm) => sum + arm.share, 0);
  return [...arms, ...(rest > 0 ? [{ name: null, share: rest }] : [])];
}

/** A row an arm: its accounts, and the sums and squares of what each of them had. */
function armSums(expecting: readonly string[]): string {
  const asks = expecting.map((path) => `'${path.replaceAll("'", "''")}'`).join(", ") || "NULL";
  return `WITH done AS (
      SELECT experiment, account, count(*) FILTER (kind = 'touch') AS touches,
        sum(effort_minutes + prep_minutes) AS minutes
      FROM experiment_arms JOIN ledger USING (account)
      WHERE outcome = 'done' AND done_on >= assigned GROUP BY experiment, account),
    delivered_ids AS (SELECT id FROM ledger WHERE outcome = 'done'),
    asked AS (
      SELECT experiment, account, count(*) AS asked, count(answered_at) AS answered
      FROM experiment_arms JOIN ledger USING (account)
      WHERE dated >= assigned AND path IN (${asks})
        AND (outcome = 'done' OR (outcome = 'merged' AND merged_into IN (SELECT id FROM delivered_ids)))
      GROUP BY experiment, account),
    runs AS (
      SELECT experiment, account, count(*) FILTER (ending = 'won') AS won,
        count(*) FILTER (ending IN ('won', 'lost', 'ran out')) AS ended
      FROM experiment_arms JOIN play_runs USING (account) WHERE started >= assigned GROUP BY experiment, account)
    SELECT experiment, arm, count(*)::DOUBLE AS accounts,
      ${["touches", "minutes"].map(sumsOf).join(", ")},
      ${["asked", "answered", "won", "ended"].map((name) => `coalesce(sum(${name}), 0)::DOUBLE AS ${name}`).join(", ")}
    FROM experiment_arms LEFT JOIN done USING (experiment, account) LEFT JOIN asked USING (experiment, account)
      LEFT JOIN runs USING (experiment, account)
    GROUP BY experiment, arm`;
}

function sumsOf(name: string): string {
  return `coalesce(sum(${name}), 0)::DOUBLE AS ${name}, coalesce(sum(${name} * ${name}), 0)::DOUBLE AS ${name}_squares`;
}

function resultOf(arm: string | null, weight: number, row: Awaited<ReturnType<Query>>[number] | undefined): ArmResult {
  const of = (name: string) => (row?.[name] ?? 0) as number;
  const accounts = of("accounts");
  const isEnough = accounts >= fewestAccounts;
  const perAccount = (name: string) => {
    const interval = isEnough ? mean(accounts, of(name), of(`${name}_squares`)) : undefined;
    return { total: of(name), perAccount: accounts === 0 ? null : of(name) / accounts, ...boundsOf(interval) };
  };
  const intervalOf = (part: string, whole: string) => boundsOf(isEnough ? share(of(part), of(whole)) : undefined);
  return {
    arm,
    share: weight,
    accounts,
    touches: perAccount("touches"),
    minutes: perAccount("minutes"),
    replies: { asked: of("asked"), answered: of("answered"), ...intervalOf("answered", "asked") },
    wins: { ended: of("ended"), won: of("won"), ...intervalOf("won", "ended") },
  };
}

function boundsOf(interval: Estimate | undefined): { interval: { low: number; high: number } | null } {
  return { interval: interval === undefined ? null : { low: interval.low, high: interval.high } };
}
