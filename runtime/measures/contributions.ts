/** What one account adds to each measure, once its simulation is over. */
import type { Condition, Measure, Schedule } from "../../schedule/types.ts";
import type { Conditions, Test } from "../conditions/index.ts";
import type { EpochDay } from "../histories/types.ts";
import { type Measured, unitsOf } from "./figures.ts";
import { lookAheadOf } from "./look-ahead.ts";
import { type Contribution, emptyTally, type Judged, merge, type Part, parts, type Tally, tallyOf } from "./tally.ts";

/** A measure made ready to be asked of accounts. */
export interface PreparedMeasure {
  readonly measure: Measure;
  readonly among: Asked | undefined;
  readonly by: Asked | undefined;
}

interface Asked {
  readonly condition: Condition;
  readonly test: Test;
}

/** The measures that can be computed: none that holds today's value of a field (`lookAhead`) against the past. */
export function prepareMeasures(
  schedule: Schedule,
  conditions: Conditions,
  lookAhead: readonly string[],
): PreparedMeasure[] {
  const asked = (condition: Condition | undefined) => condition && { condition, test: conditions.test(condition) };
  return (schedule.measures ?? [])
    .filter((measure) => lookAheadOf(schedule, measure, lookAhead).length === 0)
    .map((measure) => ({ measure, among: asked(measure.among), by: asked(measure.by) }));
}

/** By measure in the order of the schedule, then by part; what has nothing to add is left out. */
export function contributionsOf(prepared: readonly PreparedMeasure[], account: Measured): Contribution[] {
  return prepared.flatMap((each) => {
    const tallies = new Map<Part, Tally>();
    const add = (part: Part, judged: Judged) =>
      tallies.set(part, merge(tallies.get(part) ?? emptyTally, tallyOf(judged)));
    for (const { begins, judged } of unitsOf(each.measure.figure, account)) {
      if (begins === undefined) add("rest", judged);
      else judge(each, account, begins, judged, add);
    }
    return parts.flatMap((part): Contribution[] => {
      const tally = tallies.get(part);
      return tally ? [{ measure: each.measure.name, part, tally }] : [];
    });
  });
}

/** `among` and `by` are asked where what is measured begins, never afterwards. */
function judge(
  { among, by }: PreparedMeasure,
  { conditions, view }: Measured,
  begins: EpochDay,
  judged: Judged,
  add: (part: Part, judged: Judged) => void,
): void {
  const opening = { windowDay: begins - 1, today: begins };
  const isMeant = among ? among.test(view, opening) : true;
  if (isMeant === false) return;
  const truth = by?.test(view, opening);
  const part = truth === undefined ? "rest" : truth ? "with" : "without";
  if (isMeant === true) add(part, judged);
  else add(part, { kind: "unknown", reason: conditions.because(among!.condition, view, opening) ?? "unknown" });
}
