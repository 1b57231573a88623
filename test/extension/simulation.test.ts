/** The Simulation panel: its numbers are the summary's, what makes a cell adds up to it, and names stay text. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { folderAround } from "../../extension/folder-around.ts";
import { chosenOf, type ShownSimulation, simulationContent } from "../../extension/simulation/content.ts";
import { readLastRun, summaryPath } from "../../extension/simulation/last-run.ts";
import {
  questionOf,
  type RunSummary,
  rowsOf,
  sourcesOf,
  summaryOf,
  weeksOf,
} from "../../extension/simulation/summary.ts";
import { openLedgerStore } from "../../runtime/ledger/store.ts";
import type { AccountOutcome } from "../../runtime/ledger/types.ts";
import { summarise } from "../../runtime/summary/summarise.ts";
import { firstDay, lastDay, ledgers, schedule } from "../ledger/outcomes.ts";
import { howOften } from "../support/how-often.ts";
import { sampleRun } from "./simulation-sample.ts";

const shown = (summary: RunSummary, more: Partial<ShownSimulation> = {}): ShownSimulation => ({
  projects: [{ key: "file:///p", name: "p" }],
  project: "file:///p",
  measure: "touches",
  run: { summary, written: "today" },
  isCurrent: true,
  isRunning: false,
  failure: undefined,
  needsProgram: false,
  chosen: undefined,
  made: undefined,
  ...more,
});
const rowsIn = (ledger: readonly AccountOutcome[]) => ledger.reduce((sum, { rows }) => sum + rows.length, 0);
const tagsOf = (html: string) => [...html.matchAll(/<([a-z][\w-]*)/gi)].map(([, tag]) => tag!);
const textOf = (html: string) => html.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");

describe("a summary", () => {
  it("is read back as it was written, an earlier one without capacity too; nothing else is taken for one", () => {
    const { capacity: _, ...earlier } = sampleRun("Dana");
    for (const summary of [sampleRun("Dana"), earlier]) {
      const told = { format: "playc-summary", version: 1, ...summary };
      expect(summaryOf(JSON.stringify(told))).toEqual(told);
      expect(rowsOf(summary)[0]!.cells.map(({ touches }) => touches)).toEqual([10, 4]);
    }
    for (const text of [
      "",
      "[]",
      '{"format":"playc-test","version":1}',
      '{"format":"playc-summary","version":1,"people":[]}',
    ]) {
      expect(summaryOf(text)).toBeUndefined();
    }
  });

  it("that somebody wrote by hand cannot put anything but figures where figures stand", () => {
    const hostile = "<img src=x onerror=alert(1)>";
    const told = { format: "playc-summary", version: 1, ...sampleRun("Dana") };
    const usual = tagsOf(simulationContent(shown(sampleRun("Dana"))));
    const changed = JSON.stringify(told).matchAll(/:(?:-?\d+|true|false|null|"[^"]*")/g);
    for (const { index, 0: found } of changed) {
      for (const value of [JSON.stringify(hostile), "null", "[]", "{}", "3"]) {
        const text = JSON.stringify(told);
        const summary = summaryOf(`${text.slice(0, index)}:${value}${text.slice(index + found.length)}`);
        if (!summary) continue;
        const html = simulationContent(shown(summary));
        expect(html).not.toContain(hostile);
        expect(tagsOf(html).filter((tag) => !usual.includes(tag))).toEqual([]);
      }
    }
    expect(summaryOf(JSON.stringify({ ...told, accounts: { ...told.accounts, total: hostile } }))).toBeUndefined();
    expect(summaryOf(JSON.stringify({ ...told, people: [null] }))).toBeUndefined();
  });

  it("is read out of the project; through links that lead out of it only where the folder is trusted", async () => {
    const [folder, outside] = [mkdtempSync(join(tmpdir(), "playc-run-")), mkdtempSync(join(tmpdir(), "playc-out-"))];
    const text = JSON.stringify({ format: "playc-summary", version: 1, ...sampleRun("Dana") });
    const peopleIn = async (isTrusted: boolean) => (await readLastRun(folder, isTrusted))?.summary.people.length;
    try {
      expect(await peopleIn(true)).toBeUndefined();
      mkdirSync(join(folder, ".playc/last"), { recursive: true });
      writeFileSync(join(folder, summaryPath), text);
      expect([await peopleIn(false), await peopleIn(true)]).toEqual([1, 1]);
      rmSync(join(folder, ".playc"), { recursive: true });
      mkdirSync(join(outside, "last"));
      writeFileSync(join(outside, "last/summary.json"), text);
      symlinkSync(outside, join(folder, ".playc"));
      expect([await peopleIn(false), await peopleIn(true)]).toEqual([undefined, 1]);
      rmSync(join(outside, "last/summary.json"));
      mkdirSync(join(outside, "last/summary.json"));
      expect(await peopleIn(true)).toBeUndefined();
    } finally {
      for (const each of [folder, outside]) rmSync(each, { recursive: true });
    }
  });

  it("makes a row for each person, a cell for each week, that add up to what it says; so do their sources", async () => {
    const none = { tables: [], lookAhead: [], unmapped: { people: [], metrics: [], events: [] } };
    const range = { from: firstDay, to: lastDay };
    const samples = fc.sample(ledgers, { seed: 7, numRuns: howOften(20, 1) });
    // The longest of some: most of what comes by chance has little in it.
    const ledger = fc.sample(ledgers, { seed: 8, numRuns: 20 }).sort((a, b) => rowsIn(b) - rowsIn(a))[0]!;
    for (const each of [ledger, ...samples.slice(1)]) {
      const folder = mkdtempSync(join(tmpdir(), "playc-panel-"));
      const store = await openLedgerStore(folder);
      try {
        for (const outcome of each) store.append(outcome);
        store.finish();
        const summary = await summarise(
          store.query,
          schedule,
          { grid: range, summary: none },
          { range, begunBefore: 0 },
        );
        for (const [index, { person, touches, minutes, cells }] of rowsOf(summary).entries()) {
          expect(person).toBe(summary.people[index]!.person);
          expect(cells.map((cell) => cell.week)).toEqual(weeksOf(summary));
          expect(cells.reduce((sum, cell) => sum + cell.touches, 0)).toBe(touches);
          expect(cells.reduce((sum, cell) => sum + cell.minutes, 0)).toBe(minutes);
        }
        const worked = rowsOf(summary).flatMap((row) =>
          row.cells.flatMap((cell) => (cell.touches + cell.others > 0 ? [{ ...row, cell }] : [])),
        );
        for (const { person, unassigned, cell } of worked.slice(0, 8)) {
          const rows = await store.query(questionOf({ person, unassigned, week: cell.week }));
          const sources = sourcesOf(JSON.stringify(rows))!;
          for (const { source, path } of sources)
            expect(path.startsWith(`${source}/`), `${path} of ${source}`).toBe(true);
          expect(sources.reduce((sum, { demands }) => sum + demands, 0)).toBe(cell.touches + cell.others);
          expect(sources.reduce((sum, { minutes: its }) => sum + its, 0)).toBe(cell.minutes);
        }
        if (each === ledger) expect(worked.length).toBeGreaterThan(3);
      } finally {
        store.close();
        rmSync(folder, { recursive: true });
      }
    }
  });
});

describe("the panel", () => {
  it("has a table with a head for each week and person, in touches or in hours, and says which weeks are too much", () => {
    const html = simulationContent(shown(sampleRun("Dana")));
    expect(html.match(/<th scope="col">\d{4}-\d\d-\d\d<\/th>/g)).toHaveLength(2);
    expect(textOf(html)).toContain("Dana csm 14 10 4");
    expect(textOf(simulationContent(shown(sampleRun("Dana"), { measure: "hours" })))).toContain(
      "Dana csm 11.0 10.0 / 8.0 1.0 / 8.0",
    );
    expect(html).toContain('aria-label="Dana, week of 2026-01-05: 10 touches, 10.0 / 8.0 hours, more than there are"');
    expect(html.match(/tabindex="0"/g)).toHaveLength(1);
    expect(textOf(html)).toContain(
      "Run of today: 2026-01-05 to 2026-01-25, on data of 2026-01-01 to 2026-01-31, 7 customers.",
    );
  });

  it("shows those with most to do where there are more than a table can hold, and says so", () => {
    const { people, ...others } = sampleRun("Dana");
    const many = Array.from({ length: 20_000 }, (_, index) => ({ ...people[0]!, person: `p${index}` }));
    const html = simulationContent(shown({ ...others, people: many }));
    expect(html.match(/<th scope="row">/g)).toHaveLength(15_000);
    expect(html).toContain("5000 more");
    expect(simulationContent(shown(sampleRun("Dana")))).not.toContain(" more, of fewer");
  });

  it("says what is wrong: no run, an older program, a mistake, a run that failed, no program to run", () => {
    const none = { run: undefined };
    expect(simulationContent(shown(sampleRun("Dana"), none))).toContain("has not been simulated yet");
    expect(simulationContent(shown(sampleRun("Dana"), { isCurrent: false }))).toContain("has changed since this run");
    expect(simulationContent(shown(sampleRun("Dana"), { isCurrent: undefined }))).toContain("mistake in the program");
    expect(simulationContent(shown(sampleRun("Dana"), { failure: "No such <file>." }))).toContain(
      "No such &lt;file&gt;.",
    );
    expect(simulationContent(shown(sampleRun("Dana"), { needsProgram: true }))).toContain('data-ask="settings"');
    expect(simulationContent(shown(sampleRun("Dana"), { isRunning: true }))).toContain('data-ask="stop"');
  });

  it("shows what makes the cell that is chosen, each source a button, with its sum", () => {
    const chosen = { person: "Dana", unassigned: false, week: "2026-01-05" };
    const made = [
      {
        source: "cadence rhythm",
        kind: "touch",
        name: "check_in",
        path: "cadence rhythm/step/2",
        demands: 9,
        minutes: 540,
      },
      { source: "trigger quiet", kind: "task", name: "review", path: "trigger quiet/do/1", demands: 2, minutes: 60 },
    ];
    const html = simulationContent(shown(sampleRun("Dana"), { chosen, made }));
    expect(html).toContain('data-ask="source" data-value="trigger quiet"');
    expect(html).toContain('data-ask="source" data-value="cadence rhythm/step/2"');
    expect(textOf(html)).toContain("in all 11 10.0");
    expect(html.match(/<td[^>]*aria-current="true"/g)).toHaveLength(1);
    expect(simulationContent(shown(sampleRun("Dana"), { chosen }))).toContain("Reading the ledger");
    expect(simulationContent(shown(sampleRun("Dana"), { chosen, made: "It is gone." }))).toContain("It is gone.");
  });

  it("takes names for names, and hands a cell back as it was", () => {
    const hostile = fc.oneof(
      fc.string({ unit: "binary", maxLength: 20 }),
      fc.constantFrom('"><img src=x onerror=alert(1)>', "</td><script>", "&amp;", "O'Brien"),
    );
    const usual = tagsOf(simulationContent(shown(sampleRun("Dana"))));
    fc.assert(
      fc.property(hostile, (person) => {
        expect(tagsOf(simulationContent(shown(sampleRun(person))))).toEqual(usual);
        const week = "2026-01-05";
        expect(chosenOf(JSON.stringify([person, true, week]))).toEqual({ person, unassigned: true, week });
        expect(questionOf({ person, unassigned: false, week }).replaceAll("''", "").match(/'/g)).toHaveLength(
          person === "" ? 6 : 8,
        );
      }),
      { numRuns: howOften(200, 30) },
    );
    for (const value of ["", "[]", "{}", "[1,2,3]", '["a",false]']) expect(chosenOf(value)).toBeUndefined();
    for (const text of [
      "",
      "{}",
      "[{}]",
      '[{"source":"x","kind":"touch","name":"y","path":"p","demands":"3","minutes":1}]',
    ]) {
      expect(sourcesOf(text)).toBeUndefined();
    }
  });

  it("is of the innermost project around a file", () => {
    const folders = ["file:///a", "file:///a/b", "file:///ab"];
    expect(folderAround("file:///a/b/x.play", folders)).toBe("file:///a/b");
    expect(folderAround("file:///ab/x.play", folders)).toBe("file:///ab");
    expect(folderAround("file:///c/x.play", folders)).toBeUndefined();
  });
});
