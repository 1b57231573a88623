/** What is searched for a declaration that changed: whose doings are looked at, and whose words make the histories. */

import { parseDay } from "../../runtime/calendar/days.ts";
import type { DayRange, EpochDay } from "../../runtime/histories/types.ts";
import type { Schedule } from "../../schedule/types.ts";
import { kinds } from "../diff/kinds.ts";
import type { Subject } from "../sentences.ts";
import type { DeclarationKind } from "../types.ts";
import type { Naming } from "./namings.ts";
import { rulesOnlyIn } from "./restraints.ts";
import type { Programs } from "./run.ts";
import type { Named } from "./seeds.ts";

/** Declarations that do something to an account alone. */
const acting: ReadonlySet<DeclarationKind> = new Set([
  "trigger",
  "play",
  "cadence",
  "escalation",
  "segments",
  "segment",
  "models",
  "model",
  "health",
  "journey",
  "experiment",
]);

/** What changes nothing that a program does: it is measured, planned or said. */
const idle: ReadonlySet<DeclarationKind> = new Set([
  "measure",
  "roi",
  "assume",
  "team",
  "cover",
  "template",
  "currency",
]);

/** Of so many declarations that a change reaches are histories made. */
const mostReached = 12;
/** So many declarations may stand between one and another that it is named through. */
const mostBetween = 4;

export interface Reached {
  /** Whose words make histories: the declaration itself, or those that name it. */
  readonly actors: readonly Named[];
  /** Whether what is done under this name is looked at. */
  about(what: string): boolean;
}

/**
 * In the order in which they are looked at: what a declaration does itself, and behind it what those do that name it. None
 * for what does nothing to an account. `changed`: every declaration that changed.
 */
export function reachesOf(
  subject: Subject,
  { before, after, namings }: Pick<Programs, "before" | "after" | "namings">,
  changed: readonly Subject[],
): Reached[] {
  const { kind, name } = subject;
  if (idle.has(kind)) return [];
  const others = new Set(changed.filter((other) => other !== subject).map(aboutOf));
  const ownAbouts = acting.has(kind) ? [aboutOf(subject), ...alongside(subject, [after, before], others)] : [];
  const own = ownAbouts.length > 0 ? [reachedBy([{ kind, name }], ownAbouts)] : [];
  const touching = kind === "policy" ? touchesMeant(before, after) : [];
  const all = distinct([namings.after, namings.before].flatMap((each) => actorsOf(subject, each, touching)));
  const actors = all.filter((actor) => !ownAbouts.includes(aboutOf(actor))).slice(0, mostReached);
  if (actors.length === 0) return own;
  const reached = actors.map(aboutOf);
  const unchanged = reached.filter((what) => !others.has(what));
  // What changed by itself shows nothing of this one, as long as there is something else to look at.
  const looked = new Set(unchanged.length > 0 || own.length > 0 ? unchanged : reached);
  const named = actors.filter((actor) => looked.has(aboutOf(actor)));
  return named.length > 0 ? [...own, reachedBy(named, [...looked])] : own;
}

function reachedBy(actors: readonly Named[], abouts: readonly string[]): Reached {
  const looked = new Set(abouts);
  return { actors, about: (what) => looked.has(what) };
}

/** What else shows what one does: arms what they hand out, a ladder its plays, a play what only one of the two holds or lifts. */
function alongside({ kind, name }: Named, schedules: readonly Schedule[], others: ReadonlySet<string>): string[] {
  switch (kind) {
    case "experiment":
      return armsOf(name, schedules);
    case "escalation":
      return playsOf(name, schedules);
    case "play": {
      const plays = schedules.map((schedule) => schedule.plays.find((play) => play.name === name));
      const held = plays.map((play) => [
        ...(play?.liftsTo === undefined ? [] : ["models"]),
        ...(play?.pauses.cadences ?? []).map((each) => `cadence ${each}`),
        ...(play?.pauses.plays ?? []).map((each) => `play ${each}`),
      ]);
      const [now = [], was = []] = held;
      const apart = [...now.filter((what) => !was.includes(what)), ...was.filter((what) => !now.includes(what))];
      return apart.filter((what) => !others.has(what));
    }
    default:
      return [];
  }
}

