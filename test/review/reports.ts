/** Reports of a change with everything a view shows, made of texts that are given: hostile ones, or many. */
import type { Change, DiffReport } from "../../review/types.ts";

const figure = (before: number, after: number) => ({ before, after, change: after - before });
const both = (text: string) => ({ before: `${text}1`, after: `${text}2` });

function change(text: string, line: number): Change {
  const place = { file: `${text}.play`, line, column: 1, endLine: line, endColumn: 2 };
  return {
    kind: "trigger",
    name: { before: text, after: text },
    within: [{ clause: "step", ...both(text) }],
    what: "changed",
    clause: "when",
    text: both(text),
    weight: "meaning",
    movement: { kind: "neither", lost: text, gained: text, because: [] },
    places: { before: place, after: place },
    paths: both(text),
  };
}

/** `text` gives the next text; each list has `many`, and lists of names ten times as many. */
export function reportOf(text: () => string, many: number): DiffReport {
  const list = <Each>(of: (index: number) => Each, length = many) => Array.from({ length }, (_, index) => of(index));
  const names = () => list(text, many * 10);
  const side = {
    kind: "revision",
    name: text(),
    commit: "0123456789abcdef0123456789abcdef01234567",
    digest: null,
  } as const;
  const input = {
    from: "2025-01-01",
    to: "2025-12-31",
    rows: 1000,
    matched: 900,
    setAside: 10,
    unmapped: names(),
    unusable: [{ table: text(), rows: 0, reasons: [text()] }],
  };
  const week = "2025-03-03";
  const full = list(() => ({ week, minutes: 2400, capacity: 2000 }));
  const thing = () => ({ kind: "touch", name: text(), source: text() }) as const;
  return {
    format: "playc-diff",
    version: 1,
    before: side,
    after: { ...side, name: text() },
    changes: list((index) => change(text(), index + 1)),
    texts: null,
    problems: { before: [], after: [] },
    notes: list(() => ({ code: "links", text: text() })),
    settings: list((index) => ({ key: index === 0 ? `budgets.${text()}` : text(), text: both(text()) })),
    simulated: {
      range: { from: "2025-01-01", to: "2025-12-31", days: 365, weeks: 53 },
      input: { before: input, after: { ...input, unmapped: names() } },
      compared: { from: "2025-01-01", weeks: 53 },
      touches: figure(10, 51),
      others: figure(4, 4),
      minutes: figure(600, 1920),
      cost: { ...figure(100, 200), currency: "USD", minorDigits: 2 },
      people: list(() => ({
        person: text(),
        touches: figure(1, 3),
        others: figure(2, 2),
        minutes: figure(60, 120),
        peak: {
          before: { week, minutes: 50 },
          after: { week, minutes: 60 },
          behind: [
            { source: text(), touches: 1, minutes: 30 },
            { source: text(), touches: -1, minutes: -20 },
          ],
        },
        p95: figure(50, 60),
        weeks: list(() => ({ week, touches: figure(1, 2), others: figure(1, 1), minutes: figure(60, 90) })),
        newlyOver: full,
        noLongerOver: full,
      })),
      hoursKnown: true,
      undone: list(() => ({ what: "dropped", rule: text(), name: text(), demands: figure(1, 2) })),
      triggers: list(() => ({
        trigger: text(),
        fires: figure(1, 2),
        unknownDays: figure(3, 4),
        gained: names(),
        lost: names(),
      })),
      unjudged: list(() => ({
        trigger: text(),
        before: null,
        after: { days: 90, unknownDays: 80, reasons: [text(), text()] },
      })),
      plays: list(() => ({
        play: text(),
        started: figure(9, 9),
        carriedIn: figure(0, 0),
        won: figure(5, 2),
        lost: figure(0, 1),
        ranOut: figure(0, 2),
        withdrawn: figure(0, 0),
        open: figure(4, 4),
      })),
      rungs: list(() => ({ rung: text(), text: text(), asked: figure(0, 3), acted: figure(0, 2) })),
      segments: list(() => ({ segment: text(), joined: names(), left: names() })),
      collisions: list(() => ({ declarations: [text(), text()], days: figure(1, 4), gained: names(), lost: names() })),
      budgets: [
        {
          budget: "touches_per_person_and_week",
          limit: 4,
          value: 9,
          kept: false,
          over: 3,
          places: [{ person: text(), account: null, from: week, to: null, value: 9 }],
          before: { value: 3, kept: true },
          brokenBy: names(),
          changed: names(),
        },
      ],
      timelines: list(
        () => ({
          account: text(),
          moved: { touches: 2, others: 1 },
          days: list(() => ({ day: week, both: [thing()], before: [thing()], after: [thing(), thing()] })),
        }),
        Math.min(many, 5),
      ),
    },
    inFlight: {
      on: week,
      isChangeOver: true,
      declarations: list(() => ({
        kind: "play",
        name: { before: text(), after: text() },
        onChange: "continue",
        counts: { continues: 0, moves: many, restarts: 0, ends: 0, orphaned: 0 },
        toCome: { touches: figure(12, 15), minutes: figure(360, 480) },
        accounts: list(() => ({
          account: text(),
          fate: "moves",
          why: null,
          play: null,
          since: week,
          day: 3,
          phase: { before: null, after: null },
          next: {
            before: { path: text(), text: text(), on: week },
            after: { path: text(), text: text(), on: null },
          },
          withdrawn: 0,
        })),
      })),
    },
    witnesses: list(() => ({
      kind: "trigger",
      name: text(),
      found: {
        history: text(),
        test: `test "${text()}" {\n  ${text()}\n}\n`,
        before: text(),
        after: text(),
        byItself: false,
      },
      tried: { histories: 3, days: 90 },
      cutShort: false,
    })),
  };
}
