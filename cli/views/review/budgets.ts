/** What a change costs, and what it makes of the budgets of playc.yaml. */

import { withSign } from "../../../review/compare/sentence.ts";
import type { BudgetComparison, ProgramComparison } from "../../../review/compare/types.ts";
import { budgetWords } from "../../../runtime/summary/budget-words.ts";
import { money } from "../figures.ts";
import { type Item, type Limits, listed, type Part, quoted, type Words, withNames } from "./words.ts";

export function budgetsPart({ budgets }: ProgramComparison, limits: Limits): Part[] {
  if (budgets.length === 0) return [];
  const over = budgets.filter(({ kept }) => kept === false).length;
  const items = budgets.map(
    (budget): Item => ({
      words: withNames((nameOf) => budgetWords(budget, nameOf, budget.before?.value)),
      under: underOf(budget, limits),
    }),
  );
  return [
    {
      id: "budgets",
      title: ["Budgets, after the change"],
      gist: over === 0 ? "none over" : `${over} of ${budgets.length} over`,
      blocks: [{ kind: "list", items }],
    },
  ];
}

function underOf({ kept, before, brokenBy, changed = [] }: BudgetComparison, { names: most }: Limits): Words[] {
  const wasOver = kept === false && before?.kept === false;
  return [
    ...(wasOver ? [["over before the change, too"]] : []),
    ...(brokenBy.length > 0 ? [[wasOver ? "made worse by " : "broken by ", ...listed(brokenBy, most, quoted)]] : []),
    ...(changed.length > 0 ? [["changed: ", ...listed(changed, most, quoted)]] : []),
  ];
}

export function costPart({ cost }: ProgramComparison): Part[] {
  if (!cost || cost.change === 0) return [];
  const text = (minor: number) => money(minor, cost.minorDigits);
  const words = [`${cost.currency} ${text(cost.before)} to ${text(cost.after)}, ${withSign(cost.change, text)}`];
  return [{ id: "cost", title: ["Cost"], gist: words.join(""), blocks: [{ kind: "text", words }] }];
}