/** Keys of the touches that rules of one policy speak of which the other does not have. */
function touchesMeant(before: Schedule, after: Schedule): string[] {
  const rules = [rulesOnlyIn(after.policy, before.policy), rulesOnlyIn(before.policy, after.policy)];
  const channels = rules.flatMap(({ limits, consents }) => [...limits, ...consents].map(({ channel }) => channel));
  const touches = after.touches.filter((touch) => channels.includes(touch.channels[0]));
  return touches.map(({ name }) => `touch ${name}`);
}

function distinct(actors: readonly Named[]): Named[] {
  return [...new Map(actors.map(({ kind, name }) => [aboutOf({ kind, name }), { kind, name }])).values()];
}

export function aboutOf({ kind, name }: Named): string {
  if (kind === "segment" || kind === "segments") return "segments";
  if (kind === "model" || kind === "models") return "models";
  return `${kind} ${name}`;
}

function armsOf(name: string | null, schedules: readonly Schedule[]): string[] {
  const arms = schedules
    .flatMap(({ experiments = [] }) => experiments.filter((each) => each.name === name))
    .flatMap((each) => each.arms);
  return arms.flatMap(({ cadences, triggers }) => [
    ...cadences.map((each) => `cadence ${each}`),
    ...triggers.map((each) => `trigger ${each}`),
  ]);
}

function playsOf(name: string | null, schedules: readonly Schedule[]): string[] {
  const plays = schedules.flatMap((schedule) => schedule.plays);
  return plays.filter(({ escalations }) => escalations.includes(name ?? "")).map((play) => `play ${play.name}`);
}

/**
 * Who names it, straight or through others, in the order of `acting`; a policy binds everybody who owes anything, those first
 * who owe one of the touches that are meant.
 */
function actorsOf({ kind, name }: Subject, namings: readonly Naming[], touching: readonly string[]): Named[] {
  if (kind === "policy" || kind === "account") {
    const isMeant = ({ named }: Naming) => touching.some((key) => named.has(key));
    return [...inOrder(namings.filter(isMeant)), ...inOrder(namings)];
  }
  const found = new Set<Naming>();
  let keys = namings.filter((each) => each.kind === kind && each.name === name).flatMap((each) => each.keys);
  for (let depth = 0; depth < mostBetween; depth++) {
    const next = namings.filter((each) => !found.has(each) && keys.some((key) => each.named.has(key)));
    for (const each of next) found.add(each);
    keys = next.flatMap((each) => each.keys);
  }
  return inOrder([...found]);
}

function inOrder(namings: readonly Naming[]): Named[] {
  const order = [...acting];
  const actors = namings.filter((each) => acting.has(each.kind));
  return actors.sort((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind));
}

// ---- days ------------------------------------------------------------------------------------------------------------

/** A Monday without holidays that everybody knows. */
const usualMonday = parseDay("2026-03-02")!;
const mostDays = 10;

/**
 * Days on which things are made to happen: a Monday, the edges of calendars and holidays that matter, a weekend. Where a
 * calendar itself changed, the days that only one of the two programs has in it come first.
 */
export function daysToTry([after, before]: readonly [Schedule, Schedule], { kind, name }: Named): EpochDay[] {
  const schedules = [after, before];
  const calendars = schedules.flatMap((schedule) => schedule.calendars.flatMap(({ ranges }) => ranges));
  const edges = calendars.flatMap((range) => {
    const days = daysOfRange(range);
    return days ? [days.from, days.from - 1, days.to, days.to + 1] : [];
  });
  const holidays =
    kind === "policy" ? schedules.flatMap(({ policy }) => policy.holidays.flatMap((date) => parseDay(date) ?? [])) : [];
  const weekend = [usualMonday + 4, usualMonday + 5];
  const own = kind === "calendar" && name !== null ? onlyInOne(after, before, name) : [];
  const all =
    kind === "policy"
      ? [usualMonday, ...weekend, ...differing(holidays), ...edges]
      : [...own, usualMonday, ...edges, ...weekend];
  return [...new Set(all)].slice(0, mostDays);
}

/** Of the first year in which it comes. */
function daysOfRange({ yearly, from, to }: Schedule["calendars"][number]["ranges"][number]): DayRange | undefined {
  const [first, last] = yearly ? [`2026-${from}`, `${to < from ? 2027 : 2026}-${to}`] : [from, to];
  const [start, end] = [parseDay(first), parseDay(last)];
  return start === undefined || end === undefined ? undefined : { from: start, to: end };
}

