/** On how many days of its window a condition was false or unknown: what `for` and `days with` go by, for every day. */

import type { Condition, Duration } from "../../../schedule/types.ts";
import type { Compiler } from "../compiler.ts";
import type { AccountView } from "../view.ts";
import { type WindowStart, windowStart } from "../windows.ts";
import { codeOf, FALSE, type Fill, TRUE, UNKNOWN } from "./column.ts";

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
  // How many up to each day, then how many in its window.
  const [falsesTo, unknownsTo] = [new Int32Array(lead + days + 1), new Int32Array(lead + days + 1)];
  const counts = { falses: new Int32Array(days), unknowns: new Int32Array(days) };
  const moment = { windowDay: 0, today: 0 };
  return (view) => {
    for (let index = 0; index < lead; index++) {
      moment.windowDay = moment.today = grid.from - lead + index;
      const code = codeOf(test(view, moment));
      falsesTo[index + 1] = falsesTo[index]! + (code === FALSE ? 1 : 0);
      unknownsTo[index + 1] = unknownsTo[index]! + (code === UNKNOWN ? 1 : 0);
    }
    const codes = column(view);
    for (let index = 0; index < days; index++) {
      const [code, place] = [codes[index]!, lead + index];
      falsesTo[place + 1] = falsesTo[place]! + (code === FALSE ? 1 : 0);
      unknownsTo[place + 1] = unknownsTo[place]! + (code === UNKNOWN ? 1 : 0);
    }
    for (let index = 0; index < days; index++) {
      const first = start(grid.from + index) - grid.from + lead;
      const end = lead + index + 1;
      counts.falses[index] = falsesTo[end]! - falsesTo[first]!;
      counts.unknowns[index] = unknownsTo[end]! - unknownsTo[first]!;
    }
    return counts;
  };
}

export function fillFor(compiler: Compiler, { condition, over }: { condition: Condition; over: Duration }): Fill {
  const count = compileCounts(compiler, condition, windowStart(over));
  return (view, out) => {
    const { falses, unknowns } = count(view);
    for (let index = 0; index < out.length; index++) {
      out[index] = falses[index]! > 0 ? FALSE : unknowns[index]! > 0 ? UNKNOWN : TRUE;
    }
  };
}
