/** Two programs that call things of the data otherwise, or of which one has more of it, read the same histories: by the names of each, over the days of both. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { simulateBoth } from "../../cli/compare-programs.ts";
import { compileProject } from "../../cli/compile-project.ts";
import { isSameRun } from "../../review/compare/compare.ts";
import { compare } from "../../review/diff/diff.ts";
import { smallProject, writeProject } from "../cli/small-project.ts";
import { fixture } from "../lsp/fixture.ts";
import { renamedIn } from "./renamed.ts";

const root = mkdtempSync(join(tmpdir(), "playc-data-of-both-"));
afterAll(() => rmSync(root, { recursive: true }));
const progress = { phase: () => {}, count: async () => {}, end: () => {} };
let runs = 0;

type Files = Readonly<Record<string, string>>;

/** The data is that of `after`. */
async function both(before: Files, after: Files) {
  const folder = join(root, String(runs++));
  const [old, now] = [before, after].map((files, index) => {
    const project = join(folder, String(index));
    mkdirSync(project, { recursive: true });
    return compileProject(writeProject(project, files));
  });
  const compared = compare(old!.schedule, now!.schedule);
  const schedules = { before: old!.schedule, after: now!.schedule, compared };
  const data = { project: now!.project, projectBefore: old!.project, root: now!.folder.root, data: [] };
  const work = join(folder, "run");
  mkdirSync(work);
  const given = { ...schedules, ...data, days: {}, capacity: "report" } as const;
  return { compared, ...(await simulateBoth(work, given, progress)) };
}

const yaml = smallProject["playc.yaml"]!;
const program = smallProject["program.play"]!;
/** With every kind of name that the project file can have. */
const named = {
  "program.play": program.replace("event sponsor_left, attended", "event sponsor_left { why text? }  event attended"),
  "playc.yaml": `${yaml.replace("key: id }\npeople", "key: id, fields: { arr: arr, renewal: renewal } }\npeople").replace("at: at }", "at: at, fields: { why: id } }")}touches: { file: sent.csv, key: id, at: at, touch: what, names: { call: "a call" } }\n`,
  "sent.csv": "id,at,what\na01,2025-02-10T12:00:00,a call\n",
};

test("what is called otherwise in the program and in playc.yaml is the same data", { timeout: 60_000 }, async () => {
  let files = new Map(Object.entries({ ...smallProject, ...named }));
  const names = ["logins", "sponsor_left", "why", "sponsor", "csm", "renewal", "call"];
  for (const name of names) {
    if (name === "why") {
      for (const [path, text] of files) files.set(path, text.replace(/\bwhy\b/g, "our_why"));
      continue;
    }
    const { analysis } = fixture("# nothing\n", Object.fromEntries(files));
    const symbol = analysis.symbols.find((each) => each.name === name)!;
    files = renamedIn(files, analysis, symbol, `our_${name}`)!;
  }
  for (const name of names) expect(files.get("playc.yaml")).toContain(`our_${name}: `);
  const { compared, simulated } = await both(named, Object.fromEntries(files));
  expect(compared.diff.changes.map(({ what }) => what)).toEqual(names.map(() => "renamed"));
  expect(isSameRun(simulated), JSON.stringify(simulated)).toBe(true);
  expect(simulated.input.before).toEqual(simulated.input.after);
  expect(simulated.touches.before).toBeGreaterThan(40);
});

/** Without a metric, in the program and in playc.yaml. */
const withoutLogins = {
  "program.play": program.replace(/^metric logins.*\n/m, "").replace(/^trigger (drop|quiet) .*\n/gm, ""),
  "playc.yaml": yaml.replace("logins: logins, ", ""),
};

test("what only the program before has is read as its own playc.yaml says", { timeout: 60_000 }, async () => {
  const { simulated } = await both({}, withoutLogins);
  expect(simulated.input.before.unmapped).toEqual(["event attended"]);
  expect(simulated.triggers.map(({ trigger, fires, lost }) => [trigger, fires.before > 0, fires.after, lost])).toEqual([
    ["drop", true, 0, ["a00", "a03", "a06", "a09"]],
    ["quiet", true, 0, expect.any(Array)],
  ]);
});

test("where its data is gone, that is said, and the rest is compared", { timeout: 60_000 }, async () => {
  const days = smallProject["days.csv"]!.replace(/^([^,]*,[^,]*),[^,]*,/gm, "$1,");
  const { simulated } = await both({}, { ...withoutLogins, "days.csv": days });
  expect(simulated.input.before.unmapped).toEqual(["metric logins", "event attended"]);
  expect(simulated.input.after.unmapped).toEqual(["event attended"]);
  expect(
    simulated.triggers.map(({ trigger, fires, unknownDays }) => [trigger, fires.before, unknownDays.before]),
  ).toEqual([
    ["drop", 0, expect.any(Number)],
    ["quiet", 0, expect.any(Number)],
  ]);
});

test("a new name that is like one of the program before is no slip in its project file", {
  timeout: 60_000,
}, async () => {
  const before = { "program.play": `${program}metric seat count snapshot\n` };
  const after = {
    "program.play": `${program}metric seat count snapshot\nmetric seats count snapshot\n`,
    "playc.yaml": yaml.replace("health: health }", "health: health, seats: logins }"),
  };
  const { simulated } = await both(before, after);
  expect(isSameRun(simulated)).toBe(true);
});

test("days that only one of the two reads are no change", { timeout: 60_000 }, async () => {
  const more = `${yaml}`.replace(
    "metrics:",
    "  attended: { file: left.csv, key: id, at: at, covers: 2024-06-01..2025-09-30 }\nmetrics:",
  );
  const before = program.replace("event sponsor_left, attended", "event sponsor_left");
  for (const [one, other] of [
    [before, program],
    [program, before],
  ]) {
    const { simulated } = await both(
      { "program.play": one!, "playc.yaml": more },
      { "program.play": other!, "playc.yaml": more },
    );
    expect(simulated.range).toMatchObject({ from: "2025-01-01", to: "2025-04-30", days: 120 });
    expect(isSameRun(simulated), JSON.stringify(simulated.people)).toBe(true);
  }
});
