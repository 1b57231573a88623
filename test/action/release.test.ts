/**
 * A release, in a folder with nothing beside it: all the action needs is in it, its database can be installed and is found, and
 * pre-commit can install it.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { smallProject } from "../cli/small-project.ts";
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

  it("simulates with the database that npm installs, which is asked for nothing else and told no secret", async () => {
    const repository = new Repository(join(root, "simulated"));
    for (const [path, text] of Object.entries(smallProject)) repository.write(path, text);
    const base = repository.commit("first");
    repository.write(
      "program.play",
      smallProject["program.play"]!.replace("every 2 weeks touch call", "every 1 week touch call"),
    );
    const head = repository.commit("second");
    // Stands in for npm: what it installs is what is installed here.
    const programs = join(root, "programs");
    const seen = join(root, "seen.json");
    mkdirSync(programs);
    const told = "{ words: process.argv.slice(2), names: Object.keys(process.env), files: fs.readdirSync('.').sort() }";
    const npm = `#!${process.execPath}\nconst fs = require("node:fs");\nfs.writeFileSync(${JSON.stringify(seen)}, JSON.stringify(${told}));\nfs.symlinkSync(${JSON.stringify(join(top, "node_modules"))}, "node_modules");\n`;
    writeFileSync(join(programs, "npm"), npm);
    chmodSync(join(programs, "npm"), 0o755);
    const github = await gitHub();
    const { exitCode, outputs } = await runAction({
      entry: join(release, actionFile.runs.main),
      workspace: repository.folder,
      github,
      event: "pull_request",
      base,
      head,
      inputs: { format: "false", simulate: "always" },
      env: { PATH: `${programs}:${process.env.PATH}`, HTTPS_PROXY: "http://127.0.0.1:9" },
    });
    await github.close();
    expect([exitCode, outputs["over-budget"]]).toEqual([0, "false"]);
    expect(Number(outputs["touches-change"])).toBeGreaterThan(0);
    const { words, names, files }: { words: string[]; names: string[]; files: string[] } = JSON.parse(
      readFileSync(seen, "utf8"),
    );
    expect(words).toEqual(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    expect(files).toEqual(["package-lock.json", "package.json"]);
    expect(names.filter((name) => /^(INPUT|GITHUB|ACTIONS)_/.test(name))).toEqual([]);
    expect(names).toContain("HTTPS_PROXY");
  });

  it("is installed by pre-commit as a package of its own, whose hooks find mistakes", () => {
    const hooks: { id: string; entry: string }[] = parse(readFileSync(join(release, ".pre-commit-hooks.yaml"), "utf8"));
    expect(hooks.map(({ entry }) => entry)).toEqual(["playc fmt", "playc check"]);
    const tagged = new Repository(join(root, "tagged"));
    execFileSync("cp", ["-R", `${release}/.`, tagged.folder]);
    tagged.commit("v1.0.0");
    // As pre-commit 4 asks npm; `prepare` of a package that is installed so has none of what it builds with.
    const prefix = join(root, "environment");
    const words = ["install", "--install-links", "--offline", "--prefix", prefix, "-g", `git+file://${tagged.folder}`];
    execFileSync("npm", words, { cwd: root, stdio: "pipe" });
    const project = new Repository(join(root, "hooked"));
    const libraries = "libraries: { standard: built-in }\n";
    project.write(
      "playc.yaml",
      `currency: USD\n${libraries}account: { file: a.csv, key: id }\npeople: { csm: { person: Team } }\n`,
    );
    project.write("one.play", "contact   champion\n");
    const run = (command: string, ...more: string[]): number | null => {
      const [program = "", ...rest] = command.split(" ");
      return spawnSync(join(prefix, "bin", program), [...rest, ...more], { cwd: project.folder }).status;
    };
    expect(run(hooks[0]!.entry, "one.play")).toBe(0);
    expect(readFileSync(join(project.folder, "one.play"), "utf8")).toBe("contact champion\n");
    expect(run(hooks[1]!.entry)).toBe(0);
    project.write("one.play", "trigger {{{\n");
    expect([run(hooks[0]!.entry, "one.play"), run(hooks[1]!.entry)]).toEqual([1, 1]);
  });

  it("names its database so that npm would install it", () => {
    const words = ["ci", "--dry-run", "--offline", "--ignore-scripts", "--no-audit", "--no-fund"];
    const said = execFileSync("npm", words, { cwd: join(release, "database"), encoding: "utf8", stdio: "pipe" });
    const { dependencies } = JSON.parse(readFileSync(join(top, "package.json"), "utf8"));
    expect(said).toContain(`add @duckdb/node-api ${dependencies["@duckdb/node-api"]}`);
  });
});
