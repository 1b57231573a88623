/** Whether parts of conditions can hold together. Sound: what is called impossible is so for every account. */
import type { Condition, Duration } from "../../schedule/types.ts";
import { fewestDays, mostDays } from "../values/durations.ts";
import { isFalse, isTrue, isUnknown, type Literal, type Truths } from "./formula.ts";
import { from, upTo } from "./intervals.ts";
import { isEmpty, isSameRegion, lies, meeting, outsideOf, type Region, whole } from "./regions.ts";
import { keyOf, type Subject } from "./subject.ts";
import type { View } from "./views.ts";

/** Questions about parts that are answered elsewhere, with memory. */
export interface Parts {
  viewsOf(condition: Condition): readonly View[];
  /** Whether the second is known true whenever the first is. */
  implies(one: Condition, other: Condition): boolean;
}

interface Part {
  condition: Condition;
  truths: Truths;
  views: readonly View[];
}

/** What is known of one value under the parts that hold together. */
export interface Known {
  subject: Subject;
  region: Region;
}

export interface Together {
  parts: readonly Part[];
  values: ReadonlyMap<string, Known>;
}

/** Undefined when the literals cannot hold together. */
export function together(way: readonly Literal[], parts: Parts): Together | undefined {
  const joined = joinedParts(way, parts);
  if (!joined || contradictsItself(joined, parts)) return undefined;
  const values = new Map<string, Known>();
  for (const part of joined) if (!restrict(values, part)) return undefined;
  const bases = basesOf(joined, values);
  if (!bases) return undefined;
  const isSettled = joined.every(({ truths }) => truths === isTrue || truths === isFalse);
  const related = [...values.values()].filter(({ subject }) => subject.among);
  if (isSettled && related.length < 2) return { parts: joined, values };
  // What is not known to be true of a value that is known is false of it: each round may tell more.
  for (let round = 0; round < 3; round++) {
    const before = new Map(values);
    addKnown(values, joined, bases);
    if (!bound(values)) return undefined;
    for (const part of joined) if (!excludes(values, part)) return undefined;
    if (areSame(before, values)) break;
  }
  return [...values.values()].some(({ region }) => isEmpty(region)) ? undefined : { parts: joined, values };
}

/** Each condition once, with what all literals leave of its truths. */
function joinedParts(way: readonly Literal[], { viewsOf }: Parts): Part[] | undefined {
  const byKey = new Map<string, Part>();
  for (const literal of way) {
    const { truths } = literal;
    const key = keyOf(literal.condition);
    const before = byKey.get(key);
    const left = (before?.truths ?? isTrue | isFalse | isUnknown) & truths & possible(literal.condition);
    if (left === 0) return undefined;
    byKey.set(
      key,
      before
        ? { ...before, truths: left }
        : { condition: literal.condition, truths: left, views: viewsOf(literal.condition) },
    );
  }
  return [...byKey.values()];
}

/** Some questions have an answer whatever the data say. */
function possible({ node }: Condition): Truths {
  return node === "known" || node === "during_calendar" ? isTrue | isFalse : isTrue | isFalse | isUnknown;
}

/** Conditions that proofs do not look into, and of which one still follows from another. */
function contradictsItself(joined: readonly Part[], parts: Parts): boolean {
  return joined.some(
    (one) =>
      one.truths === isTrue &&
      joined.some((other) => (other.truths & isTrue) === 0 && follows(one.condition, other.condition, parts)),
  );
}

function follows(one: Condition, other: Condition, { implies }: Parts): boolean {
  if (one === other) return true;
  if (one.node === "for" && other.node === "for") {
    return isAsLong(one.over, other.over) && implies(one.condition, other.condition);
  }
  if (one.node === "open_case" && other.node === "open_case") {
    const isSameCase =
      one.event === other.event && (!other.where || (one.where && keyOf(one.where) === keyOf(other.where)));
    return Boolean(isSameCase) && (!other.over || (one.over !== undefined && isAsLong(one.over, other.over)));
  }
  return false;
}

/** Whether a span covers another that ends on the same day. */
export function isAsLong(one: Duration, other: Duration): boolean {
  return one.unit === other.unit ? one.amount >= other.amount : fewestDays(one) >= mostDays(other);
}

function restrict(values: Map<string, Known>, { truths, views }: Part): boolean {
  if (truths !== isTrue && truths !== isFalse) return true;
  return views.every(({ subject, inner, outer }) =>
    narrow(values, subject, truths === isTrue ? outer : outsideOf(inner)),
  );
}

