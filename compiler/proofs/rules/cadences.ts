/** Proves of cadences that there are accounts in their scope, and that each step can come. */
import { casesOf, conditionOfCase, type Settled, settle } from "../../../schedule/figures.ts";
import type { Cadence, Step } from "../../../schedule/types.ts";
import { fewestDays, mostDays } from "../../values/durations.ts";
import { all, anyOf, type Formula } from "../formula.ts";
import { daysBetween, inScope, isNever, type Proofs, pairsOf } from "./context.ts";
import { longestDaysOff } from "./days-off.ts";

export function proveCadences(proofs: Proofs): void {
  const { declared, work, prover, policy } = proofs;
  const daysOff = longestDaysOff(policy);
  for (const { checker, declaration, node } of pairsOf(declared("cadence"), work.cadences)) {
    const scope = inScope(node.scope, prover);
    if (isNever(prover, scope)) {
      const span = declaration.scope.where?.span ?? declaration.name?.span ?? declaration.span;
      checker.report("cadence-never", { cadence: node.name }, span);
      continue;
    }
    for (const step of node.steps) {
      const syntax = declaration.steps[Number(step.path.slice(step.path.lastIndexOf("/") + 1)) - 1];
      if (!syntax || (!step.when && !step.unless && !node.scope.where && node.scope.stage === undefined)) continue;
      const parameters = { cadence: node.name };
      const on = all(scope, timeOf(step, node, prover, daysOff));
      const { known } = prover;
      const comes = all(
        on,
        ...(step.when ? [known.holds(step.when)] : []),
        ...(step.unless ? [known.fails(step.unless)] : []),
      );
      if (isNever(prover, comes)) {
        const isTimed = isNever(prover, on);
        const place = isTimed ? syntax.timing : (syntax.when ?? syntax.unless);
        checker.report("cadence-step-never", { ...parameters, isTimed }, (place ?? syntax).span);
      } else if (step.when && isNever(prover, on, known.fails(step.when))) {
        checker.report("step-condition-idle", { ...parameters, word: "when" }, (syntax.when ?? syntax).span);
      } else if (step.unless && isNever(prover, on, known.holds(step.unless))) {
        checker.report("step-condition-idle", { ...parameters, word: "unless" }, (syntax.unless ?? syntax).span);
      }
    }
  }
}

/** How far from its date a step comes, days off included: for whom its figures are by segment, by their own. */
function timeOf(step: Step, cadence: Cadence, prover: Proofs["prover"], daysOff: number): Formula {
  const cases = casesOf({ timing: step.timing });
  const times = (cases.length === 0 ? [undefined] : cases).flatMap((each) => {
    const settled = settle(step, each?.segment ?? null);
    if (!settled) return [];
    const time = timeOfSettled(settled, cadence, prover, daysOff);
    return [each ? all(prover.known.holds(conditionOfCase(each)), time) : time];
  });
  return anyOf(...times);
}

function timeOfSettled(
  { timing }: Settled<Step>,
  { anchor }: Cadence,
  prover: Proofs["prover"],
  daysOff: number,
): Formula {
  const between = (node: "time_since" | "time_to", from: number, to: number) =>
    prover.once(`${node} ${anchor.field} ${from} ${to}`, () =>
      prover.known.holds(daysBetween(node, anchor.field, from, to)),
    );
  const since = (from: number, to: number) => between("time_since", from, to);
  switch (timing.kind) {
    case "day":
      return since(timing.day - 1, timing.day - 1 + daysOff);
    case "week":
      return since(7 * (timing.week - 1), 7 * timing.week - 1 + daysOff);
    case "every":
      return since(timing.atOnce ? 0 : fewestDays(timing.every), Infinity);
    case "every_from":
      return since(timing.day - 1, Infinity);
    case "before": {
      const { before } = timing;
      return between("time_to", fewestDays(before), mostDays(before) + daysOff);
    }
  }
}
