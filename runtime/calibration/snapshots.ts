/**
 * What a health score said of each customer some time before the end of the story, and how it ended: a customer that is
 * lost on the day it ends, or kept on the last day of the data (docs/language.md, "Calibration").
 */
import type { Condition, Duration, Metric, Schedule, Score } from "../../schedule/types.ts";
import { subtractDuration } from "../calendar/days.ts";
import { type Conditions, createConditions, type LastDone, type OpenLine } from "../conditions/index.ts";
import { createSimulation } from "../engine/simulation.ts";
import type { AccountHistory, EpochDay, Histories } from "../histories/types.ts";
import type { AccountOutcome } from "../ledger/types.ts";

/** Points in base units. */
export interface Part {
  readonly name: string;
  /** What it surely had. */
  readonly low: number;
  readonly high: number;
  /** What can be had. */
  readonly total: number;
}

export interface Snapshot {
  readonly account: string;
  readonly lost: boolean;
  /** The last day of the story. */
  readonly ended: EpochDay;
  /** The close that the score is of. */
  readonly day: EpochDay;
  readonly score: Part;
  /** Undefined while the range lies in no single band, or the score has none. */
  readonly band: string | undefined;
  /** In the order of the score. */
  readonly components: readonly Part[];
  /** The lines that make the score a range. */
  readonly openLines: readonly OpenLine[];
}

export type Story =
  | { readonly kind: "told"; readonly snapshot: Snapshot }
  /** Not yet a customer on the day of the snapshot. */
  | { readonly kind: "too young" }
  /** A customer then, of whom the data has no value: of a metric that is imported as it is. */
  | { readonly kind: "no score" }
  /** Nobody can say how it ended. */
  | { readonly kind: "unknown ending" }
  /** No customer on any day of the data. */
  | { readonly kind: "never a customer" };

/** Reads accounts one by one. `before`: how long before the end of the story the score, or the metric, is read. */
export function createSnapshots(
  schedule: Schedule,
  subject: Score | Metric,
  histories: Pick<Histories, "grid" | "covers" | "cutoffs">,
  before: Duration,
): (history: AccountHistory) => Story {
  return "components" in subject
    ? snapshotsOfScore(schedule, subject, histories, before)
    : snapshotsOfMetric(schedule, subject, histories, before);
}

/** Whether a metric can be a score, or a part of one, that another tool works out. */
export function isImported({ kind, quantity, computed }: Metric): boolean {
  return kind === "level" && quantity === "points" && !computed;
}

/**
 * Of a metric that is imported as it is: its value then. Who ended within the data was lost. Other metrics in points, of
 * which no bands say that they are scores themselves, stand for its components.
 */
function snapshotsOfMetric(
  schedule: Schedule,
  { name, bands, range }: Metric,
  histories: Pick<Histories, "grid" | "covers" | "cutoffs">,
  before: Duration,
): (history: AccountHistory) => Story {
  const conditions = createConditions(schedule, histories);
  const parts = schedule.metrics.filter(
    (metric) => isImported(metric) && metric.name !== name && !metric.bands && metric.range,
  );
  return (history) => {
    const ending = endingOf(schedule, undefined, conditions, histories, history);
    if (ending === undefined) return { kind: "never a customer" };
    if (ending.lost === undefined) return { kind: "unknown ending" };
    const day = subtractDuration(ending.day, before);
    const view = conditions.view(history, () => undefined);
    if (day < histories.grid.from || conditions.lifeOf(view, day) !== "alive") return { kind: "too young" };
    const value = conditions.metricOn(view, name, { windowDay: day, today: day });
    if (value === undefined) return { kind: "no score" };
    const partOf = ({ name, range }: Metric): Part => {
      const points = conditions.metricOn(view, name, { windowDay: day, today: day });
      const total = range?.to ?? 0;
      return { name, low: points ?? 0, high: points ?? total, total };
    };
    const band = bands?.find(({ floor }) => value >= floor)?.name;
    const { lost, day: ended } = ending;
    return {
      kind: "told",
      snapshot: {
        account: history.id,
        lost,
        ended,
        day,
        score: { name, low: value, high: value, total: range?.to ?? 0 },
        band,
        components: parts.map(partOf),
        openLines: [],
      },
    };
  };
}

function snapshotsOfScore(
  schedule: Schedule,
  score: Score,
  histories: Pick<Histories, "grid" | "covers" | "cutoffs">,
  before: Duration,
): (history: AccountHistory) => Story {
  const simulation = createSimulation(schedule, histories);
  const conditions = createConditions(schedule, histories);
  const openLinesOf = conditions.openLines(score.name);
  return (history) => {
    const ending = endingOf(schedule, score.lost, conditions, histories, history);
    if (ending === undefined) return { kind: "never a customer" };
    if (ending.lost === undefined) return { kind: "unknown ending" };
    const day = subtractDuration(ending.day, before);
    const outcome = simulation.run(history);
    const snapshot = snapshotOf(schedule, score, outcome, day);
    if (!snapshot) return { kind: "too young" };
    const isRange = snapshot.score.low < snapshot.score.high;
    const openLines = isRange ? openLinesOf(conditions.view(history, lastDoneIn(outcome)), day) : [];
    return { kind: "told", snapshot: { ...snapshot, openLines, lost: ending.lost, ended: ending.day } };
  };
}

/** For lines that read what was delivered. */
function lastDoneIn({ rows, delivered }: AccountOutcome): LastDone {
  const done = [
    ...rows.flatMap(({ kind, name, doneOn }) => (kind === "touch" && doneOn !== null ? [{ name, on: doneOn }] : [])),
    ...delivered.filter(({ kind }) => kind === "touch"),
  ];
  return (touch, through) => {
    const days = done.filter(({ name, on }) => name === touch && on <= through).map(({ on }) => on);
    return days.length === 0 ? undefined : Math.max(...days);
  };
}

/** The last day of the account's life within the data, and whether it was lost then. */
function endingOf(
  schedule: Schedule,
  lost: Condition | undefined,
  conditions: Conditions,
  { grid }: Pick<Histories, "grid">,
  history: AccountHistory,
): { day: EpochDay; lost: boolean | undefined } | undefined {
  const view = conditions.view(history, () => undefined);
  let day = grid.to;
  while (day >= grid.from && conditions.lifeOf(view, day) !== "alive") day--;
  if (day < grid.from) return undefined;
  if (lost) return { day, lost: conditions.test(lost)(view, { windowDay: day, today: day }) };
  const { ends } = schedule.account;
  return { day, lost: ends !== undefined && conditions.fieldOn(view, ends, day) !== undefined };
}

function snapshotOf(
  schedule: Schedule,
  score: Score,
  outcome: AccountOutcome,
  day: EpochDay,
): Omit<Snapshot, "lost" | "ended" | "openLines"> | undefined {
  const on = (name: string) =>
    outcome.scores.find((stretch) => stretch.score === name && stretch.from <= day && day <= stretch.to);
  const whole = on(score.name);
  if (!whole) return undefined;
  const totalOf = (name: string) => schedule.metrics.find((metric) => metric.name === name)?.range?.to ?? 0;
  const partOf = (name: string): Part => {
    const { low, high } = on(name) ?? { low: 0, high: 0 };
    return { name, low, high, total: totalOf(name) };
  };
  return {
    account: outcome.account,
    day,
    score: partOf(score.name),
    band: whole.band ?? undefined,
    components: score.components.map(({ name }) => partOf(name)),
  };
}