/** False when nothing is left. */
function narrow(values: Map<string, Known>, subject: Subject, to: Region): boolean {
  const before = values.get(subject.key);
  const met = meeting(before?.region ?? subject.domain, to);
  const region = subject.isWhole ? whole(met) : met;
  if (!before || !isSameRegion(before.region, region)) values.set(subject.key, { subject, region });
  return !isEmpty(region);
}

/** Whether nothing has been learned: what is known of a value is replaced only when it changes. */
function areSame(before: ReadonlyMap<string, Known>, after: ReadonlyMap<string, Known>): boolean {
  return before.size === after.size && [...after].every(([key, known]) => before.get(key) === known);
}

interface Bases {
  known: Set<string>;
  unknown: ReadonlySet<string>;
}

/** What must be known, and what must not; undefined when something must be both. */
function basesOf(joined: readonly Part[], values: ReadonlyMap<string, Known>): Bases | undefined {
  const known = new Set([...values.values()].flatMap(({ subject }) => subject.bases));
  const unknown = new Set<string>();
  for (const { condition, truths } of joined) {
    if (condition.node !== "known") continue;
    const { of } = condition;
    const base = of.node === "metric" ? `metric ${of.metric}` : of.node === "field" ? `field ${of.field}` : keyOf(of);
    (truths === isTrue ? known : unknown).add(base);
  }
  return [...unknown].some((base) => known.has(base)) ? undefined : { known, unknown };
}

/** Values that must be known though nothing bounds them yet: their base is known, or a longer window of the same is. */
function addKnown(values: Map<string, Known>, joined: readonly Part[], bases: Bases): void {
  for (const { subject } of joined.flatMap(({ views }) => views)) {
    if (values.has(subject.key)) continue;
    const isKnown = subject.isBaseItself && subject.bases.every((base) => bases.known.has(base));
    if (isKnown || [...values.values()].some((known) => covers(known.subject, subject))) {
      values.set(subject.key, { subject, region: subject.domain });
    }
  }
}

/** Whether the second is known whenever the first is: its days are days of the first. */
function covers({ among: one }: Subject, { among: other }: Subject): boolean {
  if (!one || !other || one.family !== other.family || one.family === "" || one.family.startsWith("values "))
    return false;
  return one.filter === other.filter && isAsLong(one.days, other.days);
}

/** Lets values of one family bound each other; false when one has nowhere to lie. */
function bound(values: Map<string, Known>): boolean {
  const related = [...values.values()].filter(({ subject }) => subject.among && subject.among.family !== "");
  for (const low of related) {
    for (const high of related) {
      if (low === high || !isAtMost(low.subject, high.subject)) continue;
      const [lower] = values.get(low.subject.key)!.region;
      const [higher] = values.get(high.subject.key)!.region;
      if (!narrow(values, high.subject, [from(lower!)]) || !narrow(values, low.subject, [upTo(higher!)])) return false;
    }
  }
  return true;
}

/** Whether the first value is never above the second. */
function isAtMost({ among: one }: Subject, { among: other }: Subject): boolean {
  if (!one || !other || one.family !== other.family) return false;
  const isInside = isAsLong(other.days, one.days);
  switch (`${one.role} ${other.role}`) {
    case "sum sum":
      return isInside && (one.filter === other.filter || other.filter === undefined);
    case "least value":
    case "value greatest":
    case "least greatest":
      return true;
    case "least least":
    case "least average":
      return isAsLong(one.days, other.days);
    case "greatest greatest":
    case "average greatest":
      return isInside;
    default:
      return false;
  }
}

/** Parts that are not known true, or not known false, of values that are known; false when one has nowhere to lie. */
function excludes(values: Map<string, Known>, { truths, views }: Part): boolean {
  if (truths === isTrue || truths === isFalse) return true;
  for (const { subject, inner, outer, isConsequence } of views) {
    if (isConsequence) continue;
    const known = values.get(subject.key);
    if (!known) continue;
    const mustBeTrue = lies(known.region, inner);
    const mustBeFalse = lies(known.region, outsideOf(outer));
    if (mustBeTrue && (truths & isTrue) === 0) return false;
    if (mustBeFalse && (truths & isFalse) === 0) return false;
    if ((mustBeTrue || mustBeFalse) && truths === isUnknown) return false;
    if (!subject.isPoint) continue;
    // A value that is known exactly is on one side or the other.
    if ((truths & isTrue) === 0 && !narrow(values, subject, outsideOf(inner))) return false;
    if ((truths & isFalse) === 0 && !narrow(values, subject, outer)) return false;
  }
  return true;
}
