/** With `--format json`, stdout is one JSON document: every command that has the option, on every exit code it can end with. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { exitCodes } from "../../cli/failure.ts";
import { type Actions, createProgram } from "../../cli/program.ts";
import { type BuiltCli, buildCli } from "./built.ts";
import { smallProject, writeProject } from "./small-project.ts";

const root = mkdtempSync(join(tmpdir(), "playc-json-"));
let cli: BuiltCli;
let folders = 0;

beforeAll(() => {
  cli = buildCli();
}, 60_000);
afterAll(() => rmSync(root, { recursive: true }));

function project(changes: Record<string, string | undefined> = {}): string {
  const folder = join(root, String(folders++));
  mkdirSync(folder);
  return writeProject(folder, changes);
}
const wrong = () => project({ "wrong.play": "trigger t { level red when lgins over 7d = 0 do alert manager }" });
const scored = (changes: Record<string, string | undefined> = {}) =>
  project({ "fit.play": "health fit { usage 100 { 100 points when logins over 7d > 0 } }", ...changes });
const badData = () => project({ "days.csv": "id,date,logins,health\na00,2025-01-01,1,1\n" });
const noData = () => project({ "left.csv": undefined });
const templated = () =>
  project({
    "program.play": smallProject["program.play"]!.replace("prep 15min", 'prep 15min template "call.md"'),
    "call.md": "Hello",
  });
const staffed = (changes: Record<string, string | undefined> = {}) =>
  project({ "team.play": "team { csm 2 people 30h per week }", ...changes });
const untidy = () => project({ "untidy.play": "contact   champion" });
const tested = (logins: number) =>
  project({
    "tests.play": `test "one" { account acme { arr $60K contract_start 2025-01-06 } history acme { logins 0 on 2025-03-01 } expect logins over 1d = ${logins} for acme at 2025-03-01 }`,
  });
const broken = () => project({ "broken.play": "contact {" });
const nowhere = join(root, "nowhere");
const notWritable = () => {
  const folder = project();
  return ["-o", join(folder, "days.csv", "schedule.json")];
};

/** Command, exit code, words. */
const cases: [string, number, () => string[]][] = [
  ["check", 0, () => [project()]],
  ["check", 1, () => [wrong()]],
  ["check", 0, () => [project(), "--fix"]],
  ["check", 2, () => [nowhere]],
  ["check", 2, () => [project(), "--unknown"]],
  ["build", 0, () => [project()]],
  ["build", 1, () => [wrong()]],
  ["build", 2, () => [nowhere]],
  ["build", 4, () => [project(), ...notWritable()]],
  ["simulate", 0, () => [project()]],
  ["simulate", 1, () => [wrong()]],
  ["simulate", 2, () => [project(), "--from", "2025-13-01"]],
  ["simulate", 2, () => [project(), "--accounts", ","]],
  ["simulate", 3, () => [badData()]],
  ["simulate", 4, () => [noData()]],
  [
    "simulate",
    5,
    () => [
      project({ "playc.yaml": `${smallProject["playc.yaml"]}budgets: { late: 0%, touches_per_person_and_week: 0 }\n` }),
    ],
  ],
  ["diff", 0, () => [project(), project(), "--exit-code"]],
  ["diff", 1, () => [project(), wrong()]],
  ["diff", 2, () => [project(), project(), "--from", "2025-02-01"]],
  ["diff", 2, () => [project(), nowhere]],
  ["diff", 3, () => [project(), badData(), "--simulate"]],
  ["diff", 4, () => [project(), noData(), "--simulate"]],
  ["diff", 5, () => [project(), project({ "more.play": "contact champion" }), "--exit-code"]],
  ["test", 0, () => [tested(0)]],
  ["test", 0, () => [tested(0), "--min", "0"]],
  ["test", 1, () => [wrong()]],
  ["test", 2, () => [project()]],
  ["test", 2, () => [tested(0), "--filter", "another"]],
  ["test", 2, () => [tested(0), "--watch"]],
  ["test", 2, () => [tested(0), "--min", "101"]],
  ["test", 5, () => [tested(1)]],
  ["test", 5, () => [tested(0), "--min", "100"]],
  ["due", 0, () => [project(), "--as-of", "2025-03-14"]],
  ["due", 1, () => [wrong(), "--as-of", "2025-03-14"]],
  ["due", 2, () => [project()]],
  ["due", 2, () => [project(), "--as-of", "today"]],
  ["due", 3, () => [project(), "--as-of", "2025-01-01"]],
  ["due", 3, () => [badData(), "--as-of", "2025-03-14"]],
  ["due", 4, () => [noData(), "--as-of", "2025-03-14"]],
  ["due", 4, () => [project(), "--as-of", "2025-03-14", "--out", root]],
  ["calibrate", 0, () => [scored(), "--before", "30d"]],
  ["calibrate", 1, () => [wrong()]],
  ["calibrate", 0, () => [project()]],
  ["calibrate", 2, () => [project(), "--score", "nothing"]],
  ["calibrate", 2, () => [scored(), "--before", "soon"]],
  ["calibrate", 3, () => [scored({ "days.csv": "id,date,logins,health\na00,2025-01-01,1,1\n" })]],
  ["calibrate", 4, () => [scored({ "left.csv": undefined })]],
  ["capacity", 0, () => [project()]],
  ["capacity", 1, () => [wrong()]],
  ["capacity", 2, () => [nowhere]],
  ["staffing", 0, () => [staffed(), "--late", "5%"]],
  ["staffing", 1, () => [wrong(), "--late", "5%"]],
  ["staffing", 2, () => [staffed()]],
  ["staffing", 2, () => [staffed(), "--late", "5%", "--role", "nobody"]],
  ["staffing", 4, () => [staffed({ "left.csv": undefined }), "--late", "5%"]],
  ["merge", 2, () => [nowhere]],
  ["merge", 3, () => [join(project(), "days.csv"), "--out", join(root, "merged")]],
  ["merge", 4, () => [nowhere, "--out", join(root, "merged")]],
  ["render", 0, () => ["call", templated(), "--account", "a00"]],
  ["render", 1, () => ["call", wrong(), "--account", "a00"]],
  ["render", 2, () => ["call", project(), "--account", "a00"]],
  ["render", 3, () => ["call", templated(), "--account", "nobody"]],
  ["query", 2, () => ["SELECT 1", nowhere]],
  ["explain account", 0, () => ["a00", project()]],
  ["explain account", 0, () => ["a00", project(), "--why-not", "touch", "call", "--on", "2025-03-01"]],
  ["explain account", 1, () => ["a00", wrong()]],
  ["explain account", 2, () => ["a00", nowhere]],
  ["explain account", 2, () => []],
  ["explain account", 3, () => ["nobody", project()]],
  ["explain account", 4, () => ["a00", noData()]],
  ["explain code", 0, () => []],
  ["explain code", 0, () => ["PLAY304"]],
  ["explain code", 2, () => ["PLAY99999"]],
  ["init", 0, () => [join(root, `new-${folders++}`)]],
  ["init", 0, () => [join(root, `new-${folders++}`), "--from", project()]],
  ["init", 2, () => [join(root, `new-${folders++}`), "--currency", "dollars"]],
  ["fmt", 0, () => ["--check", project({ "program.play": "contact champion\n" })]],
  ["fmt", 1, () => ["--check", untidy()]],
  ["fmt", 1, () => [broken()]],
  ["fmt", 2, () => [nowhere]],
];

