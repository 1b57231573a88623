/** Budgets of playc.yaml, a line each: the most there was, the most there may be, and where it is over. */
import { budgetWords } from "../../runtime/summary/budget-words.ts";
import type { BudgetResult } from "../../runtime/summary/budgets.ts";
import type { Summary } from "../../runtime/summary/types.ts";
import { type Style, section } from "./layout.ts";
import { printableName } from "./printable.ts";

/** Nothing without budgets. */
export function budgetsSection({ budgets }: Pick<Summary, "budgets">, style: Style): string[] {
  if (!budgets || budgets.length === 0) return [];
  const over = budgets.filter(({ kept }) => kept === false).length;
  const title = over === 0 ? "Budgets" : `Budgets: ${over} of ${budgets.length} over`;
  return section(
    title,
    budgets.map((budget) => `  ${budgetText(budget)}`),
    style,
  );
}

/** One line. */
export function budgetText(result: BudgetResult): string {
  return budgetWords(result, printableName);
}
