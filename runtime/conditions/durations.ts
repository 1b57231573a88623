/**
 * Compiles `time since`, `time to` and their comparisons. A time is counted in days from a date; compared with months or
 * longer, what is asked is whether today is on or after the date moved by them (docs/language.md section 5, "Time since
 * and to").
 */

import type { Comparison, Condition, Duration, Expression } from "../../schedule/types.ts";
import { addDuration } from "../calendar/days.ts";
import type { WorkingTime } from "../calendar/working-time.ts";
import { zoneOf } from "../calendar/zones.ts";
import type { EpochDay } from "../histories/types.ts";
import type { Compiler } from "./compiler.ts";
import { relate } from "./exact.ts";
import { plainReader } from "./plain.ts";
import type { Moment, RunView, Test } from "./types.ts";
import type { AccountView } from "./view.ts";

/** The date a time is counted from or to, known to lie from `earliest` (may be -Infinity) to `latest`; NaN unknown. */
export interface Elapsed {
  earliest: EpochDay;
  latest: EpochDay;
  asOf: EpochDay;
}

export type ReadElapsed = (view: AccountView, moment: Moment, run: RunView | undefined, out: Elapsed) => void;

type Node<Name extends Expression["node"]> = Extract<Expression, { node: Name }>;
type ElapsedNode = Node<"time_since" | "time_to" | "time_since_event" | "time_since_done" | "time_in">;

export function isElapsed(expression: Expression): expression is ElapsedNode {
  switch (expression.node) {
    case "time_since":
    case "time_to":
    case "time_since_event":
    case "time_since_done":
    case "time_in":
      return true;
    default:
      return false;
  }
}

export function emptyElapsed(): Elapsed {
  return { earliest: Number.NaN, latest: Number.NaN, asOf: 0 };
}

export function elapsedReader(compiler: Compiler, node: ElapsedNode): ReadElapsed {
  switch (node.node) {
    case "time_since":
    case "time_to":
      return dateReader(compiler, node.field);
    case "time_since_event":
      return lastEventReader(compiler, node);
    case "time_since_done":
      return lastDoneReader(node.touch);
    case "time_in":
      return entryReader(node.stage);
  }
}

/** The earliest entry of the tracks that are in the stage. */
function entryReader(stage: string): ReadElapsed {
  return (view, { today }, _run, out) => {
    const visits = view.course.visitsOn(stage, today);
    const entered = visits.length === 0 ? Number.NaN : Math.min(...visits.map((visit) => visit.entered));
    out.earliest = entered;
    out.latest = entered;
    out.asOf = today;
  };
}

function dateReader({ shape }: Compiler, name: string): ReadElapsed {
  const place = shape.field(name);
  const isInstant = shape.fields[place]!.type === "instant";
  return (view, moment, _run, out) => {
    const value = view.field(place, moment.today);
    let day = typeof value === "number" ? value : Number.NaN;
    if (isInstant && !Number.isNaN(day)) day = zoneOf(view.history.zone).dayOf(day);
    out.earliest = day;
    out.latest = day;
    out.asOf = moment.today;
  };
}

/** With none seen, the last lies before the event's known days. */
function lastEventReader(compiler: Compiler, { event, where }: Node<"time_since_event">): ReadElapsed {
  const place = compiler.shape.event(event);
  const filter = where && compiler.test(where);
  const slot = compiler.newSlot();
  return (view, moment, _run, out) => {
    const last = moment.windowDay;
    out.asOf = last;
    out.earliest = Number.NaN;
    out.latest = Number.NaN;
    if (!view.eventsKnown(place, last, last)) return;
    const { days } = view.occurrences(place);
    const admitted = view.admitted(place, slot, filter);
    let index = view.occurrences(place).before(last + 1) - 1;
    while (index >= 0 && admitted.at(index) === false) index--;
    const knownFrom = view.eventsKnownFrom(place, last);
    out.latest = index >= 0 ? days[index]! : knownFrom - 1;
    while (index >= 0 && admitted.at(index) !== true) index--;
    out.earliest = index >= 0 ? days[index]! : -Infinity;
  };
}

/** With none, at least the days since the later of `begins` and the first day of data. */
function lastDoneReader(touch: string): ReadElapsed {
  return (view, moment, _run, out) => {
    const last = moment.windowDay;
    out.asOf = last;
    const done = view.course.lastDone(touch, last);
    const begins = done === undefined ? view.beginsOn(last) : done;
    out.earliest = done ?? (begins === undefined ? Number.NaN : -Infinity);
    out.latest = done ?? Math.min(Math.max(begins ?? Number.NaN, view.shape.grid.from), last);
  };
}

