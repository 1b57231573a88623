/** `playc simulate --what-if` as a process: scenarios stand beside the plan, whose files are as they are without them. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Summary } from "../../runtime/summary/types.ts";
import { type BuiltCli, buildCli } from "./built.ts";
import { sectionsOf } from "./printed.ts";
import { smallProject, writeProject } from "./small-project.ts";

const root = mkdtempSync(join(tmpdir(), "playc-what-if-"));
let cli: BuiltCli;
let folder: string;

beforeAll(() => {
  cli = buildCli();
  folder = join(root, "project");
  mkdirSync(folder);
  const [program] = Object.keys(smallProject).filter((name) => name.endsWith(".play"));
  writeProject(folder, { [program!]: `${smallProject[program!]}\nteam { csm 30h per week 50% for plays }\n` });
}, 60_000);
afterAll(() => {
  rmSync(root, { recursive: true });
});

test("scenarios stand beside the plan, and leave its ledger alone", { timeout: 120_000 }, async () => {
  const [plain, planned] = [join(root, "plain"), join(root, "planned")];
  await cli.run(["simulate", folder, "--out", plain]);
  const scenarios = [
    "nothing: csm +0",
    "large: segment is large accounts +100%",
    "csm 60h per week",
    "new: csm +2 from 2025-02-03",
  ];
  const asked = scenarios.flatMap((text) => ["--what-if", text]);
  const { stdout, exitCode } = await cli.run(["simulate", folder, "--out", planned, ...asked]);
  expect(exitCode).toBe(0);
  const summaryOf = (out: string): Summary => JSON.parse(readFileSync(join(out, "summary.json"), "utf8"));
  const { whatIf, ...rest } = summaryOf(planned);
  expect(rest).toEqual(summaryOf(plain));
  const ledger = (out: string) => readFileSync(join(out, "ledger.parquet")).toString("base64");
  expect(ledger(planned)).toBe(ledger(plain));
  const schema = JSON.parse(
    readFileSync(new URL("../../runtime/summary/summary.schema.json", import.meta.url), "utf8"),
  );
  const validate = new Ajv2020({ strict: true, allErrors: true }).compile(schema);
  expect(validate({ ...rest, whatIf }), JSON.stringify(validate.errors)).toBe(true);

  const [plan, nothing, large, hours, more] = whatIf!;
  expect(whatIf!.map(({ name }) => name)).toEqual(["as it is", "nothing", "large", "csm 60h per week", "new"]);
  expect(nothing!.figures).toEqual(plan!.figures);
  const { total } = rest.balance;
  const { figures } = plan!;
  expect([figures.demands, figures.done, figures.dropped, figures.unserved, figures.open]).toEqual([
    total.demands,
    total.done,
    total.dropped,
    total.unserved,
    total.open,
  ]);
  expect([figures.accounts, figures.untouched]).toEqual([rest.accounts.alive, rest.accounts.neverTouched]);
  const [csm] = figures.roles;
  expect(csm!.minutes).toBe(rest.operations.roles.find(({ role }) => role === "csm")!.minutes);
  // Every other account is large, and begins within the data.
  expect(large!.figures.accounts).toBeGreaterThan(figures.accounts);
  expect(figures.over).toEqual({
    minutes: rest.capacity
      .flatMap(({ weeks }) => weeks)
      .reduce((sum, { minutes, capacity }) => sum + Math.max(0, minutes - capacity), 0),
    weeks: rest.capacity.reduce((sum, { weeksOver }) => sum + weeksOver, 0),
  });
  expect(hours!.figures.over!.minutes).toBeLessThanOrEqual(figures.over!.minutes);
  expect(hours!.figures).toEqual({
    ...figures,
    over: hours!.figures.over,
    roles: [{ ...csm, capacity: 2 * csm!.capacity!, peak: { ...csm!.peak, capacity: 2 * csm!.peak!.capacity } }],
  });
  expect(more!.figures.roles[0]!.people).toBe(csm!.people + 2);
  const printed = sectionsOf(stdout).get("What if")!;
  expect(stdout).toContain("Nobody waits for people here (--capacity report)");
  expect(printed.rows.find(([title]) => title === "done")).toEqual([
    "done",
    ...whatIf!.map((each) => String(each.figures.done)),
  ]);
});

test.each([
  [["--what-if", "ar >= $1K accounts +5%"], /`ar`.*\n {2}ar >= \$1K accounts \+5%\n {2}\^\^\n/],
  [
    ["--what-if", "arr >= accounts +5%"],
    /before `accounts` something is missing.*\n {2}arr >= accounts \+5%\n {9}\^{8}\n/,
  ],
  [["--what-if", "arr > $5K) accounts +5%"], /No `\(` stands before this `\)`.*\n.*\n {11}\^\n/],
  [["--what-if", "(arr > $5K accounts +5%"], /Nothing closes this `\(`.*\n.*\n {2}\^\n/],
  [["--what-if", "accounts +20"], /in percent and with a sign.*\n.*\n {2}\^/],
  [["--what-if", "late: csm +1 from 2030-01-01"], /the data goes from 2025-.*\n.*\n {20}\^{10}\n/],
  [
    ["--to", "2025-02-10", "--what-if", "late: csm +1 from 2025-02-11"],
    /the reported days end on 2025-02-10 \(--to\)\.\n.*\n {20}\^{10}\n/,
  ],
  [["--what-if", "Nobody away 2025-02-01..2025-02-02"], /Nobody is called Nobody.*\n.*\n {2}\^{6}\n/],
  [["--what-if", "a: csm +1", "--what-if", "a: csm +2"], /another scenario called `a`/],
  [["--what-if", "csm +1", "--account", "a01"], /leave out --accounts and --account/],
])(
  "what cannot be simulated is refused before anything is written: %j",
  { timeout: 60_000 },
  async (options, message) => {
    const out = join(root, "refused");
    const { stderr, exitCode } = await cli.run(["simulate", folder, "--out", out, ...options]);
    expect([exitCode, stderr]).toEqual([2, expect.stringMatching(message)]);
    expect(stderr).not.toContain("    at ");
  },
);
