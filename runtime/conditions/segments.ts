/** Which segment an account is in: the first whose condition is true, ended by the first unknown. */

import type { Compiler } from "./compiler.ts";
import type { Moment, SegmentAnswer, Test } from "./types.ts";
import type { AccountView } from "./view.ts";

const NONE: SegmentAnswer = {};

export function createSegmentSearch(
  compiler: Compiler,
  reasonOf: (segment: number, view: AccountView, moment: Moment) => string,
): (view: AccountView, moment: Moment) => SegmentAnswer {
  const { segments, grid } = compiler.shape;
  const answers = segments.map(({ name }): SegmentAnswer => ({ segment: name }));
  let tests: (Test | undefined)[] | undefined;

  const search = (view: AccountView, moment: Moment): SegmentAnswer => {
    tests ??= segments.map(({ when }) => when && compiler.test(when));
    for (let index = 0; index < tests.length; index++) {
      const test = tests[index];
      const truth = test === undefined ? true : test(view, moment);
      if (truth === true) return answers[index]!;
      if (truth === undefined) return { because: reasonOf(index, view, moment) };
    }
    return NONE;
  };

  return (view, moment) => {
    const index = moment.today - grid.from;
    const remembered = moment.windowDay === moment.today ? view.segmentsAtClose : view.segmentsAtOpening;
    if (index < 0 || moment.today > grid.to + 1 || moment.windowDay < moment.today - 1) return search(view, moment);
    const answer = remembered[index] ?? search(view, moment);
    remembered[index] = answer;
    return answer;
  };
}
