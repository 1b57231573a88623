/** What changing hands asks for (docs/language.md section 18), by hand and against every sequence of holders. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatDay, parseDay } from "../../runtime/calendar/days.ts";
import { createSimulation } from "../../runtime/engine/simulation.ts";
import { historyOf, ledger, scheduleOf, type World } from "../support/world.ts";
import { hours, joined, model } from "./model.ts";

const program = `${model} policy { ${hours} } task take_over { owner csm_manager  effort 45min }
  role csm_manager owns accounts  team { csm 6 people handover take_over }`;
type Account = NonNullable<World["accounts"]>[number];
const grid: World["grid"] = ["2026-01-05", "2026-01-30"];

function handovers(csm: Record<string, string | null>, more: Partial<Account> = {}) {
  const rows = ledger({ play: program, grid, accounts: [{ fields: joined("2025-01-01"), people: { csm }, ...more }] });
  return rows.map(({ path, occurrence, owner, ownerRole, outcome, doneOn, effortMinutes }) => {
    const end = doneOn === null ? outcome : formatDay(doneOn);
    return `${path} ${occurrence} ${owner} (${ownerRole}) ${end}, ${effortMinutes} min`;
  });
}

describe("a change of hands", () => {
  it("asks the new owner for the task on its day, whoever usually does it, and is done within working hours", () => {
    expect(handovers({ "2025-01-01": "Dana", "2026-01-10": "Eli" })).toEqual([
      "team csm/handover 2026-01-10 Eli (csm) 2026-01-12, 45 min",
    ]);
  });

  it("is none where the same person stays, comes back to nobody else, or is the first", () => {
    expect(handovers({ "2026-01-08": "Dana" })).toEqual([]);
    expect(handovers({ "2025-01-01": "Dana", "2026-01-08": "Dana" })).toEqual([]);
    expect(handovers({ "2025-01-01": "Dana", "2026-01-08": null, "2026-01-12": "Dana" })).toEqual([]);
  });

  it("passes over days on which nobody holds the role", () => {
    expect(handovers({ "2025-01-01": "Dana", "2026-01-08": null, "2026-01-13": "Eli" })).toEqual([
      "team csm/handover 2026-01-13 Eli (csm) 2026-01-13, 45 min",
    ]);
  });

  it("is asked for of customers alone", () => {
    const later = { fields: joined("2026-01-20") };
    expect(handovers({ "2025-01-01": "Dana", "2026-01-08": "Eli" }, later)).toEqual([]);
  });

  it("comes once for each change on days of the data, with who had it before as its cause, quiet days lived or not", () => {
    const schedule = scheduleOf(program);
    const first = parseDay(grid[0])!;
    const days = { grid: { from: first, to: parseDay(grid[1])! }, covers: new Map() };
    const simulation = createSimulation(schedule, days);
    const holder = fc.constantFrom("Dana", "Eli", "Flo", null);
    fc.assert(
      fc.property(fc.dictionary(fc.integer({ min: -10, max: 40 }).map(String), holder), (changes) => {
        const inOrder = Object.entries(changes)
          .map(([day, name]) => [first + Number(day), name] as const)
          .sort(([one], [other]) => one - other);
        const csm = Object.fromEntries(inOrder.map(([day, name]) => [formatDay(day), name]));
        const history = historyOf({ fields: joined("2025-01-01"), people: { csm } }, schedule, days.grid);
        const outcome = simulation.run(history);
        const expected: string[] = [];
        let before: string | null = null;
        for (const [day, now] of inOrder) {
          if (now === null || now === before) continue;
          const isInTheData = day >= days.grid.from && day <= days.grid.to;
          if (before !== null && isInTheData) expected.push(`${formatDay(day)} {"from":"${before}","to":"${now}"}`);
          before = now;
        }
        expect(outcome.rows.map(({ occurrence, cause }) => `${occurrence} ${cause}`)).toEqual(expected);
        expect(simulation.run(history, { opened: () => {}, closed: () => {} })).toEqual(outcome);
      }),
    );
  });
});
