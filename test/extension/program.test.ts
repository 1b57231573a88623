/** Which `playc` is run: a folder that nobody trusts has no say, and nothing goes through a shell. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type ProgramChoice, programOf } from "../../extension/program.ts";
import { reasonOf, run } from "../../extension/run.ts";

const installed = join("/work/mine/node_modules/playc/dist/playc.js");
const choice: ProgramChoice = {
  configured: "",
  trusted: true,
  place: join("/work/mine/books/first.play"),
  workspaceFolder: join("/work/mine"),
  extensionFolder: join("/extensions/playc"),
  node: "/editor/node",
  exists: () => false,
};
const bundled = {
  command: "/editor/node",
  before: [join("/extensions/playc/playc/playc.js")],
  environment: { ELECTRON_RUN_AS_NODE: "1" },
  isBundled: true,
};

describe("the program", () => {
  it.each<[string, Partial<ProgramChoice>, readonly [string, ...string[]]]>([
    ["the one of the setting", { configured: "/opt/bin/playc" }, ["/opt/bin/playc"]],
    ["a script of the setting, run by Node", { configured: "/opt/playc.js" }, ["node", "/opt/playc.js"]],
    [
      "a path from the folder that is open on",
      { configured: " tools/playc.js" },
      ["node", join("/work/mine/tools/playc.js")],
    ],
    ["a command that is found by its name", { configured: "playc" }, ["playc"]],
    ["the one that the folder has installed", { exists: (file) => file === installed }, ["node", installed]],
    ["the setting's before the installed one", { configured: "/opt/playc", exists: () => true }, ["/opt/playc"]],
  ])("is %s", (_, change, [command, ...before]) => {
    expect(programOf({ ...choice, ...change })).toEqual({ command, before, environment: {}, isBundled: false });
  });

  it.each<[string, Partial<ProgramChoice>]>([
    ["there is no other", {}],
    ["nobody trusts the folder", { trusted: false, configured: "/opt/playc", exists: () => true }],
    ["the setting is blank", { configured: "  " }],
    ["a path of the setting has no folder to begin at", { configured: "tools/playc", workspaceFolder: undefined }],
    [
      "what is installed is above the folder",
      { exists: (file) => file === join("/work/node_modules/playc/dist/playc.js") },
    ],
    ["no folder is open", { workspaceFolder: undefined, exists: () => true }],
    ["there is no place at all", { place: undefined, workspaceFolder: undefined }],
  ])("is the one of the extension when %s", (_, change) => {
    expect(programOf({ ...choice, ...change })).toEqual(bundled);
  });
});

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe("running it", () => {
  const node = { command: process.execPath, before: ["-e"], environment: { WORD: "set" }, isBundled: false };
  const here = import.meta.dirname;
  const forever = "setInterval(() => {}, 1000)";

  it("gives words as they are, and what was said", async () => {
    const script =
      "console.log(process.argv.slice(1).join('|'), process.env.WORD); console.error('playc: no'); process.exit(3)";
    const ran = await run(node, [script, "a b", "$(c)", '"'], here);
    expect(ran).toEqual({ code: 3, stdout: 'a b|$(c)|" set\n', stderr: "playc: no\n" });
    expect(reasonOf(ran)).toBe("no");
  });

  it("can be stopped, before it began and after", async () => {
    const stopping = new AbortController();
    const running = run(node, [forever], here, stopping.signal);
    stopping.abort();
    expect(await running).toEqual({ code: null, stdout: "", stderr: "" });
    expect(await run(node, [forever], here, stopping.signal)).toEqual({ code: null, stdout: "", stderr: "" });
  });

  it("is killed where it does not end when it is asked to", async () => {
    const deaf = "process.on('SIGTERM', () => {})";
    const stopping = new AbortController();
    const folder = mkdtempSync(join(tmpdir(), "playc-stop-"));
    try {
      const script = `${deaf}; require('fs').writeFileSync('pid', String(process.pid)); ${forever}`;
      const running = run(node, [script], folder, stopping.signal, 100);
      await expect
        .poll(() => existsSync(join(folder, "pid")) && readFileSync(join(folder, "pid"), "utf8"))
        .toMatch(/^\d+$/);
      const pid = Number(readFileSync(join(folder, "pid"), "utf8"));
      stopping.abort();
      expect((await running).code).toBe(null);
      await expect.poll(() => isThere(pid), { timeout: 30_000 }).toBe(false);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("says what to do when it is not there", async () => {
    const missing = { ...node, command: "/no/such/playc", before: [] };
    expect(reasonOf(await run(missing, ["check"], here))).toContain("Correct the setting playc.path.");
    const withoutNode = { ...node, command: "/no/such/node", before: ["/opt/playc.js"] };
    expect(reasonOf(await run(withoutNode, ["check"], here))).toContain("Install Node.js");
  });

  it("says that the folder is gone, and not that the program is", async () => {
    const gone = join(here, "no-such-folder");
    expect(reasonOf(await run(node, ["1"], gone))).toBe(`The folder ${gone} is not there any more.`);
  });

  it("finds what was said among how far it came and what Node warns of", () => {
    const reason = (stderr: string) => reasonOf({ code: 3, stdout: "", stderr });
    expect(reason("(node:7) Warning: old\n1 of 3 accounts\nplayc: a.csv: row 3 has no id\n")).toBe(
      "a.csv: row 3 has no id",
    );
    expect(reason("error: unknown option '--x'\n")).toBe("error: unknown option '--x'");
    expect(reason("Segmentation fault\n")).toBe("Segmentation fault");
    expect(reason("")).toBe("playc ended with 3.");
  });

  it.each<[string, string, readonly string[]]>([
    ["a path that leads through a file", join(import.meta.filename, "playc"), ["check"]],
    ["a word with a NUL", process.execPath, ["a\0b"]],
    ["a word that is too long", process.execPath, ["a".repeat(4_000_000)]],
  ])("says that it cannot be run: %s", async (_, command, words) => {
    const ran = await run({ ...node, command, before: [] }, words, here);
    expect(ran).toMatchObject({ code: null, stdout: "" });
    expect(reasonOf(ran)).toContain(`${command} cannot be run: `);
  });
});
