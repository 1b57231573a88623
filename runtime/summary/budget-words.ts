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

/** One line. `nameOf` makes names of the data fit for where they are shown; `before`: what there was before a change. */
export function budgetWords(
  result: BudgetResult,
  nameOf: (name: string) => string,
  before: number | null = null,
): string {
  const { budget, limit, value, kept, over, places } = result;
  const title = `${titles[budget]}:`;
  if (value === null) return `${title} at most ${amount(budget, limit)}; not judged, as nobody's hours are known here`;
  const was = before === null || before === value ? "" : `, was ${amount(budget, before)}`;
  const found = `${title} ${amount(budget, value)}${was}, at most ${amount(budget, limit)}`;
  if (kept) return found;
  const named = places.slice(0, mostNamed).map((place) => placeText(budget, place, nameOf));
  const more = over > named.length ? [`${over - named.length} more`] : [];
  return `${found}: OVER, ${budget === "late" ? lateWords(places) : ""}${[...named, ...more].join("; ")}`;
}

/** Who is named first is most of it only where nobody left out has as much. */
function lateWords(places: readonly BudgetPlace[]): string {
  const [first, next] = [places[0], places[mostNamed]];
  return next !== undefined && next.value === first?.value ? "among others by " : "most of it by ";
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
