/** Two programs over the same histories: every figure is what the ledgers of two simulations add up to; nothing changed is no change, and exchanging the two mirrors it. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { simulateBoth } from "../../cli/compare-programs.ts";
import { compileProject } from "../../cli/compile-project.ts";
import { printableName } from "../../cli/views/printable.ts";
import { isSameRun } from "../../review/compare/compare.ts";
import { differenceSentence } from "../../review/compare/sentence.ts";
import type { Figure, ProgramComparison } from "../../review/compare/types.ts";
import { compare } from "../../review/diff/diff.ts";
import { parseDay } from "../../runtime/calendar/days.ts";
import type { Summary } from "../../runtime/summary/types.ts";
import { type BuiltCli, buildCli } from "../cli/built.ts";
import { smallProject, writeProject } from "../cli/small-project.ts";

const root = mkdtempSync(join(tmpdir(), "playc-compare-"));
const progress = { phase: () => {}, count: async () => {}, end: () => {} };
const budgets = "budgets: { touches_per_person_and_week: 4, untouched_accounts: 12 }\n";
let cli: BuiltCli;
let runs = 0;

const replacements: readonly [string, string][] = [
  ["every 2 weeks touch call", "every 1 week touch call"],
  ["arr >= $50K", "arr >= $4K"],
  ["against usual 4w do", "against usual 4w and arr >= $50K do"],
  ["trigger quiet", "trigger silent"],
  ["limit 2 touches per 7d except red", "limit 3 touches per 14d except red"],
];

beforeAll(() => {
  cli = buildCli();
  const program = `${smallProject["program.play"]}\nteam { csm 10h per week 50% for plays }\n`;
  const changed = replacements.reduce((text, [old, now]) => {
    expect(text).toContain(old);
    return text.replace(old, now);
  }, program);
  project("before", { "program.play": program });
  project("after", { "program.play": changed });
  project("fields", { "program.play": changed.replace("mail_ok flag = true", "mail_ok flag = true  seats count") });
  project("limits", {
    "program.play": program.replace("limit 2 touches per 7d except red", "limit 1 email per 1 month"),
  });
  const delivered = {
    "playc.yaml": `${smallProject["playc.yaml"]}touches: { file: sent.csv, key: id, at: at, touch: what, channel: how }\n`,
    "sent.csv": "id,at,what,how\na01,2025-02-10T12:00:00,call,sms\n",
  };
  project("sent", { "program.play": program, ...delivered });
  project("sent-sms", {
    "program.play": program.replace("limit 2 touches", "limit 3 sms per 7d\n  limit 2 touches"),
    ...delivered,
  });
  // Dates as some export them: no row can be read.
  const days = smallProject["days.csv"]!.replace(/(\d{4})-(\d\d)-(\d\d)/g, "$2/$3/$1");
  project("unread", { "program.play": changed, "days.csv": days });
  project("nothing", { "program.play": changed, "days.csv": days.slice(0, days.indexOf("\n") + 1) });
  project("no-day", { "program.play": changed, "days.csv": days, "left.csv": "id,at\n" });
  const climbed = program.replace("target win", "escalation up\n  target win");
  project("ladder", { "program.play": `${climbed}escalation up { after 3d touch call after 9d alert manager }\n` });
  project("rung", {
    "program.play": `${climbed
      .replace("health >= 60 for 7d", "health >= 60 for 20d")
      .replace(
        "end   after 45d",
        "end after 40d",
      )}escalation up { after 3d touch call after 5d alert robot after 9d alert manager }\n`,
  });
  project("metrics", { "program.play": `metric seats count per day missing is zero\n${changed}` });
}, 60_000);
afterAll(() => {
  rmSync(root, { recursive: true });
});

function project(name: string, files: Record<string, string>): void {
  mkdirSync(join(root, name));
  writeProject(join(root, name), { "playc.yaml": smallProject["playc.yaml"] + budgets, ...files });
}

async function both(one: string, other: string, changeOn?: string): Promise<ProgramComparison> {
  const [before, after] = [one, other].map((name) => compileProject(join(root, name)));
  const folder = join(root, `run-${runs++}`);
  mkdirSync(folder);
  const compared = compare(before!.schedule, after!.schedule);
  const { project: read, folder: of } = after!;
  const schedules = { before: before!.schedule, after: after!.schedule, compared };
  const given = { data: [], days: {}, capacity: "report", changeOn: parseDay(changeOn ?? "") } as const;
  const run = { ...schedules, project: read, root: of.root, ...given };
  return (await simulateBoth(folder, run, progress)).simulated;
}

interface Row {
  account: string;
  kind: string;
  name: string;
  source: string;
  done_on: string | null;
  outcome: string;
  owner: string;
  owner_role: string;
  week: string | null;
  effort_minutes: number;
  prep_minutes: number;
  late_minutes: number;
}

interface Ledger {
  rows: Row[];
  fired: { account: string; trigger: string; fires: number }[];
  rungs: { path: string; acted: boolean }[];
  summary: Summary;
}

async function ledgerOf(name: string): Promise<Ledger> {
  const out = join(root, `out-${name}`);
  await cli.run(["simulate", join(root, name), "--out", out, "--ledger", "jsonl"]);
  const read = (file: string) =>
    readFileSync(join(out, file), "utf8")
      .trim()
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line));
  const summary = JSON.parse(readFileSync(join(out, "summary.json"), "utf8"));
  return { rows: read("ledger.jsonl"), fired: read("trigger_days.jsonl"), rungs: read("rungs.jsonl"), summary };
}

/** By key, added up. */
function sums(rows: readonly Row[], keyOf: (row: Row) => string, of: (row: Row) => number): Map<string, number> {
  const all = new Map<string, number>();
  for (const row of rows) all.set(keyOf(row), (all.get(keyOf(row)) ?? 0) + of(row));
  return all;
}

