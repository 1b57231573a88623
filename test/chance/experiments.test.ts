/**
 * Experiments: who is in which arm (docs/language.md section 9), held against draws worked out by another program, and
 * the laws of the draw; and what runs for whom, on histories worked out by hand.
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatDay } from "../../runtime/calendar/days.ts";
import { armOf } from "../../runtime/engine/experiments.ts";
import { closeOf } from "../../runtime/engine/scope.ts";
import { createSimulation } from "../../runtime/engine/simulation.ts";
import { scopeReasons } from "../../runtime/explain/why-scope.ts";
import type { Arm, Schedule } from "../../schedule/types.ts";
import { validateSchedule } from "../../schedule/validate.ts";
import { world } from "../conditions/arbitraries.ts";
import { model } from "../engine/model.ts";
import { program, range } from "../engine/programs.ts";
import { outcomes, scheduleOf, setUp, story, type World } from "../support/world.ts";

const arm = (name: string, share: number): Arm => ({ name, share, cadences: [], triggers: [] });
const armsFor = (arms: Arm[], accounts: readonly string[]) =>
  accounts.map((account) => armOf({ name: "rhythm", arms }, account));

describe("the draw", () => {
  // Worked out by a program of ten lines in another language, from the words of docs/language.md.
  it.each([
    ["a1", "monthly"],
    ["a2", "monthly"],
    ["a3", undefined],
    ["a5", "biweekly"],
    ["Zoë", "monthly"],
    ["__proto__", "biweekly"],
    ["x|y", "biweekly"],
    ["", "biweekly"],
  ] as const)("puts %s into %s", (account, expected) => {
    expect(armOf({ name: "rhythm", arms: [arm("monthly", 400_000), arm("biweekly", 400_000)] }, account)).toBe(
      expected,
    );
  });

  const accounts = Array.from({ length: 400 }, (_, index) => `account ${index}`);
  const weights = fc.array(fc.integer({ min: 1, max: 200_000 }), { minLength: 1, maxLength: 5 });
  const armsOf = (shares: readonly number[]) => shares.map((share, index) => arm(`arm_${index}`, share));

  it("says the same whatever the order of the arms", () => {
    fc.assert(
      fc.property(weights, (shares) => {
        const arms = armsOf(shares);
        expect(armsFor(arms.toReversed(), accounts)).toEqual(armsFor(arms, accounts));
      }),
      { numRuns: 20 },
    );
  });

  it("moves customers into an arm that grows at the cost of all others alike, and between no others", () => {
    fc.assert(
      fc.property(weights, (shares) => {
        const arms = armsOf(shares);
        // The first arm has its share again; all others, the rest too, come down to the half of what they had.
        const grown = arms.map(({ name, share }, place) => arm(name, place === 0 ? 500_000 + share / 2 : share / 2));
        const after = armsFor(grown, accounts);
        for (const [index, before] of armsFor(arms, accounts).entries()) {
          if (after[index] !== before) expect(after[index]).toBe("arm_0");
        }
      }),
      { numRuns: 20 },
    );
  });

  it("moves customers into a new arm that takes from all others alike, and between no others", () => {
    fc.assert(
      fc.property(weights, (shares) => {
        const arms = armsOf(shares);
        const more = [...arms.map(({ name, share }) => arm(name, share / 2)), arm("new", 500_000)];
        const after = armsFor(more, accounts);
        for (const [index, before] of armsFor(arms, accounts).entries()) {
          if (after[index] !== before) expect(after[index]).toBe("new");
        }
      }),
      { numRuns: 20 },
    );
  });

  it("gives each arm its share", () => {
    const many = Array.from({ length: 20_000 }, (_, index) => `customer ${index}`);
    const found = armsFor([arm("few", 50_000), arm("some", 250_000), arm("half", 500_000)], many);
    const shareOf = (name: string | undefined) => found.filter((each) => each === name).length / many.length;
    for (const [name, share] of [
      ["few", 0.05],
      ["some", 0.25],
      ["half", 0.5],
      [undefined, 0.2],
    ] as const) {
      // Five standard deviations of a share of twenty thousand.
      expect(Math.abs(shareOf(name) - share)).toBeLessThan(5 * Math.sqrt((share * (1 - share)) / many.length));
    }
  });
});

const rhythm = `${model}
cadence monthly from contract_start { every 4 weeks touch mail }
cadence biweekly from contract_start { every 2 weeks touch mail }
trigger silent { level yellow when logins over 3d = 0 do task notes rest 10d }
experiment rhythm where vip {
  arm monthly 40% { cadence monthly }
  arm biweekly 40% { cadence biweekly trigger silent }
}`;

function run(id: string, vip: boolean | Record<string, boolean>, more: Partial<World> = {}) {
  const account = { id, fields: { contract_start: "2026-01-05", vip }, people: { csm: "Dana" } };
  return outcomes({ play: rhythm, grid: ["2026-01-01", "2026-02-28"], accounts: [account], ...more })[0]!;
}

describe("what runs for whom", () => {
  it("runs what the arm names, and nothing of other arms", () => {
    expect(story(run("a1", true).rows)).toEqual(["2026-02-02 mail done 2026-02-02"]);
    expect(story(run("a5", true).rows)).toEqual([
      "2026-01-07 notes done 2026-01-08",
      "2026-01-19 mail done 2026-01-19",
      "2026-02-02 mail done 2026-02-02",
      "2026-02-16 mail done 2026-02-16",
    ]);
    expect(run("a3", true).rows).toEqual([]);
  });

  it("counts from the first opening in the experiment's scope, and for ever", () => {
    const late = run("a5", { "2026-01-01": false, "2026-01-20": true, "2026-01-25": false });
    expect(late.arms).toEqual([{ experiment: "rhythm", arm: "biweekly", since: 20473 }]);
    expect(formatDay(20473)).toBe("2026-01-20");
    // In scope from the close of 20 January on: the step of 19 January never came.
    expect(story(late.rows)).toEqual([
      "2026-01-20 notes done 2026-01-21",
      "2026-02-02 mail done 2026-02-02",
      "2026-02-16 mail done 2026-02-16",
    ]);
  });

  it("tells nothing of who never took part, or only after the reported days", () => {
    expect(run("a1", false).arms).toEqual([]);
    expect(run("a1", { "2026-01-01": false, "2026-02-20": true }, { range: { to: "2026-02-10" } }).arms).toEqual([]);
    expect(run("a3", true).arms).toEqual([{ experiment: "rhythm", arm: null, since: 20458 }]);
  });

  it("says why", () => {
    const { simulation, histories } = setUp({
      play: rhythm,
      grid: ["2026-01-01", "2026-01-31"],
      accounts: [{ id: "a1", fields: { contract_start: "2026-01-05", vip: true } }],
    });
    const told: string[] = [];
    simulation.run(histories[0]!, {
      opened: () => {},
      closed: (state, day) => {
        if (formatDay(day) !== "2026-01-10") return;
        const { trigger, scope } = state.program.closeTriggers[0]!;
        told.push(...scopeReasons(state, trigger.scope, scope, closeOf(day)).map(({ text }) => text));
      },
    });
    expect(told).toEqual(["not in scope: it is in the arm monthly of the experiment rhythm, and this is for biweekly"]);
  });
});

it("quiet days are passed over as they would have been lived", () => {
  const share = fc.integer({ min: 300_000, max: 500_000 });
  let rows = 0;
  fc.assert(
    fc.property(program, world, range, share, share, (schedule, given, reported, one, other) => {
      const tried: Schedule = {
        ...schedule,
        experiments: [
          {
            name: "e",
            path: "experiment e",
            scope: structuredClone(schedule.cadences[0]?.scope ?? {}),
            arms: [
              { ...arm("one", one), cadences: schedule.cadences.map(({ name }) => name) },
              { ...arm("other", other), triggers: schedule.triggers.map(({ name }) => name) },
            ],
          },
        ],
      };
      const simulation = createSimulation(tried, given, reported);
      const passed = simulation.run(given.history);
      expect(passed).toEqual(simulation.run(given.history, { opened: () => {}, closed: () => {} }));
      rows += passed.rows.length;
    }),
    { numRuns: process.env.PROPERTIES === "full" ? 20_000 : 150 },
  );
  expect(rows).toBeGreaterThan(20);
}, 300_000);

describe("the schedule", () => {
  it("is the same for arms in another order", () => {
    const [one, other] = [
      "arm monthly 40% { cadence monthly }",
      "arm biweekly 40% { cadence biweekly trigger silent }",
    ];
    const swapped = rhythm.replace(one!, "ONE").replace(other!, one!).replace("ONE", other!);
    expect(scheduleOf(swapped).digest).toBe(scheduleOf(rhythm).digest);
  });

  it.each([
    ["shares of more than all", (arms: Arm[]) => arms.map((each) => ({ ...each, share: 600_000 })), /add up to more/],
    ["an arm twice", (arms: Arm[]) => arms.map((each) => ({ ...each, name: "monthly" })), /is there twice/],
    ["an unknown cadence", (arms: Arm[]) => arms.map((each) => ({ ...each, cadences: ["gone"] })), /no cadence "gone"/],
  ])("is refused with %s", (_, change, problem) => {
    const schedule = scheduleOf(rhythm);
    const [experiment] = schedule.experiments!;
    const broken = { ...schedule, experiments: [{ ...experiment!, arms: change(experiment!.arms) }] };
    const said = validateSchedule(JSON.parse(JSON.stringify(broken)));
    expect("problems" in said && said.problems.join("\n")).toMatch(problem);
  });
});
