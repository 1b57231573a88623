/** Holds a printed simulation against its own Parquet files, cell by cell. */
import { expect } from "vitest";
import { printableName } from "../../cli/views/printable.ts";
import type { RuleWords } from "../../cli/views/rule-words.ts";
import type { Summary } from "../../runtime/summary/types.ts";
import type { Ask } from "./ledger-sql.ts";
import { type PrintedSection, sectionsOf } from "./printed.ts";

/** Roles with minutes a week, and days off. */
export interface Hours {
  hours: string[];
  off: string[];
}

const weeksTitle = /^Touches \/ hours by week/;

/** `declared`: the names of the schedule, and the reported days, which stand in no ledger. */
export async function expectTableOfLedger(
  printed: string,
  ask: Ask,
  declared: {
    triggers: string[];
    plays: string[];
    neverDropped: string[];
    range: Summary["range"];
    words: RuleWords;
    points?: string[];
    /** Accounts that were customers before the data begins. */
    begunBefore?: number;
    /** Who makes how much of what is owed, as `ledger-sql.ts` asks for it. */
    team?: string[];
    costs?: string[];
    /** Minutes a week of roles, and the days off of all, as `capacity-sql.ts` asks for them; without, hours are another test's. */
    capacity?: Hours;
  },
): Promise<void> {
  const sections = sectionsOf(printed);
  const rowsOf = (title: string) => withoutNotes(sections.get(title));
  const { range } = declared;
  const people = await ask("people", { days: range.days });
  if (people.length > 0) {
    expect(people.length, "more people than a table shows need a test of their own").toBeLessThanOrEqual(40);
    expect(rowsOf("Work by person")).toEqual(people.map((row) => named(row, 0, 10)));
    const title = [...sections.keys()].find((key) => weeksTitle.test(key))!;
    await expectWeeks(sections.get(title)!, ask, await weeksOver(ask, declared));
  }
  const tables = [
    ["Not done, by rule", await ask("undone"), 1],
    ["Deferred, by rule", await ask("deferred"), 0],
    ["Triggers", await ask("triggers", { names: declared.triggers }), 0],
    ["Most contacted accounts", await ask("busiest"), 0],
    ["Late, by cause", await ask("late"), 0],
    ["Balance", await ask("balance"), 0],
  ] as const;
  for (const [title, rows, name] of tables) {
    const words = title.endsWith("by rule") ? declared.words : printableName;
    expect(rowsOf(title), title).toEqual(rows.map((row) => row.map((cell, at) => (at === name ? words(cell) : cell))));
  }
  const spent = (sections.get("Triggers")?.lines ?? []).filter((line) => line.includes("but spent on"));
  expect(spent.map((line) => /^ {2}(\S+) was .* on (\d+) days? of (\d+) accounts?:/.exec(line)!.slice(1))).toEqual(
    await ask("spent"),
  );
  if (declared.plays.length > 0) {
    const runs = await ask("plays", { names: declared.plays, from: range.from });
    expect(rowsOf("Plays").map((row) => row.slice(0, 9))).toEqual(runs.map((row) => named(row, 0)));
  }
  const waitOn = sections
    .get("Deferred, by rule")!
    .rows.filter((row) => row.length === 1 && row[0]!.startsWith("never"));
  expect(waitOn).toEqual(await ask("neverDropped", { names: declared.neverDropped }));
  const open = (await ask("open")).map(([what, ...row]) => [shownAfterKind(what!), ...row]);
  expect(rowsOf("Still open at the end")).toEqual(open.slice(0, 30));
  expect(rowsOf("Really delivered")).toEqual(
    (await ask("delivered")).map(([what, ...row]) => [shownAfterKind(what!), ...row]),
  );
  await expectCapacity(sections, ask, declared);
  await expectOperations(sections, ask, range.days, declared);
  await expectAccounts(sections, ask, declared.begunBefore ?? 0);
  await expectMeasures(rowsOf("Measures"), ask, declared.points ?? []);
  await expectReturn(rowsOf("Return"), ask);
  const known = new Set([
    "Simulation",
    "Data",
    "Accounts never touched",
    "Work by person",
    "Plays",
    "Still open at the end",
    "Really delivered",
    "Touch models in force",
    "Measures",
    "Return",
    "Hours by segment",
    "Hours against capacity, by person",
    "Hours against the team",
    "Cost of touches",
    ...tables.map(([title]) => title),
  ]);
  expect(
    [...sections.keys()].filter(
      (title) =>
        !known.has(title) && !weeksTitle.test(title) && !/^(Floods|Note|Schedule|Touches by machines)/.test(title),
    ),
  ).toEqual([]);
}

