/**
 * What the rhythm of a program asks of people before any customer has done anything (TM7 of the handbook): touches, tasks
 * and hours for one account a year, by its cadences alone. Each scope is taken as held, except on days of which it is
 * proved that nobody can be in it. Triggers and plays come on top.
 */
import { casesOf, conditionOfCase, type FigureCase, isOfCase, settle } from "../../schedule/figures.ts";
import type { Cadence, Schedule, Scope, Step, StepTiming } from "../../schedule/types.ts";
import { all, type Formula } from "../proofs/formula.ts";
import type { Prover } from "../proofs/prover.ts";
import { daysBetween, inScope } from "../proofs/rules/context.ts";
import { daysBefore, daysOfStep } from "./rhythm.ts";

/** Of one account in one year. */
export interface Amount {
  touches: number;
  tasks: number;
  /** Effort and prep. */
  minutes: number;
}

export interface Year {
  /** Steps that come for every account of the group: neither conditions decide but the account's dates, nor chance. */
  sure: Amount;
  /** All steps, as if each came. */
  most: Amount;
}

export interface Demand {
  /** A segment or a touch model; a program without either has one group, `everybody`. */
  group: string;
  kind: "segment" | "model" | "everybody";
  role: string;
  /** Day 1 to 365 of an account, counted from each cadence's date. */
  firstYear: Year;
  /** Day 366 to 730. */
  steadyYear: Year;
}

/** A Monday, from which months are counted: the second year from it has 365 days too. */
export const anchor = Date.UTC(2025, 0, 6);
export const year = 365;

/** The parts of a schedule that make its rhythm. */
export type Rhythm = Readonly<Pick<Schedule, "segments" | "models" | "cadences" | "touches" | "tasks" | "experiments">>;

export type Group = Pick<Demand, "group" | "kind">;

/** Of every group and role that the cadences ask something of; groups in the order written, roles by name. */
export function expectedDemand(schedule: Rhythm, prover: Prover): Demand[] {
  const work = new Map(
    [
      ...schedule.touches.map((each) => ({ ...each, isTouch: true })),
      ...schedule.tasks.map((each) => ({ ...each, isTouch: false })),
    ].map((each) => [`${each.isTouch} ${each.name}`, each]),
  );
  return groupsOf(schedule).flatMap((group) => {
    const byRole = new Map<string, Demand>();
    for (const { kind, name, role: given, day, isSure } of workComing(schedule, group, prover)) {
      const found = work.get(`${kind === "touch"} ${name}`)!;
      const role = given ?? found.owner;
      const demand = byRole.get(role) ?? { ...group, role, firstYear: emptyYear(), steadyYear: emptyYear() };
      byRole.set(role, demand);
      const into = day < year ? demand.firstYear : demand.steadyYear;
      const minutes = found.effortMinutes + found.prepMinutes;
      add(into.most, kind, minutes);
      if (isSure) add(into.sure, kind, minutes);
    }
    return [...byRole.values()].sort((a, b) => (a.role < b.role ? -1 : 1));
  });
}

/** A touch or task that a cadence brings. */
export interface ComingWork extends Coming {
  cadence: Cadence;
  step: Step;
  kind: "touch" | "task";
  name: string;
  /** Who owns it in place of its own role. */
  role: string | undefined;
}

/** What the cadences bring an account of a group in two years, by cadence and step, each in order of day. */
export function* workComing(
  { cadences, experiments }: Pick<Rhythm, "cadences" | "experiments">,
  group: Group,
  prover: Prover,
): Generator<ComingWork> {
  const tried = new Set(experiments?.flatMap(({ arms }) => arms.flatMap((arm) => arm.cadences)));
  for (const cadence of cadences) {
    if (!isFor(cadence.scope, group)) continue;
    const asked = scopeIn(cadence, group, prover);
    for (const step of cadence.steps) {
      const isFree = !tried.has(cadence.name) && !step.when && !step.unless && !step.notWithin;
      for (const [index, { day, isSure }] of comingOf(step, cadence, group, asked, prover).entries()) {
        for (const { kind, names, inTurn, role } of step.actions) {
          if (kind !== "touch" && kind !== "task") continue;
          const due = inTurn ? [names[index % names.length]!] : names;
          for (const name of due) yield { cadence, step, kind, name, role, day, isSure: isSure && isFree };
        }
      }
    }
  }
}

