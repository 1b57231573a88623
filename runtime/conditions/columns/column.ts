/**
 * How a condition stands at the close of every day of the grid: a byte a day, by index since the grid's first. What does
 * not hang on a run or the ledger is settled once an account, in loops over arrays, so that the days on which something
 * can happen are found without asking each. What a column says is what the condition's test says at that close
 * (test/conditions/columns.test.ts).
 */

import type { Truth } from "../types.ts";
import type { AccountView } from "../view.ts";

export type Column = Uint8Array;

export const FALSE = 0;
export const TRUE = 1;
export const UNKNOWN = 2;
/** The ledger decides: the test is to be asked when the day has come. */
export const ASK = 3;

/** Writes the whole column. */
export type Fill = (view: AccountView, out: Column) => void;

/** An account's column; it belongs to the view, or to all views, and is only read. */
export type ColumnOf = (view: AccountView) => Column;

export function codeOf(truth: Truth): number {
  return truth === undefined ? UNKNOWN : truth ? TRUE : FALSE;
}

/** Kleene's `and`: false decides, then what is to be asked, then unknown. The codes are in this order but for false. */
export function fillAnd(operands: readonly ColumnOf[]): Fill {
  return (view, out) => {
    out.set(operands[0]!(view));
    for (let place = 1; place < operands.length; place++) {
      // What is false on all days stays so: the rest need not be worked out.
      if (isAll(out, FALSE)) return;
      const other = operands[place]!(view);
      for (let index = 0; index < out.length; index++) {
        const [one, two] = [out[index]!, other[index]!];
        out[index] = one === FALSE || two === FALSE ? FALSE : one > two ? one : two;
      }
    }
  };
}

export function fillOr(operands: readonly ColumnOf[]): Fill {
  return (view, out) => {
    out.set(operands[0]!(view));
    for (let place = 1; place < operands.length; place++) {
      if (isAll(out, TRUE)) return;
      const other = operands[place]!(view);
      for (let index = 0; index < out.length; index++) {
        const [one, two] = [out[index]!, other[index]!];
        out[index] = one === TRUE || two === TRUE ? TRUE : one > two ? one : two;
      }
    }
  };
}

export function fillNot(operand: ColumnOf): Fill {
  return (view, out) => {
    const column = operand(view);
    for (let index = 0; index < out.length; index++) {
      const code = column[index]!;
      out[index] = code <= TRUE ? TRUE - code : code;
    }
  };
}

function isAll(column: Column, code: number): boolean {
  for (let index = 0; index < column.length; index++) if (column[index] !== code) return false;
  return true;
}
