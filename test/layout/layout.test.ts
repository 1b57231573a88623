/** The shape of the code: imports run one way, core folders do no I/O, no file outgrows a reader. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");
const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  cwd: root,
  encoding: "utf8",
})
  .split("\n")
  .filter((file) => file && existsSync(join(root, file)));
const code = files.filter((file) => /\.(ts|mts|mjs|js)$/.test(file));

/** Who may know whom; a folder always knows itself. Tests, benches and scripts may know everything. */
const knows: Record<string, readonly string[]> = {
  grammar: [],
  schedule: [],
  project: [],
  compiler: ["grammar", "schedule", "project"],
  runtime: ["schedule", "project"],
  review: ["grammar", "schedule", "compiler", "runtime"],
  lsp: ["grammar", "schedule", "project", "compiler", "runtime"],
  cli: ["grammar", "schedule", "project", "compiler", "runtime", "review", "lsp"],
  extension: ["schedule", "runtime", "review", "lsp"],
};

function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), "utf8");
  return [...text.matchAll(/(?:\bfrom|\bimport|\bimport\()\s*"([^"]+)"/g)].map((match) => match[1]!);
}

const folderOf = (file: string) => file.split("/")[0]!;
const core = code.filter((file) => folderOf(file) in knows);

describe("layout", () => {
  it("imports run one way", () => {
    const wrong = core.flatMap((file) =>
      importsOf(file)
        .filter((target) => target.startsWith("."))
        .map((target) => folderOf(relative(root, normalize(join(root, dirname(file), target)))))
        .filter((folder) => folder !== folderOf(file) && !knows[folderOf(file)]!.includes(folder))
        .map((folder) => `${file} must not know ${folder}/`),
    );
    expect(wrong).toEqual([]);
  });

  it("core folders do no input or output", () => {
    const reachesOut = /^node:(?!crypto$|path$|util$)|^(fs|child_process|http|https|net)$|^@duckdb\//;
    const mayReachOut = (file: string) =>
      /^(action|cli|extension|lsp\/server)\//.test(file) || /^runtime\/(histories|ledger|summary)\//.test(file);
    const wrong = core
      .filter((file) => !mayReachOut(file))
      .flatMap((file) =>
        importsOf(file)
          .filter((target) => reachesOut.test(target))
          .map((target) => `${file}: ${target}`),
      );
    expect(wrong).toEqual([]);
  });

  it("only the language server speaks the protocol, and it reads no files", () => {
    const wrong = core.flatMap((file) =>
      importsOf(file)
        .filter((target) =>
          file.startsWith("lsp/server/")
            ? /^node:(?!path$|url$)/.test(target)
            : target.startsWith("vscode-") && file !== "cli/commands/lsp.ts" && !file.startsWith("extension/"),
        )
        .map((target) => `${file}: ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  it("the core reads no clock and no chance", () => {
    const impure = /\bMath\.random\(|\bDate\.now\(|new Date\(\)|\bperformance\.now\(|process\.env/;
    const wrong = core.filter(
      (file) => !/^(action|cli|extension)\//.test(file) && impure.test(readFileSync(join(root, file), "utf8")),
    );
    expect(wrong).toEqual([]);
  });

  it("no file over 500 lines", () => {
    const long = code
      .map((file) => ({ file, lines: readFileSync(join(root, file), "utf8").split("\n").length }))
      .filter(({ lines }) => lines > 500);
    expect(long).toEqual([]);
  });

  it("every invariant of ARCHITECTURE.md names a test that exists", () => {
    const page = readFileSync(join(root, "ARCHITECTURE.md"), "utf8");
    const invariants = page
      .split("## Invariants")[1]!
      .split("\n## ")[0]!
      .match(/^\d+\. [\s\S]*?(?=^\d+\. |$(?![\s\S]))/gm)!;
    expect(invariants.length).toBeGreaterThanOrEqual(10);
    for (const invariant of invariants) {
      const tests = [...invariant.matchAll(/`(test\/[^`]+\.test\.ts)`/g)].map((match) => match[1]!);
      expect(tests, invariant).not.toEqual([]);
      for (const test of tests) expect(existsSync(join(root, test)), test).toBe(true);
    }
  });
});
