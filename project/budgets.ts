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

/** Every budget that says no amount, or one that nothing could exceed. */
export function budgetRules(raw: RawBudgets = {}): Mistake[] {
  return budgetNames.flatMap((name): Mistake[] => {
    const written = raw[name];
    const why = written === undefined ? undefined : faultOf(name, written);
    return why === undefined
      ? []
      : [{ path: ["budgets", name], fault: "wrong_value", message: `\`budgets.${name}\` ${why}` }];
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

/** As it can be written, exactly: `2.5%`, `40`. */
export function budgetText(name: BudgetName, amount: number): string {
  if (!isShare(name)) return String(amount);
  const [whole, rest] = [
    Math.floor(amount / 10_000),
    String(amount % 10_000)
      .padStart(4, "0")
      .replace(/0+$/, ""),
  ];
  return `${whole}${rest === "" ? "" : `.${rest}`}%`;
}

const examples: Record<BudgetName, string> = {
  touches_per_person_and_week: "`40`",
  utilisation: "`110%` or `1.1`",
  touches_per_account_in_30_days: "`8`",
  late: "`5%` or `0.05`",
  untouched_accounts: "`10`",
};

/** In millionths; of what is due no more than all can be late. */
const mostOf = (name: BudgetName) => (name === "late" ? 1_000_000 : 10_000_000);

/** Undefined where it can be kept and can be over. */
function faultOf(name: BudgetName, written: number | string): string | undefined {
  const amount = amountOf(name, written);
  const example = examples[name];
  if (amount === undefined) {
    return isShare(name) ? `must be a share, as ${example}.` : `must be a whole number, 0 or more, as ${example}.`;
  }
  if (!isShare(name)) return undefined;
  const text = String(written).trim();
  const most = budgetText(name, mostOf(name));
  // Who writes `5` means 5%, and would get 500%.
  if (!text.endsWith("%") && amount >= 2_000_000) {
    const either = amount <= mostOf(name) ? `, or \`${budgetText(name, amount)}\` if that is meant` : "";
    return `is \`${text}\`, which would be ${budgetText(name, amount)}. Write \`${text}%\`${either}.`;
  }
  return amount > mostOf(name) ? `cannot be more than ${most}. Write a share, as ${example}.` : undefined;
}

/** Undefined where it is no amount. */
function amountOf(name: BudgetName, written: number | string): number | undefined {
  const text = String(written).trim();
  if (!isShare(name)) return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
  const [, whole, fraction = "", percent] = /^(\d{1,9})(?:\.(\d{1,6}))? ?(%)?$/.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const digits = Number(whole) * 1_000_000 + Number(fraction.padEnd(6, "0"));
  return percent === undefined ? digits : Math.floor(digits / 100);
}
