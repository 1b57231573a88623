/** `playc explain account`, by the built command line as a process. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Story, WhyNot } from "../../runtime/explain/types.ts";
import { type BuiltCli, buildCli } from "../cli/built.ts";
import { smallProject, writeProject } from "../cli/small-project.ts";

const root = mkdtempSync(join(tmpdir(), "playc-explain-command-"));
const temporary = join(root, "tmp");
let project: string;
let cli: BuiltCli;

beforeAll(() => {
  cli = buildCli();
  mkdirSync(temporary);
  mkdirSync(join(root, "project"));
  project = writeProject(join(root, "project"), {});
}, 60_000);
afterAll(() => {
  rmSync(root, { recursive: true });
});

const explain = (account: string, ...words: string[]) =>
  cli.run(["explain", "account", account, project, ...words], { env: { TMPDIR: temporary } });

describe("playc explain account", () => {
  it("prints a story that ends each line with its place, says LOOK-AHEAD, and leaves nothing behind", async () => {
    const { exitCode, stdout } = await explain("a00");
    expect(exitCode).toBe(0);
    const [title, lookAhead, ...lines] = stdout.trimEnd().split("\n");
    expect(title).toBe("a00, 2025-01-01 to 2025-04-30 (Asia/Tokyo)");
    expect(lookAhead).toMatch(/^LOOK-AHEAD csm: /);
    for (const line of lines.filter((text) => text.startsWith(" "))) expect(line).toMatch(/ [\w.]+\.play:\d+$/);
    expect(lines.length).toBeGreaterThan(30);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it("gives the same as versioned JSON, within the days asked for", async () => {
    const { stdout } = await explain("a00", "--from", "2025-02-01", "--to", "2025-03-01", "--format", "json");
    const story = JSON.parse(stdout) as Story & { lookAhead: string[] };
    expect([story.format, story.version, story.account, story.from, story.to, story.lookAhead]).toEqual([
      "playc-explanation",
      1,
      "a00",
      "2025-02-01",
      "2025-03-01",
      ["csm"],
    ]);
    const days = story.days.map(({ day }) => day);
    expect(days).toEqual([...days].sort());
    expect(days.at(-1)! <= "2025-03-01").toBe(true);
  });

  it("says why not, as text and as JSON", async () => {
    const question = ["--why-not", "touch", "call", "--on", "2025-02-04"];
    const { stdout } = await explain("a01", ...question);
    expect(stdout).toContain("touch call, a01 on 2025-02-04 (segment small)");
    expect(stdout).toContain("its segment was small, and this is for large");
    const asJson = JSON.parse((await explain("a01", ...question, "--format", "json")).stdout) as WhyNot;
    expect([asJson.format, asJson.version, asJson.answers.length]).toEqual(["playc-why-not", 1, 3]);
  });

  it.each([
    ["an account that is not there", ["nobody"], 3, /No account has the id `nobody`/],
    ["a diagnostic", ["PLAY304"], 2, / explain code PLAY304`/],
    ["half a question", ["a00", "--why-not", "touch", "call"], 2, /--on DAY is missing/],
    ["no question", ["a00", "--on", "2025-02-04"], 2, /--on 2026-03-05/],
    ["nothing like it", ["a00", "--why-not", "touch", "zzz", "--on", "2025-02-04"], 2, /What is asked for: call/],
    [
      "what is no action",
      ["a00", "--why-not", "trigger", "drop", "--on", "2025-02-04"],
      2,
      /touch, task, alert, start or handoff/,
    ],
    ["what nothing asks for", ["a00", "--why-not", "touch", "cal", "--on", "2025-02-04"], 2, /Did you mean `call`/],
    [
      "a day beyond the range",
      ["a00", "--to", "2025-02-01", "--why-not", "touch", "call", "--on", "2025-02-04"],
      2,
      /2025-02-04/,
    ],
    ["no account", [], 2, /missing required argument 'id'/],
  ])("%s", async (_, words, code, says) => {
    const [account, ...options] = words;
    const { exitCode, stderr, stdout } = account
      ? await explain(account, ...options)
      : await cli.run(["explain", "account"]);
    expect([exitCode, stdout]).toEqual([code, ""]);
    expect(stderr).toMatch(says);
    expect(readdirSync(temporary)).toEqual([]);
  });
});

describe("playc explain with its words out of place", () => {
  const run = (...words: string[]) => cli.run(["explain", ...words]);
  beforeAll(async () => {
    await cli.run(["simulate", project]);
  });

  it.each([
    ["nothing", () => [], /Say what to explain\. `playc explain account ID \[DIR\]`.*`playc explain code CODE`/],
    ["a diagnostic", () => ["play304"], /play304 is a diagnostic: `.* explain code play304`/],
    [
      "an account of the last run",
      () => ["a00", project],
      /a00 is an account of the last run: `.* explain account a00 /,
    ],
    ["the same behind its folder, with options", () => [project, "a00", "--to", "2025-02-01"], / explain account a00 /],
    ["what is neither", () => ["a77", project], /Say what a77 is\..* If a77 is an account: `.* explain account a77 /],
    [
      "a folder before the account",
      () => ["account", project, "a00"],
      /comes before it\. Say `.* account a00 .*project`/,
    ],
    ["a folder and no account", () => ["account", project], /comes before it\. Say `.* account ID .*project`/],
  ])("%s", async (_, words, says) => {
    const { exitCode, stderr, stdout } = await run(...words());
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(says);
  });
});

describe("playc explain account of an account that was set aside", () => {
  const broken = smallProject["accounts.csv"]!.replace(
    "a04,2025-01-05,2025-03-06,,80000",
    "a04,2025-01-05,2025-03-06,,lots",
  ).replace(/(a05,.*\n)/, "$1a05,2025-01-06,2025-03-07,,1,yes,,Ann,\n");
  const folder = () => writeProject(join(root, "broken"), { "accounts.csv": broken });

  it.each([
    [
      "a04",
      'accounts.csv, row 6, column arr: The account a04 was set aside because of this row: `arr`: not a plain number ("lots").\n',
    ],
    [
      "a05",
      "accounts.csv, row 7, column id: The account a05 was set aside because of this row: two rows of one account differ; so was 1 more row of it.\n",
    ],
  ])("says because of which row: %s", async (account, message) => {
    const { exitCode, stderr } = await cli.run(["explain", "account", account, folder()]);
    expect([exitCode, stderr.slice(stderr.indexOf("accounts.csv"))]).toEqual([3, message]);
  });

  it("says so of each when several are asked for", async () => {
    const { exitCode, stderr } = await cli.run(["simulate", folder(), "--accounts", "a04,a05,zzz"]);
    expect(exitCode).toBe(3);
    expect(stderr).toContain(
      "The account a04 was set aside because of row 6 of accounts.csv: `arr`: not a plain number",
    );
    expect(stderr).toContain("The account a05 was set aside because of row 7 of accounts.csv: two rows");
    expect(stderr).toContain("No account has the id `zzz`.");
  });
});
