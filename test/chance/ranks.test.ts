/** `in top 20%`: standing at reviews (docs/language.md section 3, Ranks), by hand and against sorting everybody. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createConditions } from "../../runtime/conditions/index.ts";
import { closeOf, openingOf } from "../../runtime/engine/scope.ts";
import { createRanking, manifestOf } from "../../runtime/rank-accounts.ts";
import { type AccountText, day, historyOf, scheduleOf } from "../support/world.ts";

const play = `
account { arr money? contract_start date churned_on date? begins contract_start ends churned_on }
segments reviewed every 1 month from 2026-02-01 {
  big when arr in top 40%
  least when arr in bottom 10%
  middle otherwise
}`;

/** The segments of accounts on a day, in order of id; `-` for none. */
function segmentsOn(date: string, accounts: AccountText[], grid: [string, string] = ["2026-01-01", "2026-04-30"]) {
  const schedule = scheduleOf(play);
  const days = { grid: { from: day(grid[0]), to: day(grid[1]) }, covers: new Map() };
  const histories = accounts.map((account) => historyOf(account, schedule, days.grid));
  const ranking = createRanking(schedule, days)!;
  for (const history of histories) ranking.add(history);
  const conditions = createConditions(schedule, { ...days, cutoffs: ranking.cutoffs() });
  return histories.map((history) => {
    const view = conditions.view(history, () => undefined);
    const places = conditions.segmentPlaces(view);
    const { segment = "-" } = conditions.segmentOf(view, closeOf(day(date)));
    // Said of the day at its opening, and of all closes at once, it is the same.
    expect(conditions.segmentOf(view, openingOf(day(date))).segment ?? "-").toBe(segment);
    expect(schedule.segments[places[day(date) - days.grid.from]!]?.name ?? "-").toBe(segment);
    return segment;
  });
}

const account = (id: string, arr: number | Record<string, number> | undefined, starts = "2025-06-01"): AccountText => ({
  id,
  fields: { contract_start: starts, ...(arr === undefined ? {} : { arr }) },
});

describe("standing", () => {
  const five = [account("a", 100), account("b", 300), account("c", 300), account("d", 300), account("e", 200)];

  it("is unknown before the first review", () => {
    expect(segmentsOn("2026-01-31", five)).toEqual(["-", "-", "-", "-", "-"]);
  });

  it("takes in exactly the share, rounded up, ties by id", () => {
    // 40% of five are two: of the three with 300 the first two ids. 10% of five, rounded up, is one.
    expect(segmentsOn("2026-02-01", five)).toEqual(["least", "big", "big", "middle", "middle"]);
  });

  it("holds until the next review, whatever the values do", () => {
    const moving = [account("a", { "2025-01-01": 100, "2026-02-10": 900 }), ...five.slice(1)];
    expect(segmentsOn("2026-02-28", moving)[0]).toBe("least");
    expect(segmentsOn("2026-03-01", moving)).toEqual(["big", "big", "middle", "middle", "least"]);
  });

  it("is unknown of a customer without a value, which takes nobody's place", () => {
    expect(segmentsOn("2026-02-01", [...five, account("f", undefined)])).toEqual([
      "least",
      "big",
      "big",
      "middle",
      "middle",
      "-",
    ]);
  });

  it("holds a later customer against the last one that was in", () => {
    const joining = [
      ...five,
      account("x", 300, "2026-02-10"),
      account("aa", 300, "2026-02-10"),
      account("y", 999, "2026-02-10"),
    ];
    // `x` comes behind `c`, the second with 300, `aa` before it.
    expect(segmentsOn("2026-02-15", joining).slice(5)).toEqual(["middle", "big", "big"]);
    expect(segmentsOn("2026-02-05", joining).slice(5)).toEqual(["-", "-", "-"]);
    expect(segmentsOn("2026-03-01", joining)).toEqual([
      "least",
      "big",
      "big",
      "middle",
      "middle",
      "middle",
      "big",
      "big",
    ]);
  });

  it("counts the last review before the data", () => {
    expect(segmentsOn("2026-03-15", five, ["2026-03-10", "2026-03-31"])).toEqual([
      "least",
      "big",
      "big",
      "middle",
      "middle",
    ]);
  });
});

it("takes in as many as the share of all those ranked, whoever they are", () => {
  const customers = fc.uniqueArray(
    fc.record({ id: fc.string({ minLength: 1 }), arr: fc.integer({ min: 0, max: 4 }) }),
    {
      selector: ({ id }) => id,
      minLength: 1,
      maxLength: 30,
    },
  );
  fc.assert(
    fc.property(customers, (all) => {
      const found = segmentsOn(
        "2026-02-01",
        all.map(({ id, arr }) => account(id, arr)),
      );
      const big = all.filter((_, index) => found[index] === "big");
      const others = all.filter((_, index) => found[index] !== "big");
      expect(big.length).toBe(Math.ceil(0.4 * all.length));
      for (const one of big) for (const other of others) expect(one.arr).toBeGreaterThanOrEqual(other.arr);
    }),
    { numRuns: 60 },
  );
});

it("is written down", () => {
  const schedule = scheduleOf(play);
  const grid = { from: day("2026-01-01"), to: day("2026-02-28") };
  const ranking = createRanking(schedule, { grid, covers: new Map() })!;
  ranking.add(historyOf(account("__proto__", 100), schedule, grid));
  expect(manifestOf(schedule, grid, ranking.cutoffs()).ranks).toEqual([
    {
      field: "arr",
      side: "bottom",
      share: 100_000,
      reviews: [{ on: "2026-02-01", cutoff: { value: 100, account: "__proto__" } }],
    },
    {
      field: "arr",
      side: "top",
      share: 400_000,
      reviews: [{ on: "2026-02-01", cutoff: { value: 100, account: "__proto__" } }],
    },
  ]);
});
