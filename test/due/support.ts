/** What the tests of `playc due` share: a small world asked what is owed on a morning, each answer held against its schema. */
import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect } from "vitest";
import { listDue } from "../../runtime/due/due.ts";
import type { DueItem, DueList } from "../../runtime/due/types.ts";
import type { AccountHistory } from "../../runtime/histories/types.ts";
import type { Team } from "../../runtime/people/types.ts";
import type { Schedule } from "../../schedule/types.ts";
import { day, setUp, teamOf, type World } from "../support/world.ts";

/** Days of the data end with `asOf`; `recorded`: the first day that records speak for. */
export interface Morning extends Omit<World, "grid" | "range"> {
  from: string;
  asOf: string;
  recorded?: string;
}

export async function dueOn({ from, asOf, recorded, ...world }: Morning): Promise<DueList> {
  const { schedule, histories } = setUp({ ...world, grid: [from, asOf] });
  const last = day(asOf) - 1;
  const named = [...schedule.metrics, ...schedule.events].map(({ name }) => name);
  return listOf(schedule, histories, {
    grid: { from: day(from), to: day(asOf) },
    covers: new Map(named.map((name) => [name, { from: day(from), to: last }] as const)),
    ...(recorded !== undefined && { recordedFrom: day(recorded) }),
    ...(world.roster && {
      team: teamOf(schedule, { people: world.roster, away: world.away ?? new Map() }, histories),
    }),
  });
}

export interface Days {
  grid: { from: number; to: number };
  covers: ReadonlyMap<string, { from: number; to: number }>;
  recordedFrom?: number;
  team?: Team;
}

const schema = JSON.parse(readFileSync(new URL("../../runtime/due/due.schema.json", import.meta.url), "utf8"));
const validate = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true }).compile(schema);

/** Whether a list is as its schema promises, read back from what is written. */
export function problemsOf(list: unknown): unknown {
  return validate(JSON.parse(JSON.stringify(list))) ? [] : validate.errors;
}

/** On the last day of the grid. */
export async function listOf(schedule: Schedule, accounts: readonly AccountHistory[], days: Days): Promise<DueList> {
  const histories = {
    ...days,
    count: accounts.length,
    summary: { lookAhead: [] },
    accounts: () => streamed(accounts),
  };
  const list = await listDue({ schedule, histories, asOf: days.grid.to });
  expect(problemsOf(list)).toEqual([]);
  return list;
}

async function* streamed(accounts: readonly AccountHistory[]): AsyncGenerator<AccountHistory> {
  yield* accounts;
}

/** One line an item: `check_in today 2026-01-12 late, 2 missed since 2026-01-05`. */
export function told({ items }: DueList): string[] {
  return items.map(
    ({ name, status, because, dated, late, missed }: DueItem) =>
      `${name} ${status} ${dated}${late ? " late" : ""}${because === null ? "" : ` (${because})`}${missed ? `, ${missed.count} missed since ${missed.since}` : ""}`,
  );
}
