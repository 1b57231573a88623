/** What one more person does to lateness: where the work of all waits in one queue never harm, where accounts are dealt it can. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { formatDay } from "../../runtime/calendar/days.ts";
import { searchTeam } from "../../runtime/scenarios/staffing.ts";
import { hours, joined, model } from "../engine/model.ts";
import { howOften } from "../support/how-often.ts";
import { day, enforced } from "../support/world.ts";

/** By account, when it asks for twenty minutes that are due within a day. 2026-01-05 is a Monday. */
type Scene = readonly (readonly string[])[];

const scenes: fc.Arbitrary<Scene> = fc.array(
  fc.uniqueArray(
    fc
      .tuple(fc.nat(11), fc.integer({ min: 8, max: 18 }))
      .map(([after, hour]) => `${formatDay(day("2026-01-05") + after)}T${String(hour).padStart(2, "0")}:00`),
    { maxLength: 6 },
  ),
  { minLength: 1, maxLength: 8 },
);

/** Equals with forty minutes a day, who hold accounts in turn or, in a pool, all of them together. */
function lateWith(people: number, scene: Scene, isPool: boolean) {
  const roster = Array.from({ length: people }, (_, index) => ({
    name: `csm ${index + 1}`,
    roles: ["csm"],
    hoursPerWeekMinutes: 200,
    ...(isPool && { pool: "pod" }),
  }));
  const { outcomes } = enforced({
    play: `${model} policy { ${hours} } trigger t { level yellow on ticket do task notes within 1d }`,
    grid: ["2026-01-01", "2026-02-28"],
    roster,
    accounts: scene.map((ticket, index) => ({
      id: `a${index}`,
      fields: joined("2026-01-01"),
      people: { csm: isPool ? "pod" : roster[index % people]!.name },
      events: { ticket: [...ticket].sort() },
    })),
  });
  const rows = outcomes.flatMap((outcome) => outcome.rows);
  const capacity = { people, minutes: 0, capacity: null, peak: null, p95LateMinutes: 0 };
  return { role: "csm", ...capacity, due: rows.length, late: rows.filter(({ lateMinutes }) => lateMinutes > 0).length };
}

const most = 5;
const curve = (scene: Scene, isPool: boolean) =>
  Array.from({ length: most }, (_, index) => lateWith(index + 1, scene, isPool));

test("one more person in a pool never makes more late", { timeout: 300_000 }, () => {
  fc.assert(
    fc.property(scenes, (scene) => {
      const late = curve(scene, true).map((each) => each.late);
      expect(late).toEqual([...late].sort((one, other) => other - one));
    }),
    { numRuns: howOften(300, 12) },
  );
});

test("where accounts are dealt, one more can: two that ask at once may then have the same person", () => {
  const atOnce = ["2026-01-05T09:00", "2026-01-05T10:00", "2026-01-05T11:00"];
  const scene = [atOnce, [], [], atOnce];
  expect([2, 3].map((people) => lateWith(people, scene, false).late)).toEqual([0, 2]);
});

test("the team that is found is the smallest there is, unless lateness rises with people before it", {
  timeout: 300_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(scenes, fc.integer({ min: 0, max: 500_000 }), fc.boolean(), async (scene, share, isPool) => {
      const all = curve(scene, isPool);
      const meets = all.map(({ late, due }) => late * 1_000_000 <= share * due);
      const { people } = await searchTeam("csm", { share, most }, async (number) => all[number - 1]!);
      const smallest = meets.indexOf(true) + 1;
      const isFalling = meets.every((met, index) => met || !meets.slice(0, index).includes(true));
      if (people !== null) {
        expect(meets[people - 1]).toBe(true);
        if (people > 1) expect(meets[people - 2]).toBe(false);
      }
      if (isFalling || isPool) expect(people).toBe(smallest === 0 ? null : smallest);
    }),
    { numRuns: howOften(200, 10) },
  );
});
