/** Mistakes that a reading of measures could make, planted in the program and in the histories: SQL notices every one. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compile } from "../../compiler/compile.ts";
import { readProjectFile } from "../../project/read.ts";
import { parseDay } from "../../runtime/calendar/days.ts";
import { createSimulation } from "../../runtime/engine/simulation.ts";
import { openHistories } from "../../runtime/histories/open.ts";
import type { AccountHistory, EventRecord, Histories } from "../../runtime/histories/types.ts";
import type { AccountOutcome } from "../../runtime/ledger/types.ts";
import type { Duration, Measure, MeasureFigure, Schedule } from "../../schedule/types.ts";
import { buildCli } from "../cli/built.ts";
import { type Added, differences } from "./oracle.ts";
import { project, simulateMadeUp } from "./simulate-made-up.ts";

const root = mkdtempSync(join(tmpdir(), "playc-faults-"));
const [from, to] = ["2025-02-01", "2026-06-15"];
const cli = buildCli();

let expected: Added;
let schedule: Schedule;
let days: Pick<Histories, "grid" | "covers">;
const accounts: AccountHistory[] = [];

beforeAll(async () => {
  const { data, comparison } = await simulateMadeUp(cli, root, { seed: 7, accounts: 150, from, to });
  expected = comparison.expected;
  const read = readProjectFile("playc.yaml", readFileSync(join(project, "playc.yaml"), "utf8"));
  const files = ["model.play", "measures.play"].map((path) => ({
    path,
    text: readFileSync(join(project, path), "utf8"),
  }));
  const compiled = compile({ files, currency: "USD", readText: () => undefined, exists: () => false });
  schedule = compiled.schedule!;
  const tempDir = join(root, "input");
  mkdirSync(tempDir);
  const histories = await openHistories({
    project: read.project!,
    schedule,
    projectDir: project,
    dataDirs: [data],
    tempDir,
  });
  for await (const history of histories.accounts()) accounts.push(history);
  days = { grid: histories.grid, covers: histories.covers };
  await histories.close();
}, 120_000);

afterAll(() => rmSync(root, { recursive: true }));

interface Planted {
  schedule?: (schedule: Schedule) => Schedule;
  history?: (history: AccountHistory) => AccountHistory;
  to?: string;
}

/** What the accounts add, as the tables would say it. */
function added(planted: Planted): Added {
  const program = planted.schedule?.(structuredClone(schedule)) ?? schedule;
  const simulation = createSimulation(program, days, { from: parseDay(from)!, to: parseDay(planted.to ?? to)! });
  const found: Added = new Map();
  for (const history of accounts) {
    for (const [key, text] of linesOf(simulation.run(planted.history?.(history) ?? history))) found.set(key, text);
  }
  return found;
}

function* linesOf({ account, measures, returns }: AccountOutcome): Generator<[string, string]> {
  for (const { measure, part, tally } of measures) {
    const unknown = [...tally.unknown.values()].reduce((sum, count) => sum + count, 0);
    const [day = null] = tally.days.keys();
    yield [`${account} ${measure} ${part}`, `${tally.x} ${tally.y} ${tally.waiting} ${day} ${unknown}`];
  }
  for (const { line, times, units, unknown } of returns) yield [`${account} ${line}`, `${times} ${units} ${unknown}`];
}

/** Changes every measure; those that have nothing to change stay. */
function eachMeasure(change: (measure: Measure) => Measure): Planted {
  return { schedule: (program) => ({ ...program, measures: program.measures!.map(change) }) };
}

function eachFigure(change: (figure: MeasureFigure) => MeasureFigure): Planted {
  return eachMeasure((measure) => ({ ...measure, figure: change(measure.figure) }));
}

const aDayMore = (duration: Duration): Duration =>
  duration.unit === "days" ? { ...duration, amount: duration.amount + 1 } : duration;

function events(name: string, change: (record: EventRecord) => EventRecord): Planted {
  return {
    history: (history) => {
      const changed = new Map(history.events);
      changed.set(name, (history.events.get(name) ?? []).map(change));
      return { ...history, events: changed };
    },
  };
}

test("without a mistake there is no difference", () => {
  expect(differences({ expected, found: added({}) }).slice(0, 10)).toEqual([]);
});

const faults: [string, Planted][] = [
  [
    "the year of revenue is a day short",
    eachFigure((figure) => (figure.kind === "revenue" ? { ...figure, over: { unit: "days", amount: 364 } } : figure)),
  ],
  [
    "gross counts what grew",
    eachFigure((figure) =>
      figure.kind === "revenue" && figure.what === "gross_retention" ? { ...figure, what: "net_retention" } : figure,
    ),
  ],
  [
    "net is gross",
    eachFigure((figure) =>
      figure.kind === "revenue" && figure.what === "net_retention" ? { ...figure, what: "gross_retention" } : figure,
    ),
  ],
  [
    "answers have a day more",
    eachFigure((figure) =>
      figure.kind === "touches" || figure.kind === "followed" ? { ...figure, within: aDayMore(figure.within) } : figure,
    ),
  ],
  ["the last reported day is forgotten", { to: "2026-06-14" }],
  [
    "the second share is not taken away",
    eachFigure((figure) => {
      if (figure.kind !== "events") return figure;
      const { minus: _, ...rest } = figure;
      return rest;
    }),
  ],
  [
    "won in time is won",
    eachFigure((figure) => (figure.kind === "runs" ? { kind: "runs", play: figure.play } : figure)),
  ],
  [
    "in time is fifty days earlier",
    eachFigure((figure) =>
      figure.kind === "runs" && figure.by
        ? { ...figure, by: { ...figure.by, lead: { unit: "days", amount: 80 } } }
        : figure,
    ),
  ],
  [
    "the change is a day later",
    eachFigure((figure) => (figure.kind === "change" ? { ...figure, after: aDayMore(figure.after) } : figure)),
  ],
  [
    "everybody is meant",
    eachMeasure((measure) => {
      const { among: _, ...rest } = measure;
      return rest;
    }),
  ],
  [
    "those with are those without",
    eachMeasure((measure) =>
      measure.by ? { ...measure, by: { node: "not", operand: measure.by, text: `not (${measure.by.text})` } } : measure,
    ),
  ],
  [
    "whatever was said is the praise that is waited for",
    eachFigure((figure) =>
      figure.kind === "time" && "event" in figure.to ? { ...figure, to: { event: figure.to.event } } : figure,
    ),
  ],
  [
    "a score that nobody knows is 0",
    events("nps", (record) => ({ ...record, fields: { score: 0, ...record.fields } })),
  ],
  ["first values come a day early", events("first_value", (record) => ({ ...record, day: record.day - 1 }))],
  [
    "an unknown amount is nothing",
    {
      history: (history) => {
        const fields = new Map(history.fields);
        fields.set(
          "arr",
          (fields.get("arr") ?? []).map((change) => ({ ...change, value: change.value ?? 0 })),
        );
        return { ...history, fields };
      },
    },
  ],
  [
    "who left pays on",
    {
      schedule: (program) => {
        const { ends: _, ...account } = program.account;
        return { ...program, account };
      },
    },
  ],
];

test.each(faults)("%s: noticed", (_, planted) => {
  expect(differences({ expected, found: added(planted) }).length).toBeGreaterThan(0);
});
