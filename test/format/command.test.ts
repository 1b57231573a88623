/** `playc fmt` as a process: what it prints, writes, leaves alone, and ends with. */
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, expect, it } from "vitest";
import { buildCli } from "../cli/built.ts";

const untidy = "touch  call {channel email}\r\n";
const tidy = "touch call { channel email }\n";
const broken = "touch call { chanel email }\n";

const cli = buildCli();
const base = mkdtempSync(join(tmpdir(), "playc-fmt-"));
let folder = base;
afterAll(() => {
  rmSync(base, { recursive: true });
});

beforeEach(() => {
  folder = mkdtempSync(join(base, "project-"));
  mkdirSync(join(folder, "inner"));
  write("playc.yaml", "currency: USD\n");
  write("inner/untidy.play", untidy);
  write("tidy.play", tidy);
});

function write(path: string, text: string | Uint8Array): void {
  writeFileSync(join(folder, path), text);
}
const read = (path: string) => readFileSync(join(folder, path), "utf8");
const fmt = (...words: string[]) => cli.run(["fmt", ...words], { cwd: folder });

function fmtStdin(input: string | Uint8Array, ...words: string[]) {
  return spawnSync(process.execPath, [cli.path, "fmt", "-", ...words], { input, encoding: "utf8", cwd: folder });
}

it("formats the project it stands in, names what it changed, and touches nothing else", async () => {
  chmodSync(join(folder, "inner/untidy.play"), 0o640);
  utimesSync(join(folder, "tidy.play"), 1000, 1000);
  expect(await fmt()).toMatchObject({ exitCode: 0, stdout: "inner/untidy.play\n", stderr: "" });
  expect(read("inner/untidy.play")).toBe(tidy);
  expect(statSync(join(folder, "inner/untidy.play")).mode & 0o777).toBe(0o640);
  expect(statSync(join(folder, "tidy.play")).mtimeMs).toBe(1_000_000);
  expect(readdirSync(join(folder, "inner"))).toEqual(["untidy.play"]);
  expect(await fmt()).toMatchObject({ exitCode: 0, stdout: "" });
});

it("changes nothing with --check, and ends with 1 when something would change", async () => {
  expect(await fmt("--check")).toMatchObject({
    exitCode: 1,
    stdout: "inner/untidy.play\n",
    stderr: expect.stringMatching(/^Not formatted: 1 file\. `.*\bfmt` does it\.\n$/),
  });
  expect(read("inner/untidy.play")).toBe(untidy);
  expect(await fmt("--check", "tidy.play")).toMatchObject({ exitCode: 0, stdout: "", stderr: "" });
});

it("formats the files and folders it is given, each once", async () => {
  write("other.play", untidy);
  expect(await fmt("inner", "inner/untidy.play")).toMatchObject({ exitCode: 0, stdout: "inner/untidy.play\n" });
  expect(read("other.play")).toBe(untidy);
});

it("leaves a file with syntax errors alone, says why, and formats the others", async () => {
  write("broken.play", broken);
  write("bytes.play", new Uint8Array([0x74, 0xff, 0xfe]));
  const ended = await fmt();
  expect(ended).toMatchObject({ exitCode: 1, stdout: "inner/untidy.play\n" });
  expect(ended.stderr).toContain("broken.play:1:14");
  expect(ended.stderr).toContain("broken.play is left as it is: 1 error to mend first.");
  expect(ended.stderr).toContain("bytes.play: This is not a text file in UTF-8");
  expect(read("broken.play")).toBe(broken);
});

it("writes to no file outside the project, and leaves links links", async () => {
  const outside = mkdtempSync(join(base, "outside-"));
  writeFileSync(join(outside, "theirs.play"), untidy);
  symlinkSync(join(outside, "theirs.play"), join(folder, "link.play"));
  symlinkSync(outside, join(folder, "linked"));
  symlinkSync(join(folder, "inner/untidy.play"), join(folder, "within.play"));
  expect(await fmt()).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^[^\n]+\n$/) });
  expect(readFileSync(join(outside, "theirs.play"), "utf8")).toBe(untidy);
  expect(read("inner/untidy.play")).toBe(tidy);
  expect(lstatSync(join(folder, "within.play")).isSymbolicLink()).toBe(true);
  expect(await fmt("link.play")).toMatchObject({ exitCode: 2, stdout: "" });
});

it.each([
  ["a name nothing has", ["nowhere.play"], "There is no file or folder nowhere.play."],
  ["a file of another kind", ["playc.yaml"], "playc.yaml is not a .play file"],
  ["stdin and a file", ["-", "tidy.play"], "it stands alone"],
])("refuses %s", async (_, words, message) => {
  expect(await fmt(...words)).toMatchObject({ exitCode: 2, stdout: "", stderr: expect.stringContaining(message) });
});

it("asks for a project when it is given nothing", async () => {
  const ended = await cli.run(["fmt"], { cwd: join(folder, "inner") });
  expect(ended).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("it has no playc.yaml") });
});

it("formats stdin to stdout", () => {
  expect(fmtStdin(untidy)).toMatchObject({ status: 0, stdout: tidy, stderr: "" });
  expect(fmtStdin("")).toMatchObject({ status: 0, stdout: "", stderr: "" });
  expect(fmtStdin(untidy, "--check")).toMatchObject({ status: 1, stdout: "<stdin>\n" });
  expect(fmtStdin(tidy, "--check")).toMatchObject({ status: 0, stdout: "" });
  expect(fmtStdin(broken)).toMatchObject({ status: 1, stdout: "", stderr: expect.stringContaining("<stdin>:1:14") });
  expect(fmtStdin(new Uint8Array([0xff]))).toMatchObject({ status: 1, stdout: "" });
});

it("says the same as one JSON document", async () => {
  write("broken.play", broken);
  const ended = await fmt("--check", "--format", "json");
  expect(ended.exitCode).toBe(1);
  expect(JSON.parse(ended.stdout)).toMatchObject({
    format: "playc-fmt",
    version: 1,
    check: true,
    changed: ["inner/untidy.play"],
    refused: [{ file: "broken.play", diagnostics: [{ file: "broken.play", line: 1, column: 14, severity: "error" }] }],
  });
  expect(read("inner/untidy.play")).toBe(untidy);
  const done = await fmt("inner", "--format", "json");
  expect([done.exitCode, JSON.parse(done.stdout)]).toEqual([
    0,
    { format: "playc-fmt", version: 1, check: false, changed: ["inner/untidy.play"], refused: [] },
  ]);
  expect(read("inner/untidy.play")).toBe(tidy);
  expect(JSON.parse(fmtStdin(untidy, "--format", "json").stdout)).toMatchObject({ changed: ["<stdin>"], text: tidy });
  expect(JSON.parse((await fmt("nowhere.play", "--format=json")).stdout)).toMatchObject({ error: { exitCode: 2 } });
});
