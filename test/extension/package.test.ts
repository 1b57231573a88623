/** What is packaged: these files and no others; and the program in it works where nothing is installed. */
import { execFile, execFileSync } from "node:child_process";
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { isBuiltin } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Comparing, type Comparison, compare, nothingYet } from "../../extension/compare/steps.ts";
import { type BuiltExtension, buildExtension } from "./built.ts";

const standard = join(import.meta.dirname, "../../playbooks/standard");

let extension: BuiltExtension;
let work: string;
beforeAll(() => {
  extension = buildExtension();
  work = mkdtempSync(join(tmpdir(), "playc-work-"));
});
afterAll(() => {
  extension.remove();
  rmSync(work, { recursive: true, force: true });
});

/** Of the program in the package. */
async function run(...words: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const all = [join(extension.path, "playc/playc.js"), ...words];
  const ended = promisify(execFile)(process.execPath, all, { cwd: work, env: { ...process.env, NODE_PATH: "" } });
  return ended.then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );
}

describe("the package", () => {
  it("holds what is needed and nothing else", () => {
    const own = extension.files.filter((file) => !file.startsWith("playc/playbooks/standard/"));
    expect(own.map((file) => file.replace(/playc-\w+\.cjs$/, "playc-HASH.cjs"))).toEqual([
      ".vscodeignore",
      "CHANGELOG.md",
      "LICENSE",
      "README.md",
      "extension.cjs",
      "icon.png",
      "language-configuration.json",
      "media/file.svg",
      "media/playc.svg",
      "package.json",
      "playc/chunks/playc-HASH.cjs",
      "playc/package.json",
      "playc/playc.js",
      "schemas/project.schema.json",
      "snippets/play.json",
      "syntaxes/play.tmLanguage.json",
      "walkthrough/begin.md",
      "walkthrough/install.md",
      "walkthrough/simulate.md",
      "walkthrough/test.md",
      "walkthrough/write.md",
      "webview/page.css",
      "webview/page.js",
    ]);
  });

  it("holds every file that its manifest names", () => {
    const manifest = readFileSync(join(extension.path, "package.json"), "utf8");
    const named = [
      ...manifest.matchAll(/"(?:path|url|main|icon|light|dark|configuration|markdown)": "(?:\.\/)?([^"$(]+)"/g),
    ];
    expect(named.length).toBeGreaterThan(9);
    for (const [, file = ""] of named) expect(existsSync(join(extension.path, file)), file).toBe(true);
  });

  it("asks for nothing that is not in it but the editor and Node", () => {
    const code = readFileSync(join(extension.path, "extension.cjs"), "utf8");
    const asked = new Set([...code.matchAll(/\brequire\("([^"]+)"\)/g)].map((match) => match[1] ?? ""));
    expect([...asked].filter((name) => !isBuiltin(name))).toEqual(["vscode"]);
  });
});

describe("the program in the package, without its database", () => {
  it("checks, with the library that comes with it", async () => {
    expect(await run("check", standard)).toMatchObject({ code: 0, stdout: expect.stringContaining("0 errors") });
  });

  it("begins a project, tests it and explains", async () => {
    expect(await run("init", "mine", "--standard")).toMatchObject({ code: 0 });
    expect(await run("check", "mine")).toMatchObject({ code: 0 });
    expect(await run("init", "small")).toMatchObject({ code: 0 });
    expect(await run("test", "small")).toMatchObject({ code: 0 });
    expect(await run("explain", "code", "PLAY102")).toMatchObject({ code: 0 });
    expect((await run("explain", "PLAY102")).stderr).toContain("explain code PLAY102");
  });

  it("compares with the last commit, and finds a history that shows what was changed", async () => {
    expect(await run("init", "books")).toMatchObject({ code: 0 });
    const folder = join(work, "books");
    const own = ["-c", "user.name=Dana", "-c", "user.email=dana@example.com", "-c", "commit.gpgsign=false"];
    for (const words of [
      ["init", "-q"],
      ["add", "-A"],
      [...own, "commit", "-q", "-m", "x"],
    ])
      execFileSync("git", words, { cwd: folder, stdio: "pipe" });
    const more = "trigger new_quiet { level yellow when logins over 14d = 0 do alert csm rest 30d }\n";
    appendFileSync(join(folder, "first.play"), more);
    let state: Comparison = nothingYet;
    const program: Comparing["program"] = {
      command: process.execPath,
      before: [join(extension.path, "playc/playc.js")],
      environment: { NODE_PATH: "" },
      isBundled: true,
    };
    const asked = { program, folder, more: ["--witness"], signal: new AbortController().signal, log: () => {} };
    await compare({ ...asked, show: (change) => (state = { ...state, ...change }) }, undefined);
    expect({ ...state, report: undefined }).toEqual({ ...nothingYet, needsProgram: true });
    expect(state.report!.changes).toMatchObject([{ kind: "trigger", name: { after: "new_quiet" }, what: "added" }]);
    expect(state.report!.witnesses?.[0]?.found?.test).toContain("expect trigger new_quiet");
    const { code, stderr } = await run("diff", "HEAD", "--project", folder, "--simulate");
    expect(code).toBe(4);
    expect(stderr).toMatch(/^playc: This playc cannot read data: .*\n?$/);
  });

  it.each([[["simulate", standard]], [["query", "SELECT 1", standard]], [["init", "more", "--from", standard]]])(
    "says of %j in plain words what it lacks",
    async (words) => {
      const { code, stderr } = await run(...words);
      expect(code).toBe(4);
      expect(stderr).toMatch(/^playc: This playc cannot read data: .*\n?$/);
    },
  );
});
