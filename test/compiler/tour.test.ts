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
    await expect(`${readable(schedule)}\n`).toMatchFileSnapshot("./snapshots/tour.schedule.txt");
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

/** JSON in which a value that fits into a line stands in one. */
function readable(value: unknown, indent = ""): string {
  const short = JSON.stringify(value);
  if (typeof value !== "object" || value === null || indent.length + short.length <= 140) return short;
  const inner = `${indent}  `;
  const lines = Array.isArray(value)
    ? value.map((item) => inner + readable(item, inner))
    : Object.entries(value).map(([name, member]) => `${inner}${JSON.stringify(name)}: ${readable(member, inner)}`);
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  return `${open}\n${lines.join(",\n")}\n${indent}${close}`;
}
