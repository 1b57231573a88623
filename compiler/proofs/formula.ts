/**
 * What is to be proved, as formulas over parts of conditions. A condition is true, false or unknown, and a literal says
 * which of the three one of its parts may be: "known true", "known false", and their opposites, "not known to be true"
 * and "not known to be false" (docs/language.md, section 5).
 */
import { nodesOf } from "../../schedule/conditions.ts";
import type { Condition } from "../../schedule/types.ts";

/** A set of truths: of the bits `isTrue`, `isFalse`, `isUnknown`. */
export type Truths = number;
export const isTrue: Truths = 1;
export const isFalse: Truths = 2;
export const isUnknown: Truths = 4;
const any: Truths = isTrue | isFalse | isUnknown;

export type Formula =
  | { kind: "all"; parts: readonly Formula[] }
  | { kind: "any"; parts: readonly Formula[] }
  | { kind: "literal"; condition: Condition; truths: Truths };

export const all = (...parts: readonly Formula[]): Formula => ({ kind: "all", parts });
export const anyOf = (...parts: readonly Formula[]): Formula => ({ kind: "any", parts });
const literal = (condition: Condition, truths: Truths): Formula => ({ kind: "literal", condition, truths });

/** Conditions of the segments in the order of the search; undefined for `otherwise`. */
export type SegmentConditions = ReadonlyMap<string, Condition | undefined>;

/** The condition is known true. */
export const holds = (condition: Condition, segments: SegmentConditions) => formulaOf(condition, isTrue, segments);
/** The condition is known false. */
export const fails = (condition: Condition, segments: SegmentConditions) => formulaOf(condition, isFalse, segments);
/** The condition is false or unknown. */
export const doesNotHold = (condition: Condition, segments: SegmentConditions) =>
  formulaOf(condition, isFalse | isUnknown, segments);

const turned = (truths: Truths): Truths =>
  (truths & isUnknown) | (truths & isTrue ? isFalse : 0) | (truths & isFalse ? isTrue : 0);

/**
 * A formula that holds of every account of which the condition has one of the truths. `truths` is a single known truth,
 * or the complement of one.
 */
function formulaOf(condition: Condition, truths: Truths, segments: SegmentConditions): Formula {
  const again = (part: Condition, wanted = truths) => formulaOf(part, wanted, segments);
  switch (condition.node) {
    case "not":
      return again(condition.operand, turned(truths));
    case "and":
    case "or": {
      // An `and` is true, or not false, where all of its parts are; an `or` is false, or not true, where all are.
      const isOfAll =
        condition.node === "and"
          ? truths === isTrue || truths === (any & ~isFalse)
          : truths === isFalse || truths === (any & ~isTrue);
      const parts = condition.operands.map((operand) => again(operand));
      return { kind: isOfAll ? "all" : "any", parts };
    }
    case "becomes":
      return again(asStates(condition));
    case "for":
      // True on all days is true on the last of them. (False on one may be unknown: of a run, the days before it are.)
      return truths === isTrue && !readsToday(condition.condition)
        ? all(literal(condition, truths), again(condition.condition))
        : literal(condition, truths);
    case "outside":
      return truths & isUnknown
        ? literal(condition, truths)
        : all(literal(condition, truths), again(condition.condition));
    case "segment":
      return truths === isTrue ? inSegments(condition, segments) : literal(condition, truths);
    default:
      return literal(condition, truths);
  }
}

const ofToday: ReadonlySet<string> = new Set([
  "field",
  "flag",
  "segment",
  "model",
  "time_since",
  "time_to",
  "during_stage",
  "during_calendar",
]);

/** At the opening of a day a span ends with the day before, and these speak of the day itself. */
function readsToday(condition: Condition): boolean {
  for (const { node } of nodesOf(condition)) if (ofToday.has(node.node)) return true;
  return false;
}

/** `health becomes yellow from green`: it is yellow today, and was green yesterday. */
function asStates({ metric, band, from, text }: Condition & { node: "becomes" }): Condition {
  const now: Condition = { node: "band", metric, values: [band], text: `${metric} is ${band}` };
  const earlier = {
    node: "band",
    metric,
    values: [from ?? band],
    text: `${metric} was ${from ?? band} the day before`,
  };
  // A day's shift is no node of the schedule: the same question asked of yesterday is a part of its own.
  const before = { node: "band", metric: yesterday(metric), values: earlier.values, text: earlier.text } as Condition;
  const came: Condition = from === undefined ? { node: "not", operand: before, text: `not ${earlier.text}` } : before;
  return { node: "and", operands: [now, came], text };
}

const mark = "\u0000yesterday";
/** The name under which proofs know yesterday's value of a metric; no metric of a program can have it. */
export const yesterday = (metric: string) => `${metric}${mark}`;
/** The metric's own name. */
export const today = (metric: string) => (metric.endsWith(mark) ? metric.slice(0, -mark.length) : metric);

/** Being in a segment is to match it, and none of those before it. */
function inSegments(condition: Condition & { node: "segment" }, segments: SegmentConditions): Formula {
  const ways = condition.values.map((name) => {
    const only = literal({ node: "segment", values: [name], text: `segment is ${name}` }, isTrue);
    return all(only, segmentTaken(name, segments));
  });
  return ways.length === 1 ? ways[0]! : anyOf(...ways);
}

/** What is so of every customer that the search gives this segment. */
function segmentTaken(name: string, segments: SegmentConditions): Formula {
  const parts: Formula[] = [];
  for (const [each, when] of segments) {
    if (each === name) return all(...parts, ...(when ? [holds(when, segments)] : []));
    if (when) parts.push(fails(when, segments));
  }
  return all();
}

export interface Literal {
  condition: Condition;
  truths: Truths;
}

/** Formulas that take more ways than this to write out are given up. */
export const mostWays = 256;
/** And so are ways of more literals. */
const mostLiterals = 120;

type Ways = readonly (readonly Literal[])[];

/** Each of the one with each of the other. */
function joined(some: Ways, others: Ways): Ways {
  if (others.length === 1 && others[0]!.length === 0) return some;
  if (some.length === 1 && some[0]!.length === 0) return others;
  return some.flatMap((way) => others.map((more) => [...way, ...more]));
}

/** The ways in which a formula can hold, each a list of literals that hold together; undefined when they are too many. */
export function waysOf(formula: Formula): Ways | undefined {
  switch (formula.kind) {
    case "literal":
      return [[formula]];
    case "any": {
      const ways: (readonly Literal[])[] = [];
      for (const part of formula.parts) {
        const found = waysOf(part);
        if (!found || ways.length + found.length > mostWays) return undefined;
        ways.push(...found);
      }
      return ways;
    }
    case "all": {
      let ways: Ways = [[]];
      for (const part of formula.parts) {
        const found = waysOf(part);
        if (!found || ways.length * found.length > mostWays) return undefined;
        ways = joined(ways, found);
        if (ways.some((way) => way.length > mostLiterals)) return undefined;
      }
      return ways;
    }
  }
}
