/** Figures by segment in times, explained: a step is told by the customer's own figure, and who has none is told so. */
import { describe, expect, it } from "vitest";
import { segmented } from "../engine/figures.ts";
import { csm, joined } from "../engine/model.ts";
import type { World } from "../support/world.ts";
import { told, whyNot } from "./world.ts";

const text = `
let runway = gold 60d, silver 30d otherwise 10d
let pause = gold 40d, silver 5d, copper 9d
cadence c before renewal { runway touch mail }
trigger t { level yellow on attended do touch chat within runway touch call rest pause }
play p {
  level red
  start when health < 50
  end after 90d
  phase a day 1..60 { every pause touch bill task notes within runway }
  escalation ladder
}
escalation ladder { after pause touch review }
`;

const worldOf = (tier: string | null): World => ({
  play: segmented + text,
  grid: ["2026-01-01", "2026-04-30"],
  accounts: [
    {
      fields: { ...joined("2026-01-05", { renewal: "2026-04-01" }), ...(tier !== null && { tier }) },
      people: csm,
      metrics: { health: { "2026-01-20": 30, "2026-01-21": 90 } },
      events: { attended: ["2026-02-02T10:00", "2026-02-20T10:00"] },
    },
  ],
});

describe("figures by segment", () => {
  it("are told as the customer's own", () => {
    expect(told(worldOf("gold")).filter((line) => line.includes("cadence c"))).toEqual([
      "2026-01-31  cadence c, 60 days before renewal {2026-04-01}: touch mail: robot, done 00:00 by email",
    ]);
    const rung = (tier: string) => told(worldOf(tier)).filter((line) => line.includes("rung 1 (after"));
    expect(rung("gold")[0]).toContain("2026-03-01  play p, ladder rung 1 (after 40 days)");
    expect(rung("silver")[0]).toContain("2026-01-25  play p, ladder rung 1 (after 5 days)");
  });

  it("name every figure where it is asked why not, and the day by the customer's own", () => {
    const { text: answer } = whyNot(worldOf("silver"), "touch", "mail", "2026-01-31");
    expect(answer).toContain("60 days before for gold, 30 days before for silver, otherwise 10 days before");
    expect(answer).toContain("not its day: the next is 2026-03-02");
    expect(whyNot(worldOf("gold"), "touch", "call", "2026-02-20").text).toContain("resting until 2026-03-14");
  });

  it.each([
    ["touch", "mail", "2026-01-31"],
    ["touch", "chat", "2026-02-02"],
    ["touch", "call", "2026-02-02"],
    ["touch", "bill", "2026-01-28"],
    ["task", "notes", "2026-01-20"],
    ["touch", "review", "2026-03-01"],
  ] as const)("that are not known are why there is no %s %s", (kind, name, on) => {
    const { answer } = whyNot(worldOf(null), kind, name, on);
    const reasons = answer.answers.flatMap(({ reasons: all }) => all);
    expect(reasons.map(({ obstacle }) => obstacle)).toContain("scope");
    expect(reasons.some(({ text: said }) => /(?:times are|time is) by segment/.test(said))).toBe(true);
  });
});