/** Days of a calendar in one of the two programs and not in the other: the first of each stretch of them, and the last. */
function onlyInOne(one: Schedule, other: Schedule, name: string): EpochDay[] {
  const daysIn = (schedule: Schedule) => {
    const ranges = schedule.calendars.filter((each) => each.name === name).flatMap((each) => each.ranges);
    const found = ranges.flatMap((range) => daysOfRange(range) ?? []);
    return new Set(found.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, index) => from + index)));
  };
  const [first, second] = [daysIn(one), daysIn(other)];
  const apart = new Set([
    ...[...first].filter((day) => !second.has(day)),
    ...[...second].filter((day) => !first.has(day)),
  ]);
  return [...apart].filter((day) => !apart.has(day - 1) || !apart.has(day + 1)).slice(0, 4);
}

/** Days that only one of the two programs names come first. */
function differing(days: readonly EpochDay[]): EpochDay[] {
  const count = (day: EpochDay) => days.filter((each) => each === day).length;
  return [...days].sort((one, other) => count(one) - count(other)).slice(0, 4);
}

/** How many days before and behind it what a declaration says can reach, as far as is looked. */
export function daysAround(
  schedules: readonly Schedule[],
  actors: readonly Named[],
): { before: number; behind: number } {
  const nodes = schedules.flatMap((schedule) => [
    ...actors.flatMap(({ kind, name }) => declaredOf(schedule, kind, name)),
    schedule.scores,
  ]);
  return { before: longestRead(nodes) + 14, behind: Math.min(420, longestDone(nodes) + 21) };
}

function declaredOf(schedule: Schedule, kind: DeclarationKind, name: string | null): unknown[] {
  const own = kinds.find((each) => each.kind === kind)?.declared(schedule) ?? [];
  const nodes = own.filter((each) => name === null || each.name === name).map(({ node }) => node);
  if (kind !== "play" && kind !== "escalation" && kind !== "experiment") return nodes;
  return [
    ...nodes,
    ...schedule.escalations,
    ...(kind === "experiment" ? [schedule.cadences, schedule.triggers] : schedule.plays),
  ];
}

/** The longest time over which conditions in nodes read days, in days. */
function longestRead(node: unknown, isInside = false): number {
  if (typeof node !== "object" || node === null) return 0;
  if (Array.isArray(node)) return Math.max(0, ...node.map((each) => longestRead(each, isInside)));
  if ("unit" in node && "amount" in node && typeof node.amount === "number") {
    return isInside ? lengthOf(node.unit, node.amount) : 0;
  }
  const isCondition = "node" in node;
  // How far a date of the account is away needs no days of it, and what happened lately few.
  if (isCondition && node.node === "compare" && "left" in node && "right" in node) {
    const isOfDates = [node.left, node.right].some((side) => /^time_(?:since|to)$/.test(nodeOf(side)));
    const isLately =
      /^time_since_/.test(nodeOf(node.left)) && "operator" in node && String(node.operator).startsWith("<");
    if (isOfDates || isLately) return 0;
  }
  const inside = Math.max(0, ...Object.values(node).map((each) => longestRead(each, isInside || isCondition)));
  // A change is between one span and the span before it.
  return isCondition && node.node === "change" ? 2 * inside : inside;
}

function nodeOf(expression: unknown): string {
  const isNode = typeof expression === "object" && expression !== null && "node" in expression;
  return isNode ? String(expression.node) : "";
}

/** The longest time in nodes that is none of conditions, in days. */
function longestDone(node: unknown): number {
  if (typeof node !== "object" || node === null || "node" in node) return 0;
  if (Array.isArray(node)) return Math.max(0, ...node.map(longestDone));
  if ("unit" in node && "amount" in node && typeof node.amount === "number") return lengthOf(node.unit, node.amount);
  return Math.max(countedDays(node), ...Object.values(node).map(longestDone));
}

function lengthOf(unit: unknown, amount: number): number {
  if (unit === "months") return 31 * amount;
  return unit === "minutes" ? Math.ceil(amount / 1440) : unit === "business_days" ? 2 * amount : amount;
}

/** Days and weeks that stand as numbers: of steps, and of phases. */
function countedDays(node: object): number {
  const day = "day" in node && typeof node.day === "number" ? node.day : 0;
  const week = "week" in node && typeof node.week === "number" ? 7 * node.week : 0;
  const to = "kind" in node && node.kind === "run" && "to" in node && typeof node.to === "number" ? node.to : 0;
  return Math.max(day, week, to);
}
