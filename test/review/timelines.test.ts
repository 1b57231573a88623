/** Timelines: nothing of either ledger is lost or made up, what both did stands on neither side, and the other way round is the mirror. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Done, timelineOf } from "../../review/timelines/timeline.ts";
import type { DoneThing } from "../../review/timelines/types.ts";

const done: fc.Arbitrary<Done[]> = fc.array(
  fc.record({
    day: fc.constantFrom("2025-01-01", "2025-01-02", "2025-02-01"),
    kind: fc.constantFrom("touch", "task", "alert", "handoff"),
    name: fc.constantFrom("call", "mail"),
    source: fc.constantFrom("cadence rhythm", "trigger quiet", null),
  }),
  { maxLength: 12 },
);

const text = ({ day, kind, name }: Pick<Done, "day" | "kind" | "name">) => `${day} ${kind} ${name}`;
const named = (day: string, things: readonly DoneThing[]) => things.map((thing) => text({ day, ...thing }));

test("each side's things are those of its days, and what both did is on neither side alone", () => {
  fc.assert(
    fc.property(done, done, (before, after) => {
      const { days, moved } = timelineOf("a", before, after);
      const of = (side: "before" | "after") =>
        days.flatMap((each) => [...named(each.day, each.both), ...named(each.day, each[side])]).sort();
      expect(of("before")).toEqual(before.map(text).sort());
      expect(of("after")).toEqual(after.map(text).sort());
      for (const each of days) {
        const alone = new Set(named(each.day, each.before));
        expect(named(each.day, each.after).filter((thing) => alone.has(thing))).toEqual([]);
      }
      expect(moved.touches + moved.others).toBe(
        days.reduce((sum, day) => sum + day.before.length + day.after.length, 0),
      );
      expect(days.map(({ day }) => day)).toEqual([...new Set([...before, ...after].map(({ day }) => day))].sort());
    }),
  );
});

test("nothing moves where both did the same, and the other way round is the mirror", () => {
  fc.assert(
    fc.property(done, done, (before, after) => {
      expect(timelineOf("a", before, before.toReversed()).moved).toEqual({ touches: 0, others: 0 });
      const [there, back] = [timelineOf("a", before, after), timelineOf("a", after, before)];
      const names = (day: string, things: readonly DoneThing[]) => named(day, things).sort();
      expect(back.moved).toEqual(there.moved);
      expect(back.days.map((each) => [names(each.day, each.before), names(each.day, each.after)])).toEqual(
        there.days.map((each) => [names(each.day, each.after), names(each.day, each.before)]),
      );
    }),
  );
});
