/** What came of each arm of an experiment, with how far chance may have moved it. */
import type { ArmResult, Interval as Bounds, ExperimentResult } from "../../../runtime/summary/types.ts";
import { printableName } from "../../views/printable.ts";
import { armsGrid } from "../../views/simulate-experiments.ts";
import { drawIntervals, type Interval } from "../charts/intervals.ts";
import { figure, section } from "../figure.ts";
import { Html, html } from "../html.ts";
import type { PageData } from "../page-data.ts";

interface Estimated {
  readonly value: number | null;
  readonly interval: Bounds;
}

const shown: { what: string; of: (arm: ArmResult) => Estimated }[] = [
  { what: "Touches an account", of: ({ touches }) => scaled(touches.perAccount, touches.interval, 1) },
  { what: "Hours an account", of: ({ minutes }) => scaled(minutes.perAccount, minutes.interval, 1 / 60) },
  { what: "Touches answered, %", of: ({ replies }) => percentOf(replies.answered, replies.asked, replies.interval) },
  { what: "Plays won, %", of: ({ wins }) => percentOf(wins.won, wins.ended, wins.interval) },
];

/** Nothing for a program without experiments. */
export function experimentsSection({ summary: { experiments } }: PageData): Html | undefined {
  if (experiments.length === 0) return undefined;
  return section({
    id: "experiments",
    title: "Experiments",
    lead: "By arm as assigned, each account from its first day in the experiment on. The lines are 95% intervals, from 5 accounts on.",
    body: experiments.map(arms),
  });
}

function arms({ experiment, arms: all }: ExperimentResult, index: number): Html {
  const nameOf = ({ arm }: ArmResult) => (arm === null ? "(no arm)" : printableName(arm));
  const drawn = shown
    .map(({ what, of }) => ({ what, intervals: all.flatMap((arm) => intervalOf(nameOf(arm), of(arm))) }))
    .filter(({ intervals }) => intervals.length > 0);
  const drawing = (id: string, width: number) => {
    const each = width < 600 ? width : width / 2 - 16;
    const parts = drawn.map(({ what, intervals }, at) => {
      const svg = new Html(drawIntervals(`${id}-${at}`, each, intervals));
      return html`<div class="part"><b>${what}</b>${svg}</div>`;
    });
    return html`${parts}`.text;
  };
  return figure({
    id: `experiment-${index}`,
    title: `Experiment ${printableName(experiment)}`,
    label: drawn.map(({ what, intervals }) => `${what}: ${intervals.map(sentence).join(", ")}`).join(". "),
    place: "full",
    drawing,
    table: armsGrid(all),
  });
}

function sentence({ name, value, low, high }: Interval): string {
  const ends = low === undefined || high === undefined ? "" : ` (${low.toFixed(2)} to ${high.toFixed(2)})`;
  return `${name} ${value.toFixed(2)}${ends}`;
}

function intervalOf(name: string, { value, interval }: Estimated): Interval[] {
  return value === null ? [] : [{ name, value, low: interval?.low, high: interval?.high }];
}

function scaled(value: number | null, interval: Bounds, by: number): Estimated {
  return {
    value: value === null ? null : value * by,
    interval: interval && { low: interval.low * by, high: interval.high * by },
  };
}

function percentOf(part: number, whole: number, interval: Bounds): Estimated {
  return scaled(whole === 0 ? null : part / whole, interval, 100);
}