const minutesOf = (row: Row) => row.effort_minutes + row.prep_minutes;
const byPeople = ({ rows }: Ledger) =>
  rows.filter(({ kind, outcome, owner_role }) => kind !== "start" && outcome === "done" && owner_role !== "robot");
const accountsOf = ({ fired }: Ledger, name: string) =>
  [
    ...new Set(fired.filter(({ trigger, fires }) => trigger === name && fires > 0).map(({ account }) => account)),
  ].sort();

test("each figure is what two simulations add up to", { timeout: 120_000 }, async () => {
  const found = await both("before", "after");
  const [old, now] = [await ledgerOf("before"), await ledgerOf("after")];

  const weekly = (ledger: Ledger) => sums(byPeople(ledger), ({ owner, week }) => `${owner} ${week}`, minutesOf);
  const told = (side: "before" | "after") =>
    new Map(
      found.people.flatMap(({ person, weeks }) =>
        weeks.map(({ week, minutes }) => [`${person} ${week}`, minutes[side]]),
      ),
    );
  const [weeksOld, weeksNow] = [weekly(old), weekly(now)];
  for (const key of new Set([...weeksOld.keys(), ...weeksNow.keys()])) {
    if (!told("after").has(key)) expect(weeksNow.get(key), key).toBe(weeksOld.get(key));
    else
      expect([told("before").get(key), told("after").get(key)], key).toEqual([
        weeksOld.get(key) ?? 0,
        weeksNow.get(key) ?? 0,
      ]);
  }
  const touches = (ledger: Ledger) => byPeople(ledger).filter(({ kind }) => kind === "touch").length;
  expect(found.touches).toEqual({ before: touches(old), after: touches(now), change: touches(now) - touches(old) });
  expect(found.touches.change).toBeGreaterThan(0);
  // Tasks, alerts and handovers, in all and of each person as the summary of a simulation counts them.
  const others = (ledger: Ledger) => byPeople(ledger).length - touches(ledger);
  expect(found.others).toEqual({ before: others(old), after: others(now), change: others(now) - others(old) });
  expect(found.others.change).not.toBe(0);
  expect(found.hoursKnown).toBe(true);
  for (const { person, ...figures } of found.people) {
    for (const of of ["touches", "others", "minutes"] as const) {
      const summed = (summary: Summary) => summary.people.find((each) => each.person === person)?.[of] ?? 0;
      expect([figures[of].before, figures[of].after], `${person} ${of}`).toEqual(
        [old, now].map((each) => summed(each.summary)),
      );
    }
  }
  for (const { person, peak } of found.people) {
    const most = Math.max(
      0,
      ...[...weeksNow].filter(([key]) => key.startsWith(`${person} 2`)).map(([, minutes]) => minutes),
    );
    expect(peak.after?.minutes ?? 0, person).toBe(most);
    // What each declaration asks more and less of somebody in the peak week.
    const there = (ledger: Ledger) =>
      sums(
        byPeople(ledger).filter(({ owner, week }) => owner === person && week === (peak.after ?? peak.before)?.week),
        // The program after calls it so.
        ({ source }) => (source === "trigger quiet" ? "trigger silent" : source),
        minutesOf,
      );
    const [behindOld, behindNow] = [there(old), there(now)];
    const behind = [...new Set([...behindOld.keys(), ...behindNow.keys()])].flatMap((source) => {
      const minutes = (behindNow.get(source) ?? 0) - (behindOld.get(source) ?? 0);
      return minutes === 0 ? [] : [[source, minutes]];
    });
    const told = peak.behind?.flatMap(({ source, minutes }) => (minutes === 0 ? [] : [[source, minutes]]));
    expect(told?.toSorted(), person).toEqual(behind.toSorted());
  }

  const undone = (what: string, { rows }: Ledger) =>
    rows.filter(({ outcome, late_minutes, kind }) =>
      what === "late" ? late_minutes > 0 && kind !== "start" : outcome === what,
    ).length;
  for (const what of ["late", "dropped", "held", "merged", "unserved", "withdrawn"]) {
    const change = found.undone
      .filter((each) => each.what === what)
      .reduce((sum, { demands }) => sum + demands.change, 0);
    expect(change, what).toBe(undone(what, now) - undone(what, old));
  }

  // A renamed trigger is compared with itself: the same accounts, so nothing is told.
  expect(accountsOf(now, "silent")).toEqual(accountsOf(old, "quiet"));
  const [drop, ...more] = found.triggers;
  expect(more).toEqual([]);
  expect(drop?.trigger).toBe("drop");
  expect(drop?.lost).toContain("a03");
  expect(drop?.gained).toEqual(accountsOf(now, "drop").filter((id) => !accountsOf(old, "drop").includes(id)));
  expect(drop?.lost).toEqual(accountsOf(old, "drop").filter((id) => !accountsOf(now, "drop").includes(id)));

  const moved = ["a01", "a03", "a05", "a07", "a09"];
  expect(found.segments).toEqual([
    { segment: "large", joined: moved, left: [] },
    { segment: "small", joined: [], left: moved },
  ]);
  // Each account's touches by day and name: those that only one of the two ledgers has are what moved.
  const touchedOn = (ledger: Ledger, id: string) =>
    ledger.rows.flatMap(({ account, kind, outcome, name, done_on }) =>
      account === id && kind === "touch" && outcome === "done" ? [`${done_on} ${name}`] : [],
    );
  const movedOf = (id: string) => {
    const left = touchedOn(old, id);
    const added = touchedOn(now, id).filter((each) => {
      const at = left.indexOf(each);
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    });
    return left.length + added.length;
  };
  const ids = [...new Set(now.rows.map(({ account }) => account))];
  const most = ids.map(movedOf).sort((a, b) => b - a);
  expect(found.timelines?.map(({ moved }) => moved.touches)).toEqual(most.slice(0, 5));
  for (const { account, moved: there, days } of found.timelines ?? []) {
    expect(there.touches, account).toBe(movedOf(account));
    const after = days.flatMap(({ day, both: shared, after: more }) =>
      [...shared, ...more].flatMap(({ kind, name }) => (kind === "touch" ? [`${day} ${name}`] : [])),
    );
    expect(after.sort(), account).toEqual(touchedOn(now, account).sort());
  }

  const [week, untouched] = found.budgets;
  expect([week?.kept, week?.before?.kept, untouched?.kept]).toEqual([false, true, true]);
  expect(week?.brokenBy).toContain("cadence rhythm");
  expect(differenceSentence(found, printableName)).toMatch(
    /^\+\d+\.\d touches, -\d+\.\d tasks and alerts, \+\d+\.\d h a week; .+'s peak .+ in the week of \d{4}-/,
  );

  const run = await cli.run(["diff", join(root, "before"), join(root, "after"), "--simulate", "--format", "json"]);
  expect(run.exitCode).toBe(5);
  const report = JSON.parse(run.stdout);
  expect(report.simulated).toEqual(found);
  const schema = JSON.parse(readFileSync(new URL("../../review/diff.schema.json", import.meta.url), "utf8"));
  const hasShape = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema);
  expect(hasShape(report), JSON.stringify(hasShape.errors)).toBe(true);
  const text = await cli.run(["diff", join(root, "before"), join(root, "after"), "--simulate"]);
  expect(text.stdout.split("\n")[0]).toBe(differenceSentence(found, printableName));
  expect(text.stdout).toMatch(/ large\n +5 more: a01, a03/);
});

