/** Two programs over the same histories: each figure of both, and what differs. Pure; sums of the facts of the two ledgers. */
import { formatDay, parseDay, weekStart, weeksTouched } from "../../runtime/calendar/days.ts";
import type { EpochDay } from "../../runtime/histories/types.ts";
import type { TouchesBehind } from "../../runtime/scenarios/budget-facts.ts";
import type { ProgramFacts, WorkFact } from "../../runtime/scenarios/program-facts.ts";
import type { DayText } from "../../runtime/summary/types.ts";
import { unusableTables } from "../../runtime/summary/unusable.ts";
import { compareText } from "../../schedule/order.ts";
import type { Schedule } from "../../schedule/types.ts";
import { changedBehind } from "../diff/behind.ts";
import type { Compared } from "../types.ts";
import { behindWeek, brokenBy } from "./causes.ts";
import { collisionsOf } from "./collisions.ts";
import { type LaterNames, laterNames } from "./names.ts";
import { playsOf, rungsOf } from "./runs.ts";
import type {
  BudgetComparison,
  Figure,
  FullWeek,
  PersonComparison,
  ProgramComparison,
  SegmentComparison,
  SideInput,
  TriggerComparison,
  UndoneComparison,
} from "./types.ts";
import { unjudgedOf } from "./unjudged.ts";

export interface Programs {
  readonly before: Schedule;
  readonly after: Schedule;
  /** What is called what in the two, so that a renamed declaration is compared with itself. */
  readonly compared: Compared;
  /** The day from whose opening on the program after is in force, where it is not all along. */
  readonly changeOn?: EpochDay | undefined;
}

export function comparePrograms(
  before: ProgramFacts,
  after: ProgramFacts,
  programs: Programs,
  touches: TouchesBehind,
): ProgramComparison {
  const later = laterNames(programs.compared);
  const old = renamed(before, later);
  const cost =
    old.cost && after.cost && old.cost.currency === after.cost.currency
      ? {
          ...figure(old.cost.money, after.cost.money),
          currency: after.cost.currency,
          minorDigits: after.cost.minorDigits,
        }
      : null;
  const weeks = weeksCompared(after.range, programs.changeOn);
  const sums = (of: Amount) => sumsOf(old.work.filter(weeks.isOne), after.work.filter(weeks.isOne), of);
  return {
    range: after.range,
    input: { before: inputOf(before, later), after: inputOf(after) },
    compared: { from: weeks.from, weeks: weeks.count },
    touches: sums("touches"),
    others: sums("others"),
    minutes: sums("minutes"),
    cost,
    people: peopleOf(old, after, weeks),
    hoursKnown: after.capacity.length > 0,
    undone: undoneOf(old, after),
    triggers: triggersOf(old, after),
    unjudged: unjudgedOf(old.triggers, after.triggers, programs.compared.diff.changes),
    plays: playsOf(before, after, later),
    rungs: rungsOf(before, after, later, programs),
    segments: segmentsOf(old, after),
    collisions: collisionsOf(before.collisions, after.collisions, later),
    budgets: budgetsOf(old, after, programs, touchesLater(touches, later)),
  };
}

/** Whether anything that is told differs. */
export function isSameRun(comparison: ProgramComparison): boolean {
  const { people, undone, triggers, plays, rungs, segments, collisions, cost } = comparison;
  const differs = [people, undone, triggers, plays, rungs, segments, collisions].some(({ length }) => length > 0);
  return !differs && (cost?.change ?? 0) === 0;
}

function figure(before: number, after: number): Figure {
  return { before, after, change: after - before };
}

/** The facts before, in the names of the program after. */
function renamed(facts: ProgramFacts, later: LaterNames): ProgramFacts {
  return {
    ...facts,
    work: facts.work.map(sourceLater(later)),
    lateBeyond: facts.lateBeyond.map(sourceLater(later)),
    undone: facts.undone.map((each) => ({
      ...each,
      rule: each.rule === null ? null : later.path(each.rule),
      name: later.name(declaredAs[each.kind], each.name),
    })),
    triggers: facts.triggers.map((each) => ({ ...each, trigger: later.name("trigger", each.trigger) })),
    segments: new Map(
      [...facts.segments].map(([account, segment]) => [account, segment && later.name("segment", segment)]),
    ),
  };
}

/** What stands behind the name of a demand. */
const declaredAs = { touch: "touch", task: "task", alert: "role", handoff: "role", start: "play" } as const;

const sourceLater =
  (later: LaterNames) =>
  <Of extends { readonly source: string }>(each: Of): Of => ({ ...each, source: later.path(each.source) });

