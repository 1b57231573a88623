/**
 * Every account of playbooks/saas, explained: the story holds the ledger's rows, each once and unchanged, and nothing
 * else; every line ends with the place that says so; and what is printed beside a condition makes it true.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compileProject } from "../../cli/compile-project.ts";
import { storyText } from "../../cli/views/explain-story.ts";
import { formatDay, parseDay } from "../../runtime/calendar/days.ts";
import { createSimulation, type Simulation } from "../../runtime/engine/simulation.ts";
import { explainAccount } from "../../runtime/explain/story.ts";
import type { DemandTold, Entry, Story } from "../../runtime/explain/types.ts";
import { explainWhyNot } from "../../runtime/explain/why-not.ts";
import { openHistories } from "../../runtime/histories/open.ts";
import type { AccountHistory } from "../../runtime/histories/types.ts";
import type { LedgerRow } from "../../runtime/ledger/types.ts";
import type { Schedule } from "../../schedule/types.ts";
import { conditionsOf, demandsPrinted, unfolded } from "./printed-story.ts";
import { truthOfPrinted } from "./printed-truth.ts";

const project = join(import.meta.dirname, "../../playbooks/saas");
const tempDir = mkdtempSync(join(tmpdir(), "playc-explain-test-"));
afterAll(() => rmSync(tempDir, { recursive: true, force: true }));

interface Told {
  rows: readonly LedgerRow[];
  story: Story;
  lines: readonly string[];
}

let schedule: Schedule;
let whole: Simulation;
const kept = new Map<string, AccountHistory>();
const accounts: Told[] = [];
/** The same accounts from a day in the middle, to which work is carried over. */
const later: Told[] = [];

beforeAll(async () => {
  const compiled = compileProject(project);
  schedule = compiled.schedule;
  const histories = await openHistories({
    project: compiled.project,
    schedule,
    projectDir: compiled.folder.root,
    dataDirs: [],
    tempDir,
  });
  whole = createSimulation(schedule, histories);
  const second = createSimulation(schedule, histories, { from: parseDay("2026-01-05")! });
  for await (const history of histories.accounts()) {
    const tell = (simulation: Simulation): Told => {
      const { rows } = simulation.run(history);
      const story = explainAccount(schedule, simulation, history);
      return {
        rows,
        story,
        lines: unfolded(storyText(story, [], { width: 100, colour: false }).trimEnd().split("\n")),
      };
    };
    accounts.push(tell(whole));
    if (accounts.length % 50 === 1) kept.set(history.id, history);
    if (accounts.length % 25 === 0) later.push(tell(second));
  }
  await histories.close();
}, 120_000);

const entriesOf = ({ story }: Told): Entry[] => story.days.flatMap(({ entries }) => entries);
const demandsOf = (told: Told): DemandTold[] => entriesOf(told).flatMap(({ demands }) => demands);

