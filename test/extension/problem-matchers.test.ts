/** The problem matchers of the extension find in what `playc` prints what there is to find. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildCli } from "../cli/built.ts";

interface Pattern {
  regexp: string;
  severity?: number;
  code?: number;
  message?: number;
  file?: number;
  line?: number;
  column?: number;
}
interface Matcher {
  name: string;
  severity?: string;
  pattern: Pattern | Pattern[];
}

const manifest: { contributes: { problemMatchers: Matcher[] } } = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../extension/package.json"), "utf8"),
);

/** Applied as VS Code does: the patterns of a matcher to lines that follow each other. */
function problemsIn(printed: string): Record<string, string>[] {
  const lines = printed.split("\n");
  return manifest.contributes.problemMatchers.flatMap(({ name, severity, pattern }) => {
    const patterns = [pattern].flat();
    return lines.flatMap((_, index) => {
      const problem: Record<string, string> = { name, ...(severity ? { severity } : {}) };
      for (const [offset, { regexp, ...groups }] of patterns.entries()) {
        const match = new RegExp(regexp).exec(lines[index + offset] ?? "");
        if (!match) return [];
        for (const [key, group] of Object.entries(groups)) problem[key] = match[group] ?? "";
      }
      return [problem];
    });
  });
}

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "playc-problems-"));
  await buildCli().run(["init", folder]);
  writeFileSync(
    join(folder, "more-tests.play"),
    'test "never" {\n  account acme { arr $60K contract_start 2024-01-08 }\n  history acme { logins 3 from 2026-01-05 to 2026-01-09 }\n  expect 3 touches for acme by 2026-01-06\n}\n',
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("problem matchers", () => {
  it.each([
    ["errors", 2, "trigger x {\n  level red\n  on no_such do alert nobody_such\n}\n"],
    ["warnings", 1, "let unused_one = 3d\n"],
  ])("find all %s that check tells of", async (_, number, text) => {
    writeFileSync(join(folder, "own.play"), text);
    const { stdout } = await buildCli().run(["check", folder]);
    const { stdout: json } = await buildCli().run(["check", folder, "--format", "json"]);
    const {
      diagnostics,
    }: {
      diagnostics: { file: string; line: number; column: number; code: string; severity: string; message: string }[];
    } = JSON.parse(json);
    expect(diagnostics).toHaveLength(number);
    expect(problemsIn(stdout)).toEqual(
      diagnostics.map(({ severity, code, message, file, line, column }) => ({
        name: "playc",
        severity,
        code,
        message,
        file,
        line: `${line}`,
        column: `${column}`,
      })),
    );
  });

  it("find what a failing test expected, at its line", async () => {
    writeFileSync(join(folder, "own.play"), "# nothing\n");
    const { stdout, exitCode } = await buildCli().run(["test", folder, "--filter", "never"]);
    expect({ exitCode, stdout }).toMatchObject({ exitCode: 5 });
    expect(problemsIn(stdout)).toEqual([
      expect.objectContaining({ name: "playc-test", severity: "error", file: "more-tests.play", line: "4" }),
    ]);
  });
});
