/** `for` on every day at once: whether a condition has held on all days of the window. */

import type { Condition } from "../../../schedule/types.ts";
import type { Compiler } from "../compiler.ts";
import { daysOf, windowStart } from "../windows.ts";
import { FALSE, type Fill, TRUE, UNKNOWN } from "./column.ts";

/** What decides is when it was last false, and last unknown: whether the window reaches back so far. */
export function fillFor(compiler: Compiler, { condition, over }: Extract<Condition, { node: "for" }>): Fill {
  const { grid } = compiler.shape;
  const [test, column] = [compiler.test(condition), compiler.column(condition)];
  const start = windowStart(over);
  const length = daysOf(over);
  // Windows of the first days reach before the grid: there the test is asked.
  const earliest = start(grid.from) - grid.from;
  const moment = { windowDay: 0, today: 0 };
  return (view, out) => {
    let [lastFalse, lastUnknown] = [-Infinity, -Infinity];
    for (let index = earliest; index < 0; index++) {
      moment.windowDay = moment.today = grid.from + index;
      const truth = test(view, moment);
      if (truth === false) lastFalse = index;
      else if (truth === undefined) lastUnknown = index;
    }
    const codes = column(view);
    for (let index = 0; index < out.length; index++) {
      const code = codes[index];
      if (code === FALSE) lastFalse = index;
      else if (code === UNKNOWN) lastUnknown = index;
      const first = length === undefined ? start(grid.from + index) - grid.from : index - length + 1;
      out[index] = lastFalse >= first ? FALSE : lastUnknown >= first ? UNKNOWN : TRUE;
    }
    return out;
  };
}
