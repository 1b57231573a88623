/** TM7: the expected demand, held against the runtime: the same program simulated for one account over two years. */
import { describe, expect, it } from "vitest";
import { capacityOf } from "../../compiler/capacity/capacity.ts";
import { day, ledger, scheduleOf } from "../support/world.ts";

const model = `
account { arr money  contract_start date  renewal date  begins contract_start }
role csm owns accounts
role helper machine
stage onboarding from contract_start to 90d after
segments { large when arr >= $100K  small otherwise }
touch call { channel phone owner csm effort 30min prep 10min purpose address_need kind proactive }
touch review { channel video owner csm effort 60min prep 60min purpose reinforce_value kind proactive }
touch mail { channel email owner helper effort 0min purpose give_insight kind educational }
task plan { owner csm effort 45min }
team { csm 2 people 30h per week 50% for plays }
`;

const programs: [string, string][] = [
  ["every so many days", "cadence c from contract_start { every 2 weeks touch call }"],
  ["every so many months, at once", "cadence c from contract_start { every 1 month at once touch call, mail }"],
  ["in turn", "cadence c from contract_start { every 10d touch call, review, mail in turn }"],
  ["days and weeks", "cadence c from contract_start { day 3 touch call  week 5 touch review  day 400 task plan }"],
  ["from a week on", "cadence c from contract_start { from week 13 every 1 quarter touch review task plan }"],
  ["in a stage", "cadence c from contract_start during onboarding { every 1 week touch call  day 120 touch review }"],
  [
    "behind a stage",
    "cadence c from contract_start where time since contract_start > 90d { every 1 month touch call }",
  ],
  ["before a date", "cadence c before renewal { 60d touch call  1 month task plan }"],
  [
    "of two segments",
    "cadence c for large from contract_start { every 1 week touch call }\ncadence d for small from contract_start { every 1 month touch mail }",
  ],
];

/** The runtime knows of one account what is asked of each role: touches, tasks and minutes, by year. */
function simulated(program: string, arr: number) {
  const start = day("2025-01-06");
  const rows = ledger({
    play: model + program,
    grid: ["2025-01-06", "2027-01-10"],
    accounts: [
      {
        fields: {
          arr,
          contract_start: "2025-01-06",
          renewal: { "2020-01-01": "2026-01-06", "2026-01-07": "2027-01-06" },
        },
        people: { csm: "ann" },
      },
    ],
  });
  const years = [0, 1].map((year) => {
    const amounts = new Map<string, { touches: number; tasks: number; minutes: number }>();
    for (const row of rows) {
      if (Math.floor((row.dated - start) / 365) !== year) continue;
      const role = row.name === "mail" ? "helper" : "csm";
      const amount = amounts.get(role) ?? { touches: 0, tasks: 0, minutes: 0 };
      amounts.set(role, amount);
      if (row.kind === "touch") amount.touches++;
      else amount.tasks++;
      amount.minutes += { call: 40, review: 120, mail: 0, plan: 45 }[row.name]!;
    }
    return amounts;
  });
  return (role: string) => years.map((year) => year.get(role) ?? { touches: 0, tasks: 0, minutes: 0 });
}

describe("expected demand is what the runtime asks for", () => {
  it.each(programs)("%s", (_, program) => {
    const { rows } = capacityOf(scheduleOf(model + program), new Map());
    for (const [group, arr] of [
      ["large", 20_000_000],
      ["small", 100_000],
    ] as const) {
      const asked = simulated(program, arr);
      for (const role of ["csm", "helper"]) {
        const row = rows.find((each) => each.group === group && each.role === role);
        const none = { touches: 0, tasks: 0, minutes: 0 };
        const expected = [row?.firstYear.sure ?? none, row?.steadyYear.sure ?? none];
        expect(expected, `${group} ${role}`).toEqual(asked(role));
      }
    }
  });
});

describe("hours", () => {
  const program = `${model}cadence c from contract_start { every 2 weeks touch call  every 1 month touch review when arr > $1K }`;

  it("are those that the team keeps for plays", () => {
    const { roles } = capacityOf(scheduleOf(program), new Map([["large", 12]]));
    expect(roles).toHaveLength(1);
    // 2 people, 30 hours, half of them, 52.14 weeks a year.
    expect(roles[0]!.minutes / 60).toBeCloseTo((2 * 30 * 0.5 * 365) / 7 / 12, 9);
    // 26 calls of 40 minutes; with every step 12 reviews of two hours, too.
    expect(roles[0]!.load).toEqual({ sure: (12 * 26 * 40) / 12, most: (12 * (26 * 40 + 12 * 120)) / 12 });
  });

  it("say how many accounts a person carries", () => {
    const [row] = capacityOf(scheduleOf(program), new Map()).rows;
    const minutes = (30 * 60 * 0.5 * 365) / 7 / 12;
    expect(row?.carries).toEqual({ least: Math.floor(minutes / (2480 / 12)), most: Math.floor(minutes / (1040 / 12)) });
  });
});
