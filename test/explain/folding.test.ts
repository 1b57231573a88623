/** Days told one after the other on which the same happened stand under one heading, from which each can be told. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { storyText } from "../../cli/views/explain-story.ts";
import { formatDay } from "../../runtime/calendar/days.ts";
import type { DayTold, Entry, Story } from "../../runtime/explain/types.ts";
import { unfolded } from "./printed-story.ts";

const style = { width: 100, colour: false };
const place = { file: "a.play", line: 3 };
const stage = (name: string): Entry => ({ kind: "stage", stage: name, change: "begins", demands: [], place });

function print(days: readonly DayTold[]): string[] {
  const story: Story = {
    format: "playc-explanation",
    version: 1,
    schedule: "sha256:0",
    account: "acme",
    zone: "UTC",
    from: "2026-01-01",
    to: "2027-12-31",
    days,
  };
  return storyText(story, [], style).trimEnd().split("\n");
}

const told = (first: string, ...steps: readonly (readonly [number, string])[]): DayTold[] => {
  let day = Date.parse(first) / 86_400_000;
  return steps.map(([after, name]) => {
    day += after;
    return { day: formatDay(day), entries: [stage(name)] };
  });
};

describe("days that are alike", () => {
  it("are each told once, whatever is told of them", () => {
    let folded = 0;
    const days = fc
      .array(fc.tuple(fc.constantFrom(1, 1, 1, 7, 30), fc.constantFrom("one", "one", "two")), {
        minLength: 1,
        maxLength: 40,
      })
      .map((steps) => told("2026-01-01", ...steps));
    fc.assert(
      fc.property(days, (all) => {
        const printed = print(all);
        const apart = all.flatMap((day) => print([day]).slice(2));
        expect(unfolded(printed).filter(Boolean).slice(1)).toEqual(apart.filter(Boolean));
        if (printed.length < 2 + 3 * all.length - 1) folded++;
      }),
    );
    expect(folded).toBeGreaterThan(10);
  });

  it("stand under one heading from three on", () => {
    const heading = (...steps: [number, string][]) =>
      print(told("2026-01-05", ...steps)).filter((line) => /^\d/.test(line));
    expect(heading([0, "a"], [1, "a"], [1, "a"])).toEqual(["2026-01-05 Mon to 2026-01-07 Wed, 3 days"]);
    expect(heading([0, "a"], [7, "a"], [7, "a"], [7, "a"])).toEqual([
      "2026-01-05 Mon to 2026-01-26 Mon, 4 times, 7 days apart",
    ]);
    expect(heading([0, "a"], [31, "a"], [28, "a"])).toEqual(["2026-01-05 Mon, 2026-02-05 Thu, 2026-03-05 Thu"]);
    expect(heading([0, "a"], [1, "a"], [1, "b"])).toEqual(["2026-01-05 Mon", "2026-01-06 Tue", "2026-01-07 Wed"]);
  });
});
