/** Laws of what is added up: neither order nor grouping says anything, and what adds nothing changes nothing. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { measureResults } from "../../runtime/measures/result.ts";
import { ReturnTotals, returnResult, roundedHalfEven } from "../../runtime/measures/return.ts";
import {
  type Contribution,
  emptyTally,
  type Judged,
  MeasureTotals,
  merge,
  parts,
  type Tally,
  tallyOf,
} from "../../runtime/measures/tally.ts";
import type { Measure, Schedule } from "../../schedule/types.ts";

const judged: fc.Arbitrary<Judged> = fc.oneof(
  fc.record({ kind: fc.constant("unit" as const), x: fc.nat(1e12), y: fc.integer({ min: -1e12, max: 1e12 }) }),
  fc.record({ kind: fc.constant("reached" as const), days: fc.nat(40) }),
  fc.record({ kind: fc.constant("waiting" as const), days: fc.nat(40) }),
  fc.record({ kind: fc.constant("unknown" as const), reason: fc.constantFrom("a", "b", "__proto__") }),
);
const tally = fc.array(judged, { maxLength: 12 }).map((list) => list.map(tallyOf).reduce(merge, emptyTally));

/** Maps in one order. */
function plain(value: Tally) {
  const sorted = (map: ReadonlyMap<string | number, unknown>) =>
    [...map].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
  return { ...value, unknown: sorted(value.unknown), days: sorted(value.days) };
}

function scheduleWith(measure: Partial<Measure>): Schedule {
  const whole = { name: "m", path: "measure m", text: "m", ...measure };
  return { measures: [whole], metrics: [], currency: { code: "USD", minorDigits: 2 } } as unknown as Schedule;
}

const schedules = [
  scheduleWith({ figure: { kind: "runs", play: "p" }, goal: { kind: "compare", operator: ">=", value: 500_000 } }),
  scheduleWith({ figure: { kind: "time", statistic: "median", from: "a", to: { event: "e" } } }),
  scheduleWith({ figure: { kind: "time", statistic: "mean", from: "a", to: { event: "e" } } }),
];

function resultsOf(contributions: readonly Contribution[]) {
  const totals = new MeasureTotals();
  totals.add(contributions);
  return schedules.map((schedule) => measureResults(schedule, totals.tallies, []));
}

const contribution = fc.record({ measure: fc.constant("m"), part: fc.constantFrom(...parts), tally });

describe("tallies", () => {
  it("are merged in any order and grouping", () => {
    fc.assert(
      fc.property(tally, tally, tally, (a, b, c) => {
        expect(plain(merge(a, b))).toEqual(plain(merge(b, a)));
        expect(plain(merge(merge(a, b), c))).toEqual(plain(merge(a, merge(b, c))));
        expect(plain(merge(a, emptyTally))).toEqual(plain(a));
      }),
    );
  });

  it("give one result for any order of accounts", () => {
    fc.assert(
      fc.property(fc.array(contribution, { maxLength: 8 }), fc.nat(), (list, turn) => {
        const at = list.length === 0 ? 0 : turn % list.length;
        expect(resultsOf([...list.slice(at), ...list.slice(0, at)])).toEqual(resultsOf(list));
      }),
    );
  });

  it("do not change with an account that adds nothing", () => {
    fc.assert(
      fc.property(fc.array(contribution, { maxLength: 8 }), (list) => {
        const nothing: Contribution = { measure: "m", part: "rest", tally: emptyTally };
        expect(resultsOf([...list, nothing])).toEqual(resultsOf(list));
      }),
    );
  });
});

describe("figures", () => {
  const days = fc.array(fc.nat(30), { maxLength: 15 });

  it("the median is the day by which half have got there, those who have not being last", () => {
    fc.assert(
      fc.property(days, days, (reached, waiting) => {
        const all = [
          ...reached.map((each) => tallyOf({ kind: "reached", days: each })),
          ...waiting.map((each) => tallyOf({ kind: "waiting", days: each })),
        ].reduce(merge, emptyTally);
        const [[result] = []] = [resultsOf([{ measure: "m", part: "rest", tally: all }])[1]];
        const order = [...reached.toSorted((a, b) => a - b), ...waiting.map(() => Infinity)];
        const half = order[Math.ceil(order.length / 2) - 1];
        const bounds = [...reached, ...waiting].sort((a, b) => a - b);
        expect(result!.value).toBe(half === undefined || half === Infinity ? null : half);
        expect(result!.atLeast).toBe(half === Infinity ? bounds[Math.ceil(bounds.length / 2) - 1] : null);
        expect([result!.units, result!.waiting]).toEqual([reached.length, waiting.length]);
      }),
    );
  });

  it("lie within their intervals, and meet goals exactly", () => {
    fc.assert(
      fc.property(fc.nat(50), fc.nat(50), (yes, no) => {
        const list = [...Array(yes).fill(1), ...Array(no).fill(0)].map((y) => tallyOf({ kind: "unit", x: 1, y }));
        const [[result] = []] = resultsOf([{ measure: "m", part: "rest", tally: list.reduce(merge, emptyTally) }]);
        if (yes + no === 0) {
          expect([result!.value, result!.goal!.met, result!.reason]).toEqual([null, undefined, "none to judge"]);
          return;
        }
        expect(result!.value).toBe(yes / (yes + no));
        expect(result!.interval!.low).toBeLessThanOrEqual(result!.value!);
        expect(result!.interval!.high).toBeGreaterThanOrEqual(result!.value!);
        expect(result!.goal!.met).toBe(yes >= no);
      }),
    );
  });
});

describe("the return", () => {
  it("rounds halves to the even number", () => {
    const cases: [bigint, bigint, bigint][] = [
      [5n, 2n, 2n],
      [7n, 2n, 4n],
      [-5n, 2n, -2n],
      [-7n, 2n, -4n],
      [8n, 3n, 3n],
      [-8n, 3n, -3n],
      [0n, 7n, 0n],
    ];
    for (const [numerator, denominator, rounded] of cases)
      expect(roundedHalfEven(numerator, denominator)).toBe(rounded);
  });

  it("is null where nothing was spent", () => {
    const roi = {
      lines: [
        {
          path: "cost a",
          name: "a",
          side: "cost",
          text: "",
          amount: { kind: "money", money: 100 },
          per: { kind: "touch", touch: "t" },
        },
      ],
    };
    const schedule = { roi, currency: { code: "USD", minorDigits: 2 } } as unknown as Schedule;
    const result = returnResult(schedule, new ReturnTotals().lines, 30)!;
    expect([result.value, result.reason, result.cost]).toEqual([null, "nothing was spent", 0]);
  });
});
