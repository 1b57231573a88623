/** Cover holds whatever is made of people's hours: absences are known beforehand. 2026-01-05 is a Monday. */
import { expect, test } from "vitest";
import { formatDay } from "../../runtime/calendar/days.ts";
import type { RosterPerson } from "../../runtime/people/types.ts";
import { dueOn } from "../due/support.ts";
import { hours, joined, model } from "../engine/model.ts";
import { type AccountText, day, enforced, outcomes, type World } from "../support/world.ts";

const dana: RosterPerson = { name: "Dana", roles: ["csm"], hoursPerWeekMinutes: 1800 };
const away = (...days: [from: string, to: string][]) =>
  new Map([["Dana", days.map(([from, to]) => ({ from: day(from), to: day(to) }))]]);
const account: AccountText = {
  id: "a1",
  fields: joined("2026-01-01"),
  people: { csm: "Dana", manager: "Rosa" },
  events: { ticket: ["2026-01-05T10:00", "2026-01-12T10:00", "2026-01-21T10:00"] },
};
const world: World = {
  play: `${model} policy { ${hours} } trigger t { level yellow on ticket do task notes within 3d }
    cover csm away over 2 business days by manager`,
  grid: ["2026-01-01", "2026-01-31"],
  roster: [dana],
  // Short first, then long.
  away: away(["2026-01-05", "2026-01-05"], ["2026-01-12", "2026-01-16"]),
  accounts: [account],
};
const told = (rows: ReturnType<typeof outcomes>[number]["rows"]) =>
  rows.map(({ owner, doneOn }) => `${owner} ${doneOn === null ? "-" : formatDay(doneOn)}`);

test("where nobody's work waits, who stands in during a long absence owes it, and a short one is nobody's matter", () => {
  expect(told(outcomes(world)[0]!.rows)).toEqual(["Dana 2026-01-05", "Rosa 2026-01-14", "Dana 2026-01-21"]);
});

test("where it waits the same people do it, and who is away for a day does it on the next", () => {
  expect(told(enforced(world).outcomes[0]!.rows)).toEqual(["Dana 2026-01-06", "Rosa 2026-01-14", "Dana 2026-01-21"]);
});

test("on a morning of the absence it is owed by who stands in", async () => {
  const { grid: _, ...rest } = world;
  const { items } = await dueOn({ ...rest, from: "2026-01-01", asOf: "2026-01-13", recorded: "2026-01-10" });
  expect(items.map(({ owner }) => owner)).toEqual(["Rosa"]);
});