/** What a line speaks of, and so what stands at its place in the program. */
const subjects = [
  /^ {2}(?:account (?:begins|has ended))()/,
  /^ {4}(?:touch|task|alert|start) (\w+)/,
  /^ {2}trigger (\w+) fires/,
  /: escalation (\w+) stops/,
  /rung \d+ \((after)/,
  /^ {2}play (\w+)(?: starts| goes on|, started)/,
  /paused by play (\w+)/,
  /: (?:touch|task) (\w+)(?: to \w+)?: /,
  /^ {2}(?:segment|stage|play \w+, phase) (\w+)/,
  /^ {2}delivered (\w+)/,
  /^ {2}cadence \w+, (week|day)/,
  /^ {2}cadence \w+, .*(every)/,
];

describe("the story of an account", () => {
  it("is told for all five hundred", () => expect(accounts.length).toBe(500));

  it("holds each row of the ledger once, as it is, and no other demand", () => {
    for (const told of [...accounts, ...later]) {
      const row = (demand: DemandTold | LedgerRow) =>
        [
          demand.id,
          demand.outcome,
          demand.rule,
          demand.owner,
          demand.channel,
          demand.mergedInto,
          demand.lateMinutes,
        ].join("|");
      expect(demandsOf(told).map(row).sort()).toEqual(told.rows.map(row).sort());
    }
    expect(later.some((told) => demandsOf(told).some(({ carriedIn }) => carriedIn))).toBe(true);
  });

  it("prints each row in one line, and no other line that looks like one", () => {
    for (const { rows, lines } of [...accounts, ...later]) {
      const demand = /(?:^ {4}|: )(?:touch|task|alert|start) \w+(?: to \w+)?: /;
      expect(lines.filter((line) => demand.test(line)).length).toBe(rows.length);
    }
  });

  it("ends each line with the file and line that say so", () => {
    const sources = new Map(
      readdirSync(project)
        .filter((file) => file.endsWith(".play"))
        .map((file) => [file, readFileSync(join(project, file), "utf8").split("\n")] as const),
    );
    for (const { lines } of [...accounts, ...later]) {
      for (const line of lines.filter((text) => text.startsWith("  "))) {
        const [, file, number] = / ([\w.]+):(\d+)$/.exec(line) ?? [];
        const subject = subjects.map((pattern) => pattern.exec(line)?.[1]).find((name) => name !== undefined);
        expect(subject, line).toBeDefined();
        expect(sources.get(file!)?.[Number(number) - 1], line).toContain(subject);
      }
    }
  });

  it("lets the ledger be read back from what is printed", () => {
    const fromLedger = (row: LedgerRow) =>
      [
        formatDay(row.dated),
        row.kind,
        row.name,
        row.contact,
        row.kind === "start" ? null : row.owner,
        row.outcome,
        row.kind === "start" || row.doneOn === null ? null : formatDay(row.doneOn),
        row.channel,
        row.outcome !== "merged" && row.lateMinutes > 0,
        row.answeredAt !== null,
        row.carriedIn,
      ].join("|");
    for (const { rows, lines } of [...accounts, ...later]) {
      expect(demandsPrinted(lines).sort()).toEqual(rows.map(fromLedger).sort());
    }
  });

  it("prints beside every condition the values that decide it", () => {
    const judged = new Map<string, { decided: number; open: number }>();
    for (const { lines } of accounts) {
      for (const line of lines) {
        for (const { what, condition, holds } of conditionsOf(schedule, line)) {
          const truth = truthOfPrinted(schedule, condition, line);
          // Of what need not be true, unknown is enough.
          expect(truth, line).not.toBe(!holds);
          const counts = judged.get(what) ?? { decided: 0, open: 0 };
          judged.set(what, counts);
          if (truth === undefined) counts.open++;
          else counts.decided++;
        }
      }
    }
    const decided = [...judged].filter(([, counts]) => counts.decided > 0).map(([what]) => what);
    const triggers = schedule.triggers.filter(({ cause }) => cause.kind === "when" || cause.where);
    expect(triggers.map(({ path }) => path).filter((path) => !decided.includes(path))).toEqual([]);
    expect(schedule.segments.map(({ name }) => `segment ${name}`).filter((path) => !decided.includes(path))).toEqual(
      [],
    );
    expect(decided).toEqual(
      expect.arrayContaining(["start", "won", "lost", "step when", "step unless", "rung climbed", "rung skipped"]),
    );
    const [open, all] = [...judged.values()].reduce(
      ([o, a], counts) => [o + counts.open, a + counts.open + counts.decided],
      [0, 0],
    );
    // What the reader cannot decide alone: filters of events, and unknown parts that another part outweighs.
    expect(open / all).toBeLessThan(0.05);
  });

  it("finds nothing in the way of what was asked, and something of what was not", () => {
    let asked = 0;
    for (const { rows, story } of accounts.filter((_, index) => index % 50 === 0)) {
      const history = kept.get(story.account)!;
      for (const row of rows.filter((_, index) => index % Math.ceil(rows.length / 4) === 0)) {
        for (const on of [row.dated, row.dated + 3].filter((day) => day <= whole.range.to)) {
          const { answers } = explainWhyNot(schedule, whole, history, { kind: row.kind, name: row.name, on });
          for (const { asker, demands, reasons } of answers) {
            const askedThen = demands.some(({ dated }) => parseDay(dated) === on);
            if (askedThen) asked++;
            const told = `${story.account} ${asker} ${formatDay(on)} ${JSON.stringify(reasons)}`;
            expect(reasons.length === 0, told).toBe(askedThen);
            expect(told).not.toContain("what comes once");
          }
        }
      }
    }
    expect(asked).toBeGreaterThan(25);
  });
});
