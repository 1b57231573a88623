/** The tour compiles, and its schedule is the reviewed one. */
import { describe, expect, it } from "vitest";
import { validateSchedule } from "../../schedule/validate.ts";
import { compileTour } from "./tour.ts";

describe("the tour", () => {
  const { schedule, diagnostics } = compileTour();

  it("compiles without a diagnostic", () => {
    expect(diagnostics).toEqual([]);
  });

  it("has the reviewed schedule", async () => {
    await expect(`${JSON.stringify(schedule, null, 2)}\n`).toMatchFileSnapshot("./snapshots/tour.schedule.json");
  });

  it("is a valid schedule, also when read back", () => {
    expect(validateSchedule(JSON.parse(JSON.stringify(schedule)))).toEqual({
      schedule: JSON.parse(JSON.stringify(schedule)),
    });
  });

  it("tells the place of every path", () => {
    const paths = [...JSON.stringify({ ...schedule, sources: {} }).matchAll(/"path":"([^"]+)"/g)].map(
      (match) => match[1]!,
    );
    expect(paths.length).toBeGreaterThan(60);
    expect(paths.filter((path) => !schedule?.sources[path])).toEqual([]);
    expect(new Set(paths).size).toBe(paths.length);
  });
});