function emptyYear(): Year {
  const none = () => ({ touches: 0, tasks: 0, minutes: 0 });
  return { sure: none(), most: none() };
}

function add(amount: Amount, kind: "touch" | "task", minutes: number): void {
  if (kind === "touch") amount.touches++;
  else amount.tasks++;
  amount.minutes += minutes;
}

/** Segments, and the touch models that a cadence names; without either, everybody. */
export function groupsOf({ segments, models = [], cadences }: Rhythm): Group[] {
  const named = new Set(cadences.flatMap(({ scope }) => scope.models ?? []));
  const groups: Group[] = [
    ...segments.map(({ name }) => ({ group: name, kind: "segment" as const })),
    ...models.filter(({ name }) => named.has(name)).map(({ name }) => ({ group: name, kind: "model" as const })),
  ];
  return groups.length > 0 ? groups : [{ group: "everybody", kind: "everybody" }];
}

/** What is for everybody is counted with the segments, and not a second time with the touch models. */
export function isFor({ segments, models }: Scope, { group, kind }: Group): boolean {
  if (kind === "model") return models?.includes(group) ?? false;
  return segments === undefined ? models === undefined : segments.includes(group);
}

/** Whom a cadence is for within a group, and whom it leaves out by its `where`. */
interface Asked {
  comes: Formula;
  isLeftOut: Formula | undefined;
}

function scopeIn({ scope }: Cadence, { group, kind }: Group, prover: Prover): Asked {
  const { stage, where } = scope;
  const inStage = inScope(stage === undefined ? {} : { stage }, prover);
  const inGroup = kind === "segment" ? all(prover.known.inSegment(group), inStage) : inStage;
  if (!where) return { comes: inGroup, isLeftOut: undefined };
  const { holds, doesNotHold } = prover.known;
  return { comes: all(inGroup, holds(where)), isLeftOut: all(inGroup, doesNotHold(where)) };
}

export interface Coming {
  /** From the account's first day, which is 0; below 730. */
  day: number;
  /** Whether everybody of the group is in the cadence's scope that day and, of work, nothing else decides whether it comes. */
  isSure: boolean;
}

/**
 * The days of a step in two years, for a group. Where its figures are by segment and customers of several can be in the
 * group, they are those of the segment with the most, and no day is sure.
 */
function comingOf({ timing }: Step, cadence: Cadence, { group, kind }: Group, asked: Asked, prover: Prover): Coming[] {
  const cases = casesOf({ timing });
  const isMet = (each: FigureCase) =>
    kind === "segment"
      ? isOfCase(each, group)
      : !prover.impossible(all(asked.comes, prover.known.holds(conditionOfCase(each))));
  const standings = cases.length === 0 ? [null] : cases.filter(isMet).map(({ segment }) => segment);
  const ways = standings.flatMap((standing) => settle({ timing }, standing) ?? []);
  const days = ways.map((way) => comingDays(way.timing, cadence, asked, prover));
  const [most = []] = days.toSorted((a, b) => b.length - a.length);
  return days.length > 1 ? most.map(({ day }) => ({ day, isSure: false })) : most;
}

/** A date that a cadence counts down to comes once a year. */
function comingDays(timing: StepTiming, { anchor: date }: Cadence, asked: Asked, prover: Prover): Coming[] {
  const on = (node: "time_since" | "time_to", from: number, to: number) =>
    prover.known.holds(daysBetween(node, date.field, from, to));
  const isPossible = (...parts: readonly Formula[]) => !prover.impossible(all(...parts));
  const at = (time: Formula, days: readonly number[]): Coming[] => {
    if (!isPossible(asked.comes, time)) return [];
    const isSure = !asked.isLeftOut || !isPossible(asked.isLeftOut, time);
    return days.map((day) => ({ day, isSure }));
  };
  if (timing.kind === "before") {
    const ahead = daysBefore(timing.before);
    const last = year - 1 - (ahead % year);
    return at(on("time_to", ahead, ahead), [last, last + year]);
  }
  const most = timing.kind === "week" ? 6 : 0;
  return daysOfStep(timing, anchor, 2 * year).flatMap((day) => at(on("time_since", day, day + most), [day]));
}
