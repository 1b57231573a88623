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
  const { from, lows, highs } = program.conditions.scoreDays(view, score, range.to);
  const stretches: ScoreStretch[] = [];
  const end = range.to - from + 1;
  for (let index = range.from - from, next: number; index < end; index = next) {
    const [low, high] = [lows[index]!, highs[index]!];
    next = index + 1;
    if (Number.isNaN(low)) continue;
    while (next < end && lows[next] === low && highs[next] === high) next++;
    stretches.push({ score, from: from + index, to: from + next - 1, low, high, band: bandOf(bands, low, high) });
  }
  return stretches;
}

function bandOf(bands: Metric["bands"], low: number, high: number): string | null {
  const holding = (value: number) => bands?.find(({ floor }) => value >= floor)?.name ?? null;
  return holding(low) === holding(high) ? holding(low) : null;
}
