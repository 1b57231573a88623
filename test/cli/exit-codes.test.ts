/** Every exit code, by the built command line as a process: the code, where it says what, and that nothing is left behind. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BuiltCli, buildCli } from "./built.ts";
import { writeProject } from "./small-project.ts";

const root = mkdtempSync(join(tmpdir(), "playc-exit-"));
let cli: BuiltCli;
let folders = 0;

beforeAll(() => {
  cli = buildCli();
}, 60_000);
afterAll(() => {
  rmSync(root, { recursive: true });
});

function project(changes: Record<string, string | undefined> = {}): string {
  const folder = join(root, `project-${folders++}`);
  mkdirSync(folder);
  return writeProject(folder, changes);
}

const wrongProgram = { "wrong.play": "trigger t { level red when lgins over 7d = 0 do alert manager }" };

interface Case {
  title: string;
  words: () => string[];
  exitCode: number;
  says: RegExp;
}

const failures: Case[] = [
  { title: "a program with an error", words: () => ["simulate", project(wrongProgram)], exitCode: 1, says: /lgins/ },
  { title: "build of one", words: () => ["build", project(wrongProgram)], exitCode: 1, says: /wrong\.play:1:/ },
  {
    title: "a project file with a mistake",
    words: () => ["simulate", project({ "playc.yaml": "currency: dollars\n" })],
    exitCode: 1,
    says: /playc\.yaml/,
  },
  {
    title: "a .play file that is no text",
    words: () => ["build", project({ "broken.play": "\ud800".repeat(1_500_000) })],
    exitCode: 1,
    says: /broken\.play/,
  },
  { title: "no command", words: () => [], exitCode: 2, says: /Usage: playc/ },
  { title: "an unknown command", words: () => ["simulat"], exitCode: 2, says: /simulate/ },
  { title: "an unknown option", words: () => ["simulate", "--form", "2025-01-01"], exitCode: 2, says: /--from/ },
  { title: "an unknown format", words: () => ["simulate", project(), "--format", "xml"], exitCode: 2, says: /json/ },
  { title: "two folders", words: () => ["check", project(), project()], exitCode: 2, says: /too many arguments/ },
  {
    title: "a folder that is not there",
    words: () => ["check", join(root, "nowhere")],
    exitCode: 2,
    says: /no folder/,
  },
  { title: "a folder that is no project", words: () => ["simulate", root], exitCode: 2, says: /no playc\.yaml/ },
  {
    title: "a day that is none",
    words: () => ["simulate", project(), "--from", "2025-02-29"],
    exitCode: 2,
    says: /2025-02-29 is no date/,
  },
  {
    title: "days in the wrong order",
    words: () => ["simulate", project(), "--from", "2025-03-01", "--to", "2025-02-01"],
    exitCode: 2,
    says: /is after/,
  },
  {
    title: "a day outside the data",
    words: () => ["simulate", project(), "--to", "2026-01-01"],
    exitCode: 2,
    says: /2025-01-01 to 2025-04-30/,
  },
  {
    title: "a column that is not there",
    words: () => ["simulate", project({ "days.csv": "id,date,logins,health\na00,2025-01-01,1,1\n" })],
    exitCode: 3,
    says: /day/,
  },
  {
    title: "an account that is not there",
    words: () => ["simulate", project(), "--accounts", "a00,zzz"],
    exitCode: 3,
    says: /zzz/,
  },
  {
    title: "a data file that is not there",
    words: () => ["simulate", project({ "left.csv": undefined })],
    exitCode: 4,
    says: /left\.csv/,
  },
  {
    title: "an output folder that is a file",
    words: () => {
      const folder = project();
      return ["simulate", folder, "--out", join(folder, "days.csv")];
    },
    exitCode: 4,
    says: /days\.csv/,
  },
  {
    title: "a project nothing can be written into",
    words: () => ["simulate", project({ ".playc": "a file" })],
    exitCode: 4,
    says: /--out/,
  },
  {
    title: "an output file in a folder that is a file",
    words: () => {
      const folder = project();
      return ["build", folder, "-o", join(folder, "days.csv", "schedule.json")];
    },
    exitCode: 4,
    says: /days\.csv/,
  },
];

/** One of each kind; the others are asked for JSON, which tells on stderr as well. */
const asText = failures.filter(
  ({ exitCode }, index) => failures.findIndex((one) => one.exitCode === exitCode) === index,
);
const noFormat = /no command|format/;

