/**
 * One account as conditions see it: fields by place, metrics after their missing rules, events by day. What is costly is
 * built when first asked for and kept as long as the view; nothing here depends on the order of questions.
 */

import type { AccountHistory, DayRange, EpochDay, EventRecord, FieldChange, FieldValue } from "../histories/types.ts";
import { closingDays } from "./cases.ts";
import type { Closes } from "./closes.ts";
import { type Column, type Fill, sharedIfOne } from "./columns/column.ts";
import type { SegmentPlaces } from "./columns/segments.ts";
import { Admitted, Occurrences } from "./occurrences.ts";
import { ScoreDays } from "./score-days.ts";
import { fillMissing, Series } from "./series.ts";
import type { Shape } from "./shape.ts";
import type { Course, Life, RunView, SegmentAnswer, Test, Truth } from "./types.ts";

const NO_CHANGES: readonly FieldChange[] = [];

/** The key under which a condition that asks about a run is remembered when there is none. */
const NO_RUN = {};

/**
 * The memory of a view's columns. It serves one view at a time: the next to be given it writes over what the last one
 * had, so that millions of accounts do not leave that many arrays behind.
 */
export class ViewMemory {
  readonly #columns: (Column | undefined)[] = [];
  readonly #values: (Float64Array | undefined)[] = [];
  readonly #scores: (ScoreDays | undefined)[] = [];
  readonly #from: EpochDay;
  readonly #days: number;
  readonly alive: Uint8Array;
  readonly segmentPlaces: SegmentPlaces;

  constructor({ from, to }: DayRange) {
    this.#from = from;
    this.#days = Math.max(to - from + 1, 0);
    this.alive = new Uint8Array(this.#days);
    this.segmentPlaces = new Int32Array(this.#days);
  }

  column(slot: number): Column {
    const column = this.#columns[slot] ?? new Uint8Array(this.#days);
    this.#columns[slot] = column;
    return column;
  }

  /** For the values of a metric after its missing rule. */
  values(place: number, length: number): Float64Array {
    const known = this.#values[place];
    if (known?.length === length) return known;
    const values = new Float64Array(length);
    this.#values[place] = values;
    return values;
  }

  /** For the days of a score, none of them settled. */
  scoreDays(place: number): ScoreDays {
    const known = this.#scores[place];
    known?.clear();
    const days = known ?? new ScoreDays(this.#from, this.#days);
    this.#scores[place] = days;
    return days;
  }
}

export class AccountView {
  readonly #changes: readonly (readonly FieldChange[])[];
  readonly #series: (Series | undefined)[] = [];
  readonly #occurrences: (Occurrences | undefined)[] = [];
  readonly #closings: (Float64Array | undefined)[] = [];
  readonly #admitted: (Admitted | undefined)[] = [];
  readonly #closes: (Closes | undefined)[] = [];
  #closesOfRuns: WeakMap<object, (Closes | undefined)[]> | undefined;
  readonly #columns: (Column | undefined)[] = [];
  #hasSegments = false;
  #alive: Uint8Array | undefined;
  readonly #scores: (ScoreDays | undefined)[] = [];
  /** Segments by day since the grid's first, at closes and at openings. */
  readonly segmentsAtClose: (SegmentAnswer | undefined)[] = [];
  readonly segmentsAtOpening: (SegmentAnswer | undefined)[] = [];
  /** The account's own touch models likewise. */
  readonly modelsAtClose: (number | undefined)[] = [];
  readonly modelsAtOpening: (number | undefined)[] = [];
  /** The event whose `where` is being asked. */
  event: EventRecord | undefined;

  constructor(
    readonly shape: Shape,
    readonly history: AccountHistory,
    readonly course: Course,
    readonly memory: ViewMemory,
  ) {
    this.#changes = shape.fields.map(({ name }) => history.fields.get(name) ?? NO_CHANGES);
  }

  /** A field's changes in order of day. */
  changesOf(place: number): readonly FieldChange[] {
    return this.#changes[place]!;
  }

  /** The value in force from the opening of `day`; the `ends` field is known only from its own day on. */
  field(place: number, day: EpochDay): FieldValue | undefined {
    const value = valueOn(this.#changes[place]!, day);
    return place === this.shape.ends && typeof value === "number" && value > day ? undefined : value;
  }

  /** The first later day on which the field may have another value. */
  nextChange(place: number, day: EpochDay): EpochDay {
    let next = Infinity;
    for (const { from, value } of this.#changes[place]!) {
      if (from > day) return Math.min(next, from);
      if (place === this.shape.ends && typeof value === "number" && value > day) next = Math.min(next, value);
    }
    return next;
  }

  /** The first day of the account as known on `day`; without a `begins` clause the input's first day. */
  beginsOn(day: EpochDay): EpochDay | undefined {
    const { begins, grid } = this.shape;
    if (begins < 0) return grid.from;
    const value = this.field(begins, day);
    return typeof value === "number" ? value : undefined;
  }

  lifeOn(day: EpochDay): Life {
    const begins = this.beginsOn(day);
    if (begins === undefined) return "never";
    if (day < begins) return "before";
    const ends = this.shape.ends < 0 ? undefined : this.field(this.shape.ends, day);
    return typeof ends === "number" && day > ends ? "after" : "alive";
  }

  series(place: number): Series {
    const series = this.#series[place] ?? this.#readSeries(place);
    this.#series[place] = series;
    return series;
  }

  #readSeries(place: number): Series {
    const { grid, metrics } = this.shape;
    const { metric, horizon } = metrics[place]!;
    const days = Math.max(grid.to - grid.from + 1, 0);
    const recorded = this.history.metrics.get(metric.name) ?? new Float64Array(days).fill(Number.NaN);
    const memory = (length: number) => this.memory.values(place, length);
    return new Series(grid.from, fillMissing(recorded, metric.missing, this.aliveDays(), horizon, grid.from, memory));
  }

  /** 1 on the days of the grid within `begins`..`ends`, each as known on that day. */
  aliveDays(): Uint8Array {
    if (this.#alive === undefined) {
      const { alive } = this.memory;
      this.#readAlive(alive);
      this.#alive = sharedIfOne(alive, this.shape.always);
    }
    return this.#alive;
  }

  #readAlive(alive: Uint8Array): void {
    const { grid, begins, ends } = this.shape;
    alive.fill(0);
    if (this.#isUndated(begins) && this.#isUndated(ends)) {
      const first = this.beginsOn(grid.to);
      const last = ends < 0 ? undefined : this.field(ends, grid.to);
      if (first === undefined) return;
      const end = typeof last === "number" ? Math.max(last - grid.from + 1, 0) : alive.length;
      alive.fill(1, Math.max(first - grid.from, 0), end);
      return;
    }
    for (let index = 0; index < alive.length; index++) {
      if (this.lifeOn(grid.from + index) === "alive") alive[index] = 1;
    }
  }

  /** Whether a field has one value on all days of the grid: nearly every account, and a loop less for it. */
  #isUndated(place: number): boolean {
    const changes = place < 0 ? NO_CHANGES : this.#changes[place]!;
    return changes.length === 0 || (changes.length === 1 && changes[0]!.from <= this.shape.grid.from);
  }

  /** The days of a score computed so far. */
  scoreDays(place: number): ScoreDays {
    const days = this.#scores[place] ?? this.memory.scoreDays(place);
    this.#scores[place] = days;
    return days;
  }

  occurrences(place: number): Occurrences {
    let occurrences = this.#occurrences[place];
    if (occurrences === undefined) {
      occurrences = new Occurrences(this.history.events.get(this.shape.events[place]!.type.name));
      this.#occurrences[place] = occurrences;
    }
    return occurrences;
  }

  /** The first day on which events of that type are known, as seen on `day`; Infinity when there is none. */
  eventsKnownFrom(place: number, day: EpochDay): EpochDay {
    const { horizon } = this.shape.events[place]!;
    const begins = this.beginsOn(day);
    return horizon === undefined || begins === undefined ? Infinity : Math.max(begins, horizon.from);
  }

  /** Whether events of that type are known on every day from `from` to `to`. */
  eventsKnown(place: number, from: EpochDay, to: EpochDay): boolean {
    return from >= this.eventsKnownFrom(place, to) && to <= horizonEnd(this.shape.events[place]!.horizon);
  }

  /** What the filter compiled as `slot` says of each event of that type. */
  admitted(place: number, slot: number, where: Test | undefined): Admitted {
    let admitted = this.#admitted[slot];
    if (admitted === undefined) {
      const { records } = this.occurrences(place);
      admitted = new Admitted(records.map((record) => (where === undefined ? true : this.testEvent(where, record))));
      this.#admitted[slot] = admitted;
    }
    return admitted;
  }

  /** A filter reads the event alone, so that the moment says nothing. */
  testEvent(where: Test, record: EventRecord): Truth {
    this.event = record;
    const truth = where(this, { windowDay: record.day, today: record.day });
    this.event = undefined;
    return truth;
  }

  /** The day the case of each occurrence is closed; NaN when no table holds the closing event. */
  closings(place: number): Float64Array {
    const closings = this.#closings[place] ?? this.#readClosings(place);
    this.#closings[place] = closings;
    return closings;
  }

  #readClosings(place: number): Float64Array {
    const { type, closing } = this.shape.events[place]!;
    const { records } = this.occurrences(place);
    if (closing === undefined || type.key === undefined) return new Float64Array(records.length).fill(Infinity);
    if (this.shape.events[closing.event]!.horizon === undefined)
      return new Float64Array(records.length).fill(Number.NaN);
    return closingDays(records, type.key, this.occurrences(closing.event).records, closing.field);
  }