/** A comparison of two durations, at least one of which is a time since or to. */
export function compileTimes(compiler: Compiler, { operator, left, right }: Condition & { node: "compare" }): Test {
  if (isElapsed(left)) {
    return isElapsed(right)
      ? compareElapsed(compiler, operator, left, right)
      : compareWithSpan(compiler, operator, left, right);
  }
  if (isElapsed(right)) return compareWithSpan(compiler, MIRRORED[operator], right, left);
  return compareSpans(compiler, operator, left, right);
}

const MIRRORED: Readonly<Record<Comparison, Comparison>> = {
  "=": "=",
  "!=": "!=",
  "<": ">",
  "<=": ">=",
  ">": "<",
  ">=": "<=",
};

/** `time since F >= P` is today >= F + P; `time to F <= P` is today >= F - P. */
function compareWithSpan(compiler: Compiler, operator: Comparison, node: ElapsedNode, span: Expression): Test {
  const readElapsed = elapsedReader(compiler, node);
  const readSpan = plainReader(compiler.shape, span);
  const { work } = compiler.shape;
  const forwards = node.node !== "time_to";
  const asked = forwards ? operator : MIRRORED[operator];
  const elapsed = emptyElapsed();
  return (view, moment, run) => {
    readElapsed(view, moment, run, elapsed);
    const length = readSpan(view, moment.today);
    if (Number.isNaN(elapsed.earliest) || Number.isNaN(elapsed.latest) || typeof length !== "object") return undefined;
    const earliest = moved(elapsed.earliest, length, forwards, work);
    const latest = moved(elapsed.latest, length, forwards, work);
    return relate(asked, elapsed.asOf, elapsed.asOf, earliest, latest);
  };
}

const MINUTES_PER_DAY = 1440;

/** The date a span later or earlier. Minutes move by a part of a day: a whole day is never that near to one, so that rounding decides nothing. */
export function moved(day: EpochDay, { unit, amount }: Duration, forwards: boolean, work: WorkingTime): number {
  if (!Number.isFinite(day)) return day;
  const signed = forwards ? amount : -amount;
  switch (unit) {
    case "days":
      return day + signed;
    case "minutes":
      return day + signed / MINUTES_PER_DAY;
    case "months":
      return addDuration(day, { unit, amount: signed });
    case "business_days":
      return forwards ? work.nthWorkingDayAfter(day, amount) : nthWorkingDayBefore(day, amount, work);
  }
}

function nthWorkingDayBefore(day: EpochDay, amount: number, work: WorkingTime): EpochDay {
  let found = day;
  for (let count = 0; count < amount; count++) found = work.workingDayOnOrBefore(found - 1);
  return found;
}

function compareElapsed(compiler: Compiler, operator: Comparison, left: ElapsedNode, right: ElapsedNode): Test {
  const [readLeft, readRight] = [elapsedReader(compiler, left), elapsedReader(compiler, right)];
  const [leftTo, rightTo] = [left.node === "time_to", right.node === "time_to"];
  const [one, other] = [emptyElapsed(), emptyElapsed()];
  return (view, moment, run) => {
    readLeft(view, moment, run, one);
    readRight(view, moment, run, other);
    if (Number.isNaN(one.latest + one.asOf) || Number.isNaN(other.latest + other.asOf)) return undefined;
    return relate(operator, fewest(one, leftTo), most(one, leftTo), fewest(other, rightTo), most(other, rightTo));
  };
}

/** The fewest days a time may count. */
export function fewest({ earliest, latest, asOf }: Elapsed, isTo: boolean): number {
  return isTo ? earliest - asOf : asOf - latest;
}

/** The most days a time may count; Infinity when nothing bounds it. */
export function most({ earliest, latest, asOf }: Elapsed, isTo: boolean): number {
  return isTo ? latest - asOf : asOf - earliest;
}

function compareSpans(compiler: Compiler, operator: Comparison, left: Expression, right: Expression): Test {
  const [readLeft, readRight] = [plainReader(compiler.shape, left), plainReader(compiler.shape, right)];
  return (view, moment) => {
    const one = readLeft(view, moment.today);
    const other = readRight(view, moment.today);
    if (typeof one !== "object" || typeof other !== "object") return undefined;
    if (one.unit === other.unit) return relate(operator, one.amount, one.amount, other.amount, other.amount);
    return relate(operator, minutesAtLeast(one), minutesAtMost(one), minutesAtLeast(other), minutesAtMost(other));
  };
}

/** A month has 28 to 31 days and a year 365 or 366; a business day takes a day or more. */
function minutesAtLeast({ unit, amount }: Duration): number {
  if (unit === "minutes") return amount;
  const days = unit === "months" ? 365 * Math.floor(amount / 12) + 28 * (amount % 12) : amount;
  return days * MINUTES_PER_DAY;
}

function minutesAtMost({ unit, amount }: Duration): number {
  if (unit === "business_days") return amount === 0 ? 0 : Infinity;
  if (unit === "months") return (366 * Math.floor(amount / 12) + 31 * (amount % 12)) * MINUTES_PER_DAY;
  return minutesAtLeast({ unit, amount });
}