test("nothing changed is no change, and the other way round is the mirror", { timeout: 60_000 }, async () => {
  const same = await both("before", "before");
  expect(isSameRun(same)).toBe(true);
  expect([same.touches.change, same.minutes.change, same.timelines]).toEqual([0, 0, []]);
  const [there, back] = [await both("before", "after"), await both("after", "before")];
  const turned = ({ before, after, change }: Figure) => ({ before: after, after: before, change: 0 - change });
  expect(back.touches).toEqual(turned(there.touches));
  expect(
    back.people.map(({ person, minutes, p95, newlyOver, noLongerOver }) => [
      person,
      minutes,
      p95,
      newlyOver,
      noLongerOver,
    ]),
  ).toEqual(
    there.people.map(({ person, minutes, p95, newlyOver, noLongerOver }) => [
      person,
      turned(minutes),
      turned(p95),
      noLongerOver,
      newlyOver,
    ]),
  );
  expect(back.triggers.map(({ gained, lost }) => [gained, lost])).toEqual(
    there.triggers.map(({ gained, lost }) => [lost, gained]),
  );
  expect(back.undone.map(({ what, name, demands }) => [what, name, demands])).toEqual(
    there.undone.map(({ what, name, demands }) => [what, name, turned(demands)]),
  );
  expect(back.segments).toEqual(
    there.segments.map(({ segment, joined, left }) => ({ segment, joined: left, left: joined })),
  );
});