function touchesLater({ there, lost }: TouchesBehind, later: LaterNames): TouchesBehind {
  const toLater = sourceLater(later);
  return { there: { before: there.before.map(toLater), after: there.after }, lost: lost.map(toLater) };
}

/** `later`: names are told as the program after has them. */
function inputOf({ input: { from, to, tables, unmapped } }: ProgramFacts, later?: LaterNames): SideInput {
  const named = (kind: string, name: string) => later?.name(kind, name) ?? name;
  const sum = (of: (table: (typeof tables)[number]) => number) => tables.reduce((all, table) => all + of(table), 0);
  return {
    from,
    to,
    rows: sum(({ rows }) => rows),
    matched: sum(({ matched }) => matched),
    unusable: unusableTables(tables),
    setAside: sum(({ setAside }) => setAside.reduce((all, { rows }) => all + rows, 0)),
    unmapped: [
      ...unmapped.people.map((name) => named("contact", named("role", name))),
      ...unmapped.metrics.map((name) => `metric ${named("metric", name)}`),
      ...unmapped.events.map((name) => `event ${named("event", name)}`),
    ],
  };
}

/** The weeks whose work is compared: before the day of a change both programs do the same. */
interface WeeksCompared {
  readonly from: DayText;
  readonly count: number;
  readonly isOne: (of: { readonly week: DayText }) => boolean;
}

function weeksCompared({ from, to, weeks }: ProgramFacts["range"], changeOn: EpochDay | undefined): WeeksCompared {
  if (changeOn === undefined) return { from, count: weeks, isOne: () => true };
  const first = formatDay(weekStart(changeOn));
  const count = weeksTouched({ from: changeOn, to: parseDay(to)! });
  return { from: formatDay(changeOn), count, isOne: ({ week }) => week >= first };
}

type Amount = "touches" | "others" | "minutes";

function total(work: readonly WorkFact[], of: Amount): number {
  return work.reduce((sum, each) => sum + each[of], 0);
}

function sumsOf(before: readonly WorkFact[], after: readonly WorkFact[], of: Amount): Figure {
  return figure(total(before, of), total(after, of));
}

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

/** Each key of either side, in order, with what both have of it. */
function paired<Item>(
  before: readonly Item[],
  after: readonly Item[],
  keyOf: (item: Item) => string,
): [key: string, before: readonly Item[], after: readonly Item[]][] {
  const [old, now] = [grouped(before, keyOf), grouped(after, keyOf)];
  const keys = [...new Set([...old.keys(), ...now.keys()])].sort(compareText);
  return keys.map((key) => [key, old.get(key) ?? [], now.get(key) ?? []]);
}

// ---- people ------------------------------------------------------------------------------------------------------------

function peopleOf(before: ProgramFacts, after: ProgramFacts, compared: WeeksCompared): PersonComparison[] {
  const over = { before: overOf(before), after: overOf(after) };
  return paired(before.work, after.work, ({ person }) => person)
    .map(([person, old, now]): PersonComparison => {
      const weeks = paired(old, now, ({ week }) => week).map(([week, ofOld, ofNow]) => ({
        week,
        touches: sumsOf(ofOld, ofNow, "touches"),
        others: sumsOf(ofOld, ofNow, "others"),
        minutes: sumsOf(ofOld, ofNow, "minutes"),
      }));
      const isOther = ({ touches, others, minutes }: (typeof weeks)[number]) =>
        touches.change !== 0 || others.change !== 0 || minutes.change !== 0;
      const those = weeks.filter(compared.isOne);
      const [was, is] = [over.before.get(person) ?? [], over.after.get(person) ?? []];
      const minutesOf = (side: "before" | "after") => those.map(({ minutes }) => minutes[side]);
      const peak = (side: "before" | "after") =>
        those.reduce<{ week: string; minutes: number } | null>(
          (best, { week, minutes }) => (minutes[side] > (best?.minutes ?? 0) ? { week, minutes: minutes[side] } : best),
          null,
        );
      const [peakBefore, peakAfter] = [peak("before"), peak("after")];
      const week = (peakAfter ?? peakBefore)?.week;
      const ofWeek = (work: readonly WorkFact[]) => work.filter((each) => each.week === week);
      return {
        person,
        touches: sumOf(those, "touches"),
        others: sumOf(those, "others"),
        minutes: sumOf(those, "minutes"),
        peak: { before: peakBefore, after: peakAfter, behind: behindWeek(ofWeek(old), ofWeek(now)) },
        p95: figure(p95(minutesOf("before"), compared.count), p95(minutesOf("after"), compared.count)),
        weeks: weeks.filter(isOther),
        sameWeeks: weeks
          .filter((each) => !isOther(each))
          .map(({ week, touches, others, minutes }) => ({
            week,
            touches: touches.after,
            others: others.after,
            minutes: minutes.after,
          })),
        newlyOver: without(is, was),
        noLongerOver: without(was, is),
      };
    })
    .filter(({ weeks, newlyOver, noLongerOver }) => weeks.length + newlyOver.length + noLongerOver.length > 0)
    .sort(
      (one, other) =>
        Math.abs(other.minutes.change) - Math.abs(one.minutes.change) || compareText(one.person, other.person),
    );
}

