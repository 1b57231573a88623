/**
 * Figures by segment: values of a declaration that are another one for each segment (docs/language.md section 4, Figures by
 * segment). Whoever reads such a declaration takes it as it is for one customer at one moment.
 */
import type { Condition, Expression, Scope } from "./types.ts";

/** One value for each segment listed, and one for all other customers whose segment is known. */
export interface BySegment<T> {
  bySegment: { segment: string; is: T }[];
  otherwise?: T;
}

export type Figure<T> = T | BySegment<T>;

/** Where a customer stands: in a segment, in none (`null`), or nobody knows. */
export type Standing = string | null | undefined;

/** A node in which each figure is the one that stands. */
export type Settled<T> =
  T extends BySegment<unknown>
    ? never
    : T extends Condition | Expression
      ? T
      : T extends object
        ? { [K in keyof T]: Settled<T[K]> }
        : T;

/** Customers for whom the figures of a node are the same: of a segment, or of none that is listed. */
export interface FigureCase {
  /** `null`: of any segment but those listed, or of none. */
  segment: string | null;
  listed: readonly string[];
}

const unknown = Symbol("unknown");

/**
 * The node as it is for a customer. What a figure belongs to that is not known for the customer is not there: the member
 * of a list (a step, an action, a rung, a phase) is left out, anything else makes the whole node undefined.
 * A node without figures is given back itself.
 */
export function settle<T extends object>(node: T, standing: Standing): Settled<T> | undefined {
  const settled = settleValue(node, standing);
  return settled === unknown ? undefined : (settled as Settled<T>);
}

function settleValue(value: unknown, standing: Standing): unknown {
  if (Array.isArray(value)) {
    const members = value.map((member) => settleValue(member, standing));
    const isSame = members.every((member, index) => member === value[index]);
    return isSame ? value : members.filter((member) => member !== unknown);
  }
  if (typeof value !== "object" || value === null || "node" in value) return value;
  if (isBySegment(value)) return figureFor(value, standing);
  const entries = Object.entries(value);
  const settled = entries.map(([key, part]): [string, unknown] => [key, settleValue(part, standing)]);
  if (settled.some(([, part]) => part === unknown)) return unknown;
  return settled.every(([, part], index) => part === entries[index]![1]) ? value : Object.fromEntries(settled);
}

function figureFor({ bySegment, otherwise }: BySegment<unknown>, standing: Standing): unknown {
  if (standing === undefined) return unknown;
  const listed = bySegment.find(({ segment }) => segment === standing);
  return listed ? listed.is : (otherwise ?? unknown);
}

export function isBySegment<T>(value: Figure<T>): value is BySegment<T> {
  return typeof value === "object" && value !== null && "bySegment" in value;
}

/** The cases to be told apart in a node, segments in the order listed; none when it says the same to everybody. */
export function casesOf(node: object): FigureCase[] {
  const listed = new Set<string>();
  let hasOthers = false;
  for (const { bySegment, otherwise } of figuresIn(node)) {
    for (const { segment } of bySegment) listed.add(segment);
    hasOthers ||= otherwise !== undefined;
  }
  const segments = [...listed];
  const cases: FigureCase[] = segments.map((segment) => ({ segment, listed: segments }));
  return hasOthers ? [...cases, { segment: null, listed: segments }] : cases;
}

/**
 * The node as it can be, once for each case in which it is at all; a node without figures once, as it is. With scopes: as
 * it can be for customers in one of them, by the segments they name.
 */
export function settledCases<T extends object>(node: T, scopes: readonly Scope[] = []): Settled<T>[] {
  const cases = casesOf(node);
  if (cases.length === 0) return [node as Settled<T>];
  const named = scopes.map(({ segments, models }) => (models ? undefined : segments));
  const all = named.length > 0 && named.every((segments) => segments !== undefined) ? named.flat() : undefined;
  return cases
    .filter((each) => isMetIn(each, all))
    .map(({ segment }) => settle(node, segment))
    .filter((settled) => settled !== undefined);
}

/** Whether a customer of one of the segments can be meant; without segments, any customer can. */
function isMetIn({ segment, listed }: FigureCase, segments: readonly string[] | undefined): boolean {
  if (!segments) return true;
  return segment === null ? segments.some((name) => !listed.includes(name)) : segments.includes(segment);
}

/** Every figure by segment inside a node, conditions apart. */
export function* figuresIn(node: unknown): Generator<BySegment<unknown>> {
  if (typeof node !== "object" || node === null || "node" in node) return;
  if (isBySegment(node)) yield node;
  else for (const part of Object.values(node)) yield* figuresIn(part);
}

/** Whether a customer is meant by a case. */
export function isOfCase({ segment, listed }: FigureCase, standing: Standing): boolean {
  if (standing === undefined) return false;
  return segment === null ? standing === null || !listed.includes(standing) : standing === segment;
}

/** The case as a condition: true for those meant, unknown for those whose segment is. */
export function conditionOfCase({ segment, listed }: FigureCase): Condition {
  if (segment !== null) return { node: "segment", values: [segment], text: `segment is ${segment}` };
  const names = listed.join(", ");
  const operand: Condition = { node: "segment", values: [...listed], text: `segment is one of ${names}` };
  return { node: "not", operand, text: `segment is not one of ${names}` };
}
