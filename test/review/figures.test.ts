/** Every figure of a comparison is what SQL written from docs/review.md counts over the files of two runs of `playc simulate`. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { simulateBoth } from "../../cli/compare-programs.ts";
import { compileProject } from "../../cli/compile-project.ts";
import { compare } from "../../review/diff/diff.ts";
import { type BuiltCli, buildCli } from "../cli/built.ts";
import { smallProject, writeProject } from "../cli/small-project.ts";
import { howOften } from "../support/how-often.ts";
import { countedAgain, type Run } from "./figures-sql.ts";

const root = mkdtempSync(join(tmpdir(), "playc-figures-"));
const progress = { phase: () => {}, count: async () => {}, end: () => {} };
let cli: BuiltCli;
let runs = 0;

beforeAll(() => {
  cli = buildCli();
});
afterAll(() => rmSync(root, { recursive: true }));

const limits =
  "touches_per_person_and_week: 5, utilisation: 90%, touches_per_account_in_30_days: 9, late: 2%, untouched_accounts: 1";
const program = `${smallProject["program.play"]!.replace("  target win", "  escalation up\n  target win")}
escalation up { after 3d alert manager after 9d touch call }
team { csm 10h per week 50% for plays }
trigger again { level green when logins falls > 20% week over week do start rescue touch hello }
roi { cost salaries $65 per hour of csm  cost tools $100 per month  cost mail $0.01 per email  cost talks $2.37 per touch call  benefit kept 30% of arr per won rescue }
`;

/** What a change says instead of what: everywhere, so that a name has another one. Not every two go together. */
const edits: readonly (readonly [string, string])[] = [
  ["every 2 weeks touch call", "every 1 week touch call"],
  ["every 1 month touch hello", "every 1 month touch hello  day 10 touch call"],
  ["arr >= $50K", "arr >= $4K"],
  ["small when arr >= $1K", "small when arr >= $90K"],
  ["against usual 4w do", "against usual 4w and arr >= $50K do"],
  ["logins over 14d = 0", "logins over 7d = 0"],
  ["limit 2 touches per 7d except red", "limit 3 touches per 14d except red"],
  ["limit 2 touches per 7d except red", "limit 1 email per 1 month"],
  ["merge touches within 2d with the same owner", ""],
  ["otherwise defer up to 3d then drop", "otherwise drop"],
  ["consent email by mail_ok", ""],
  ["channel email owner robot", "channel email owner csm"],
  ["effort 30min prep 15min", "effort 50min prep 100min"],
  ["within 48h", "within 1h"],
  ["rest 14d", "rest 7d"],
  ["pauses cadence rhythm", "pauses cadence light"],
  ["start when health < 60", "start when health < 80"],
  ["csm 10h per week", "csm 4h per week"],
  ["cadence runway for large before renewal { 30d touch plea to sponsor }", ""],
  ["hours 09:00..17:00 mon..fri", "hours 09:00..12:00 tue..wed"],
  ["$65 per hour", "$80.01 per hour"],
  ["trigger quiet", "trigger silent"],
  ["rescue", "saving"],
  ["manager", "lead"],
  ["touch hello", "touch greeting"],
  ["notes", "minutes_taken"],
  ["after 9d touch call", "after 25d touch call unless health >= 60"],
  ["end   after 45d", "end after 20d"],
];

/** What is called otherwise by these edits. */
const names = ["trigger quiet", "trigger silent", "play rescue", "play saving", "role manager", "role lead"];
const pairs = [...names, "touch hello", "touch greeting", "task notes", "task minutes_taken"];
const otherNames = new Map(pairs.map((name, index) => [name, pairs[index % 2 === 0 ? index + 1 : index - 1]!]));

const textWith = (places: readonly number[]) =>
  places.reduce((text, place) => text.replaceAll(edits[place]![0], edits[place]![1]), program);

function projectWith(text: string): string {
  const folder = join(root, `project-${runs++}`);
  mkdirSync(folder);
  return writeProject(folder, {
    "program.play": text,
    "playc.yaml": `${smallProject["playc.yaml"]}budgets: { ${limits} }\n`,
  });
}

