/** What an account's scores were on the reported days: stretches, since most days are like the one before. */
import type { Metric } from "../../schedule/types.ts";
import type { ScoreStretch } from "../ledger/types.ts";
import type { AccountState } from "./state.ts";

export function scoreStretches(state: AccountState): ScoreStretch[] {
  const { metrics, scores = [] } = state.program.schedule;
  return scores.flatMap(({ name, components }) => {
    const bands = metrics.find((metric) => metric.name === name)?.bands;
    return [
      stretchesOf(state, name, bands),
      ...components.map((part) => stretchesOf(state, part.name, undefined)),
    ].flat();
  });
}

function stretchesOf({ program, view, range }: AccountState, score: string, bands: Metric["bands"]): ScoreStretch[] {
  const days = program.conditions.scoreDays(view, score, range.to);
  const stretches: ScoreStretch[] = [];
  for (let day = range.from; day <= range.to; day++) {
    const [low, high] = [days.low(day), days.high(day)];
    if (Number.isNaN(low)) continue;
    const last = stretches.at(-1);
    if (last && last.to === day - 1 && last.low === low && last.high === high) last.to = day;
    else stretches.push({ score, from: day, to: day, low, high, band: bandOf(bands, low, high) });
  }
  return stretches;
}

function bandOf(bands: Metric["bands"], low: number, high: number): string | null {
  const holding = (value: number) => bands?.find(({ floor }) => value >= floor)?.name ?? null;
  return holding(low) === holding(high) ? holding(low) : null;
}
