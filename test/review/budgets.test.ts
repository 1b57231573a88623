/** A change that breaks one budget and no other: the week and person or the account, the declarations that broke it, and what of them was changed. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { simulateBoth } from "../../cli/compare-programs.ts";
import { compileProject } from "../../cli/compile-project.ts";
import type { BudgetName } from "../../project/budgets.ts";
import type { BudgetComparison } from "../../review/compare/types.ts";
import { compare } from "../../review/diff/diff.ts";
import { budgetWords } from "../../runtime/summary/budget-words.ts";
import { smallProject, writeProject } from "../cli/small-project.ts";

const root = mkdtempSync(join(tmpdir(), "playc-broken-budgets-"));
const progress = { phase: () => {}, count: async () => {}, end: () => {} };
const program = `${smallProject["program.play"]}\nteam { csm 10h per week 50% for plays }\n`;
let runs = 0;

afterAll(() => rmSync(root, { recursive: true }));

const limits = {
  touches_per_person_and_week: "4",
  utilisation: "100%",
  touches_per_account_in_30_days: "8",
  late: "1%",
  untouched_accounts: "3",
};

function projectWith(text: string): string {
  const folder = join(root, `project-${runs++}`);
  mkdirSync(folder);
  const budgets = Object.entries(limits).map(([name, limit]) => `${name}: ${limit}`);
  return writeProject(folder, {
    "program.play": text,
    "playc.yaml": `${smallProject["playc.yaml"]}budgets: { ${budgets.join(", ")} }\n`,
  });
}

async function judged(changed: string, base = program): Promise<readonly BudgetComparison[]> {
  expect(changed).not.toBe(base);
  const [before, after] = [base, changed].map((text) => compileProject(projectWith(text)));
  const folder = join(root, `run-${runs++}`);
  mkdirSync(folder);
  const schedules = { before: before!.schedule, after: after!.schedule };
  const given = { project: after!.project, root: after!.folder.root, data: [], days: {}, capacity: "report" } as const;
  const compared = compare(schedules.before, schedules.after);
  return (await simulateBoth(folder, { ...schedules, compared, ...given }, progress)).simulated.budgets;
}

const changes: readonly [string, old: string, now: string, BudgetOver][] = [
  [
    "touches of a person and week: who sends a mail",
    "channel email owner robot",
    "channel email owner csm",
    {
      budget: "touches_per_person_and_week",
      place: { person: "李 Wei" },
      brokenBy: ["cadence light", "cadence rhythm", "cadence runway"],
      changed: ["touch mail"],
    },
  ],
  [
    "utilisation: fewer hours",
    "csm 10h",
    "csm 6h",
    { budget: "utilisation", place: { person: "Ann", from: "2025-03-17" }, brokenBy: ["team"], changed: ["team"] },
  ],
  [
    "utilisation: longer calls",
    "effort 30min prep 15min",
    "effort 30min prep 100min",
    {
      budget: "utilisation",
      place: { person: "Ann", from: "2025-03-10" },
      brokenBy: ["play rescue", "cadence rhythm"],
      changed: ["touch call"],
    },
  ],
  [
    "touches of an account: a limit that lets more through",
    "limit 2 touches per 7d except red",
    "limit 9 touches per 7d except red",
    {
      budget: "touches_per_account_in_30_days",
      place: { person: null, account: "a00" },
      brokenBy: ["cadence runway"],
      changed: ["policy"],
    },
  ],
  [
    "the share that is late: a shorter deadline",
    "within 48h",
    "within 1h",
    { budget: "late", place: { person: "Ann" }, brokenBy: ["trigger drop"], changed: ["trigger drop"] },
  ],
  [
    "accounts untouched: a segment that takes fewer",
    "small when arr >= $1K",
    "small when arr >= $90K",
    {
      budget: "untouched_accounts",
      place: { person: null, account: "a05" },
      brokenBy: ["cadence light"],
      changed: ["segment small"],
    },
  ],
];

interface BudgetOver {
  readonly budget: BudgetName;
  readonly place: { readonly [Of in "person" | "account" | "from"]?: string | null };
  readonly brokenBy: readonly string[];
  readonly changed: readonly string[];
}

test.each(changes)("%s", { timeout: 60_000 }, async (_title, old, now, expected) => {
  const all = await judged(program.replace(old, now));
  expect(all.map(({ before }) => before?.kept)).toEqual(all.map(() => true));
  const over = all.filter(({ kept }) => kept === false);
  const told = over.map(({ budget, places: [place], brokenBy, changed }) => ({ budget, place, brokenBy, changed }));
  expect(told).toMatchObject([expected]);
});

test("a budget that is over before and more so after: what it was, and what made it worse", {
  timeout: 60_000,
}, async () => {
  const mailed = program.replace("channel email owner robot", "channel email owner csm");
  const more = mailed.replace("every 1 week touch mail }\ncadence light", "every 3 days touch mail }\ncadence light");
  const of = (all: readonly BudgetComparison[]) => all.find(({ budget }) => budget === "touches_per_person_and_week")!;
  const worse = of(await judged(more, mailed));
  expect([worse.kept, worse.before?.kept]).toEqual([false, false]);
  expect(worse.value).toBeGreaterThan(worse.before!.value!);
  expect(worse.brokenBy).toContain("cadence rhythm");
  expect(worse.changed).toContain("cadence rhythm");
  const line = budgetWords(worse, (name) => name, worse.before?.value);
  expect(line).toContain(`${worse.value}, was ${worse.before?.value}, at most 4: OVER`);
  const better = of(await judged(mailed, more));
  expect([better.kept, better.brokenBy, better.changed]).toEqual([false, [], undefined]);
});