function sumOf(weeks: readonly Readonly<Record<Amount, Figure>>[], of: Amount): Figure {
  const sum = (side: "before" | "after") => weeks.reduce((all, week) => all + week[of][side], 0);
  return figure(sum("before"), sum("after"));
}

function overOf({ capacity }: ProgramFacts): Map<string, FullWeek[]> {
  return new Map(
    capacity.map(({ person, weeks }) => [person, weeks.filter(({ minutes, capacity: kept }) => minutes > kept)]),
  );
}

function without(weeks: readonly FullWeek[], others: readonly FullWeek[]): FullWeek[] {
  const known = new Set(others.map(({ week }) => week));
  return weeks.filter(({ week }) => !known.has(week));
}

/** By nearest rank; of `all` weeks those without any work count nothing. */
function p95(minutes: readonly number[], all: number): number {
  const sorted = minutes.toSorted((one, other) => other - one);
  return sorted[Math.max(all, minutes.length) - Math.ceil(0.95 * Math.max(all, minutes.length))] ?? 0;
}

// ---- demands, triggers, segments ---------------------------------------------------------------------------------------

function undoneOf(before: ProgramFacts, after: ProgramFacts): UndoneComparison[] {
  const count = (facts: readonly ProgramFacts["undone"][number][]) =>
    facts.reduce((sum, { demands }) => sum + demands, 0);
  return paired(before.undone, after.undone, ({ what, rule, name }) => JSON.stringify([what, rule ?? "", name]))
    .map(([, old, now]) => {
      const { what, rule, name } = (now[0] ?? old[0])!;
      return { what, rule, name, demands: figure(count(old), count(now)) };
    })
    .filter(({ demands }) => demands.change !== 0);
}

function triggersOf(before: ProgramFacts, after: ProgramFacts): TriggerComparison[] {
  return paired(before.triggers, after.triggers, ({ trigger }) => trigger)
    .map(([trigger, [old], [now]]): TriggerComparison => {
      const [had, has] = [new Set(old?.accounts), new Set(now?.accounts)];
      return {
        trigger,
        fires: figure(old?.fires ?? 0, now?.fires ?? 0),
        unknownDays: figure(old?.unknownDays ?? 0, now?.unknownDays ?? 0),
        gained: [...has].filter((account) => !had.has(account)),
        lost: [...had].filter((account) => !has.has(account)),
      };
    })
    .filter(
      ({ fires, unknownDays, gained, lost }) =>
        fires.change !== 0 || unknownDays.change !== 0 || gained.length + lost.length > 0,
    );
}

function segmentsOf(before: ProgramFacts, after: ProgramFacts): SegmentComparison[] {
  const found = new Map<string | null, { joined: string[]; left: string[] }>();
  const of = (segment: string | null) => {
    const known = found.get(segment) ?? { joined: [], left: [] };
    found.set(segment, known);
    return known;
  };
  const accounts = [...new Set([...before.segments.keys(), ...after.segments.keys()])].sort(compareText);
  for (const account of accounts) {
    const [old, now] = [before.segments.get(account), after.segments.get(account)];
    if (old === now) continue;
    if (old !== undefined) of(old).left.push(account);
    if (now !== undefined) of(now).joined.push(account);
  }
  return [...found]
    .map(([segment, moved]) => ({ segment, ...moved }))
    .sort((one, other) => compareText(one.segment ?? "", other.segment ?? ""));
}

// ---- budgets -----------------------------------------------------------------------------------------------------------

function budgetsOf(
  before: ProgramFacts,
  after: ProgramFacts,
  programs: Programs,
  touches: TouchesBehind,
): BudgetComparison[] {
  return after.budgets.map((now) => {
    const old = before.budgets.find(({ budget }) => budget === now.budget);
    const isWorse = now.kept === false && (old?.kept !== false || (now.value ?? 0) > (old.value ?? 0));
    const broken = isWorse ? brokenBy(now, before, after, touches) : [];
    return {
      ...now,
      before: old ? { value: old.value, kept: old.kept } : null,
      brokenBy: broken,
      ...(isWorse && { changed: changedBehind(programs, programs.compared, broken) }),
    };
  });
}
