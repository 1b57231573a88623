import { closeSync, mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DOUBLE, DuckDBDataChunk, INTEGER } from "@duckdb/node-api";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accountsAtOnce, MetricCells, SET_ASIDE } from "../../runtime/histories/cells/cells.ts";
import { accountsPerPart } from "../../runtime/histories/cells/pages.ts";
import { SeenCells } from "../../runtime/histories/cells/seen.ts";

/** More accounts than share a part of the file, and days on both sides of 1970. */
const ACCOUNTS = 300;
const DAYS = { from: -3, to: 6 };

interface Row {
  ordinal: number;
  day: number;
  /** Wide: a value for each of two metrics. Long: metric and value. NaN: none. */
  values: [number, number];
}

const value = fc.constantFrom(Number.NaN, 0, -0, 1, 2.5);
const place = {
  ordinal: fc.oneof(fc.integer({ min: 0, max: ACCOUNTS - 1 }), fc.constantFrom(SET_ASIDE, 0, 63, 64, ACCOUNTS - 1)),
  day: fc.integer({ min: DAYS.from, max: DAYS.to }),
};
const wideRow: fc.Arbitrary<Row> = fc.record({ ...place, values: fc.tuple(value, value) });
const longRow: fc.Arbitrary<Row> = fc.record({ ...place, values: fc.tuple(fc.constantFrom(0, 1), value) });

let folder: string;
let files = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "cells-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The cells of rows, taken a chunk of seven at a time. */
function withCells<Answer>(layout: "wide" | "long", rows: readonly Row[], ask: (cells: MetricCells) => Answer): Answer {
  const file = openSync(join(folder, String(files++)), "wx+");
  try {
    const cells = new MetricCells(file, ACCOUNTS, layout, 2);
    for (let start = 0; start < rows.length; start += 7) {
      const part = rows.slice(start, start + 7);
      const chunk = DuckDBDataChunk.create([INTEGER, INTEGER, DOUBLE, DOUBLE]);
      chunk.setColumns([
        part.map((row) => row.ordinal),
        part.map((row) => row.day),
        part.map((row) => row.values[0]),
        part.map((row) => row.values[1]),
      ]);
      cells.take(chunk);
    }
    cells.finish();
    return ask(cells);
  } finally {
    closeSync(file);
  }
}

/** What rows say of each cell, kept by the letter of the rule: equal ones once, differing ones not at all. */
function reference(layout: "wide" | "long", rows: readonly Row[]): Map<string, Row | "conflict"> {
  const known = new Map<string, Row | "conflict">();
  for (const row of rows.filter(({ ordinal }) => ordinal !== SET_ASIDE)) {
    const key = `${row.ordinal}/${row.day}/${layout === "long" ? row.values[0] : 0}`;
    const before = known.get(key);
    if (before === undefined) known.set(key, row);
    // -0 and 0 are one number in the data.
    else if (before !== "conflict" && before.values.some((one, at) => !Object.is(one + 0, row.values[at]! + 0))) {
      known.set(key, "conflict");
    }
  }
  return known;
}

function expectedValue(known: Row | "conflict" | undefined, layout: "wide" | "long", metric: number): number {
  if (known === undefined || known === "conflict") return Number.NaN;
  return known.values[layout === "wide" ? metric : 1]! + 0;
}

describe.each([
  ["wide", wideRow],
  ["long", longRow],
] as const)("the cells of a %s table", (layout, row) => {
  const length = DAYS.to - DAYS.from + 1;

  it("are what its rows say, for any accounts asked for, in whatever order they come", () => {
    const asked = fc.uniqueArray(fc.integer({ min: 0, max: ACCOUNTS - 1 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 60 }), asked, (rows, ordinals) => {
        ordinals.sort((left, right) => left - right);
        const known = reference(layout, rows);
        for (const order of [rows, rows.toReversed()]) {
          const { values } = withCells(layout, order, (cells) => cells.read(ordinals, DAYS));
          for (const [slot, ordinal] of ordinals.entries()) {
            for (let day = DAYS.from; day <= DAYS.to; day++) {
              for (const metric of [0, 1]) {
                const found = known.get(`${ordinal}/${day}/${layout === "long" ? metric : 0}`);
                expect(values[metric]![slot * length + day - DAYS.from]! + 0).toBe(
                  expectedValue(found, layout, metric),
                );
              }
            }
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it("name each contradiction once, count the rows, and know the days of what is left", () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 60 }), (rows) => {
        const known = reference(layout, rows);
        const names = [...known].flatMap(([name, found]) => (found === "conflict" ? [name] : []));
        const days = [...known.values()].flatMap((found) => (found === "conflict" ? [] : [found.day]));
        withCells(layout, rows, (cells) => {
          const conflicts = [...cells.conflicts()].flat();
          expect(conflicts.map(({ ordinal, day, metric }) => `${ordinal}/${day}/${metric}`).sort()).toEqual(
            names.sort(),
          );
          expect(cells.count + cells.setAside).toBe(rows.length);
          expect(cells.setAside).toBe(rows.filter(({ ordinal }) => ordinal === SET_ASIDE).length);
          expect(cells.days).toEqual(
            days.length === 0 ? undefined : { from: Math.min(...days), to: Math.max(...days) },
          );
        });
      }),
      { numRuns: 100 },
    );
  });
});

describe("more rows than a page", () => {
  it("come back whole", () => {
    const rows = Array.from({ length: 5_000 }, (_, index): Row => {
      const day = index % 1_000;
      return { ordinal: Math.floor(index / 1_000), day, values: [index, -index] };
    });
    withCells("wide", rows, (cells) => {
      const { values } = cells.read([0, 1, 2, 3, 4], { from: 0, to: 999 });
      expect(values[0]).toEqual(Float64Array.from(rows, (_, index) => index));
      expect(values[1]).toEqual(Float64Array.from(rows, (_, index) => -index));
    });
  });
});

describe("cells noted as seen", () => {
  it.each([1, 300, 100_000, 50_000_000])("are never taken for new the second time, of %d accounts", (accounts) => {
    const cell = fc.tuple(fc.integer({ min: 0, max: accounts - 1 }), fc.integer({ min: -800_000, max: 3_000_000 }));
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 30 }), (cells) => {
        const noted = new SeenCells(accounts);
        const before = new Set<string>();
        for (const [ordinal, at] of cells) {
          const seen = noted.note(ordinal, at);
          if (before.has(`${ordinal}/${at}`)) expect(seen).toBe(true);
          before.add(`${ordinal}/${at}`);
        }
      }),
      { numRuns: 20 },
    );
  });

  it.each([
    [1_000, 1],
    [1_000_000, 499],
  ])("have a bit of their own each day of a year for %i accounts (every %i.)", (accounts, step) => {
    const noted = new SeenCells(accounts);
    for (let ordinal = 0; ordinal < accounts; ordinal += step) {
      for (let day = 20_000; day < 20_365; day++) if (noted.note(ordinal, day)) throw new Error(`${ordinal}/${day}`);
    }
  });
});

describe("the accounts read at once", () => {
  it("are whole parts of the file unless that is too much, and at least one", () => {
    expect(accountsAtOnce(365 * 4, 100_000) % accountsPerPart(100_000)).toBe(0);
    expect(accountsAtOnce(365 * 4, 5_000_000)).toBeLessThan(accountsPerPart(5_000_000));
    expect(accountsAtOnce(36_525 * 40, 100_000)).toBe(1);
    expect(accountsAtOnce(0, 0)).toBeGreaterThan(0);
  });
});
