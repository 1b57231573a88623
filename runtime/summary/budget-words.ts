/** What became of a budget of playc.yaml, in a line: the most there was, the most there may be, and where it is over. */
import { type BudgetName, isShare } from "../../project/budgets.ts";
import { percent } from "../figures.ts";
import type { BudgetPlace, BudgetResult } from "./budgets.ts";

/** So many places are named in a line. */
const mostNamed = 3;

const titles: Record<BudgetName, string> = {
  touches_per_person_and_week: "touches of a person in a week",
  utilisation: "hours of a person's week, of those kept",
  touches_per_account_in_30_days: "touches of an account in 30 days",
  late: "late, of those due",
  untouched_accounts: "accounts untouched",
};

/** One line. `nameOf` makes names of the data fit for where they are shown. */
export function budgetWords(result: BudgetResult, nameOf: (name: string) => string): string {
  const { budget, limit, value, kept, over, places } = result;
  const title = `${titles[budget]}:`;
  if (value === null) return `${title} at most ${amount(budget, limit)}; not judged, as nobody's hours are known here`;
  const found = `${title} ${amount(budget, value)}, at most ${amount(budget, limit)}`;
  if (kept) return found;
  const named = places.slice(0, mostNamed).map((place) => placeText(budget, place, nameOf));
  const more = over > named.length ? [`${over - named.length} more`] : [];
  return `${found}: OVER, ${budget === "late" ? "most of it by " : ""}${[...named, ...more].join("; ")}`;
}

function placeText(
  budget: BudgetName,
  { person, account, from, to, value }: BudgetPlace,
  nameOf: (name: string) => string,
): string {
  if (account !== null) {
    return from === null ? nameOf(account) : `${nameOf(account)} from ${from} to ${to} (${value})`;
  }
  const size = budget === "late" ? String(value) : amount(budget, value);
  return `${nameOf(person ?? "")} in the week of ${from} (${size})`;
}

function amount(budget: BudgetName, value: number): string {
  return isShare(budget) ? percent(value, 1_000_000) : String(value);
}
