/** What `playc diff` says of what it cannot compare, and how the process ends: by the built command line, over one small repository. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type BuiltCli, buildCli } from "../cli/built.ts";
import { smallProject, writeProject } from "../cli/small-project.ts";

const root = mkdtempSync(join(tmpdir(), "playc-bad-input-"));
const repository = join(root, "clone");
const project = join(repository, "ours");
let cli: BuiltCli;

function git(folder: string, ...words: string[]): void {
  const identity = ["-c", "user.name=Dana", "-c", "user.email=dana@example.com", "-c", "commit.gpgsign=false"];
  execFileSync("git", ["-C", folder, ...identity, ...words], { stdio: "pipe" });
}

function commit(message: string): void {
  git(repository, "add", "-A");
  git(repository, "commit", "-q", "--allow-empty", "-m", message);
}

const write = (path: string, text: string) => writeFileSync(join(project, path), text);
const program = smallProject["program.play"]!;

/** `main`, `broken`, `renamed`, `other` without a commit in common, `many` and `needs`; main is checked out, with a change. */
beforeAll(() => {
  cli = buildCli();
  mkdirSync(project, { recursive: true });
  writeProject(project);
  git(repository, "init", "-q", "-b", "main");
  commit("first");
  git(repository, "checkout", "-q", "-b", "broken");
  write("program.play", program.replace("logins over 14d", "lgins over 14d"));
  commit("a slip");
  git(repository, "checkout", "-q", "-b", "renamed", "main");
  renameSync(project, join(repository, "theirs"));
  commit("another folder");
  git(repository, "checkout", "-q", "-b", "many", "main");
  const tasks = Array.from(
    { length: 10_000 },
    (_, index) => `task t${index} { owner csm effort ${(index % 60) + 1}min }`,
  );
  write("tasks.play", tasks.join("\n"));
  commit("ten thousand lines");
  git(repository, "checkout", "-q", "-b", "needs", "main");
  write("program.play", program.replace("mail_ok flag", "tier one of a, b  mail_ok flag"));
  commit("a field that no data has");
  git(repository, "checkout", "-q", "--orphan", "other");
  commit("from nowhere");
  git(repository, "checkout", "-q", "main");
  git(root, "clone", "-q", "--depth", "1", `file://${repository}`, "shallow");
  mkdirSync(join(root, "empty"));
  writeProject(join(root, "empty"));
  git(join(root, "empty"), "init", "-q");
  write("program.play", program.replace("every 2 weeks touch call", "every 1 week touch call"));
});
afterAll(() => rmSync(root, { recursive: true }));

/** Words behind `playc diff`, where it is asked, the exit code, and what is said. */
const cases: readonly [title: string, words: string, exitCode: number, says: RegExp, folder?: string][] = [
  [
    "no common base",
    "main...other",
    2,
    /`main` and `other` have no commit in common, so there is nothing.*as two words/,
  ],
  ["a dirty tree", "main", 0, /cadence rhythm[\s\S]*note: Changes that are not committed are part of this\./],
  [
    "a dirty tree beside",
    "main HEAD",
    0,
    /^main \(.*\) to HEAD[\s\S]*Both say the same[\s\S]*not committed are no part of this/,
  ],
  [
    "a base that does not compile",
    "broken --simulate --witness",
    1,
    /What the change means cannot be said before the errors are mended\.[\s\S]*broken \(\w+\) has 1 error:\n {2}program\.play:\d+:\d+ .*lgins[\s\S]*changed trigger quiet/,
  ],
  [
    "the same in a comment",
    "broken --format markdown",
    1,
    /^\*\*What the change means cannot be said[\s\S]*lgins[\s\S]*quiet/,
  ],
  [
    "a shallow clone",
    "HEAD~1",
    2,
    /no revision, folder or schedule `HEAD~1`\. This clone is shallow.*fetch-depth: 0/,
    "../../shallow/ours",
  ],
  [
    "a branch that was not fetched",
    "origin/a_branch_of_hers",
    2,
    /If `a_branch_of_hers` is a branch of `origin`, `git fetch origin` brings it/,
    "../../shallow/ours",
  ],
  [
    "a repository without a commit",
    "HEAD",
    2,
    /Nothing has been committed yet in the repository of .*name two folders instead/,
    "../../empty",
  ],
  ["a renamed folder", "renamed", 0, /note: In renamed \(\w+\) the project was in `theirs`\./],
  [
    "histories that fit only one of the two",
    "needs --simulate",
    3,
    /^Nothing was simulated.*cannot be read for the program before the change, so that nothing can be simulated: .*tier[\s\S]*field tier/,
  ],
  ["ten thousand changed lines", "main many", 0, /10000 changes in 10000 declarations/],
  [
    "a day of the change that is no date",
    "main --simulate --change-on tomorrow",
    2,
    /--change-on tomorrow is no date\. Write it as 2025-01-31/,
  ],
  [
    "a day outside",
    "main --simulate --change-on 2026-01-01",
    2,
    /--change-on 2026-01-01 is not among the reported days, which go from 2025-01-01 to 2025-04-30/,
  ],
  [
    "a day without a simulation",
    "main --change-on 2025-03-01",
    2,
    /--change-on is for --simulate: add it, or leave out --change-on/,
  ],
  ["days without a simulation", "main --from 2025-02-01", 2, /--from is for --simulate/],
  [
    "witnesses of a program with errors",
    "broken --witness",
    1,
    /cannot be said before the errors are mended[\s\S]*lgins/,
  ],
  [
    "a comment without a simulation",
    "main --format markdown",
    0,
    /^\*\*1 change in 1 declaration\.\*\*[\s\S]*cadence `rhythm`/,
  ],
  ["links of a comment without one", "main --docs-url https://example.org", 2, /--docs-url is for --format markdown/],
  ["an unknown option beside others", "main --simulate --frobnicate --witness", 2, /unknown option '--frobnicate'/],
  [
    "an unknown format beside others",
    "main --format yaml --exit-code",
    2,
    /'yaml' is invalid\. Allowed choices are text, json, markdown/,
  ],
  ["a revision named like an option", "-- --output=stolen", 2, /no revision, folder or schedule `--output=stolen`/],
];

test.each(cases)("%s", { timeout: 60_000 }, async (_title, words, exitCode, says, folder = ".") => {
  const cwd = join(project, folder);
  const files = readdirSync(cwd);
  const ended = await cli.run(["diff", ...words.split(" ")], { cwd });
  const said = ended.stdout + ended.stderr;
  expect(said).toMatch(says);
  expect(said.length, "long texts").toBeLessThan(4_000_000);
  expect([ended.exitCode, ended.signal]).toEqual([exitCode, null]);
  expect(said).not.toMatch(/^ +at .+:\d+:\d+\)?$/m);
  expect(readdirSync(cwd)).toEqual(files);
});

test("the reason of a refusal is JSON under --format json", { timeout: 60_000 }, async () => {
  const { stdout, exitCode } = await cli.run(["diff", "main...other", "--format", "json"], { cwd: project });
  expect(exitCode).toBe(2);
  expect(JSON.parse(stdout)).toMatchObject({ error: { message: expect.stringContaining("have no commit in common") } });
});