describe("what fails says why on stderr, and nothing on stdout", () => {
  const cases = [...asText, ...failures.filter(({ title }) => noFormat.test(title))];
  test.concurrent.each(cases)("$title: $exitCode", { timeout: 60_000 }, async ({ words, exitCode, says }) => {
    const ended = await cli.run(words());
    expect(ended.stderr).toMatch(says);
    expect(ended.stdout).toBe("");
    expect(ended.exitCode).toBe(exitCode);
  });
});

describe("with --format json, stdout is one JSON document whatever happens", () => {
  const cases = failures.filter(({ title }) => !noFormat.test(title));
  test.concurrent.each(cases)("$title: $exitCode", { timeout: 60_000 }, async ({ words, exitCode, says }) => {
    const ended = await cli.run([...words(), "--format", "json"]);
    const { error } = JSON.parse(ended.stdout);
    expect(error.exitCode).toBe(exitCode);
    expect(ended.exitCode).toBe(exitCode);
    expect(`${ended.stderr} ${error.message}`).toMatch(says);
  });
});

test("check gives what it finds as its result", { timeout: 60_000 }, async () => {
  const wrong = await cli.run(["check", project(wrongProgram)]);
  expect(wrong).toMatchObject({ exitCode: 1, stderr: "" });
  expect(wrong.stdout).toMatch(/1 error, 0 warnings in 2 \.play files\.\n$/);
  const json = await cli.run(["check", project(wrongProgram), "--format=json"]);
  expect(JSON.parse(json.stdout)).toMatchObject({
    format: "playc-check",
    version: 1,
    errors: 1,
    warnings: 0,
    diagnostics: [{ severity: "error", file: "wrong.play", line: 1 }],
  });
  expect(json.exitCode).toBe(1);
  const fine = await cli.run(["check"], { cwd: project() });
  expect(fine.exitCode).toBe(0);
});

test("help and version are results", { timeout: 60_000 }, async () => {
  for (const words of [["--help"], ["simulate", "--help"], ["--version"]]) {
    const ended = await cli.run(words);
    expect(ended, words.join(" ")).toMatchObject({ exitCode: 0, stderr: "" });
    expect(ended.stdout).not.toBe("");
  }
});

test("a failed run leaves nothing in its output folder, and does not make it", { timeout: 60_000 }, async () => {
  const folder = project({ "days.csv": "id,date\n" });
  const out = join(folder, "deep", "out");
  expect((await cli.run(["simulate", folder, "--out", out])).exitCode).toBe(3);
  expect(readdirSync(folder)).not.toContain("deep");
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, "summary.json"), "of an earlier run");
  expect((await cli.run(["simulate", folder, "--out", out])).exitCode).toBe(3);
  expect(readdirSync(out)).toEqual(["summary.json"]);
});

test.skipIf(process.platform !== "linux")(
  "a full disk behind stdout is an I/O failure",
  { timeout: 60_000 },
  async () => {
    const { spawnSync } = await import("node:child_process");
    const { openSync, closeSync } = await import("node:fs");
    const full = openSync("/dev/full", "w");
    const ended = spawnSync(process.execPath, [cli.path, "check", project()], { stdio: ["ignore", full, "pipe"] });
    closeSync(full);
    expect(ended.status).toBe(4);
    expect(ended.stderr.toString()).toMatch(/could not be written/);
  },
);
