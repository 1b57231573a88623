/**
 * A declaration that is called otherwise, everywhere it is named: one change that says so, and over the same histories
 * nothing that differs.
 */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { simulateBoth } from "../../cli/compare-programs.ts";
import { compileProject } from "../../cli/compile-project.ts";
import { isSameRun } from "../../review/compare/compare.ts";
import { compare } from "../../review/diff/diff.ts";
import { smallProject, writeProject } from "../cli/small-project.ts";
import { fixture } from "../lsp/fixture.ts";
import { howOften } from "../support/how-often.ts";
import { everything, everythingText, scheduleOf, textFiles } from "./programs.ts";
import { renamedIn } from "./renamed.ts";

/** Named nowhere, and said in so few words that anything could be called so: they are told as one that goes and one that comes. */
const bare = ["field stars", "field discount", "metric storage", "model tech_touch"];

test("is one change", { timeout: 120_000 }, () => {
  const columns = "arr contract_start renewal churned_on seats stars discount strategic email_opt_in phone_opt_in";
  const fields = `${columns} preferred_interval goal plan`.split(" ").map((name) => `${name}: ${name}`);
  const yaml = `currency: USD\naccount: { file: a.csv, key: id, fields: { ${fields.join(", ")} } }\n`;
  const files: [string, string][] = [...textFiles, ["program.play", everythingText], ["playc.yaml", yaml]];
  const { analysis } = fixture("# nothing\n", Object.fromEntries(files));
  const each = Math.ceil(analysis.symbols.length / howOften(analysis.symbols.length, 25));
  const otherwise: string[] = [];
  for (const [index, symbol] of analysis.symbols.entries()) {
    if (index % each !== 0) continue;
    const called = `${symbol.kind} ${symbol.name}`;
    const renamed = renamedIn(files, analysis, symbol, "a_name_of_its_own");
    expect(renamed, called).toBeDefined();
    const { changes } = compare(everything, scheduleOf(renamed!.get("program.play")!, renamed)).diff;
    const said = changes.map(({ what, kind, name, clause }) => `${what} ${kind} ${name.before} ${clause}`).join("; ");
    const expected = symbol.kind === "let" ? 0 : bare.includes(called) ? 2 : 1;
    const isRenamed = changes.every(({ what }) => what === "renamed") || expected === 2;
    if (changes.length !== expected || !isRenamed) otherwise.push(`${called}: ${said}`);
  }
  expect(otherwise).toEqual([]);
});

const root = mkdtempSync(join(tmpdir(), "playc-renames-"));
afterAll(() => rmSync(root, { recursive: true }));

test("is nothing that a simulation could show", { timeout: 60_000 }, async () => {
  let files = new Map(Object.entries(smallProject));
  const names = ["large", "hello", "notes", "quiet", "rescue"];
  for (const name of names) {
    const { analysis } = fixture("# nothing\n", Object.fromEntries(files));
    files = renamedIn(files, analysis, analysis.symbols.find((each) => each.name === name)!, `our_${name}`)!;
  }
  const folders = ["before", "after"].map((name) => join(root, name));
  for (const folder of [...folders, join(root, "run")]) mkdirSync(folder);
  writeProject(folders[0]!);
  writeProject(folders[1]!, Object.fromEntries(files));
  const [before, after] = folders.map((folder) => compileProject(folder));
  const compared = compare(before!.schedule, after!.schedule);
  expect(compared.diff.changes.map(({ what }) => what)).toEqual(names.map(() => "renamed"));
  const progress = { phase: () => {}, count: async () => {}, end: () => {} };
  const run = { before: before!.schedule, after: after!.schedule, compared, project: after!.project };
  const given = { root: after!.folder.root, data: [], days: {}, capacity: "report" } as const;
  const { simulated: found } = await simulateBoth(join(root, "run"), { ...run, ...given }, progress);
  expect(isSameRun(found), JSON.stringify(found)).toBe(true);
  expect(found.timelines).toEqual([]);
});
