/** Histories in which a health score has many points or few: lines of it are so, or are not. */
import type { EpochDay } from "../../runtime/histories/types.ts";
import type { ScoreLine } from "../../schedule/types.ts";
import { aim } from "./aims.ts";
import type { Edit } from "./draft.ts";
import { eachWith, type Ground, inTurns, mostWays } from "./ground.ts";

/** No points, all points, then the points of each line alone, and all but those: a score, or a component of one. */
export function scoreWays(name: string, at: EpochDay, ground: Ground): Edit[] {
  const lines = linesOf(name, ground);
  const all = (want: (place: number) => boolean) =>
    eachWith(lines.map((line, place) => lineWays(line, want(place), at, ground).slice(0, 3))).slice(0, 4);
  const alone = lines.flatMap((_line, place) => [
    all((other) => other === place).slice(0, 2),
    all((other) => other !== place).slice(0, 2),
  ]);
  return inTurns(
    all(() => false),
    all(() => true),
    ...alone,
  ).slice(0, mostWays);
}

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
