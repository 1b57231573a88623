/** `playc check --fix` mends what is safe, leaves the rest, and never makes a file worse. */
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { fixProject } from "../../cli/fix-project.ts";
import { compile } from "../../compiler/compile.ts";
import { applySafeFixes, isBetter, type SourceFile } from "../../compiler/diagnostics/apply-fixes.ts";
import { modelText } from "../../compiler/diagnostics/explanations/model.ts";
import { buildCli } from "../cli/built.ts";

const folder = mkdtempSync(join(tmpdir(), "playc-fix-"));
const cli = buildCli();
afterAll(() => {
  rmSync(folder, { recursive: true });
});

let count = 0;
function project(files: Record<string, string>): string {
  const root = join(folder, String(count++));
  const all = {
    "playc.yaml": "currency: USD\ntime_zone: Europe/London\naccount: { file: a.csv, key: id }\n",
    "model.play": modelText,
    ...files,
  };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

const check = (files: readonly SourceFile[]) =>
  compile({ files, currency: "USD", readText: () => undefined, exists: () => false }).diagnostics;

describe("check --fix", () => {
  const broken = "\uFEFFtrigger t { level orange\r\n  when loginz over 30days = 0;\r\n  do touch qrb }\r\n";

  it("mends what is safe, keeps the rest of the bytes, and says what it did", async () => {
    const root = project({ "deep/a.play": broken });
    chmodSync(join(root, "deep/a.play"), 0o640);
    const { stdout, exitCode } = await cli.run(["check", root, "--fix"]);
    expect(readFileSync(join(root, "deep/a.play"), "utf8")).toBe(
      "\uFEFFtrigger t { level orange\r\n  when logins over 30 days = 0\r\n  do touch qbr }\r\n",
    );
    expect(statSync(join(root, "deep/a.play")).mode & 0o777).toBe(0o640);
    expect(stdout).toMatch(/^Mended 4 mistakes:\n/);
    expect(stdout).toContain("deep/a.play:2:8 PLAY102 Write `logins`");
    expect(stdout).toContain("PLAY304 `orange`");
    expect(exitCode).toBe(1);
    const again = await cli.run(["check", root, "--fix", "--format", "json"]);
    expect(JSON.parse(again.stdout)).toMatchObject({ errors: 1, fixed: [] });
  });

  it("mends the project file and the holidays, and keeps what is written around", () => {
    const projectFile =
      "# ours\ncurrency: USD # dollars\ntime_zone: Europe/London\naccount: { file: a.csv, key: id, feilds: { arr: ARR } }\n";
    const holidays = "# closed\n2026-12-25: Christmas Day\n2026-12-25: Christmas Day\n\n2026-12-26: a # b\n";
    const root = project({
      "playc.yaml": projectFile,
      "days/off.yaml": holidays,
      "a.play": 'policy { holidays "days/off.yaml" }',
    });
    expect(fixProject(root).map(({ file, line, column, code }) => `${file}:${line}:${column} ${code}`)).toEqual([
      "playc.yaml:4:34 PLAY412",
      "days/off.yaml:3:1 PLAY405",
    ]);
    expect(readFileSync(join(root, "playc.yaml"), "utf8")).toBe(projectFile.replace("feilds", "fields"));
    expect(readFileSync(join(root, "days/off.yaml"), "utf8")).toBe(holidays.replace("2026-12-25: Christmas Day\n", ""));
  });

  it.each([
    ["may mean two conditions", "trigger t { level red  when strategic and auto_renews or seats > 3  do alert csm }"],
    [
      "is as near to two names",
      "event e { kind one of plan_a, plan_b } trigger t { level red on e where (kind is plan_x) do alert csm }",
    ],
  ])("leaves alone what %s", (_, text) => {
    const root = project({ "a.play": text });
    expect(fixProject(root)).toEqual([]);
    expect(readFileSync(join(root, "a.play"), "utf8")).toBe(text);
  });

  it("carries fixes in JSON, with their places", async () => {
    const root = project({ "a.play": "trigger t { level red  when loginz over 7d = 0  do alert csm }" });
    const { stdout } = await cli.run(["check", root, "--format", "json"]);
    expect(JSON.parse(stdout).diagnostics[0].fix).toEqual({
      title: "Write `logins`",
      safe: true,
      edits: [{ file: "a.play", text: "logins", line: 1, column: 29, endLine: 1, endColumn: 35 }],
    });
  });

  it("never makes a program worse, and has nothing left to do after it", () => {
    const words = [
      "loginz",
      "health",
      "qrb",
      ";",
      "30days",
      "25k",
      "9:00",
      "&&",
      "{",
      "}",
      "trigger",
      "tuch",
      "pro",
      "%",
      "3 %",
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words, ...modelText.match(/\S+/g)!), { maxLength: 40 }), (parts) => {
        const files = [
          { path: "model.play", text: modelText },
          { path: "a.play", text: parts.join(" ") },
        ];
        const fixed = applySafeFixes(files, check);
        expect(isBetter(check(fixed.files), check(files))).toBe(fixed.made.length > 0);
        expect(applySafeFixes(fixed.files, check).made).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});

describe("explain code", () => {
  it("prints the page, by code or name", async () => {
    const { stdout, exitCode } = await cli.run(["explain", "code", "play304"]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain("PLAY304 unknown-word (error)");
    expect(stdout).toContain("did you mean `email`?");
    expect((await cli.run(["explain", "code", "unknown-word"])).stdout).toBe(stdout);
  });

  it("lists the codes, and says which was meant", async () => {
    const { stdout } = await cli.run(["explain", "code"]);
    expect(stdout).toContain("PLAY107  warning  never-used");
    const { exitCode, stderr } = await cli.run(["explain", "code", "PLAY3O4"]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("Did you mean PLAY304?");
  });
});
