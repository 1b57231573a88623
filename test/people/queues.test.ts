/** Queues: what theory says of their waits, an independent simulation minute by minute, and laws that hold on any program. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatDay } from "../../runtime/calendar/days.ts";
import type { AccountOutcome, LedgerRow } from "../../runtime/ledger/types.ts";
import type { RosterPerson } from "../../runtime/people/types.ts";
import type { Weekday } from "../../schedule/types.ts";
import { model } from "../engine/model.ts";
import { howOften } from "../support/how-often.ts";
import { type AccountText, day, enforced, outcomes, setUp, teamOf, type World } from "../support/world.ts";
import { type Job, type Somebody, takenUp } from "./reference.ts";

const everyDay: Weekday[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const roundTheClock = { roles: ["csm"], hoursPerWeekMinutes: 7 * 1440, days: everyDay, zone: "UTC" };
const first = day("2026-01-01");
const at = (minutes: number) => new Date(first * 86_400_000 + minutes * 60_000).toISOString().slice(0, 16);

/** Poisson arrivals by a little generator of its own, so that the test is the same everywhere. */
function arrivals(count: number, meanMinutes: number, seed: number): number[] {
  let state = seed;
  const uniform = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  let now = 0;
  return Array.from({ length: count }, () => {
    now += -Math.log(uniform()) * meanMinutes;
    return now;
  });
}

/** The textbook's queue of c servers, one after another: who comes first is served first. */
function waitsOf(comings: readonly number[], minutes: number, servers: number): number[] {
  const free = new Array<number>(servers).fill(0);
  return comings.map((coming) => {
    const server = free.indexOf(Math.min(...free));
    const begins = Math.max(coming, free[server]!);
    free[server] = begins + minutes;
    return begins - coming;
  });
}

const mean = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;

/** The waits in minutes of tasks of 60 minutes that come as events of one account at these minutes. */
function waitsSimulated(comings: readonly number[], people: RosterPerson[], owner: string): number[] {
  const last = Math.ceil(comings.at(-1)! / 1440) + 30;
  const world: World = {
    play: `${model.replace("effort 20min", "effort 60min")} trigger t { level yellow on reply do task notes }`,
    grid: [formatDay(first), formatDay(first + last)],
    roster: people,
    accounts: [{ fields: { contract_start: formatDay(first) }, people: { csm: owner } }],
  };
  const { simulation, histories } = setUp(world);
  const events = comings.map((minutes) => {
    const instant = first * 86_400_000 + Math.floor(minutes * 60_000);
    return { at: instant, day: Math.floor(instant / 86_400_000), fields: {} };
  });
  histories[0] = { ...histories[0]!, events: new Map([...histories[0]!.events, ["reply", events]]) };
  const { rows } = simulation.runBook(histories).outcomes[0]!;
  expect(rows.length).toBe(comings.length);
  return rows.map((row) => (row.doneAt! - row.readyAt) / 60_000);
}

describe("theory", () => {
  test("one person with Poisson work of a fixed effort: the mean wait of M/D/1", () => {
    const [effort, load] = [60, 0.6];
    const comings = arrivals(40_000, effort / load, 20_261_122);
    const waits = waitsSimulated(comings, [{ name: "Dana", ...roundTheClock }], "Dana");
    // Pollaczek and Khinchine: rho / (2 (1 - rho)) services.
    const expected = (effort * load) / (2 * (1 - load));
    expect(Math.abs(mean(waits) / expected - 1)).toBeLessThan(0.03);
    const textbook = waitsOf(comings, effort, 1);
    expect(Math.abs(mean(waits) / mean(textbook) - 1)).toBeLessThan(0.001);
  }, 60_000);

  test("a pool of three: the mean wait of an independent M/D/3", () => {
    const [effort, load] = [60, 0.8];
    const comings = arrivals(40_000, effort / (3 * load), 7);
    const people = ["Ann", "Ben", "Cleo"].map((name) => ({ name, ...roundTheClock, pool: "East" }));
    const waits = waitsSimulated(comings, people, "East");
    const textbook = waitsOf(comings, effort, 3);
    expect(Math.abs(mean(waits) / mean(textbook) - 1)).toBeLessThan(0.001);
  }, 60_000);
});

/** Something to do for an account: it comes at a minute, by the event of its trigger. */
interface Coming {
  readonly account: number;
  readonly minute: number;
  readonly kind: number;
}