type Reported = { range: Summary["range"]; capacity?: Hours };

/** Weeks and people, where the hours are known. */
async function weeksOver(ask: Ask, { range, capacity }: Reported): Promise<Set<string> | undefined> {
  if (!capacity) return undefined;
  const over = await ask("weeksOver", { ...capacity, from: range.from, to: range.to });
  return new Set(over.map(([week, person]) => `${week} ${printableName(person!)}`));
}

async function expectCapacity(
  sections: Map<string, PrintedSection>,
  ask: Ask,
  { range, capacity }: Reported,
): Promise<void> {
  if (!capacity) return;
  const asked = { ...capacity, from: range.from, to: range.to };
  const rowsOf = (title: string | undefined) => withoutNotes(sections.get(title ?? ""));
  expect(rowsOf("Hours against capacity, by person")).toEqual(
    (await ask("capacity", asked)).map((row) => named(row, 0)),
  );
  const floods = [...sections.keys()].find((title) => title.startsWith("Floods"));
  expect(rowsOf(floods)).toEqual((await ask("floods", asked)).map((row) => named(row, 1)));
}

async function expectOperations(
  sections: Map<string, PrintedSection>,
  ask: Ask,
  days: number,
  { team = [], costs = [] }: { team?: string[]; costs?: string[] },
): Promise<void> {
  const rowsOf = (title: string) => withoutNotes(sections.get(title));
  const machines = (await ask("machines")).map(
    ([own, all, share]) => `Touches by machines: ${own} of ${all}, ${share}`,
  );
  expect([...sections.keys()].filter((title) => title.startsWith("Touches by machines"))).toEqual(machines);
  const bySegment = await ask("hoursBySegment");
  expect(rowsOf("Hours by segment")).toEqual(
    bySegment.map(([name, accounts, , ...cells]) => [printableName(name!), accounts, ...cells]),
  );
  expect(rowsOf("Hours against the team")).toEqual(team.length === 0 ? [] : await ask("hoursOfTeam", { team, days }));
  const touchCosts = costs.length === 0 ? [] : await ask("touchCosts", { costs });
  expect(rowsOf("Cost of touches")).toEqual(touchCosts.map(([name, ...cells]) => [printableName(name!), ...cells]));
}

async function expectAccounts(sections: Map<string, PrintedSection>, ask: Ask, begunBefore: number): Promise<void> {
  const [[total, alive] = []] = await ask("accounts");
  expect(sections.get("Simulation")!.lines).toContain(`  accounts  ${total}, of which ${alive} alive in these days`);
  const edge = sections.get("Simulation")!.lines.filter((line) => line.startsWith("  LEFT EDGE "));
  const told = new RegExp(`^  LEFT EDGE ${begunBefore} of ${total} accounts? began before 2\\d{3}-`);
  expect(edge).toEqual(begunBefore === 0 ? [] : [expect.stringMatching(told)]);
  const never = (await ask("neverTouched")).map(([account]) => printableName(account!));
  const [[byPerson] = []] = await ask("neverByPerson");
  const lines = [`  ${never.length} of ${alive} alive in these days; never by a person: ${byPerson}`];
  const more = never.length > 20 ? `, and ${never.length - 20} more: docs/ledger.md has the query` : "";
  if (never.length > 0) lines.push(`    ${never.slice(0, 20).join(", ")}${more}`);
  const [[accounts, days] = []] = await ask("unsegmented");
  if (accounts !== "0") {
    lines.push(`  ${some(accounts!, "account")} had no segment on some days, ${some(days!, "day")} in all`);
    for (const [reason, count, of] of await ask("unsegmentedReasons")) {
      lines.push(`    ${printableName(reason!)}: ${some(count!, "day")} of ${some(of!, "account")}`);
    }
  }
  expect(sections.get("Accounts never touched")!.lines).toEqual(lines);
}

/** Each measure's row, and below it those of its parts; the interval and the target are checked by tests of their own. */
async function expectMeasures(printed: readonly string[][], ask: Ask, points: string[]): Promise<void> {
  const asked = new Map(
    (await ask("measures", { points })).map(([name, part, ...cells]) => [`${name} ${part}`, cells]),
  );
  const found: string[] = [];
  let name = "";
  let part = "all";
  for (const row of printed) {
    const [title, figure, , of, waiting, unknown, target] = row;
    if (row.length === 2) expect(of ?? figure, `${name}: ${title}`).toBe(countOf(asked.get(`${name} rest`)));
    if (row.length === 2) continue;
    if (target !== undefined) [name, part] = [title!, "all"];
    else part = title === "not so" ? "without" : "with";
    found.push(`${name} ${part}`);
    expect([figure, of, waiting, unknown], `${name} ${part}`).toEqual(asked.get(`${name} ${part}`));
  }
  expect([...new Set([...asked.keys()].filter((key) => key.endsWith(" all")))].sort()).toEqual(
    found.filter((key) => key.endsWith(" all")).sort(),
  );
}