test("runs of plays and rungs of their ladders are those of two simulations", { timeout: 60_000 }, async () => {
  const found = await both("ladder", "rung");
  const [old, now] = [await ledgerOf("ladder"), await ledgerOf("rung")];
  const [was, is] = [old, now].map(({ summary }) => summary.plays.find(({ play }) => play === "rescue")!);
  const { play, ...figures } = found.plays[0]!;
  expect([found.plays.length, play]).toEqual([1, "rescue"]);
  for (const of of ["started", "carriedIn", "won", "lost", "ranOut", "withdrawn", "open"] as const) {
    expect(figures[of], of).toEqual({ before: was![of], after: is![of], change: is![of] - was![of] });
  }
  expect(figures.won.change).toBeLessThan(0);
  const turns = ({ rungs }: Ledger, path: string, isActed: boolean) =>
    rungs.filter((each) => each.path === path && (each.acted || !isActed)).length;
  const figure = (before: number, after: number) => ({ before, after, change: after - before });
  // The alert of a manager is the second rung before, and the third after the change.
  for (const [was, is, text] of [
    [1, 1, "after 3 days: touch call"],
    [0, 2, "after 5 days: alert robot"],
    [2, 3, "after 9 days: alert manager"],
  ] as const) {
    const rung = `escalation up/rung/${is}`;
    const counted = (isActed: boolean) =>
      figure(turns(old, `escalation up/rung/${was}`, isActed), turns(now, rung, isActed));
    const [asked, acted] = [counted(false), counted(true)];
    const isTold = asked.change !== 0 || acted.change !== 0;
    const told = found.rungs.filter((each) => each.rung === rung);
    expect(told, rung).toEqual(isTold ? [{ rung, text, asked, acted }] : []);
    if (is === 2) expect(acted.change).toBeGreaterThan(0);
  }
});

test("a change on a day is told of the weeks from that day on", { timeout: 60_000 }, async () => {
  const [day, week, weeks] = ["2025-03-05", "2025-03-03", 9];
  const found = await both("before", "after", day);
  expect(found.compared).toEqual({ from: day, weeks });
  const old = await ledgerOf("before");
  const since = byPeople(old).filter((row) => row.week! >= week);
  const sumOf = (of: "touch" | "other") => since.filter(({ kind }) => (kind === "touch") === (of === "touch")).length;
  expect([found.touches.before, found.others.before]).toEqual([sumOf("touch"), sumOf("other")]);
  expect(found.minutes.before).toBe(since.reduce((sum, row) => sum + minutesOf(row), 0));
  for (const { person, peak, weeks: changed, minutes, sameWeeks = [] } of found.people) {
    const ofWeeks = sums(
      since.filter(({ owner }) => owner === person),
      (row) => row.week!,
      minutesOf,
    );
    expect(peak.before?.minutes, person).toBe(Math.max(...ofWeeks.values()));
    expect(
      [peak.before, peak.after].every((each) => each === null || each.week >= week),
      person,
    ).toBe(true);
    expect(
      changed.every((each) => each.week >= week),
      person,
    ).toBe(true);
    expect(
      changed.reduce((sum, each) => sum + each.minutes.change, 0),
      person,
    ).toBe(minutes.change);
    // The weeks before the change stand there for who draws them.
    expect(
      sameWeeks.some((each) => each.week < week),
      person,
    ).toBe(true);
  }
  expect(differenceSentence(found, printableName)).toMatch(/ h (a week|in all) from 2025-03-05 on; /);
});

