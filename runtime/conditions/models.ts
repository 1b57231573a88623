/**
 * Which touch model is in force for an account: its own, the first whose condition is true, or a higher one that an open
 * run lifts to. Models stand from the highest to the lowest, so that the higher of two is the one with the smaller place.
 */

import type { Condition } from "../../schedule/types.ts";
import type { Compiler } from "./compiler.ts";
import { dependenceOf } from "./dependence.ts";
import type { Reason, Reasons } from "./reasons.ts";
import type { Moment, Test } from "./types.ts";
import type { AccountView } from "./view.ts";

type Node<Name extends Condition["node"]> = Extract<Condition, { node: Name }>;

/** Instead of a place: no model's condition is true. */
export const NO_MODEL = -1;
/** The search ended at an unknown. */
export const UNDECIDED = -2;

/** A customer without a model of its own has the one that it is lifted to. */
export function modelInForce(own: number, lift: number | undefined): number {
  if (lift === undefined) return own;
  return own < 0 ? lift : Math.min(own, lift);
}

/** The customer's own model; answers are remembered where nothing that is simulated decides them. */
export function createModelSearch(compiler: Compiler): (view: AccountView, moment: Moment) => number {
  const { models, grid } = compiler.shape;
  const tests = models.map(({ when }): Test | undefined => when && compiler.test(when));
  const changing = readsLedger(compiler);
  const search = (view: AccountView, moment: Moment): number => {
    for (let place = 0; place < tests.length; place++) {
      const test = tests[place];
      const truth = test === undefined ? true : test(view, moment);
      if (truth === true) return place;
      if (truth === undefined) return UNDECIDED;
    }
    return NO_MODEL;
  };
  if (changing) return search;
  return (view, moment) => {
    const index = moment.today - grid.from;
    if (index < 0 || moment.today > grid.to + 1 || moment.windowDay < moment.today - 1) return search(view, moment);
    const remembered = moment.windowDay === moment.today ? view.modelsAtClose : view.modelsAtOpening;
    const own = remembered[index] ?? search(view, moment);
    remembered[index] = own;
    return own;
  };
}

export function compileModel(compiler: Compiler, { values }: Node<"model">): Test {
  const places: ReadonlySet<number> = new Set(values.map((name) => compiler.shape.model(name)));
  return (view, moment) => {
    const model = modelInForce(compiler.ownModel(view, moment), view.course.liftOn(moment.today));
    return model === UNDECIDED ? undefined : places.has(model);
  };
}

/** Whether the model in force hangs on runs, or the own one on what is simulated. */
export function modelReadsLedger(compiler: Compiler): boolean {
  return compiler.shape.lifts.length > 0 || readsLedger(compiler);
}

function readsLedger(compiler: Compiler): boolean {
  return compiler.shape.models.some(({ when }) => when !== undefined && dependenceOf(compiler, when).ledger);
}

/** Why the search ended: asked only where it did so at an unknown. */
export function reasonOfModel(compiler: Compiler, reasons: Reasons, view: AccountView, moment: Moment): string {
  const place = compiler.shape.models.findIndex(
    ({ when }) => when !== undefined && compiler.test(when)(view, moment) === undefined,
  );
  const when = compiler.shape.models[place]?.when;
  const reason: Reason | undefined = when && reasons.of(when);
  return reason?.(view, moment, undefined) ?? "unknown";
}
