/** What two project files say differently, key by key. No part of the program: where the data is, who the people are, and what must hold. Pure. */
import type { SettingChange } from "./types.ts";

/** Of these the key begins a budget. */
const budgetStart = "budgets.";

/** By key, what each file says. Budgets first, since a change could lift what it would break; then in the order of the file after, and what is gone last. */
export function settingsChanged(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): SettingChange[] {
  const changes = [...new Set([...after.keys(), ...before.keys()])]
    .map((key): SettingChange => ({ key, text: { before: before.get(key) ?? null, after: after.get(key) ?? null } }))
    .filter(({ text }) => text.before !== text.after);
  return [...changes.filter(isBudget), ...changes.filter((each) => !isBudget(each))];
}

export function isBudget({ key }: SettingChange): boolean {
  return key.startsWith(budgetStart);
}

/** What a budget that was there before lets pass now: `more` where it is higher or gone. */
export function letsPass({ text: { before, after } }: SettingChange): "more" | "less" {
  if (before === null || after === null) return "more";
  return Number.parseFloat(after) > Number.parseFloat(before) ? "more" : "less";
}