/** `text`: of the program; `later`: of the one after it, where it is the program before. */
function runOf(folder: string, project: string, text: string, later = text): Run {
  const found = (pattern: RegExp) => Number(pattern.exec(text)![1]);
  const isThere = (called: string, where: string) => where.includes(called.slice(called.indexOf(" ") + 1));
  const gone = [...otherNames].filter(
    ([old, now]) => isThere(old, text) && !isThere(old, later) && isThere(now, later),
  );
  const cents = (pattern: RegExp) => Math.round(found(pattern) * 100);
  const done = "FROM ledger WHERE outcome = 'done'";
  return {
    folder,
    machines: ["robot"],
    renamed: new Map(gone),
    segments: `SELECT id AS account, CASE WHEN arr >= ${found(/large when arr >= \$(\d+)K/)}000 THEN 'large'
      WHEN arr >= ${found(/small when arr >= \$(\d+)K/)}000 THEN 'small' END AS segment FROM ${`'${join(project, "accounts.csv")}'`}`,
    // Of the 120 days of the data: a month is a twelfth of 365 days.
    cost: `SELECT ${cents(/salaries \$([\d.]+)/)} * sum(effort_minutes + prep_minutes)::BIGINT AS numerator, 60 AS denominator
        ${done} AND kind <> 'start' AND owner_role = 'csm'
      UNION ALL SELECT 10000 * 12 * 120, 365
      UNION ALL SELECT count(*), 1 ${done} AND kind = 'touch' AND channel = 'email'
      UNION ALL SELECT 237 * count(*), 1 ${done} AND kind = 'touch' AND name = 'call'`,
  };
}

async function compared(before: string, after: string) {
  const projects = [before, after].map(projectWith);
  const [old, now] = projects.map((folder) => compileProject(folder));
  const work = join(root, `run-${runs++}`);
  mkdirSync(work);
  const schedules = { before: old!.schedule, after: now!.schedule, compared: compare(old!.schedule, now!.schedule) };
  const data = { project: now!.project, root: now!.folder.root, data: [], days: {}, capacity: "report" } as const;
  const { simulated } = await simulateBoth(work, { ...schedules, ...data }, progress);
  const folders = projects.map((project) => join(project, "out"));
  for (const [index, project] of projects.entries()) {
    const { stderr, exitCode } = await cli.run(["simulate", project, "--out", folders[index]!]);
    expect([0, 5], stderr).toContain(exitCode);
  }
  const counted = await countedAgain(
    runOf(folders[0]!, projects[0]!, before, after),
    runOf(folders[1]!, projects[1]!, after),
    simulated.range,
  );
  return { simulated, counted };
}

/** In one order, whatever it is. */
const sorted = <Each>(all: readonly Each[]) => all.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

const some = fc.subarray(
  edits.map((_, index) => index),
  { maxLength: 6 },
);

test("of programs with random changes", { timeout: 3_600_000 }, async () => {
  const differed = new Set<string>();
  await fc.assert(
    fc.asyncProperty(some, some, async (one, other) => {
      const { simulated, counted } = await compared(textWith(one), textWith(other));
      const { range: _range, input: _input, timelines: _timelines, unjudged: _, budgets, ...found } = simulated;
      const { budgets: values, ...figures } = counted;
      // Who asks for more in the peak week is told of the same work, declaration by declaration.
      const people = found.people.map(({ peak: { behind: _behind, ...peak }, ...each }) => ({ ...each, peak }));
      // What a rung says is the program's.
      const rungs = found.rungs.map(({ text: _text, ...each }) => each);
      expect({ ...found, people, rungs, undone: sorted(found.undone), collisions: sorted(found.collisions) }).toEqual({
        ...figures,
        undone: sorted(figures.undone),
        collisions: sorted(figures.collisions),
      });
      for (const { budget, limit, value, kept, before } of budgets) {
        expect([budget, before?.value, value]).toEqual([budget, ...values[budget]!]);
        expect([before?.kept, kept], budget).toEqual(values[budget]!.map((each) => each !== null && each <= limit));
      }
      for (const [name, value] of Object.entries(found)) {
        if (Array.isArray(value) ? value.length > 0 : value !== null) differed.add(name);
      }
      for (const { what } of found.undone) differed.add(what);
    }),
    { numRuns: howOften(150, 2), endOnFailure: true, examples: [[[], [0, 2, 4, 6, 17, 21, 22, 23, 24, 26, 27]]] },
  );
  if (process.env.PROPERTIES === "full") {
    for (const what of ["late", "dropped", "held", "withdrawn", "unserved", "deferred", "merged"]) {
      expect(differed).toContain(what);
    }
  }
  for (const part of ["people", "undone", "triggers", "plays", "rungs", "segments", "collisions", "cost"])
    expect(differed).toContain(part);
});
