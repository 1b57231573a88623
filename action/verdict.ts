/** Whether the step fails, and why: what was asked to hold and does not. */

import { printableName } from "../cli/views/printable.ts";
import { counted } from "../runtime/figures.ts";
import { budgetWords } from "../runtime/summary/budget-words.ts";
import type { Said } from "./body.ts";
import type { Review } from "./review.ts";

/** A sentence for each reason; none: it is fine. */
export function reasonsToFail({ checks, review }: Said): string[] {
  const errors = checks ? checks.errors : (review?.report.problems.after.length ?? 0);
  return [
    ...(errors > 0 ? [`The program has ${counted(errors, "error")}.`] : []),
    ...(checks?.unformatted ? [`Not formatted: ${counted(checks.unformatted, "file")}. \`playc fmt\` does it.`] : []),
    ...(checks?.tests?.failed ? [`${counted(checks.tests.failed, "test")} failed.`] : []),
    ...(review?.isMissed && review.notSimulated !== null ? [`Not simulated: ${review.notSimulated}`] : []),
    ...overBudget(review),
  ];
}

/** Each with its weeks and people, and what was changed that does more there. */
export function overBudget(review: Review | null): string[] {
  const budgets = review?.report.simulated?.budgets ?? [];
  return budgets.flatMap((budget) => (budget.kept === false ? [`Budget ${budgetWords(budget, printableName)}.`] : []));
}
