/** Base units and lengths of time, against plain definitions. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toBaseUnits } from "../../compiler/values/base-units.ts";
import { problemOfDate, problemOfYearlyDate } from "../../compiler/values/dates.ts";
import { compareDurations, fewestDays } from "../../compiler/values/durations.ts";

describe("toBaseUnits", () => {
  it("moves the point of a decimal, exactly", () => {
    const digits = fc.integer({ min: 0, max: 6 });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 99_999_999 }),
        fc.integer({ min: 0, max: 999_999 }),
        digits,
        digits,
        (whole, part, decimals, scale) => {
          const fraction = String(part).padStart(6, "0").slice(0, decimals);
          const written = Number(`${whole}.${fraction || "0"}`);
          const needed = fraction.replace(/0+$/, "").length;
          const exact = Number(
            BigInt(whole) * 10n ** BigInt(scale) + BigInt(fraction.padEnd(scale, "0").slice(0, scale) || "0"),
          );
          expect(toBaseUnits(written, scale)).toBe(needed > scale ? "too-fine" : exact);
        },
      ),
    );
  });

  it.each([
    [0.29, 2, 29],
    [1.005e3, 2, 100_500],
    [0.1 + 0.2, 1, 3],
    [1e-7, 6, "too-fine"],
    [9e15, 2, "too-large"],
    [Number.MAX_SAFE_INTEGER, 0, Number.MAX_SAFE_INTEGER],
    [Number.MAX_SAFE_INTEGER + 1, 0, "too-large"],
    [Number.POSITIVE_INFINITY, 0, "too-large"],
  ])("%s with %s digits is %s", (value, digits, expected) => expect(toBaseUnits(value, digits)).toBe(expected));
});

describe("dates", () => {
  it("are those of the calendar between 1900 and 2200", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1850, max: 2250 }),
        fc.integer({ min: 0, max: 14 }),
        fc.integer({ min: 0, max: 33 }),
        (year, month, day) => {
          const text = [String(year), String(month).padStart(2, "0"), String(day).padStart(2, "0")].join("-");
          const time = new Date(`${text}T00:00:00Z`);
          const exists = !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text);
          expect(problemOfDate(text) === undefined).toBe(exists && year >= 1900 && year <= 2200);
        },
      ),
    );
  });

  it("of every year include 29 February and no 30", () => {
    expect(problemOfYearlyDate("02-29")).toBeUndefined();
    expect(problemOfYearlyDate("02-30")).toBeDefined();
    expect(problemOfYearlyDate("2026-02-28")).toBeDefined();
  });
});

describe("compareDurations", () => {
  const duration = fc.record({
    unit: fc.constantFrom("days" as const, "months" as const),
    amount: fc.integer({ min: 0, max: 120 }),
  });

  /** Days from an anchor, months clamped to the end of theirs. */
  function daysFrom(anchor: Date, { unit, amount }: { unit: "days" | "months"; amount: number }): number {
    if (unit === "days") return amount;
    const month = anchor.getUTCMonth() + amount;
    const last = new Date(Date.UTC(anchor.getUTCFullYear(), month + 1, 0)).getUTCDate();
    const end = Date.UTC(anchor.getUTCFullYear(), month, Math.min(anchor.getUTCDate(), last));
    return Math.round((end - anchor.getTime()) / 86_400_000);
  }

  it("says shorter or longer only when it holds from every day", () => {
    const anchors = fc.date({ min: new Date("1990-01-01"), max: new Date("2040-01-01"), noInvalidDate: true });
    fc.assert(
      fc.property(duration, duration, anchors, (a, b, date) => {
        const anchor = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()));
        const difference = daysFrom(anchor, a) - daysFrom(anchor, b);
        const said = compareDurations(a, b);
        if (said < 0) expect(difference).toBeLessThanOrEqual(0);
        if (said > 0) expect(difference).toBeGreaterThanOrEqual(0);
        if (a.unit !== b.unit && said !== 0) expect(difference).not.toBe(0);
        expect(fewestDays(a)).toBeLessThanOrEqual(daysFrom(anchor, a));
      }),
      { numRuns: 2000 },
    );
  });
});
