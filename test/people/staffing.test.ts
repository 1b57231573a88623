/** Staffing: the team that is found meets the bound and a smaller one does not, as simulated by itself. */
import fc from "fast-check";
import { expect, it } from "vitest";
import type { RoleFigures } from "../../runtime/scenarios/figures.ts";
import { searchTeam } from "../../runtime/scenarios/staffing.ts";

const figures = (late: number): RoleFigures => ({
  role: "csm",
  people: 0,
  minutes: 0,
  capacity: null,
  peak: null,
  due: 1000,
  late,
  p95LateMinutes: 0,
});

it("finds the smallest team where lateness falls with people, and asks each number once", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(1000), { minLength: 1, maxLength: 60 }),
      fc.integer({ min: 0, max: 1_000_000 }),
      async (late, share) => {
        const falling = late.sort((a, b) => b - a);
        const asked: number[] = [];
        const found = await searchTeam("csm", { share, most: falling.length }, async (people) => {
          asked.push(people);
          return figures(falling[people - 1]!);
        });
        const smallest = falling.findIndex((each) => each * 1000 <= share) + 1;
        expect(found.people).toBe(smallest === 0 ? null : smallest);
        expect(new Set(asked).size).toBe(asked.length);
        expect(found.curve.map(({ people }) => people)).toEqual(asked.sort((a, b) => a - b));
        expect(asked.length).toBeLessThanOrEqual(2 * Math.ceil(Math.log2(falling.length + 1)) + 5);
      },
    ),
  );
});

it("never says a team meets the bound that does not, however lateness falls", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(1000), { minLength: 1, maxLength: 40 }),
      fc.nat(1_000_000),
      async (late, share) => {
        const found = await searchTeam("csm", { share, most: late.length }, async (people) =>
          figures(late[people - 1]!),
        );
        const meets = (people: number) => late[people - 1]! * 1000 <= share;
        if (found.people !== null) {
          expect(meets(found.people)).toBe(true);
          if (found.people > 1) expect(meets(found.people - 1)).toBe(false);
        }
        for (const { people, met } of found.curve) expect(met).toBe(meets(people));
      },
    ),
  );
});