test("histories that fit one of the two: said, with what could not be judged", { timeout: 60_000 }, async () => {
  const { input } = await both("before", "metrics");
  expect(input.before.unmapped).not.toContain("metric seats");
  expect(input.after.unmapped).toContain("metric seats");
  await expect(both("before", "fields")).rejects.toThrow(/cannot be read for the program after the change.*seats/s);
  await expect(both("fields", "before")).rejects.toThrow(/cannot be read for the program before the change.*seats/s);
});

test("a changed trigger that could not be judged is said beside the first sentence, with the table that holds nothing", {
  timeout: 60_000,
}, async () => {
  const { unjudged } = await both("before", "unread");
  expect(unjudged!.map(({ trigger }) => trigger)).toEqual(["drop"]);
  const { before: old, after: now } = unjudged![0]!;
  expect(old!.unknownDays).toBe(old!.days);
  // Of those below $50K it is false now, whatever their logins are.
  expect(now!.unknownDays).toBeLessThan(now!.days);
  for (const side of [old!, now!]) {
    expect(side.unknownDays).toBeGreaterThan(0);
    expect(side.reasons.join()).toContain("logins");
  }
  expect((await both("before", "after")).unjudged).toEqual([]);
  const says = /Not judged: trigger `?drop`?, which was changed, on all of its \d+ days before, \d+ of its/;
  const tables = { unread: /No data: `*metrics: all of its \d+ rows/, nothing: /No data: `*metrics: no row/ };
  for (const [name, noData] of Object.entries(tables)) {
    const words = ["diff", join(root, "before"), join(root, name), "--simulate"];
    const format = name === "unread" ? "markdown" : "text";
    const page = join(root, `${name}.html`);
    const { stdout } = await cli.run([...words, "--format", format, "--report", page]);
    expect(stdout.split("\n").slice(0, 10).join("\n")).toMatch(says);
    expect(stdout).toMatch(noData);
    expect(readFileSync(page, "utf8")).toContain("which was changed, on all of its");
  }
  const { stdout } = await cli.run(["simulate", join(root, "nothing")]);
  expect(stdout).toContain("EMPTY metrics: no row, so that nothing is known from it");
  await expect(both("before", "no-day")).rejects.toThrow(
    /no day to simulate.*metrics: all of its \d+ rows.*not a date/s,
  );
});

test("data that cannot be read for one of the two leaves what was changed, and says why", {
  timeout: 60_000,
}, async () => {
  const why = /cannot be read for the program after the change.*seats/s;
  const page = join(root, "change.html");
  const words = ["diff", join(root, "before"), join(root, "fields"), "--simulate"];
  const said = await Promise.all([
    cli.run([...words, "--report", page]),
    cli.run([...words, "--format", "markdown"]),
    cli.run([...words, "--format", "json"]),
  ]);
  for (const { exitCode, stdout, stderr } of said) {
    expect(exitCode).toBe(3);
    expect(stderr).toMatch(why);
    expect(stdout).toContain("rhythm");
    expect(stdout).toMatch(why);
  }
  const [text, markdown, json] = said.map(({ stdout }) => stdout);
  for (const each of [text, markdown, readFileSync(page, "utf8")]) expect(each).toContain("Nothing was simulated");
  const { notSimulated, changes, simulated } = JSON.parse(json!);
  expect([notSimulated.kind, simulated]).toEqual(["data", undefined]);
  expect(changes.length).toBeGreaterThan(3);
});

test("a rule that is gone is not the new one in its place", { timeout: 60_000 }, async () => {
  const { undone } = await both("before", "limits");
  const ofLimits = undone.filter(({ rule }) => rule?.startsWith("policy/limit/1"));
  expect(new Set(ofLimits.map(({ rule }) => rule))).toEqual(
    new Set(["policy/limit/1", "policy/limit/1 before the change"]),
  );
  for (const { rule, demands } of ofLimits) {
    expect(rule === "policy/limit/1" ? demands.before : demands.after).toBe(0);
  }
});

test("the data is read for each program by itself where they would not read the same of it", {
  timeout: 60_000,
}, async () => {
  const { input } = await both("sent", "sent-sms");
  // A touch by a channel that only the later program names.
  expect(input.before.setAside - input.after.setAside).toBe(1);
});