const kinds = [
  { event: "reply", name: "long", minutes: 95, rank: 2, level: "yellow", within: undefined },
  { event: "attended", name: "short", minutes: 10, rank: 2, level: "yellow", within: 120 },
  { event: "sponsor_left", name: "urgent", minutes: 30, rank: 0, level: "red", within: 600 },
  { event: "ticket_closed", name: "nothing", minutes: 0, rank: 4, level: "green", within: undefined },
] as const;
const tasks = kinds.map(({ name, minutes }) => `task ${name} { owner csm effort ${minutes}min }`).join(" ");
const triggers = kinds
  .map(({ event, name, level, within }) => {
    const due = within === undefined ? "" : ` within ${within}min`;
    return `trigger on_${name} { level ${level} on ${event} do task ${name}${due} }`;
  })
  .join(" ");
const length = 12;

const comings = fc.uniqueArray(
  fc.record<Coming>({
    account: fc.integer({ min: 0, max: 3 }),
    minute: fc.integer({ min: 0, max: (length - 4) * 1440 }),
    kind: fc.integer({ min: 0, max: kinds.length - 1 }),
  }),
  { maxLength: 40, selector: ({ account, minute, kind }) => `${account} ${minute} ${kind}` },
);
const somebody = fc.record({
  pool: fc.boolean(),
  minutes: fc.integer({ min: 0, max: 700 }),
  from: fc.integer({ min: 0, max: 900 }),
  length: fc.integer({ min: 1, max: 900 }),
  away: fc.option(fc.tuple(fc.integer({ min: 0, max: length }), fc.integer({ min: 0, max: 3 })), { nil: undefined }),
  days: fc.subarray(everyDay, { minLength: 1 }),
});
const names = ["Ann", "Ben", "Cleo"];
const accountNames = ["a", "b", "c", "d"];

const scene = fc.record({
  comings,
  people: fc.array(somebody, { minLength: 1, maxLength: 3 }),
  owners: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 4, maxLength: 4 }),
  hours: fc.option(fc.constantFrom("09:00..17:00 mon..fri", "00:00..24:00 mon..sat", "13:00..14:00 tue..sun"), {
    nil: undefined,
  }),
});
type Scene = typeof scene extends fc.Arbitrary<infer Value> ? Value : never;

/** Owners are people, or the pool `East` of all who are in one. */
function ownerOf({ people }: Scene, owner: number): string {
  const place = owner % people.length;
  return people[place]!.pool ? "East" : names[place]!;
}

function worldOf(given: Scene, efforts = tasks): World {
  const roster = given.people.map((one, place): RosterPerson => {
    const away = one.away && [{ from: first + one.away[0], to: first + one.away[0] + one.away[1] }];
    return {
      name: names[place]!,
      roles: ["csm"],
      zone: "UTC",
      days: one.days,
      hoursPerWeekMinutes: one.minutes * one.days.length,
      shift: { from: one.from, to: Math.min(1440, one.from + one.length) },
      ...(one.pool && { pool: "East" }),
      ...(away && { away }),
    };
  });
  return {
    play: `${model} ${efforts} ${triggers} ${given.hours ? `policy { hours ${given.hours} }` : ""}`,
    grid: [formatDay(first), formatDay(first + length - 1)],
    roster,
    accounts: accountNames.map((id, account): AccountText => {
      const events: Record<string, string[]> = {};
      for (const coming of given.comings) {
        if (coming.account !== account) continue;
        const { event } = kinds[coming.kind]!;
        events[event] = [...(events[event] ?? []), at(coming.minute)];
      }
      return {
        id,
        fields: { contract_start: formatDay(first) },
        people: { csm: ownerOf(given, given.owners[account]!) },
        events,
      };
    }),
  };
}

const rowsOf = (all: readonly AccountOutcome[]) => all.flatMap(({ rows }) => rows);

/** Of whoever has a shift: minutes, as the roster of the scene says. */
function somebodies(given: Scene, world: World): Somebody[] {
  const { schedule, histories } = setUp(world);
  const team = teamOf(schedule, { people: world.roster! }, histories);
  return given.people.map((one, place) => {
    const name = names[place]!;
    const person = team.people.get(name)!;
    return {
      name,
      queues: one.pool ? ["East", name] : [name],
      days: Array.from({ length }, (_, index) => ({
        from: one.from,
        to: Math.min(1440, one.from + one.length),
        minutes: person.minutesOn(first + index),
      })),
    };
  });
}

