/** `playc explain account`, by the built command line as a process. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Story, WhyNot } from "../../runtime/explain/types.ts";
import { type BuiltCli, buildCli } from "../cli/built.ts";
import { writeProject } from "../cli/small-project.ts";

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
    ["an account that is not there", ["nobody"], 3, /nobody/],
    ["half a question", ["a00", "--why-not", "touch", "call"], 2, /--on 2026-03-05/],
    [
      "what is no action",
      ["a00", "--why-not", "trigger", "drop", "--on", "2025-02-04"],
      2,
      /touch, task, alert or start/,
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
