/**
 * What can be proved of conditions without looking at an account. Sound: what is called impossible, certain or implied
 * is so for every account there could be; where that is not sure, nothing is said. An example is given only where the
 * values it names are free of each other.
 */
import type { Condition } from "../../schedule/types.ts";
import { exampleOf } from "./example.ts";
import { type Facts, factsOf, type Model } from "./facts.ts";
import { all, doesNotHold, type Formula, fails, holds, waysOf } from "./formula.ts";
import { type Together, together } from "./terms.ts";
import { type View, viewsOf } from "./views.ts";

/** `example`: an account of which it is so, in words: "arr $30K and plan pro". */
export type Answer = { kind: "no" } | { kind: "yes"; example: string } | { kind: "unsure" };

export interface Prover {
  readonly facts: Facts;
  /** Whether there can be an account of which the formula holds. */
  possible(formula: Formula): Answer;
  /** Whether it is proved that there can be none. */
  impossible(formula: Formula): boolean;
  /** Whether there can be an account of which all the conditions are known true at once. */
  satisfiable(...conditions: readonly Condition[]): Answer;
  /** Whether the condition is known true of every account there could be. */
  alwaysTrue(condition: Condition): boolean;
  /** Whether the condition is known false of no account: it is true wherever what it asks for is known. */
  neverFalse(condition: Condition): boolean;
  /** Whether the second is known true of every account of which the first is; else, where there is one, an account of which it is not. */
  implies(one: Condition, other: Condition): Implication;
  readonly known: {
    holds(condition: Condition): Formula;
    fails(condition: Condition): Formula;
    doesNotHold(condition: Condition): Formula;
    /** The customer is in one of the segments: what the search for it says. */
    inSegment(name: string): Formula;
  };
  /** A formula that many proofs ask for, made once: what is known of its parts is kept with them. */
  once(name: string, make: () => Formula): Formula;
}

export type Implication = { kind: "yes" } | { kind: "no"; example: string } | { kind: "unsure" };

/** Steps of proof a program may take in all; a huge one is told of what was found by then. */
const mostSteps = 400_000;
/** Conditions inside conditions, deeper than which no proof looks. */
const deepest = 6;

/** `most`: steps of proof it may take; one without any is sure of nothing. */
export function createProver(model: Model, most = mostSteps): Prover {
  const facts = factsOf(model);
  const views = new WeakMap<Condition, readonly View[]>();
  let steps = most;
  let depth = 0;
  const parts = {
    viewsOf(condition: Condition) {
      const found = views.get(condition) ?? viewsOf(condition, facts);
      views.set(condition, found);
      return found;
    },
    implies: (one: Condition, other: Condition) => impossible(all(known.holds(one), known.doesNotHold(other))),
  };
  const formulas = new Map<string, Formula>();
  const once: Prover["once"] = (name, make) => {
    const formula = formulas.get(name) ?? make();
    formulas.set(name, formula);
    return formula;
  };
  const known: Prover["known"] = {
    holds: remembered((condition) => holds(condition, facts.segments)),
    fails: remembered((condition) => fails(condition, facts.segments)),
    doesNotHold: remembered((condition) => doesNotHold(condition, facts.segments)),
    inSegment: (name) => once(`segment ${name}`, () => known.holds(isIn(name))),
  };

  /** The ways in which a formula can hold, of those that do not contradict themselves; undefined when nobody can say. */
  function remaining(formula: Formula): Together[] | undefined {
    if (depth >= deepest || steps <= 0) return undefined;
    const ways = waysOf(formula);
    if (!ways) return undefined;
    depth++;
    const left = ways.flatMap((way) => {
      steps -= 1 + way.length * way.length;
      const found = steps > 0 ? together(way, parts) : { parts: [], values: new Map() };
      return found ? [found] : [];
    });
    depth--;
    return steps > 0 ? left : undefined;
  }

  /** The first way that does not contradict itself is enough. */
  function impossible(formula: Formula): boolean {
    if (depth >= deepest || steps <= 0) return false;
    const ways = waysOf(formula);
    if (!ways) return false;
    depth++;
    const isPossible = ways.some((way) => {
      steps -= 1 + way.length * way.length;
      return steps <= 0 || together(way, parts) !== undefined;
    });
    depth--;
    return !isPossible;
  }

  function possible(formula: Formula): Answer {
    const ways = remaining(formula);
    if (!ways) return { kind: "unsure" };
    if (ways.length === 0) return { kind: "no" };
    for (const way of ways) {
      const example = exampleOf(way, facts);
      if (example !== undefined) return { kind: "yes", example };
    }
    return { kind: "unsure" };
  }

  function implies(one: Condition, other: Condition): Implication {
    const counter = possible(all(known.holds(one), known.doesNotHold(other)));
    if (counter.kind === "yes") return { kind: "no", example: counter.example };
    return { kind: counter.kind === "no" ? "yes" : "unsure" };
  }

  return {
    facts,
    possible,
    impossible,
    satisfiable: (...conditions) => possible(all(...conditions.map(known.holds))),
    alwaysTrue: (condition) => impossible(known.doesNotHold(condition)),
    neverFalse: (condition) => impossible(known.fails(condition)),
    implies,
    known,
    once,
  };
}

const isIn = (name: string): Condition => ({ node: "segment", values: [name], text: `segment is ${name}` });

function remembered(make: (condition: Condition) => Formula): (condition: Condition) => Formula {
  const formulas = new WeakMap<Condition, Formula>();
  return (condition) => {
    const formula = formulas.get(condition) ?? make(condition);
    formulas.set(condition, formula);
    return formula;
  };
}
