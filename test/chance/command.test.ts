/** Many runs on the command line: run 1 is the single run, and what is said of answers is so. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Story } from "../../runtime/explain/types.ts";
import type { Summary } from "../../runtime/summary/types.ts";
import { type BuiltCli, buildCli } from "../cli/built.ts";
import { smallProject, writeProject } from "../cli/small-project.ts";

const root = mkdtempSync(join(tmpdir(), "playc-answers-"));
afterAll(() => rmSync(root, { recursive: true }));

describe("on the command line", () => {
  let cli: BuiltCli;
  let project: string;
  const program = smallProject["program.play"]!.replace("{ touch call }", "{ touch call expects attended within 5d }");

  beforeAll(() => {
    cli = buildCli();
    mkdirSync(join(root, "project"));
    project = writeProject(join(root, "project"), {
      "program.play": `${program}\nassume {\n  touch call attended 60% within 1d\n}\n`,
    });
  });

  const run = (...words: string[]) => cli.run(["simulate", project, ...words]);
  const summaryOf = (folder: string) => JSON.parse(readFileSync(join(root, folder, "summary.json"), "utf8")) as Summary;

  it("run 1 of many is the single run, byte for byte", { timeout: 180_000 }, async () => {
    await run("--out", join(root, "one"));
    await run("--out", join(root, "many"), "--runs", "9");
    for (const name of readdirSync(join(root, "one"))) {
      if (/^run|\.json$/.test(name)) continue;
      expect(readFileSync(join(root, "many", name)).equals(readFileSync(join(root, "one", name))), name).toBe(true);
    }
    const [one, many] = ["one", "many"].map(summaryOf);
    expect(one!.answers).toMatchObject({ responses: "assume", assumed: { seed: 1, runs: 1 } });
    expect({ ...many, spread: undefined, answers: undefined }).toEqual({
      ...one,
      spread: undefined,
      answers: undefined,
    });
    expect(many!.spread!.runs).toBe(9);
  });

  it("says where answers come from, above all figures", { timeout: 180_000 }, async () => {
    const { stdout } = await run("--runs", "3", "--seed", "8");
    expect(stdout).toMatch(/^ {2}answers {3}assumed, seed 8, 3 runs: touch call attended 60% within 1d$/m);
    expect(stdout).toMatch(/^Over 3 runs, seed 8\n {2}in all +middle \(5% to 95%\)\n {2}touches /m);
    expect((await run("--responses", "none")).stdout).toMatch(/^ {2}answers {3}none: nobody answers \(attended\)$/m);
    expect((await run("--responses", "history")).stdout).toMatch(
      /^ {2}answers {3}as the history has them \(attended\)$/m,
    );
  });

  it("explains the run that is asked for, as the last simulation had it", { timeout: 180_000 }, async () => {
    await run("--runs", "4", "--seed", "8");
    const explain = async (...words: string[]) => {
      const { stdout } = await cli.run(["explain", "account", "a00", project, "--format", "json", ...words]);
      return JSON.parse(stdout) as Story & { answering: object };
    };
    const answersIn = (story: Story) => JSON.stringify(story.days).match(/"answeredAt":"[^"]+"/g) ?? [];
    const stories = [];
    for (const number of ["1", "2", "3", "4"]) stories.push(await explain("--run", number));
    expect(stories[2]!.answering).toMatchObject({ responses: "assume", assumed: { seed: 8 }, run: 3 });
    expect(new Set(stories.map((story) => JSON.stringify(story.days))).size).toBeGreaterThan(1);
    expect((await explain()).days).toEqual(stories[0]!.days);
    expect((await explain("--seed", "8", "--responses", "assume", "--run", "2")).days).toEqual(stories[1]!.days);
    expect(answersIn(await explain("--responses", "none"))).toEqual([]);
  });

  it("refuses what makes no sense, with a word of what would", { timeout: 180_000 }, async () => {
    const refused = [
      [["--responses", "history", "--runs", "3"], "--runs is for assumed answers"],
      [["--responses", "none", "--seed", "3"], "--seed is for assumed answers"],
      [["--runs", "0"], "Write a whole number from 1 to 10000"],
      [["--runs", "10001"], "Write a whole number from 1 to 10000"],
      [["--seed", "-1"], "Write a whole number from 0 on"],
      [["--seed", "1.5"], "Write a whole number from 0 on"],
      [["--responses", "maybe"], "Allowed choices are history, assume, none"],
    ] as const;
    for (const [words, why] of refused) {
      const { exitCode, stderr } = await run(...words);
      expect([exitCode, stderr]).toEqual([2, expect.stringContaining(why)]);
    }
    mkdirSync(join(root, "plain"));
    const plain = writeProject(join(root, "plain"));
    const { stderr } = await cli.run(["simulate", plain, "--responses", "assume"]);
    expect(stderr).toContain("The program assumes nothing of answers.");
  });
});
