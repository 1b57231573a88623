/** README is followed by strangers: what it shows is what there is. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { buildCli } from "../cli/built.ts";

const root = join(import.meta.dirname, "../..");
const readme = readFileSync(join(root, "README.md"), "utf8");
const blocks = (language: string) =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm"))].map((match) => match[1]!);
/** Lines of the text blocks, counted from 0. */
const linesOf = (block: number) => blocks("text")[block]!.split("\n").filter(Boolean);
const withoutPlace = (line: string) => line.replace(/ +[\w.]+:\d+$/, "");
const folder = mkdtempSync(join(tmpdir(), "playc-readme-"));
const cli = buildCli();
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe("README", () => {
  it("quotes playbooks/saas as it is, and the table as it is printed", async () => {
    expect(readFileSync(join(root, "playbooks/saas/triggers.play"), "utf8")).toContain(blocks("play")[0]);
    const { stdout } = await cli.run(["simulate", "playbooks/saas", "--out", join(folder, "out")]);
    for (const line of linesOf(0)) expect(stdout.split("\n")).toContain(line);
    const measures = readFileSync(join(root, "playbooks/saas/measures.play"), "utf8").split("\n");
    for (const line of blocks("play").at(-1)!.trim().split("\n")) expect(measures).toContain(line);
    for (const line of [...linesOf(5), ...linesOf(6)]) expect(stdout.split("\n")).toContain(line);
  });

  it("leads from one's own data to a table", async () => {
    const [accounts, usage] = blocks("csv");
    writeFileSync(join(folder, "accounts.csv"), accounts!);
    writeFileSync(join(folder, "usage.csv"), usage!);
    writeFileSync(join(folder, "playc.yaml"), blocks("yaml")[0]!);
    writeFileSync(join(folder, "first.play"), blocks("play")[1]!);
    const checked = await cli.run(["check", folder]);
    expect([checked.exitCode, checked.stdout]).toEqual([0, expect.stringContaining("0 errors, 0 warnings")]);
    const simulated = await cli.run(["simulate", folder]);
    expect(simulated.exitCode).toBe(0);
    const lines = simulated.stdout.split("\n");
    for (const line of linesOf(2)) expect(lines).toContain(line);
    const story = (await cli.run(["explain", "account", "a2", folder])).stdout.split("\n").map(withoutPlace);
    for (const line of linesOf(3)) expect(story).toContain(line);
    writeFileSync(join(folder, "tests.play"), blocks("play")[2]!);
    const tested = await cli.run(["test", folder]);
    expect([tested.exitCode, tested.stdout.split("\n").filter(Boolean)]).toEqual([0, linesOf(4)]);
  });

  it("says how to read money that is no plain number", async () => {
    const [, fields] = /`(fields: \{ arr: ".*" \})`/.exec(readme) ?? [];
    writeFileSync(
      join(folder, "playc.yaml"),
      blocks("yaml")[0]!.replace("key: id }", () => `key: id, ${fields} }`),
    );
    writeFileSync(
      join(folder, "accounts.csv"),
      blocks("csv")[0]!.replace("a1,120000", () => 'a1,"$120,000"'),
    );
    const { stdout } = await cli.run(["explain", "account", "a1", folder]);
    expect(stdout).toContain("segment large: arr {120000} >= $100K");
    writeFileSync(join(folder, "accounts.csv"), blocks("csv")[0]!);
  });

  it("says the truth of check: it reads no data, and a wrong column is told by simulate", async () => {
    writeFileSync(join(folder, "playc.yaml"), blocks("yaml")[0]!.replace("logins: logins", "logins: log_ins"));
    expect((await cli.run(["check", folder])).exitCode).toBe(0);
    const simulated = await cli.run(["simulate", folder]);
    expect([simulated.exitCode, simulated.stderr]).toEqual([3, expect.stringContaining("no column `log_ins`")]);
  });

  it("links to pages that exist", () => {
    const links = [...readme.matchAll(/\]\(([^)]+)\)/g)].map((match) => match[1]!);
    for (const link of links) expect(existsSync(join(root, link)), link).toBe(true);
  });
});