function countOf(cells: readonly string[] | undefined): string | undefined {
  return cells?.[1];
}

/** Each line's counts: hours in tenths, shares with what they are of; the money is checked by tests of its own. */
async function expectReturn(printed: readonly string[][], ask: Ask): Promise<void> {
  const asked = new Map((await ask("returns")).map(([line, ...cells]) => [line!.split(" ")[1]!, cells]));
  const seen = new Set<string>();
  for (const [name, , counted, unknown] of printed.filter((row) => row.length === 5)) {
    if (counted === "by the day") continue;
    const [times, units, left] = asked.get(name!) ?? ["0", "0", "0"];
    seen.add(name!);
    expect(unknown, name).toBe(left);
    const minor = (Number(units) / 100).toFixed(2).replace(/\B(?=(\d{3})+\.)/g, ",");
    expect([`${times}`, `${times} with ${minor}`, `${(Number(units) / 60).toFixed(1)} h`], name).toContain(counted);
  }
  expect([...asked.keys()].filter((name) => !seen.has(name))).toEqual([]);
}

/** Every cell of the grid is the ledger's; a week or person without a cell has no work. */
async function expectWeeks({ title, lines, rows }: PrintedSection, ask: Ask, over?: Set<string>): Promise<void> {
  const persons = lines[0]!.trim().split(/ {2,}/).slice(1);
  const pooled = persons.filter((person) => /^\d+ others$/.test(person));
  const asked = await ask("weeks");
  const cells = new Map(asked.map(([week, person, cell]) => [`${week} ${printableName(person!)}`, cell]));
  for (const [week, ...printed] of rows) {
    for (const [index, cell] of printed.entries()) {
      const person = persons[index]!;
      if (pooled.includes(person)) continue;
      const [figures, mark] = cell.split(/(?=!$)/);
      const key = `${week} ${person}`;
      expect(figures, key).toBe(cells.get(key) ?? "-");
      if (over && !person.endsWith(" *")) expect(mark === "!", key).toBe(over.has(key));
    }
  }
  if (!title.includes("the last")) {
    const weeks = new Set([...cells.keys()].map((key) => key.slice(0, 10)));
    expect(rows.map(([week]) => week)).toEqual(expect.arrayContaining([...weeks]));
  }
}

/** Rows of figures: sections without any say so in one sentence, and notes stand below. */
function withoutNotes(section: PrintedSection | undefined): string[][] {
  return (section?.rows ?? []).filter((row) => row.length > 1);
}

function named(row: readonly string[], ...names: number[]): string[] {
  return row.map((cell, index) => (names.includes(index) ? printableName(cell) : cell));
}

/** `touch check_in`: the kind, and the name as it is printed. */
function shownAfterKind(what: string): string {
  const space = what.indexOf(" ");
  return `${what.slice(0, space)} ${printableName(what.slice(space + 1))}`;
}

/** Holds the tables of `--by` against the Parquet files, cell by cell. */
export async function expectBreakdownOfLedger(printed: string, ask: Ask, words: RuleWords): Promise<void> {
  const sections = sectionsOf(printed);
  expect([...sections.keys()]).toEqual(["Simulation", "By person and week", "By rule", "By touch", "By segment"]);
  const [person, rule, touch, segment] = await Promise.all(
    (["byPerson", "byRule", "byTouch", "bySegment"] as const).map((question) => ask(question)),
  );
  const rowsOf = (title: string) => withoutNotes(sections.get(title));
  expect(rowsOf("By person and week").map((row) => row.map((cell) => cell.replace(/(?<=^\d+\.\d)!$/, "")))).toEqual(
    person!.map((row) => named(row, 0)),
  );
  expect(rowsOf("By rule")).toEqual(
    rule!.map(([outcome, name, what, group, ...row]) => [
      outcome,
      words(name!),
      shownAfterKind(what!),
      printableName(group!),
      ...row,
    ]),
  );
  expect(rowsOf("By touch")).toEqual(touch!.map((row) => named(row, 0)));
  expect(rowsOf("By segment")).toEqual(segment!.map((row) => named(row, 0)));
}

function some(count: string, thing: string): string {
  return `${count} ${thing}${count === "1" ? "" : "s"}`;
}
