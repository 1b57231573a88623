/** A release of the action, in a folder with nothing beside it: all it needs is in it, and its database can be installed. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { gitHub } from "./github.ts";
import { actionFile, Repository, runAction } from "./runner.ts";

const root = mkdtempSync(join(tmpdir(), "playc-release-"));
const release = join(root, "release");
const top = join(import.meta.dirname, "../..");
beforeAll(() => {
  execFileSync(process.execPath, [join(top, "scripts/build-action.mjs"), release], { stdio: "pipe" });
}, 300_000);
afterAll(() => rmSync(root, { recursive: true }));

describe("a release", { timeout: 300_000 }, () => {
  it("runs by itself, with the library that comes with playc", async () => {
    const repository = new Repository(join(root, "repository"));
    repository.write(
      "playc.yaml",
      "currency: USD\nlibraries: { standard: built-in }\naccount: { file: a.csv, key: id }\npeople: { csm: { person: Team } }\n",
    );
    const base = repository.commit("first");
    repository.write("one.play", "contact champion\n");
    const head = repository.commit("second");
    const github = await gitHub();
    const inputs = { format: "false" };
    const { main, using } = actionFile.runs;
    expect(using).toBe("node20");
    const ran = await runAction({
      entry: join(release, main),
      workspace: repository.folder,
      github,
      event: "pull_request",
      base,
      head,
      inputs,
    });
    await github.close();
    expect([ran.outputs.errors, ran.log]).toEqual(["0", expect.any(String)]);
    expect(github.comments[0]!.body).toContain("champion");
  });

  it("has what GitHub reads of it, the licences of what is in it, and no source map", () => {
    expect(readFileSync(join(release, "action.yml"), "utf8")).toBe(
      readFileSync(join(top, "action/action.yml"), "utf8"),
    );
    const licences = readFileSync(join(release, "licences.txt"), "utf8");
    for (const name of ["@actions/core", "@octokit/core", "bottleneck", "chevrotain", "temporal-polyfill"]) {
      expect(licences).toMatch(new RegExp(`^${name}\n`, "m"));
    }
    expect(existsSync(join(release, "node_modules"))).toBe(false);
  });

  it("names its database so that npm would install it", () => {
    const words = ["ci", "--dry-run", "--offline", "--ignore-scripts", "--no-audit", "--no-fund"];
    const said = execFileSync("npm", words, { cwd: release, encoding: "utf8", stdio: "pipe" });
    const { dependencies } = JSON.parse(readFileSync(join(top, "package.json"), "utf8"));
    expect(said).toContain(`add @duckdb/node-api ${dependencies["@duckdb/node-api"]}`);
  });
});
