/** Compiles what is so on a day: flags, members, bands, stages, calendars, open cases. */

import type { Condition, Expression, Metric } from "../../schedule/types.ts";
import { addDuration } from "../calendar/days.ts";
import type { EpochDay, FieldValue } from "../histories/types.ts";
import type { Compiler } from "./compiler.ts";
import { compileDuring } from "./journeys.ts";
import { plainReader } from "./plain.ts";
import { scoreBand, scoreKnown } from "./score-readings.ts";
import { brokenSchedule } from "./shape.ts";
import type { Test, Truth } from "./types.ts";
import { type AccountView, horizonEnd } from "./view.ts";
import { beginsBeforeRun, windowStart } from "./windows.ts";

type Node<Name extends Condition["node"]> = Extract<Condition, { node: Name }>;

export function compileFlag({ shape }: Compiler, { field }: Node<"flag">): Test {
  const place = shape.field(field);
  return (view, moment) => truthOf(view.field(place, moment.today));
}

export function compileEventFlag({ field }: Node<"event_flag">): Test {
  return (view) => truthOf(view.event?.fields[field]);
}

function truthOf(value: FieldValue | undefined): Truth {
  return typeof value === "boolean" ? value : undefined;
}

export function compileMember({ shape }: Compiler, { of, values }: Node<"member">): Test {
  const read = plainReader(shape, of);
  const [only] = values;
  if (values.length === 1) {
    return (view, moment) => {
      const value = read(view, moment.today);
      return value === undefined ? undefined : value === only;
    };
  }
  const members: ReadonlySet<FieldValue> = new Set(values);
  return (view, moment) => {
    const value = read(view, moment.today);
    return value === undefined ? undefined : members.has(value);
  };
}

export function compileSegment(compiler: Compiler, { values }: Node<"segment">): Test {
  const names: ReadonlySet<string> = new Set(values);
  return (view, moment) => {
    const { segment, because } = compiler.segmentOf(view, moment);
    if (segment !== undefined) return names.has(segment);
    return because === undefined ? false : undefined;
  };
}

/** Of a field or a metric's day value; always decided. */
export function compileKnown(compiler: Compiler, { of }: { of: Expression }): Test {
  const { shape } = compiler;
  if (of.node === "metric") {
    const place = shape.metric(of.metric);
    if (shape.metrics[place]!.metric.computed) return scoreKnown(compiler, place);
    return (view, moment) => !Number.isNaN(view.series(place).at(moment.windowDay));
  }
  const read = plainReader(shape, of);
  return (view, moment) => read(view, moment.today) !== undefined;
}

export function compileBand(compiler: Compiler, { metric, values }: Node<"band">): Test {
  const isIn = bandReader(compiler, metric, values);
  return (view, { windowDay }) => isIn(view, windowDay, windowDay);
}

/** Whether a metric is in one of the bands on `day`, as known at the close of `asOf`. */
function bandReader(compiler: Compiler, name: string, values: readonly string[]) {
  const place = compiler.shape.metric(name);
  const { metric } = compiler.shape.metrics[place]!;
  for (const value of values) {
    if (!metric.bands?.some((band) => band.name === value)) throw brokenSchedule(`"${name}" has no band "${value}"`);
  }
  if (metric.computed) return scoreBand(metric, values, compiler.score(place));
  const isIn = bandTest(metric, values);
  return (view: AccountView, _asOf: EpochDay, day: EpochDay) => isIn(view.series(place).at(day));
}

/** Today in the band, and yesterday known not in it (with `from`: in that one). */
export function compileBecomes(compiler: Compiler, { metric, band, from }: Node<"becomes">): Test {
  const isNow = bandReader(compiler, metric, [band]);
  const isBefore = bandReader(compiler, metric, [from ?? band]);
  return (view, { windowDay }) => {
    const now = isNow(view, windowDay, windowDay);
    const before = isBefore(view, windowDay, windowDay - 1);
    const came = from === undefined && before !== undefined ? !before : before;
    if (now === false || came === false) return false;
    return now === undefined || came === undefined ? undefined : true;
  };
}

/** A band holds from its floor up to below the floor of the band before it. */
export function bandTest(metric: Metric, names: readonly string[]): (value: number) => Truth {
  const bands = metric.bands ?? [];
  const asked = bands.map(({ name }) => names.includes(name));
  return (value) => {
    if (Number.isNaN(value)) return undefined;
    for (let index = 0; index < bands.length; index++) {
      if (value >= bands[index]!.floor) return asked[index]!;
    }
    return false;
  };
}

/** From the field's date to that date plus the duration, both included. */
export function compileStage({ shape }: Compiler, { stage }: Node<"during_stage">): Test {
  if (shape.journeyStage(stage)) return compileDuring(stage);
  const { from, lasts } = shape.stage(stage);
  const place = shape.field(from);
  return (view, { today }) => {
    const first = view.field(place, today);
    if (typeof first !== "number") return undefined;
    if (today < first) return false;
    if (lasts.unit === "business_days") return today <= shape.work.nthWorkingDayAfter(first, lasts.amount);
    return today <= addDuration(first, lasts);
  };
}

export function compileOpenCase(compiler: Compiler, { event, where, over }: Node<"open_case">): Test {
  const place = compiler.shape.event(event);
  const { horizon } = compiler.shape.events[place]!;
  const start = over === undefined ? undefined : windowStart(over);
  const filter = where && compiler.test(where);
  const slot = compiler.newSlot();
  return (view, { windowDay }, run) => {
    const first = start === undefined ? windowDay : start(windowDay);
    if (start !== undefined && beginsBeforeRun(first, run)) return undefined;
    const knownFrom = view.eventsKnownFrom(place, windowDay);
    if (windowDay < knownFrom || windowDay > horizonEnd(horizon)) return undefined;
    const admitted = view.admitted(place, slot, filter);
    const closings = view.closings(place);
    const opened = view.occurrences(place).before(first + 1);
    // Nothing is known of cases opened before the known days, unless one that was seen decides.
    let truth: Truth = first < knownFrom ? undefined : false;
    for (let index = 0; index < opened; index++) {
      if (closings[index]! <= windowDay || admitted.at(index) === false) continue;
      if (admitted.at(index) === true && closings[index]! > windowDay) return true;
      truth = undefined;
    }
    return truth;
  };
}
