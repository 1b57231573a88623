/** When the steps of cadences and phases come, worked out a second time for `in-flight-oracle.ts` from docs/language.md, section 7. */
import type { AccountHistory, EpochDay } from "../../runtime/histories/types.ts";
import type { Action, Cadence, Schedule, Step, StepTiming } from "../../schedule/types.ts";
import { isAlive, isInScope, plus, workingDay } from "./in-flight-saas.ts";

export interface Coming {
  readonly path: string;
  readonly on: EpochDay | undefined;
}

export function timingOf({ timing }: Step): StepTiming {
  if (!("kind" in timing)) throw new Error("figures by segment are none of playbooks/saas");
  return timing;
}

export function isOnce({ kind }: StepTiming): boolean {
  return kind === "day" || kind === "week" || kind === "before";
}

export function isOfStep(step: Step | undefined, path: string): boolean {
  return step !== undefined && (path === step.path || path.startsWith(`${step.path}/`));
}

/** The nominal days of a step, in order, up to some time after a day. */
export function nominalDays(timing: StepTiming, anchor: EpochDay, on: EpochDay): EpochDay[] {
  switch (timing.kind) {
    case "day":
      return [anchor + timing.day - 1];
    case "week":
      return [anchor + 7 * (timing.week - 1)];
    case "before":
      return [plus(anchor, timing.before, -1)];
    default: {
      const first = timing.kind === "every" ? anchor : anchor + timing.day - 1;
      const days: EpochDay[] = [];
      for (let times = timing.kind === "every" && !timing.atOnce ? 1 : 0; ; times++) {
        const day = plus(first, timing.every, times);
        if (day > on + 800) return days;
        days.push(day);
      }
    }
  }
}

/** What of a step comes next when a day opens, each of its names by itself. `isNew`: nobody has asked for it before. */
export function occurrences(
  history: AccountHistory,
  cadence: Cadence,
  step: Step,
  schedule: Schedule,
  anchor: EpochDay,
  on: EpochDay,
  isNew = false,
): Coming[] {
  const timing = timingOf(step);
  const days = nominalDays(timing, anchor, on);
  return step.actions.flatMap(({ names, inTurn, kind, role }) =>
    names.flatMap((name, place): Coming[] => {
      const own = inTurn ? days.filter((_, index) => index % names.length === place) : days;
      const isHuman = isByPeople(schedule, kind, name, role);
      const move = (day: EpochDay) => (isHuman ? workingDay(schedule, day, timing.kind === "before" ? -1 : 1) : day);
      if (timing.kind !== "week") {
        const next = own.map(move).find((day) => day >= on);
        return next === undefined ? [] : [{ path: step.path, on: next }];
      }
      let [day, last] = [move(own[0]!), own[0]! + 6];
      let opens = own[0]!;
      for (let today = isNew ? on : own[0]!; today < on && today <= last; today++) {
        if (today < opens || !isAlive(history, today) || !isInScope(history, cadence, schedule, today)) continue;
        if (move(today) === today) return [];
        day = move(today);
        opens = day;
        last = Math.max(last, day);
      }
      return last < on ? [] : [{ path: step.path, on: Math.max(day, on) }];
    }),
  );
}

export function firstDays(cadence: Cadence, schedule: Schedule, anchor: EpochDay): EpochDay[] {
  return cadence.steps.flatMap((step) =>
    step.actions.flatMap(({ names, kind, role }) =>
      names.map((name) => {
        const [day] = nominalDays(timingOf(step), anchor, anchor);
        return isByPeople(schedule, kind, name, role) ? workingDay(schedule, day!, -1) : day!;
      }),
    ),
  );
}

export function isByPeople(
  { touches, tasks, roles }: Schedule,
  kind: Action["kind"],
  name: string,
  role?: string,
): boolean {
  const work = (kind === "touch" ? touches : tasks).find((each) => each.name === name)!;
  return roles.find((each) => each.name === (role ?? work.owner))!.kind !== "machine";
}
