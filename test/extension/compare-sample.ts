/** What `playc diff --simulate` may say of a change, with everything in it that the panel shows; `name` stands wherever a name of data or program does. */
import type { Figure } from "../../review/compare/types.ts";
import type { Change, DiffReport } from "../../review/types.ts";

const figure = (before: number, after: number): Figure => ({ before, after, change: after - before });
const place = (file: string, line: number) => ({ file, line, column: 3, endLine: line, endColumn: 12 });

function change(name: string, more: Partial<Change> = {}): Change {
  return {
    kind: "trigger",
    name: { before: name, after: name },
    within: [],
    what: "changed",
    clause: "when",
    text: { before: `when ${name} > 30%`, after: `when ${name} > 20%` },
    weight: "meaning",
    movement: { kind: "looser", lost: null, gained: `${name} of 25%`, because: [] },
    places: { before: place(`${name}.play`, 4), after: place(`${name}.play`, 5) },
    paths: { before: `trigger ${name}`, after: `trigger ${name}` },
    ...more,
  };
}

export function sampleReport(name: string, weeks = ["2026-01-05", "2026-01-12"]): DiffReport {
  const digest = `sha256:${"0".repeat(64)}`;
  const gone = { before: name, after: null };
  return {
    format: "playc-diff",
    version: 1,
    before: { kind: "revision", name: "HEAD", commit: "a".repeat(40), folder: name, digest },
    after: { kind: "folder", name: ".", commit: null, digest },
    changes: [
      change(name),
      change(name, {
        kind: "play",
        within: [{ clause: "phase", before: name, after: name }],
        what: "removed",
        clause: "do",
        text: gone,
        movement: null,
        places: { before: place("plays.play", 9), after: null },
        paths: { before: `play ${name}/phase/1`, after: null },
      }),
      change(name, {
        kind: "touch",
        what: "added",
        clause: null,
        text: { before: null, after: name },
        movement: null,
        places: { before: null, after: place("standard:touches.play", 2) },
        paths: { before: null, after: `touch ${name}` },
      }),
    ],
    texts: null,
    problems: { before: [], after: [] },
    notes: [{ code: "uncommitted", text: `Changes of ${name} are part of this.` }],
    simulated: {
      range: { from: "2026-01-05", to: "2026-01-18", days: 14, weeks: 2 },
      input: {
        before: { from: "2026-01-01", to: "2026-01-31", rows: 10, matched: 9, setAside: 1, unmapped: [] },
        after: {
          from: "2026-01-01",
          to: "2026-01-31",
          rows: 10,
          matched: 9,
          setAside: 1,
          unmapped: [`metric ${name}`],
        },
      },
      compared: { from: "2026-01-05", weeks: 2 },
      touches: figure(10, 14),
      others: figure(3, 3),
      minutes: figure(600, 900),
      cost: { ...figure(1_000_00, 1_200_50), currency: "USD", minorDigits: 2 },
      people: [
        {
          person: name,
          touches: figure(10, 14),
          others: figure(3, 3),
          minutes: figure(600, 900),
          peak: { before: { week: weeks[0]!, minutes: 400 }, after: { week: weeks.at(-1)!, minutes: 600 } },
          p95: figure(400, 600),
          weeks: weeks.map((week, index) => ({
            week,
            touches: figure(5, 5 + index),
            others: figure(1, 1),
            minutes: figure(300, index % 2 === 0 ? 240 : 660),
          })),
          newlyOver: [{ week: weeks.at(-1)!, minutes: 600, capacity: 480 }],
          noLongerOver: [{ week: weeks[0]!, minutes: 300, capacity: 480 }],
        },
      ],
      hoursKnown: true,
      undone: [{ what: "dropped", rule: `policy/limit/${name}`, name, demands: figure(1, 3) }],
      triggers: [{ trigger: name, fires: figure(3, 5), unknownDays: figure(0, 2), gained: [name, "A2"], lost: ["A3"] }],
      plays: [],
      rungs: [],
      segments: [
        { segment: name, joined: [name], left: [] },
        { segment: null, joined: [], left: [name] },
      ],
      collisions: [
        { declarations: [`play ${name}`, `trigger ${name}`], days: figure(1, 3), gained: [name], lost: ["A3"] },
      ],
      budgets: [
        {
          budget: "touches_per_person_and_week",
          limit: 4,
          value: 6,
          kept: false,
          over: 1,
          places: [{ person: name, account: null, from: weeks[0]!, to: weeks[0]!, value: 6 }],
          before: { value: 4, kept: true },
          brokenBy: [`trigger ${name}`],
        },
        { budget: "late", limit: 50_000, value: 0, kept: true, over: 0, places: [], before: null, brokenBy: [] },
      ],
      timelines: [
        {
          account: name,
          moved: { touches: 1, others: 2 },
          days: [
            {
              day: "2026-01-07",
              both: [{ kind: "task", name, source: null }],
              before: [],
              after: [{ kind: "touch", name, source: `trigger ${name}` }],
            },
          ],
        },
      ],
    },
    inFlight: {
      on: "2026-01-18",
      isChangeOver: false,
      declarations: [
        {
          kind: "play",
          name: { before: name, after: name },
          onChange: "restart",
          counts: { continues: 0, moves: 0, restarts: 1, ends: 0, orphaned: 1 },
          toCome: {
            touches: { before: 9, after: 6, change: -3 },
            minutes: { before: 300, after: 240, change: -60 },
          },
          accounts: [
            {
              account: name,
              fate: "orphaned",
              why: "gone",
              play: null,
              since: "2026-01-05",
              day: 14,
              phase: { before: name, after: null },
              next: { before: { path: "play x/phase/1", text: name, on: "2026-01-19" }, after: null },
              withdrawn: 1,
            },
          ],
        },
      ],
    },
    witnesses: [
      {
        kind: "trigger",
        name,
        found: {
          history: `account ${name}\n`,
          test: `test "${name}" {\n}\n`,
          before: name,
          after: "nothing",
          byItself: false,
        },
        tried: { histories: 12, days: 300 },
        cutShort: false,
      },
      { kind: "play", name, found: null, tried: { histories: 100, days: 3_000 }, cutShort: true },
    ],
  };
}

/** Of a program with errors. */
export function brokenReport(name: string): DiffReport {
  const { simulated: _, inFlight: _flight, witnesses: _witnesses, ...sample } = sampleReport(name);
  return {
    ...sample,
    changes: null,
    texts: { files: [{ what: "changed", name }], declarations: [{ what: "added", name }] },
    problems: {
      before: [{ severity: "error", message: name }],
      after: [{ severity: "error", message: name, file: `${name}.play`, line: 3, column: 5 }],
    },
  };
}
