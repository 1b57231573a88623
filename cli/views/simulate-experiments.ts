/** What came of each experiment, by arm as assigned. */
import type { ArmResult, ExperimentResult, Interval, Summary } from "../../runtime/summary/types.ts";
import { type Grid, gridLines, left, right, type Style, section } from "./layout.ts";
import { printableName } from "./printable.ts";

/** Nothing for a program without experiments. */
export function experimentsSection({ experiments }: Pick<Summary, "experiments">, style: Style): string[] {
  return experiments.flatMap((each) => experimentSection(each, style));
}

const columns = [
  left("arm"),
  right("share"),
  right("accounts"),
  right("touches an account"),
  right("hours an account"),
  right("answered"),
  right("plays won"),
];

function experimentSection({ experiment, arms }: ExperimentResult, style: Style): string[] {
  const title = `Experiment ${printableName(experiment)}, by arm as assigned (95% intervals from 5 accounts on)`;
  return section(title, gridLines(armsGrid(arms), style), style);
}

export function armsGrid(arms: readonly ArmResult[]): Grid {
  return { columns, rows: arms.map(cells) };
}

function cells({ arm, share, accounts, touches, minutes, replies, wins }: ArmResult): string[] {
  return [
    arm === null ? "(no arm)" : printableName(arm),
    `${share / 10_000}%`,
    String(accounts),
    figure(touches.perAccount, touches.interval, (value) => value.toFixed(2)),
    figure(minutes.perAccount, minutes.interval, (value) => (value / 60).toFixed(2)),
    shareOf(replies.answered, replies.asked, replies.interval),
    shareOf(wins.won, wins.ended, wins.interval),
  ];
}

function figure(value: number | null, interval: Interval, show: (value: number) => string): string {
  if (value === null) return "-";
  return interval === null ? show(value) : `${show(value)} (${show(interval.low)} to ${show(interval.high)})`;
}

/** `40% of 10 (16.8% to 68.7%)` */
export function shareOf(part: number, whole: number, interval: Interval): string {
  if (whole === 0) return "-";
  const percent = (value: number) => `${(100 * value).toFixed(1)}%`;
  const of = `${percent(part / whole)} of ${whole}`;
  return interval === null ? of : `${of} (${percent(interval.low)} to ${percent(interval.high)})`;
}
