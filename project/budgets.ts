/** The project file's `budgets`: what a simulation must stay within. Shares are in millionths, everything else is counted. */
import type { Mistake } from "./problems.ts";

/** In the order in which they are told. */
export const budgetNames = [
  "touches_per_person_and_week",
  "utilisation",
  "touches_per_account_in_30_days",
  "late",
  "untouched_accounts",
] as const;
export type BudgetName = (typeof budgetNames)[number];

/** The most of each. */
export type Budgets = Readonly<Partial<Record<BudgetName, number>>>;

/** As the schema lets them pass. */
export type RawBudgets = Partial<Record<BudgetName, number | string>>;

/** Of these a share is stated. */
export function isShare(name: BudgetName): boolean {
  return name === "utilisation" || name === "late";
}

/** Every budget that says no amount. */
export function budgetRules(raw: RawBudgets = {}): Mistake[] {
  return budgetNames.flatMap((name): Mistake[] => {
    const written = raw[name];
    if (written === undefined || amountOf(name, written) !== undefined) return [];
    const kind = isShare(name) ? "share from 0% to 1000%. Write `90%` or `0.9`" : "whole number. Write `40`";
    return [{ path: ["budgets", name], fault: "wrong_value", message: `\`budgets.${name}\` must be a ${kind}.` }];
  });
}

/** Of what passed the rules; undefined without any. */
export function budgetsOf(raw: RawBudgets | undefined): Budgets | undefined {
  if (raw === undefined) return undefined;
  const amounts = budgetNames.flatMap((name): [BudgetName, number][] => {
    const amount = raw[name] === undefined ? undefined : amountOf(name, raw[name]);
    return amount === undefined ? [] : [[name, amount]];
  });
  return Object.fromEntries(amounts);
}

function amountOf(name: BudgetName, written: number | string): number | undefined {
  const text = String(written).trim();
  if (!isShare(name)) return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
  const [, whole, fraction = "", percent] = /^(\d{1,4})(?:\.(\d{1,6}))? ?(%)?$/.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const digits = Number(whole) * 1_000_000 + Number(fraction.padEnd(6, "0"));
  const share = percent === undefined ? digits : Math.floor(digits / 100);
  return share <= 10_000_000 ? share : undefined;
}
