/**
 * The engine against a second, slow reading of the specification: random cadences under random policies, for random
 * customers whose fields change under them. Every demand must agree in every column.
 */
import fc from "fast-check";
import { expect, it } from "vitest";
import { formatDay } from "../../runtime/calendar/days.ts";
import { zoneOf } from "../../runtime/calendar/zones.ts";
import { createSimulation } from "../../runtime/engine/simulation.ts";
import { howOften } from "../support/how-often.ts";
import { type AccountText, day, historyOf, scheduleOf } from "../support/world.ts";
import { model } from "./model.ts";
import { type Changes, type Customer, customers, type Program, programs, textOf } from "./reference/program.ts";
import { reference } from "./reference/reference.ts";

const first = "2026-01-01";
const days = 70;
const date = (number: number) => formatDay(day(first) + number);

function engine(program: Program, all: readonly Customer[]): string[][] {
  const holidays = program.holidays.map((holiday) => `${date(holiday)}: off`).join("\n");
  const schedule = scheduleOf(`${model}\n${textOf(program)}`, { "holidays.yaml": holidays });
  const grid = { from: day(first), to: day(first) + days - 1 };
  const simulation = createSimulation(schedule, { grid, covers: new Map() });
  return all.map((customer) => {
    const { rows } = simulation.run(historyOf(accountOf(customer), schedule, grid));
    const { dayOf } = zoneOf(customer.zone);
    return rows
      .map((row) => [
        ...[formatDay(row.dated), row.path, row.occurrence, row.name, row.priority],
        ...[`due ${formatDay(dayOf(row.deadline!) - 1)}`, row.owner, row.outcome, row.rule ?? ""],
        ...[row.channel ?? "", row.doneOn === null ? "" : formatDay(row.doneOn), row.deferredBy ?? ""],
      ])
      .map((columns) => columns.join(" | "))
      .sort();
  });
}

function accountOf({ zone, csm, interval, ...fields }: Customer): AccountText {
  const written = <Value, Text>(changes: Changes<Value>, write: (value: Value) => Text) =>
    Object.fromEntries(changes.map(({ from, value }) => [date(from), value === null ? null : write(value)]));
  const dates = { contract_start: fields.contract_start, renewal: fields.renewal, churned_on: fields.churned_on };
  const flags = { vip: fields.vip, mail_ok: fields.mail_ok, phone_ok: fields.phone_ok };
  return {
    zone,
    people: { csm: written(csm, String) },
    fields: {
      ...Object.fromEntries(Object.entries(dates).map(([name, changes]) => [name, written(changes, date)])),
      ...Object.fromEntries(Object.entries(flags).map(([name, changes]) => [name, written(changes, Boolean)])),
      interval: written(interval, (amount) => `${amount} days`),
    },
  };
}

it("says the same as the reference", () => {
  let demands = 0;
  const outcomes = new Map<string, number>();
  fc.assert(
    fc.property(programs, fc.array(customers, { minLength: 3, maxLength: 3 }), (program, all) => {
      const found = engine(program, all);
      for (const [index, customer] of all.entries()) {
        expect(found[index]).toEqual(reference(program, customer, first, days));
        demands += found[index]!.length;
        for (const line of found[index]!) {
          const outcome = line.split(" | ")[7]!;
          outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
        }
      }
    }),
    { numRuns: howOften(500, 100), seed: 1 },
  );
  // The programs must have something to disagree about.
  expect(demands).toBeGreaterThan(2000);
  expect([...outcomes.keys()].sort()).toEqual(["done", "dropped", "merged", "open", "unserved", "withdrawn"]);
});