describe("an independent simulation, minute by minute", () => {
  test("agrees on who takes what up, and when", () => {
    fc.assert(
      fc.property(scene, (given) => {
        const world = worldOf(given);
        const jobs = given.comings.map(({ account, minute, kind }): Job => {
          const { name, minutes, rank, within } = kinds[kind]!;
          const occurrence = new Date(first * 86_400_000 + minute * 60_000).toISOString();
          return {
            name: `${accountNames[account]}|trigger on_${name}/do/1|${occurrence}`,
            comes: minute,
            minutes,
            rank,
            deadline: within === undefined ? Infinity : minute + within,
            queue: ownerOf(given, given.owners[account]!),
          };
        });
        const [, opens, closes, from, to] = /(\d\d):00\.\.(\d\d):00 (\w+)\.\.(\w+)/.exec(given.hours ?? "") ?? [];
        const isOpen = (minute: number, index: number) => {
          if (opens === undefined) return true;
          // 2026-01-01 is a Thursday.
          const weekday = (index + 3) % 7;
          const named = weekday >= everyDay.indexOf(from as Weekday) && weekday <= everyDay.indexOf(to as Weekday);
          return named && minute >= Number(opens) * 60 && minute < Number(closes) * 60;
        };
        const people = somebodies(given, world);
        const expected = takenUp(jobs, people, isOpen, length);
        const rows = rowsOf(enforced(world).outcomes);
        expect(rows.length).toBe(jobs.length);
        const found = rows.filter(({ doneAt }) => doneAt !== null);
        // Whoever has no end of time does not queue: here everybody's hours are told.
        expect(new Map(found.map((row) => [row.id, `${row.owner} ${minuteOf(row)}`]))).toEqual(expected);
      }),
      { numRuns: howOften(300, 60) },
    );
  }, 300_000);
});

function minuteOf({ doneAt }: LedgerRow): number {
  return (doneAt! - first * 86_400_000) / 60_000;
}

describe("laws", () => {
  test("every day balances, and what was worked is what was done less what is in hand", () => {
    fc.assert(
      fc.property(scene, (given) => {
        const world = worldOf(given);
        const { outcomes: all, personDays } = enforced(world);
        const waiting = new Map<string, number>();
        for (const one of personDays) {
          const before = waiting.get(one.person) ?? 0;
          expect(before + one.cameMinutes).toBe(one.workedMinutes + one.leftMinutes + one.waitingMinutes);
          expect(one.workedMinutes).toBeLessThanOrEqual(one.capacityMinutes);
          expect(
            Math.min(one.cameMinutes, one.workedMinutes, one.leftMinutes, one.waitingMinutes),
          ).toBeGreaterThanOrEqual(0);
          waiting.set(one.person, one.waitingMinutes);
        }
        const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
        const rows = rowsOf(all);
        const [done, open] = [true, false].map((is) =>
          sum(rows.filter(({ doneAt }) => (doneAt !== null) === is).map(({ effortMinutes }) => effortMinutes)),
        ) as [number, number];
        const worked = sum(personDays.map(({ workedMinutes }) => workedMinutes));
        const left = sum([...waiting.values()]);
        expect(worked).toBeLessThanOrEqual(done);
        // What never came to its hours stands in no queue yet.
        expect(left).toBeLessThanOrEqual(done - worked + open);
        expect(left).toBeGreaterThanOrEqual(done - worked);
      }),
      { numRuns: howOften(100, 25) },
    );
  }, 120_000);

  test("with work that takes no time and people who are always there, nothing changes", () => {
    const free = tasks.replaceAll(/effort \d+min/g, "effort 0min");
    fc.assert(
      fc.property(scene, (given) => {
        const people = given.people.map((one) => ({
          ...one,
          pool: false,
          minutes: 1,
          from: 0,
          length: 1440,
          away: undefined,
          days: everyDay,
        }));
        const { roster = [], ...world } = worldOf({ ...given, people }, free);
        expect(enforced({ ...world, roster }).outcomes).toEqual(outcomes(world));
      }),
      { numRuns: howOften(100, 25) },
    );
  }, 120_000);

  test("an account of another book changes nothing, and neither does the order of the roster", () => {
    fc.assert(
      fc.property(scene, (given) => {
        const alone = { ...given, people: given.people.map((one) => ({ ...one, pool: false })) };
        const world = worldOf(alone);
        const all = enforced({ ...world, roster: world.roster!.toReversed() });
        for (const name of names.slice(0, given.people.length)) {
          const isHers = ({ people }: AccountText) => people!.csm === name;
          const book = enforced({ ...world, accounts: world.accounts!.filter(isHers) });
          const ids = new Set(book.outcomes.map(({ account }) => account));
          expect(book.outcomes).toEqual(all.outcomes.filter(({ account }) => ids.has(account)));
          expect(book.personDays).toEqual(all.personDays.filter(({ person }) => ids.size > 0 && person === name));
        }
      }),
      { numRuns: howOften(60, 20) },
    );
  }, 120_000);
});
