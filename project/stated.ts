/**
 * What a project file says, key by key in the words of who wrote it, so that two of them can be compared: order, comments and
 * layout are no part of it, and one table is a list of one. Pure.
 */
import { budgetNames, budgetsOf, budgetText } from "./budgets.ts";
import type { RawProject } from "./raw.ts";

/** By key, `metrics[usage.csv].columns.logins`, what stands there. Budgets are said in one way: `5%` and `0.05` are one. */
export type Stated = ReadonlyMap<string, string>;

/** Of these, one table may stand in place of a list. */
const listed = new Set(["identity", "metrics", "touches"]);

export function stated({ budgets, ...raw }: RawProject): Stated {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(raw)) {
    add(found, key, listed.has(key) && !Array.isArray(value) ? [value] : value);
  }
  const limits = budgetsOf(budgets) ?? {};
  for (const name of budgetNames) {
    const limit = limits[name];
    if (limit !== undefined) found.set(`budgets.${name}`, budgetText(name, limit));
  }
  return found;
}

function add(found: Map<string, string>, path: string, value: unknown): void {
  if (Array.isArray(value)) {
    if (value.some((each) => typeof each === "object" && each !== null)) {
      for (const [name, item] of named(value)) add(found, `${path}[${name}]`, item);
    } else found.set(path, value.map(String).join(", "));
  } else if (typeof value === "object" && value !== null) {
    for (const [key, each] of Object.entries(value)) add(found, `${path}.${key}`, each);
  } else if (value !== undefined) found.set(path, String(value));
}

/** Items of a list by what a person would call them, so that one that comes before them changes no key: their file, or who they are of. */
function named(items: readonly unknown[]): [name: string, item: unknown][] {
  const times = new Map<string, number>();
  return items.map((item) => {
    const name = nameOf(item);
    const time = (times.get(name) ?? 0) + 1;
    times.set(name, time);
    return [time === 1 ? name : `${name}, ${time}`, item];
  });
}

function nameOf(item: unknown): string {
  const members = new Map(Object.entries(typeof item === "object" && item !== null ? item : {}));
  const file = members.get("file");
  const words = file === undefined ? ["person", "calendar", "from", "day"] : ["file", "table"];
  return words.flatMap((word) => (members.has(word) ? [String(members.get(word))] : [])).join(" ");
}