  /** How the condition compiled as `slot` stands at all closes. */
  column(slot: number, fill: Fill): Column {
    const known = this.#columns[slot];
    if (known !== undefined) return known;
    const out = this.memory.column(slot);
    const filled = fill(this, out);
    const column = filled === out ? sharedIfOne(out, this.shape.always) : filled;
    this.#columns[slot] = column;
    return column;
  }

  segmentPlaces(find: (view: AccountView, places: SegmentPlaces) => void): SegmentPlaces {
    const { segmentPlaces } = this.memory;
    if (!this.#hasSegments) {
      find(this, segmentPlaces);
      this.#hasSegments = true;
    }
    return segmentPlaces;
  }

  /** Remembered closes: those of the account, or of one run. */
  closes(perRun: boolean, run: RunView | undefined): (Closes | undefined)[] {
    if (!perRun) return this.#closes;
    this.#closesOfRuns ??= new WeakMap();
    const key = run ?? NO_RUN;
    let closes = this.#closesOfRuns.get(key);
    if (closes === undefined) {
      closes = [];
      this.#closesOfRuns.set(key, closes);
    }
    return closes;
  }
}

export function horizonEnd(horizon: DayRange | undefined): EpochDay {
  return horizon === undefined ? -Infinity : horizon.to;
}

/** The value of the last change on or before `day`. */
export function valueOn(changes: readonly FieldChange[], day: EpochDay): FieldValue | undefined {
  let low = 0;
  let high = changes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (changes[middle]!.from <= day) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? undefined : changes[low - 1]!.value;
}
