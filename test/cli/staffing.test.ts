/** `playc staffing` as a process: its answer is met by a simulation of that very team, and not by one person fewer. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Summary } from "../../runtime/summary/types.ts";
import { type BuiltCli, buildCli } from "./built.ts";

const schema = JSON.parse(
  readFileSync(new URL("../../runtime/scenarios/staffing.schema.json", import.meta.url), "utf8"),
);
const isDocument = new Ajv2020({ strict: true, allErrors: true }).compile(schema);

const root = mkdtempSync(join(tmpdir(), "playc-staffing-"));
let cli: BuiltCli;

beforeAll(() => {
  cli = buildCli();
}, 60_000);
afterAll(() => {
  rmSync(root, { recursive: true });
});

/** Sixty accounts, each owed half an hour a week, by a team of so many with five hours a week each. */
function project(people: number): string {
  const folder = join(root, `team-${people}`);
  mkdirSync(folder);
  const write = (name: string, lines: string[]) => writeFileSync(join(folder, name), `${lines.join("\n")}\n`);
  const ids = Array.from({ length: 60 }, (_, index) => `a${String(index).padStart(2, "0")}`);
  write("playc.yaml", [
    "currency: USD",
    "time_zone: UTC",
    "account: { file: accounts.csv, key: id }",
    "people: { csm: { assign: { rule: least_loaded } } }",
    "metrics: { file: days.csv, key: id, day: day, columns: { logins: logins } }",
  ]);
  write("accounts.csv", [
    "id,start",
    ...ids.map((id, index) => `${id},2025-01-${String(1 + (index % 7)).padStart(2, "0")}`),
  ]);
  write("days.csv", ["id,day,logins", "a00,2025-01-01,1", "a00,2025-03-31,1"]);
  write("plan.play", [
    "account { start date  begins start }",
    "metric logins count per day",
    "role csm owns accounts",
    "touch call { channel video owner csm effort 30min purpose address_need kind proactive }",
    "cadence weekly from start { every 1 week touch call within 2 business days }",
    "policy { hours 09:00..17:00 mon..fri }",
    `team { csm ${people} people 5h per week }`,
  ]);
  return folder;
}

interface Answer {
  roles: {
    role: string;
    people: number | null;
    asItIs: { people: number; due: number; late: number; met: boolean; unlike: Record<string, number> };
    curve: { people: number; due: number; late: number; met: boolean }[];
  }[];
}

test("the smallest team meets the bound, and a smaller one does not", { timeout: 180_000 }, async () => {
  const asked = ["staffing", project(1), "--late", "5%", "--most", "16", "--format", "json"];
  const { stdout, exitCode } = await cli.run(asked);
  expect(exitCode).toBe(0);
  expect(isDocument(JSON.parse(stdout)), JSON.stringify(isDocument.errors)).toBe(true);
  const [{ people, curve, asItIs }] = (JSON.parse(stdout) as Answer).roles as [Answer["roles"][number]];
  // Sixty times half an hour are thirty hours a week: six people are always at their limit.
  expect(people).toBeGreaterThanOrEqual(6);
  expect(people).toBeLessThanOrEqual(12);
  // The team there is consists of one equal, too.
  const { unlike, ...single } = asItIs;
  expect(single).toEqual(curve.find((each) => each.people === 1));
  expect(unlike).toEqual({ away: 0, comeOrLeave: 0, otherHours: 0, ownTimes: 0 });
  for (const number of [people! - 1, people!]) {
    const folder = number === 1 ? join(root, "team-1") : project(number);
    const run = await cli.run(["simulate", folder, "--capacity", "enforce", "--what-if", "csm +0", "--format", "json"]);
    const [plan] = (JSON.parse(run.stdout) as Summary).whatIf!;
    const { due, late } = plan!.figures.roles[0]!;
    const point = curve.find((each) => each.people === number)!;
    expect([point.due, point.late, point.met]).toEqual([due, late, number === people]);
    expect(late * 20 <= due).toBe(point.met);
  }
});

test.each([
  [["--late", "5"], 2, /Write a share like 5%/],
  [["--late", "5%", "--role", "cms"], 2, /cms is no role of people: there are csm/],
  [["--late", "0%", "--most", "2"], 0, /csm: no number up to 2 keeps late work at 0.0% or less/],
])("says so: %j", { timeout: 60_000 }, async (options, code, message) => {
  const folder = project(100 + options.join("").length);
  const { stdout, stderr, exitCode } = await cli.run(["staffing", folder, ...options]);
  expect([exitCode, `${stdout}${stderr}`]).toEqual([code, expect.stringMatching(message)]);
});
