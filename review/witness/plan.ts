/** What is searched for a declaration that changed: whose doings are looked at, and whose words make the histories. */

import { parseDay } from "../../runtime/calendar/days.ts";
import type { EpochDay } from "../../runtime/histories/types.ts";
import type { Schedule } from "../../schedule/types.ts";
import { kinds } from "../diff/kinds.ts";
import { keyOf } from "../diff/renames.ts";
import type { Subject } from "../sentences.ts";
import type { DeclarationKind } from "../types.ts";
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

export interface Reached {
  /** Whose words make histories: the declaration itself, or those that name it. */
  readonly actors: readonly Named[];
  /** Whether what is done under this name is looked at. */
  about(what: string): boolean;
}

/** Undefined for what does nothing to an account. `changed`: every other declaration that changed, too. */
export function reachOf(
  subject: Subject,
  schedules: readonly Schedule[],
  changed: readonly Subject[],
): Reached | undefined {
  const { kind, name } = subject;
  if (idle.has(kind)) return undefined;
  const own = aboutOf(subject);
  if (acting.has(kind)) {
    const known =
      kind === "experiment" ? armsOf(name, schedules) : kind === "escalation" ? playsOf(name, schedules) : [];
    const abouts = new Set([own, ...known]);
    return { actors: [{ kind, name }], about: (what) => abouts.has(what) };
  }
  const actors = [...actorsOf(subject, schedules)].slice(0, mostReached);
  if (actors.length === 0) return undefined;
  const others = new Set(changed.filter((other) => other !== subject).map(aboutOf));
  const reached = actors.map(aboutOf);
  const unchanged = new Set(reached.filter((what) => !others.has(what)));
  // What changed by itself shows nothing of this one, as long as there is something else to look at.
  const looked = unchanged.size > 0 ? unchanged : new Set(reached);
  return { actors: actors.filter((actor) => looked.has(aboutOf(actor))), about: (what) => looked.has(what) };
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

/** Who names it, straight or through others; a policy binds everybody who owes anything. */
function actorsOf({ kind, name }: Subject, schedules: readonly Schedule[]): Named[] {
  const found = new Map<string, Named>();
  for (const schedule of schedules) {
    const declared = kinds.flatMap((each) => each.declared(schedule).map((node) => ({ names: each.names, node })));
    const uses = declared.map(({ names, node }) => {
      const used = new Set<string>();
      node.atoms((usedKind, usedName) => {
        used.add(keyOf({ kind: usedKind, name: usedName }));
        return usedName;
      });
      return { names, node, used };
    });
    const isEverybody = kind === "policy" || kind === "account";
    const ownKind = kinds.find((each) => each.kind === kind)?.names;
    let keys = new Set(ownKind && name !== null ? [keyOf({ kind: ownKind, name })] : []);
    const seen = new Set<unknown>();
    for (let depth = 0; depth < 4; depth++) {
      const next = new Set<string>();
      for (const { names, node, used } of uses) {
        const isReached = isEverybody ? depth === 0 : [...keys].some((key) => used.has(key));
        if (!isReached || seen.has(node)) continue;
        seen.add(node);
        if (acting.has(node.kind)) found.set(aboutOf(node), { kind: node.kind, name: node.name });
        if (names && node.name !== null) next.add(keyOf({ kind: names, name: node.name }));
      }
      keys = next;
    }
  }
  const order = [...acting];
  return [...found.values()].sort((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind));
}

// ---- days ------------------------------------------------------------------------------------------------------------

/** A Monday without holidays that everybody knows. */
const usualMonday = parseDay("2026-03-02")!;
const mostDays = 10;

/** Days on which things are made to happen: a Monday, the edges of calendars and holidays that matter, a weekend. */
export function daysToTry(schedules: readonly Schedule[], { kind }: Named): EpochDay[] {
  const calendars = schedules.flatMap((schedule) => schedule.calendars.flatMap(({ ranges }) => ranges));
  const edges = calendars.flatMap(({ yearly, from, to }) =>
    [from, to].flatMap((date, place) => {
      const day = parseDay(yearly ? `${place === 1 && to < from ? 2027 : 2026}-${date}` : date);
      return day === undefined ? [] : [day, place === 0 ? day - 1 : day + 1];
    }),
  );
  const holidays =
    kind === "policy" ? schedules.flatMap(({ policy }) => policy.holidays.flatMap((date) => parseDay(date) ?? [])) : [];
  const weekend = [usualMonday + 4, usualMonday + 5];
  const all =
    kind === "policy"
      ? [usualMonday, ...weekend, ...differing(holidays), ...edges]
      : [usualMonday, ...edges, ...weekend];
  return [...new Set(all)].slice(0, mostDays);
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
  const [read, done] = [longestIn(nodes, true), longestIn(nodes, false)];
  return { before: Math.min(400, 2 * read + 7), behind: Math.min(420, done + 21) };
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

/** The longest time in nodes, of conditions or of all else. */
function longestIn(node: unknown, ofConditions: boolean, isInside = false): number {
  if (typeof node !== "object" || node === null) return 0;
  if (Array.isArray(node)) return Math.max(0, ...node.map((each) => longestIn(each, ofConditions, isInside)));
  if ("unit" in node && "amount" in node && typeof node.amount === "number") {
    return ofConditions === isInside ? lengthOf(node.unit, node.amount) : 0;
  }
  const inside = isInside || "node" in node;
  const own = ofConditions || inside ? 0 : countedDays(node);
  return Math.max(own, ...Object.values(node).map((each) => longestIn(each, ofConditions, inside)));
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