/** The commands that speak JSON, as `explain account` where one stands below another. */
function commandsWithJson(): string[] {
  // Whatever the command line calls, it calls nothing here.
  const actions = new Proxy({} as Actions, { get: () => async () => 0 });
  const { commands } = createProgram(actions, () => {});
  const leaves = commands.flatMap((command) =>
    command.commands.length === 0
      ? [{ name: command.name(), options: command.options }]
      : command.commands.map((below) => ({ name: `${command.name()} ${below.name()}`, options: below.options })),
  );
  const speaksJson = leaves.filter(({ options }) =>
    options.some((option) => option.long === "--format" && option.argChoices?.includes("json")),
  );
  return speaksJson.map(({ name }) => name).sort();
}

test("every command that has the option is asked", () => {
  expect([...new Set(cases.map(([command]) => command))].sort()).toEqual(commandsWithJson());
});

/** What was changed is told whatever is wrong with the data. */
const besides = new Map([
  ["diff 3", { notSimulated: { kind: "data" } }],
  ["diff 4", { notSimulated: { kind: "io" } }],
]);

test.concurrent.each(cases)("%s: %i", { timeout: 120_000 }, async (command, exitCode, words) => {
  const ended = await cli.run([...command.split(" "), ...words(), "--format", "json"]);
  expect(ended.exitCode, ended.stdout + ended.stderr).toBe(exitCode);
  expect(JSON.parse(ended.stdout)).toBeTypeOf("object");
  expect(ended.stderr).not.toMatch(/^\s+at .+:\d+|node:internal/m);
  // That a test failed is a result.
  if (exitCode >= 2 && exitCode !== exitCodes.test) {
    expect(JSON.parse(ended.stdout)).toMatchObject(besides.get(`${command} ${exitCode}`) ?? { error: { exitCode } });
  }
});

test("a file where a folder should be written is an I/O failure, as JSON", { timeout: 60_000 }, async () => {
  const file = join(root, "file");
  writeFileSync(file, "");
  const ended = await cli.run(["simulate", project(), "--out", file, "--format", "json"]);
  expect(ended.exitCode).toBe(4);
  expect(JSON.parse(ended.stdout)).toMatchObject({ error: { exitCode: 4 } });
});
