/** `playc due` as its users run it: lists, files that appear whole, ids of other systems, and what is refused. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dueFormats } from "../../cli/due-formats.ts";
import type { DueItem, DueList } from "../../runtime/due/types.ts";
import { problemsOf } from "../due/support.ts";
import { type BuiltCli, buildCli } from "./built.ts";
import { smallProject, writeProject } from "./small-project.ts";

const folder = mkdtempSync(join(tmpdir(), "playc-due-"));
const ids = "id,crm\na00,001A\na00,001B\na03,001C\n";
const withIds = `${smallProject["playc.yaml"]}identity: { file: ids.csv, account: id, also: [crm] }\n`;
let cli: BuiltCli;

beforeAll(() => {
  cli = buildCli();
  writeProject(folder, { "playc.yaml": withIds, "ids.csv": ids });
});
afterAll(() => rmSync(folder, { recursive: true }));

const due = (...words: string[]) => cli.run(["due", folder, ...words]);

async function listOn(day: string): Promise<DueList> {
  const ended = await due("--as-of", day, "--format", "json");
  expect(ended.exitCode, ended.stderr).toBe(0);
  const list: DueList = JSON.parse(ended.stdout);
  expect(problemsOf(list)).toEqual([]);
  return list;
}

/** Several limits may bind on one day: what was delivered counts from the opening of its day on. */
const anyLimit = (item: DueItem) => ({
  ...item,
  because: item.because?.replace(/\d+$/, ""),
  deferredBy: item.deferredBy?.replace(/\d+$/, ""),
});

describe("playc due", () => {
  test("says in its first line that nothing is recorded, and lists by person", async () => {
    const ended = await due("--as-of", "2025-03-14");
    expect(ended.exitCode, ended.stderr).toBe(0);
    expect(ended.stdout).toMatch(
      /^NO RECORDS: .*\nLOOK-AHEAD csm: .*\nOwed on 2025-03-14, as it opens\n {2}\d+ demands? to do/,
    );
    expect(ended.stdout).toMatch(/\nAnn: \d+, [\d.]+ h\n {2}account +what +by +due +level +asked by +why\n/);
  });

  test("what a simulation did, come back as touches, gives the same list", { timeout: 60_000 }, async () => {
    const project = mkdtempSync(join(tmpdir(), "playc-due-"));
    try {
      writeProject(project, { "playc.yaml": withIds, "ids.csv": ids });
      expect((await cli.run(["simulate", project, "--out", join(project, "history")])).exitCode).toBe(0);
      const touches = `touches: { file: history/ledger.parquet, key: account, at: done_at, touch: name, owner: owner, channel: channel, demand: id, where: "outcome = 'done' and kind in ('touch', 'task')" }\n`;
      writeFileSync(join(project, "playc.yaml"), withIds + touches);
      const ended = await cli.run(["due", project, "--as-of", "2025-03-14", "--format", "json"]);
      expect(ended.exitCode, ended.stderr).toBe(0);
      const recorded: DueList = JSON.parse(ended.stdout);
      const plain = await listOn("2025-03-14");
      expect(plain.recordedFrom).toBeNull();
      expect(recorded.recordedFrom).toMatch(/^2025-01-/);
      expect(plain.items.length).toBeGreaterThan(3);
      expect(recorded.items.map(anyLimit)).toEqual(plain.items.map(anyLimit));
    } finally {
      rmSync(project, { recursive: true });
    }
  });

  test("every form gives the same bytes again, on stdout and in a file", { timeout: 120_000 }, async () => {
    for (const format of dueFormats) {
      if (format === "ics") continue;
      const asked = ["--as-of", "2025-03-14", "--format", format];
      const file = join(folder, "lists", `list.${format}`);
      const [printed, written] = await Promise.all([due(...asked), due(...asked, "--out", file)]);
      expect(printed.exitCode, printed.stderr).toBe(0);
      expect([written.exitCode, written.stdout]).toEqual([0, ""]);
      expect(readFileSync(file, "utf8")).toBe(printed.stdout);
    }
  });

  test("calendars go into a folder, and those of yesterday with nothing today go", { timeout: 60_000 }, async () => {
    const out = join(folder, "calendars");
    const days = await Promise.all(["2025-03-14", "2025-03-20"].map(listOn));
    for (const list of days) {
      const ended = await due("--as-of", list.asOf, "--format", "ics", "--out", out);
      expect(ended.exitCode, ended.stderr).toBe(0);
      const owners = new Set(
        list.items.filter(({ status, machine }) => status === "today" && !machine).map(({ owner }) => owner),
      );
      const index = JSON.parse(readFileSync(join(out, "calendars.json"), "utf8"));
      expect(new Set(index.calendars.map(({ owner }: { owner: string }) => owner))).toEqual(owners);
      const files: string[] = index.calendars.map(({ file }: { file: string }) => file);
      expect(readdirSync(out).sort()).toEqual([...files, "calendars.json"].sort());
    }
  });

  test("names accounts as the CRM does, and tells those that it does not know", async () => {
    const { items } = await listOn("2025-03-14");
    const ended = await due("--as-of", "2025-03-14", "--format", "csv-salesforce", "--account-ids", "crm");
    expect(ended.exitCode, ended.stderr).toBe(0);
    const accounts = items
      .filter(({ status, machine }) => status === "today" && !machine)
      .map(({ account }) => account);
    const known = accounts.filter((account) => account === "a00" || account === "a03").length;
    expect(known).toBeLessThan(accounts.length);
    expect(known).toBeGreaterThan(0);
    expect(ended.stdout.match(/^001[AC],/gm)).toHaveLength(known);
    expect(ended.stdout).not.toContain("001B");
    expect(ended.stderr).toContain(`LEFT OUT ${accounts.length - known} demand`);
  });

  test("a morning behind the data is told, and before it is refused", async () => {
    expect((await due("--as-of", "2025-06-01")).stdout).toMatch(
      /^NO RECORDS.*\nSTALE: the data ends on 2025-04-30, 31 days too early/,
    );
    const early = await due("--as-of", "2025-01-01");
    expect([early.exitCode, early.stdout]).toEqual([3, ""]);
    expect(early.stderr).toContain("Nothing is known before 2025-01-01");
  });

  test.each([
    [["--as-of", "yesterday"], "--as-of yesterday is no date"],
    [["--as-of", "2025-03-14", "--format", "ics"], "name a folder for them with --out"],
    [["--as-of", "2025-03-14", "--account-ids", "crm"], "--account-ids is for --format csv-salesforce"],
    [["--as-of", "2025-03-14", "--format", "csv-gainsight", "--account-ids", "gsid"], "names the column gsid"],
    [[], "--as-of"],
  ])("refuses %j", async (words, why) => {
    const ended = await due(...words);
    expect([ended.exitCode, ended.stdout]).toEqual([2, ""]);
    expect(ended.stderr).toContain(why);
  });
});
