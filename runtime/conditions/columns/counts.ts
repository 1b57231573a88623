/** On how many days of its window a condition was false or unknown, for every day: what `days with` goes by. */

import type { Condition } from "../../../schedule/types.ts";
import type { Compiler } from "../compiler.ts";
import type { AccountView } from "../view.ts";
import type { WindowStart } from "../windows.ts";
import { type Column, codeOf, FALSE, UNKNOWN } from "./column.ts";

/** By index of the day that ends the window. Good until the next account is counted. */
export interface Counts {
  readonly falses: Int32Array;
  readonly unknowns: Int32Array;
}

/** The condition may not hang on the ledger: its column must say all. */
export function compileCounts(
  compiler: Compiler,
  condition: Condition,
  start: WindowStart,
): (view: AccountView) => Counts {
  const { days, shape } = compiler;
  const { grid } = shape;
  const [test, column] = [compiler.test(condition), compiler.column(condition)];
  // Windows of the first days reach before the grid: there the test is asked.
  const lead = days === 0 ? 0 : Math.max(grid.from - start(grid.from), 0);
  const codes = new Uint8Array(lead + days);
  const counts = { falses: new Int32Array(days), unknowns: new Int32Array(days) };
  const moment = { windowDay: 0, today: 0 };
  return (view) => {
    for (let place = 0; place < lead; place++) {
      moment.windowDay = moment.today = grid.from - lead + place;
      codes[place] = codeOf(test(view, moment));
    }
    codes.set(column(view), lead);
    slide(codes, lead, (index) => start(grid.from + index) - grid.from + lead, counts);
    return counts;
  };
}

/** Windows move forwards only: each day comes in once and goes out once. */
function slide(codes: Column, lead: number, firstOf: (index: number) => number, { falses, unknowns }: Counts): void {
  let [coming, going, isFalse, isUnknown] = [0, 0, 0, 0];
  for (let index = 0; index < falses.length; index++) {
    for (; coming <= lead + index; coming++) {
      if (codes[coming] === FALSE) isFalse++;
      else if (codes[coming] === UNKNOWN) isUnknown++;
    }
    for (const first = firstOf(index); going < first; going++) {
      if (codes[going] === FALSE) isFalse--;
      else if (codes[going] === UNKNOWN) isUnknown--;
    }
    falses[index] = isFalse;
    unknowns[index] = isUnknown;
  }
}
