/** When something comes, in plain English (docs/language.md, section 4). */

import type { Figure } from "../../schedule/figures.ts";
import type { Duration, Phase, PhaseSpan, PhaseStep, Step, StepTiming, Within } from "../../schedule/types.ts";
import { durationText, everyText } from "../explain/places.ts";
import { type Prose, say } from "./prose.ts";
import { figure } from "./values.ts";

/** `every 2 weeks`, `on day 30`, `60 days before renewal`; `date` is what the cadence counts from or to. */
export function timingProse(timing: Step["timing"], date: string): Prose {
  const anchor = { kind: "field", name: date } as const;
  return figure(timing, (one: StepTiming): Prose => {
    switch (one.kind) {
      case "every":
        return say`${everyText(one.every)} from ${anchor} on${one.atOnce ? ", that day included" : ""}`;
      case "every_from":
        return say`${everyText(one.every)} from day ${one.day} after ${anchor} on`;
      case "day":
        return one.day === 1 ? say`on the day of ${anchor}` : say`on day ${one.day}, counted from ${anchor}`;
      case "week":
        return say`in week ${one.week}, counted from ${anchor}`;
      case "before":
        return say`${durationText(one.before)} before ${anchor}`;
    }
  });
}

/** `day 3 to 6 of the run`, `60 to 31 days before renewal`. */
export function spanProse(span: Phase["span"]): Prose {
  return figure(span, (one: PhaseSpan): Prose => {
    if (one.kind === "run")
      return [one.from === one.to ? `day ${one.from} of the run` : `day ${one.from} to ${one.to} of the run`];
    const field = { kind: "field", name: one.field } as const;
    const [from, to] = [durationText(one.from), durationText(one.to)];
    if (from === to) return say`${from} before ${field}`;
    if (one.from.unit === "days" && one.to.unit === "days" && one.to.amount > 0) {
      return say`${one.from.amount} to ${to} before ${field}`;
    }
    return one.to.amount === 0
      ? say`from ${from} before ${field} to that day`
      : say`from ${from} to ${to} before ${field}`;
  });
}

/** `every week, the first day included`; undefined: once. */
export function rhythmProse({ every }: PhaseStep): Prose | undefined {
  return every && say`${figure(every.every, everyText)}${every.atOnce ? ", the first day included" : ""}`;
}

export function withinProse(within: Figure<Within>): Prose {
  return figure(within, (one) => (one === "the_day" ? "the day" : durationText(one)));
}

export function durationProse(value: Figure<Duration>): Prose {
  return figure(value, durationText);
}
