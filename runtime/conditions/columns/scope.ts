/**
 * Whether a declaration's scope holds, day by day: at closes, or at openings as far as that can be said at once. What an
 * opening sees of fields, dates and calendars is what the close of the same day sees; metrics and events it sees a day
 * earlier, so that a scope that reads them is left to be asked.
 */

import type { Condition, Scope } from "../../../schedule/types.ts";
import type { Compiler } from "../compiler.ts";
import { reachOf } from "../reach.ts";
import type { Shape } from "../shape.ts";
import { ASK, type Column, type ColumnOf, FALSE, type Fill, TRUE, UNKNOWN } from "./column.ts";

/** FALSE where it is not known to hold, TRUE where it is, ASK where only its day will tell. FALSE while nobody lives. */
export type ScopeColumns = (scope: Scope, at: "close" | "opening") => ColumnOf;

/** Scopes that say the same have one column, at closes and at openings too: most declarations share theirs. */
export function createScopeColumns(compiler: Compiler): ScopeColumns {
  const shared = new Map<string, ColumnOf>();
  return (scope, at) => {
    const parts = conditionsOf(scope);
    // Life is TRUE and FALSE as it stands.
    if (parts.length === 0) return (view) => view.aliveDays();
    const said = parts.filter((part) => at === "close" || readsOnlyToday(compiler.shape, part));
    const isSaid = said.length === parts.length;
    const key = JSON.stringify([isSaid, said]);
    const column = shared.get(key) ?? scopeColumn(compiler, said.map(compiler.column), isSaid ? TRUE : ASK);
    shared.set(key, column);
    return column;
  };
}

function scopeColumn(compiler: Compiler, said: readonly ColumnOf[], most: typeof TRUE | typeof ASK): ColumnOf {
  const fill = fillScope(said, most);
  const slot = compiler.newSlot();
  return (view) => view.column(slot, fill);
}

function conditionsOf({ segments, models, stage, where }: Scope): Condition[] {
  const whom: Condition[] = [
    ...(segments ? [{ node: "segment", values: segments, text: "segment" } as const] : []),
    ...(models ? [{ node: "model", values: models, text: "model" } as const] : []),
  ];
  return [
    ...(whom.length > 1 ? [{ node: "or", operands: whom, text: "for" } as const] : whom),
    ...(stage ? [{ node: "during_stage", stage, text: `during ${stage}` } as const] : []),
    ...(where ? [where] : []),
  ];
}

/** `most`: what a day is on which all that is said holds. */
function fillScope(columns: readonly ColumnOf[], most: typeof TRUE | typeof ASK): Fill {
  return (view, out) => {
    const { always } = view.shape;
    let made: Column = view.aliveDays();
    for (const column of columns) {
      const part = column(view);
      if (part === always[TRUE]) continue;
      if (part === always[FALSE] || part === always[UNKNOWN]) return always[FALSE];
      for (let index = 0; index < out.length; index++) {
        const code = part[index]!;
        out[index] =
          made[index] === FALSE || code === FALSE || code === UNKNOWN ? FALSE : code === ASK ? ASK : made[index]!;
      }
      made = out;
    }
    if (most === TRUE) return made;
    for (let index = 0; index < out.length; index++) out[index] = made[index] === FALSE ? FALSE : most;
    return out;
  };
}

/** Whether a condition reads nothing that ends with the day before when it is asked at an opening. */
function readsOnlyToday(shape: Shape, condition: Condition): boolean {
  if (reachOf(shape, condition).readsWindow) return false;
  const searched = [
    ...(names("segment", condition) ? shape.segments : []),
    ...(names("model", condition) ? shape.models : []),
  ];
  return searched.every(({ when }) => !when || readsOnlyToday(shape, when));
}

function names(node: "segment" | "model", condition: Condition): boolean {
  switch (condition.node) {
    case "segment":
    case "model":
      return condition.node === node;
    case "and":
    case "or":
      return condition.operands.some((operand) => names(node, operand));
    case "not":
      return names(node, condition.operand);
    case "outside":
      return names(node, condition.condition);
    default:
      return false;
  }
}
