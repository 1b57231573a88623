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

/**
 * Writes the whole column into `out` and gives it; or gives another that says the same: of all days that say one thing,
 * the column that all accounts share (`Shape.always`). Most conditions say one thing of most customers, and what is made
 * of such a column need not look at its days.
 */
export type Fill = (view: AccountView, out: Column) => Column;

/** An account's column; it belongs to the view, or to all views, and is only read. */
export type ColumnOf = (view: AccountView) => Column;

export function codeOf(truth: Truth): typeof FALSE | typeof TRUE | typeof UNKNOWN {
  return truth === undefined ? UNKNOWN : truth ? TRUE : FALSE;
}

/** The columns that say one thing on all days, by code. */
export type Always = readonly [falses: Column, trues: Column, unknowns: Column, asks: Column];

export function alwaysColumns(days: number): Always {
  const all = (code: number) => new Uint8Array(days).fill(code);
  return [all(FALSE), all(TRUE), all(UNKNOWN), all(ASK)];
}

/** The shared column where all days of this one say one thing, else itself. It ends at the first day that differs. */
export function sharedIfOne(column: Column, always: Always): Column {
  const first = column[0];
  if (first === undefined) return always[FALSE];
  for (let index = 1; index < column.length; index++) if (column[index] !== first) return column;
  return always[first] ?? column;
}

/** Kleene's `and`: false decides, then what is to be asked, then unknown. The codes are in this order but for false. */
export function fillAnd(operands: readonly ColumnOf[]): Fill {
  return (view, out) => {
    const { always } = view.shape;
    let made = operands[0]!(view);
    for (let place = 1; place < operands.length; place++) {
      // What is false on all days stays so: the rest need not be worked out.
      if (made === always[FALSE]) return made;
      const other = operands[place]!(view);
      if (other === always[TRUE]) continue;
      if (other === always[FALSE] || made === always[TRUE]) {
        made = other;
        continue;
      }
      for (let index = 0; index < out.length; index++) {
        const one = made[index]!;
        const two = other[index]!;
        out[index] = one === FALSE || two === FALSE ? FALSE : one > two ? one : two;
      }
      made = sharedIfOne(out, always);
    }
    return made;
  };
}

export function fillOr(operands: readonly ColumnOf[]): Fill {
  return (view, out) => {
    const { always } = view.shape;
    let made = operands[0]!(view);
    for (let place = 1; place < operands.length; place++) {
      if (made === always[TRUE]) return made;
      const other = operands[place]!(view);
      if (other === always[FALSE]) continue;
      if (other === always[TRUE] || made === always[FALSE]) {
        made = other;
        continue;
      }
      for (let index = 0; index < out.length; index++) {
        const one = made[index]!;
        const two = other[index]!;
        out[index] = one === TRUE || two === TRUE ? TRUE : one > two ? one : two;
      }
      made = sharedIfOne(out, always);
    }
    return made;
  };
}

export function fillNot(operand: ColumnOf): Fill {
  return (view, out) => {
    const { always } = view.shape;
    const column = operand(view);
    if (column === always[FALSE]) return always[TRUE];
    if (column === always[TRUE]) return always[FALSE];
    if (column === always[UNKNOWN] || column === always[ASK]) return column;
    for (let index = 0; index < out.length; index++) {
      const code = column[index]!;
      out[index] = code <= TRUE ? TRUE - code : code;
    }
    return out;
  };
}
