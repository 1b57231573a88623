/** A schedule's model with its names resolved to places in lists, so that no account-day looks a name up. */

import type {
  Calendar,
  EventType,
  Field,
  JourneyStage,
  Metric,
  Schedule,
  Score,
  ScoreComponent,
  Segment,
  Stage,
  TouchModel,
} from "../../schedule/types.ts";
import { createWorkingTime, type WorkingTime } from "../calendar/working-time.ts";
import type { Cutoffs, DayRange, EpochDay, Histories } from "../histories/types.ts";
import { createNamedDays, type NamedDays } from "./calendars.ts";
import { type Always, alwaysColumns } from "./columns/column.ts";
import { type DataWords, dataWordsOf } from "./data-words.ts";
import { reviewDays } from "./ranks.ts";

/** What is known of all histories together. */
export type HistoriesSeen = Pick<Histories, "grid" | "covers" | "cutoffs">;

/** The events that answer touches by assumption, whatever the histories hold of them. */
export type AssumedEvents = ReadonlySet<string>;

export interface Shape {
  readonly grid: DayRange;
  /** For the grid's days: shared by all accounts, and only read. */
  readonly always: Always;
  readonly fields: readonly Field[];
  readonly metrics: readonly MetricShape[];
  readonly events: readonly EventShape[];
  readonly segments: readonly Segment[];
  /** When customers are ranked, and who is the last to be taken in. */
  readonly reviews: readonly EpochDay[];
  readonly cutoffs: Cutoffs | undefined;
  /** The highest first. */
  readonly models: readonly TouchModel[];
  /** Places of the models that plays lift to. */
  readonly lifts: readonly number[];
  /** Places of the `begins` and `ends` fields, -1 without. */
  readonly begins: number;
  readonly ends: number;
  /** 10 to the power of the currency's minor digits. */
  readonly minorUnits: number;
  readonly work: WorkingTime;
  field(name: string): number;
  metric(name: string): number;
  /** What computes the metric of that name; undefined for one that data holds. */
  score(name: string): Score | ScoreComponent | undefined;
  event(name: string): number;
  calendar(name: string): NamedDays;
  stage(name: string): Stage;
  /** The stage of a journey, if the name is one's. */
  journeyStage(name: string): JourneyStage | undefined;
  model(name: string): number;
}

export interface MetricShape {
  readonly metric: Metric;
  /** Absent: mapped to no table. */
  readonly horizon: DayRange | undefined;
  readonly words: DataWords;
}

export interface EventShape {
  readonly type: EventType;
  readonly horizon: DayRange | undefined;
  readonly words: DataWords;
  /** It answers touches by assumption alone. */
  readonly assumed: boolean;
  /** The event that closes its cases, with the place of its type. */
  readonly closing: { readonly event: number; readonly field: string } | undefined;
}

/** Thrown for a schedule that names what it does not declare: one the compiler did not write. */
export function brokenSchedule(detail: string): Error {
  return new Error(`The schedule cannot be run: ${detail}.`);
}

export function createShape(
  schedule: Schedule,
  { grid, covers, cutoffs }: HistoriesSeen,
  assumed: AssumedEvents = new Set(),
): Shape {
  const field = placesOf("account field", schedule.account.fields);
  const metric = placesOf("metric", schedule.metrics);
  const event = placesOf("event", schedule.events);
  const calendar = placesOf("calendar", schedule.calendars);
  const stage = placesOf("stage", schedule.stages);
  const journeyStages = new Map(
    (schedule.journeys ?? []).flatMap(({ stages }) => stages.map((stage) => [stage.name, stage] as const)),
  );
  const model = placesOf("touch model", schedule.models ?? []);
  const scores = new Map<string, Score | ScoreComponent>();
  for (const score of schedule.scores ?? []) {
    for (const part of [score, ...score.components]) scores.set(part.name, part);
  }
  const namedDays = schedule.calendars.map((declared: Calendar) => createNamedDays(declared, grid));
  return {
    grid,
    always: alwaysColumns(Math.max(grid.to - grid.from + 1, 0)),
    fields: schedule.account.fields,
    metrics: schedule.metrics.map((metric) => ({
      metric,
      horizon: covers.get(metric.name),
      words: dataWordsOf(metric.name),
    })),
    events: schedule.events.map((type) => ({
      type,
      horizon: covers.get(type.name),
      words: dataWordsOf(type.name),
      assumed: assumed.has(type.name),
      closing: type.closedBy && { event: event(type.closedBy.event), field: type.closedBy.field },
    })),
    segments: schedule.segments,
    reviews: schedule.reviews ? reviewDays(schedule.reviews, grid) : [],
    cutoffs,
    models: schedule.models ?? [],
    lifts: [...new Set(schedule.plays.flatMap(({ liftsTo }) => (liftsTo === undefined ? [] : [model(liftsTo)])))],
    begins: schedule.account.begins === undefined ? -1 : field(schedule.account.begins),
    ends: schedule.account.ends === undefined ? -1 : field(schedule.account.ends),
    minorUnits: 10 ** schedule.currency.minorDigits,
    work: createWorkingTime(schedule.policy),
    field,
    metric,
    score: (name) => scores.get(name),
    event,
    calendar: (name) => namedDays[calendar(name)]!,
    stage: (name) => schedule.stages[stage(name)]!,
    journeyStage: (name) => journeyStages.get(name),
    model,
  };
}

function placesOf(kind: string, declared: readonly { name: string }[]): (name: string) => number {
  const places = new Map(declared.map(({ name }, place) => [name, place]));
  return (name) => {
    const place = places.get(name);
    if (place === undefined) throw brokenSchedule(`it names the ${kind} "${name}", which it does not declare`);
    return place;
  };
}
