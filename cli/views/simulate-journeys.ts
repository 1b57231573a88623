/** How customers went through their journeys, stage by stage. */
import type { StageCounts, Summary } from "../../runtime/summary/types.ts";
import { counted, percent } from "./figures.ts";
import { left, right, type Style, section, table } from "./layout.ts";
import { printableName } from "./printable.ts";

/** Nothing for a program without journeys. */
export function journeysSection({ journeys }: Summary, style: Style): string[] {
  if (journeys.length === 0) return [];
  const rows = journeys.map((stage) => [
    `${printableName(stage.journey)}, ${printableName(stage.stage)}`,
    String(stage.entered),
    String(stage.completed),
    String(stage.skipped),
    String(stage.back),
    String(stage.open),
    completion(stage),
    ...days(stage),
    String(stage.overdue),
  ]);
  const columns = [
    left("stage"),
    ...["entered", "left", "skipped", "back", "open", "completed", "median", "mean", "half of them", "overdue"].map(
      right,
    ),
  ];
  const regressions = journeys.flatMap(({ stage, regressions: sent }) =>
    sent.map(
      ({ what, to, times, accounts }) =>
        `    back from ${printableName(stage)} to ${printableName(to)}, ${printableName(what)}: ${counted(times, "time")}, ${counted(accounts, "account")}`,
    ),
  );
  return section("Journeys", [...table(columns, rows, style), ...regressions], style);
}

function completion({ completed, skipped, back, ended }: StageCounts): string {
  const ends = completed + skipped + back + ended;
  return ends === 0 ? "-" : percent(completed, ends);
}

/** Median and mean, and between which numbers of days the middle half of them lies. */
function days({ days: told }: StageCounts): string[] {
  return told ? [`${told.median}d`, `${told.mean}d`, `${told.quarter}d..${told.threeQuarters}d`] : ["-", "-", "-"];
}
