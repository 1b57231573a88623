/** How far the runs lie apart: the middle of each figure and, in parentheses, from the 5th to the 95th percentile. */
import type { RunSpread, Spread, Summary } from "../../runtime/summary/types.ts";
import { hours } from "./figures.ts";
import { left, right, type Style, section, table } from "./layout.ts";
import { printableName } from "./printable.ts";

/** Nothing for a single run. */
export function spreadSection({ spread, answers }: Pick<Summary, "spread" | "answers">, style: Style): string[] {
  if (!spread) return [];
  const lines = [
    ...table([left("in all"), right("middle (5% to 95%)")], spread.totals.map(totalCells), style),
    ...peopleLines(spread, style),
    ...(spread.plays.length === 0 ? [] : ["", ...table(playColumns, spread.plays.map(playCells(spread)), style)]),
    "  What follows is run 1.",
  ];
  return section(`Over ${spread.runs} runs, seed ${answers.assumed?.seed}`, lines, style);
}

/** Beyond this many nobody reads on; all are in summary.json. */
const mostPeople = 40;

function peopleLines(spread: RunSpread, style: Style): string[] {
  const shown = spread.people.slice(0, mostPeople);
  const others = spread.people.length - shown.length;
  if (shown.length === 0) return [];
  const more = others > 0 ? [`  and ${others} more, in summary.json`] : [];
  return ["", ...table(personColumns, shown.map(personCells(spread)), style), ...more];
}

const personColumns = [
  left("person"),
  right("touches"),
  right("hours"),
  right("hours of the peak week"),
  left("most often"),
];
const playColumns = [left("play"), right("won of those ended")];

const names = {
  touches: "touches",
  minutes: "hours",
  answered: "touches answered",
  late: "late",
  deferred: "deferred",
  dropped: "dropped",
} as const;

function totalCells({ what, ...figures }: RunSpread["totals"][number]): string[] {
  return [names[what], text(figures, what === "minutes" ? hours : String)];
}

const personCells =
  ({ runs }: RunSpread) =>
  ({ person, touches, minutes, peakMinutes, peakWeek }: RunSpread["people"][number]): string[] => [
    printableName(person),
    text(touches, String),
    text(minutes, hours),
    text(peakMinutes, hours),
    `${peakWeek.week}, in ${peakWeek.runs} of ${runs}`,
  ];

const playCells =
  ({ runs: all }: RunSpread) =>
  ({ play, runs, won }: RunSpread["plays"][number]): string[] => [
    printableName(play),
    `${text(won, (millionths) => `${(millionths / 10_000).toFixed(1)}%`)}${runs < all ? `, in ${runs} runs` : ""}`,
  ];

function text({ low, middle, high }: Spread, show: (figure: number) => string): string {
  return `${show(middle)} (${show(low)} to ${show(high)})`;
}
