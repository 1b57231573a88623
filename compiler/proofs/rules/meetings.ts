/** Proves of cadences that no two of them bring the same touch to the same customer on the same day. */
import { isBySegment } from "../../../schedule/figures.ts";
import type { Cadence, Step, StepTiming } from "../../../schedule/types.ts";
import { daysOfStep } from "../../capacity/rhythm.ts";
import { daysBetween, inScope, isNever, isWithin, type Proofs } from "./context.ts";
import { report } from "./places.ts";
import { armOf, mergingTouches } from "./work.ts";

/** Rhythms are looked at for so many days, or months. */
const horizon = { days: 366, months: 12 };
/** More pairs of cadences with one touch than any playbook has; a huge program is told of those found by then. */
const mostPairs = 2000;

/** The days on which a cadence brings a touch to everybody in its scope, as `day 15` or `month 3`, with the step that does. */
type Days = ReadonlyMap<string, Step>;

export function proveMeetings(proofs: Proofs): void {
  const merging = mergingTouches(proofs);
  const byTouch = new Map<string, { cadence: Cadence; days: Days }[]>();
  for (const cadence of proofs.work.cadences) {
    if (cadence.anchor.kind !== "from") continue;
    for (const [touch, days] of daysByTouch(cadence)) {
      if (merging.has(touch)) continue;
      const key = `${cadence.anchor.field} ${touch}`;
      byTouch.set(key, [...(byTouch.get(key) ?? []), { cadence, days }]);
    }
  }
  let pairs = 0;
  for (const [key, sharing] of byTouch) {
    const touch = key.slice(key.indexOf(" ") + 1);
    sharing.forEach(({ cadence, days }, index) => {
      for (const other of sharing.slice(0, index)) {
        if (pairs++ < mostPairs) proveMeeting({ cadence, days }, other, touch, proofs);
      }
    });
  }
}

function proveMeeting(
  one: { cadence: Cadence; days: Days },
  other: { cadence: Cadence; days: Days },
  touch: string,
  proofs: Proofs,
): void {
  const arm = armOf(one.cadence.name, "cadences", proofs);
  const otherArm = armOf(other.cadence.name, "cadences", proofs);
  if (arm !== otherArm) return;
  const narrow = isWithin(one.cadence.scope, other.cadence.scope)
    ? one
    : isWithin(other.cadence.scope, one.cadence.scope)
      ? other
      : undefined;
  if (!narrow) return;
  const { prover } = proofs;
  const scope = inScope(narrow.cadence.scope, prover);
  const { field } = narrow.cadence.anchor;
  const isReached = (day: string) => {
    const [least, most] = boundsOf(day);
    return !isNever(prover, scope, prover.known.holds(daysBetween("time_since", field, least, most)));
  };
  const met = [...one.days.keys()].filter((day) => other.days.has(day) && isReached(day));
  const [first] = met;
  if (first === undefined) return;
  const shown = met.slice(0, 3);
  const parameters = { touch, one: one.cadence.name, other: other.cadence.name, shown };
  report("asked-twice", parameters, one.days.get(first)!.path, proofs);
}

/** Days since the date, at least and at most: months are counted from it. */
function boundsOf(day: string): [number, number] {
  const [unit, number] = day.split(" ");
  const amount = Number(number);
  return unit === "day" ? [amount - 1, amount - 1] : [28 * amount, 31 * amount];
}

/** Of steps that nothing but the calendar decides, for every segment alike. */
function daysByTouch({ steps }: Cadence): Map<string, Map<string, Step>> {
  const found = new Map<string, Map<string, Step>>();
  for (const step of steps) {
    if (step.when || step.unless || step.notWithin || isBySegment(step.timing)) continue;
    const days = daysOf(step.timing);
    for (const { kind, names, inTurn, role } of step.actions) {
      if (kind !== "touch" || role !== undefined) continue;
      days.forEach((day, index) => {
        for (const name of inTurn ? [names[index % names.length]!] : names) {
          const ofTouch = found.get(name) ?? new Map<string, Step>();
          found.set(name, ofTouch);
          ofTouch.set(day, step);
        }
      });
    }
  }
  return found;
}

/** Those that are the same whatever the date is: how many days months have is not. */
function daysOf(timing: StepTiming): string[] {
  if (timing.kind === "week" || timing.kind === "before") return [];
  if (timing.kind === "day") return [`day ${timing.day}`];
  const { unit, amount } = timing.every;
  if (unit === "days") return daysOfStep(timing, 0, horizon.days).map((day) => `day ${day + 1}`);
  if (timing.kind !== "every" || unit !== "months") return [];
  const later = Array.from(
    { length: Math.floor(horizon.months / amount) },
    (_, index) => `month ${(index + 1) * amount}`,
  );
  return timing.atOnce ? ["day 1", ...later] : later;
}
