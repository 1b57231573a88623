/** `playc render`, by the built command line as a process. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BuiltCli, buildCli } from "../cli/built.ts";
import { smallProject, writeProject } from "../cli/small-project.ts";

const root = mkdtempSync(join(tmpdir(), "playc-render-test-"));
const text =
  'Subject: {account.arr}\n\nSince {account.contract_start}, with {contact.sponsor otherwise "you"}: {role.csm}.\n';
let cli: BuiltCli;

beforeAll(() => {
  cli = buildCli();
  const program = smallProject["program.play"]!.replace(
    "effort 30min prep 15min",
    'effort 30min prep 15min template "call.md"',
  );
  writeProject(root, { "program.play": program, "call.md": text });
});
afterAll(() => rmSync(root, { recursive: true }));

const render = (...words: string[]) => cli.run(["render", ...words]);

describe("playc render", () => {
  it("prints the text and nothing else", async () => {
    const { exitCode, stdout, stderr } = await render("call", root, "--account", "a00", "--on", "2025-02-01");
    expect([exitCode, stdout]).toEqual([0, "Subject: $80,000\n\nSince 2025-01-01, with Sam: Ann.\n"]);
    expect(stderr).toContain("LOOK-AHEAD csm");
  });

  it("gives the same as versioned JSON", async () => {
    const { stdout } = await render("call", root, "--account", "a01", "--format", "json");
    expect(JSON.parse(stdout)).toMatchObject({
      format: "playc-rendering",
      version: 1,
      touch: "call",
      account: "a01",
      on: "2025-04-30",
      subject: "$5,000",
      text: "Since 2025-01-02, with you: Bo.",
    });
  });

  it.each([
    [
      "a gap",
      ["call", root, "--account", "a04"],
      3,
      /call\.md, line 3: \{role\.csm\} of a04 is not known on 2025-04-30/,
    ],
    ["nobody", ["call", root, "--account", "nobody"], 3, /No account has the id `nobody`/],
    ["a customer that left", ["call", root, "--account", "a06"], 3, /a06 is not a customer on 2025-04-30/],
    ["an unknown touch", ["cal", root, "--account", "a00"], 2, /no touch cal\. Did you mean `call`/],
    ["a touch without text", ["mail", root, "--account", "a00"], 2, /The touch mail has no template/],
    ["no account", ["call", root], 2, /--account/],
    ["no day", ["call", root, "--account", "a00", "--on", "soon"], 2, /--on soon is no date/],
    [
      "a day beyond the data",
      ["call", root, "--account", "a00", "--on", "2030-01-01"],
      2,
      /--on 2030-01-01 is outside/,
    ],
  ])("refuses %s", async (_, words, code, says) => {
    const { exitCode, stderr, stdout } = await render(...words);
    expect([exitCode, stdout]).toEqual([code, ""]);
    expect(stderr).toMatch(says);
  });
});
