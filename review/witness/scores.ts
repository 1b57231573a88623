/** Histories in which a health score has many points or few: lines of it are so, or are not. */
import type { EpochDay } from "../../runtime/histories/types.ts";
import type { Metric, ScoreLine } from "../../schedule/types.ts";
import { aim } from "./aims.ts";
import { type Edit, later, together } from "./draft.ts";
import { eachWith, type Ground, inTurns, mostWays, once } from "./ground.ts";

/**
 * As many points as are meant, or the nearest to them on the side where the opposite is not; then none, all, the points of
 * each line alone, and all but those: of a score, or of a component of one.
 */
export function scoreWays(
  name: string,
  at: EpochDay,
  ground: Ground,
  meant?: { readonly amount: number; readonly opposite: number },
): Edit[] {
  const key = `score ${name} ${at} ${meant?.amount} ${meant?.opposite}`;
  return once(ground, key, () => madeOf(linesOf(name, ground), at, ground, meant));
}

function madeOf(
  lines: readonly ScoreLine[],
  at: EpochDay,
  ground: Ground,
  meant: { readonly amount: number; readonly opposite: number } | undefined,
): Edit[] {
  const alone = lines.flatMap((_line, place) => [
    lineChoice(lines, (other) => other === place, at, ground).slice(0, 2),
    lineChoice(lines, (other) => other !== place, at, ground).slice(0, 2),
  ]);
  return inTurns(
    meant ? pointsWays(lines, meant.amount, meant.opposite > meant.amount, at, ground) : [],
    lineChoice(lines, () => false, at, ground),
    lineChoice(lines, () => true, at, ground),
    ...alone,
  ).slice(0, mostWays);
}

/** From all points, or from none, by so many at the close of a day; then whatever else moves points. */
export function scoreChanges(
  { name, range }: Metric,
  moves: (usual: number) => readonly number[],
  sign: number,
  at: EpochDay,
  ground: Ground,
): Edit[] {
  const lines = linesOf(name, ground);
  const usual = sign < 0 ? (range?.to ?? 0) : 0;
  const [start] = lineChoice(lines, () => sign < 0, at - 1, ground);
  const moved = moves(usual).flatMap((by) => pointsWays(lines, usual + sign * by, sign < 0, at, ground).slice(0, 2));
  const steps = start ? moved.map((then) => together(start, later(then, at))) : [];
  return inTurns(steps, scoreWays(name, at, ground)).slice(0, mostWays);
}

function lineChoice(
  lines: readonly ScoreLine[],
  isSo: (place: number) => boolean,
  at: EpochDay,
  ground: Ground,
): Edit[] {
  return eachWith(
    lines.map((line, place) => lineWays(line, isSo(place), at, ground).slice(0, 3)),
    mostOfChoice,
  );
}

/** Lines whose points come to an amount, or nearest to it from below or from above. */
function pointsWays(
  lines: readonly ScoreLine[],
  amount: number,
  isBelow: boolean,
  at: EpochDay,
  ground: Ground,
): Edit[] {
  // By sum the first lines found that make it.
  const sums = new Map<number, ReadonlySet<number>>([[0, new Set()]]);
  for (const [place, { points }] of lines.entries()) {
    if (sums.size > mostSums) break;
    for (const [sum, places] of [...sums]) {
      if (!sums.has(sum + points)) sums.set(sum + points, new Set([...places, place]));
    }
  }
  const fitting = [...sums.keys()].filter((sum) => (isBelow ? sum <= amount : sum >= amount));
  const nearest = isBelow ? Math.max(...fitting) : Math.min(...fitting);
  const chosen = sums.get(nearest);
  return chosen ? lineChoice(lines, (place) => chosen.has(place), at, ground) : [];
}

const mostOfChoice = 4;
/** More sums of points than these are not looked through. */
const mostSums = 2000;

export function linesOf(name: string, { schedule }: Ground): ScoreLine[] {
  const components = (schedule.scores ?? []).flatMap((score) =>
    score.components.filter((component) => score.name === name || component.name === name),
  );
  return components.flatMap(({ lines }) => lines);
}

export function lineWays(line: ScoreLine, want: boolean, at: EpochDay, ground: Ground): readonly Edit[] {
  if (line.kind === "when") return ground.ways(line.when, want, at);
  const [amount, opposite] = want ? [line.to, line.from] : [line.from, line.to];
  const middle = Math.floor((line.from + line.to) / 2);
  return [amount, middle].flatMap((each) => aim(line.by, { amount: each, opposite, length: undefined }, at, ground));
}
