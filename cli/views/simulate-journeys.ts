/** How customers went through their journeys, stage by stage, and which ways went before they were kept. */
import type { JourneyPath, JourneyPaths, KeptBy, StageCounts } from "../../runtime/summary/journey-types.ts";
import type { Summary } from "../../runtime/summary/types.ts";
import { counted, percent } from "./figures.ts";
import { type Grid, gridLines, left, right, type Style, section, table } from "./layout.ts";
import { printableName } from "./printable.ts";
import { shareOf } from "./simulate-experiments.ts";

/** Nothing for a program without journeys. */
export function journeysSection({ journeys, journeyPaths }: Summary, style: Style): string[] {
  if (journeys.length === 0) return [];
  return [...stagesSection(journeys, style), ...cohortsSection(journeys, style), ...pathsSection(journeyPaths, style)];
}

function stagesSection(journeys: readonly StageCounts[], style: Style): string[] {
  const lines = gridLines(stagesGrid(journeys), style);
  return section("Journeys", [...lines, ...regressionLines(journeys).map((text) => `    ${text}`)], style);
}

export function stagesGrid(journeys: readonly StageCounts[]): Grid {
  const rows = journeys.map((stage) => [
    nameOf(stage),
    String(stage.entered),
    String(stage.completed),
    String(stage.skipped),
    String(stage.back),
    String(stage.open),
    share(stage.completed, endsOf(stage)),
    share(stage.back, endsOf(stage)),
    ...days(stage),
    String(stage.overdue),
    String(stage.stalled),
  ]);
  const figures = ["entered", "left", "skipped", "back", "open", "completed", "went back"];
  const columns = [left("stage"), ...[...figures, "median", "mean", "half of them", "overdue", "stalled"].map(right)];
  return { columns, rows };
}

/** What sent customers back, and how often. */
export function regressionLines(journeys: readonly StageCounts[]): string[] {
  return journeys.flatMap(({ stage, regressions: sent }) =>
    sent.map(
      ({ what, to, times, accounts }) =>
        `back from ${printableName(stage)} to ${printableName(to)}, ${printableName(what)}: ${counted(times, "time")}, ${counted(accounts, "account")}`,
    ),
  );
}

/** Quarters of a stage that are shown; the summary has them all. */
const mostQuarters = 4;

function cohortsSection(journeys: readonly StageCounts[], style: Style): string[] {
  const rows = journeys.flatMap((stage) =>
    stage.cohorts
      .slice(-mostQuarters)
      .map(({ quarter, entered, completed, back, open, stalled, median }) => [
        nameOf(stage),
        quarter,
        String(entered),
        share(completed, entered),
        share(back, entered),
        String(open),
        median === null ? "-" : `${median}d`,
        String(stalled),
      ]),
  );
  if (rows.length === 0) return [];
  const figures = ["entered", "completed", "went back", "open", "median", "stalled"];
  const columns = [left("stage"), left("quarter"), ...figures.map(right)];
  return section("Journeys by quarter of entry (the last four)", table(columns, rows, style), style);
}

/** Paths of a journey that are shown; the summary has more. */
const mostPaths = 8;

function pathsSection({ keptBy, paths }: JourneyPaths, style: Style): string[] {
  if (!keptBy) {
    const why =
      "Nothing in the program says who was kept: no play that counts down to a date has a `win`, no score a `lost when`.";
    return section("Paths through journeys", [`    ${why}`], style);
  }
  const shown = shownPaths(paths);
  const title = `Paths through journeys before ${endingText(keptBy)} (95% intervals from 5 on)`;
  return shown.length === 0 ? [] : section(title, gridLines(pathsGrid(shown, keptBy), style), style);
}

/** The commonest of each journey. */
export function shownPaths(paths: readonly JourneyPath[]): JourneyPath[] {
  return [...new Set(paths.map(({ journey }) => journey))].flatMap((name) =>
    paths.filter(({ journey, stages }) => journey === name && stages !== null).slice(0, mostPaths),
  );
}

export function pathsGrid(paths: readonly JourneyPath[], keptBy: KeptBy): Grid {
  return {
    columns: [left("journey"), left("path"), left(keptBy.kind === "plays" ? "won" : "kept")],
    rows: paths.map((path) => [
      printableName(path.journey),
      pathText(path),
      shareOf(path.kept, path.tracks, path.interval),
    ]),
  };
}

export function endingText(keptBy: KeptBy): string {
  if (keptBy.kind === "lost when") return `the last day, by \`lost when\` of ${printableName(keptBy.score)}`;
  return `${keptBy.plays.length === 1 ? "play" : "plays"} ${keptBy.plays.map(printableName).join(", ")}`;
}

/** Stages of a path that are shown: the last ones. */
const mostStages = 6;

function pathText({ stages }: JourneyPath): string {
  if (!stages) return "other paths";
  const names = stages.slice(-mostStages).map(printableName).join(" > ");
  return stages.length > mostStages ? `... > ${names}` : names;
}

function nameOf({ journey, stage }: StageCounts): string {
  return `${printableName(journey)}, ${printableName(stage)}`;
}

function endsOf({ completed, skipped, back, ended }: StageCounts): number {
  return completed + skipped + back + ended;
}

function share(part: number, whole: number): string {
  return whole === 0 ? "-" : percent(part, whole);
}

/** Median and mean, and between which numbers of days the middle half of them lies. */
function days({ days: told }: StageCounts): string[] {
  return told ? [`${told.median}d`, `${told.mean}d`, `${told.quarter}d..${told.threeQuarters}d`] : ["-", "-", "-"];
}
