/** A program that takes the place of another where work waits for people: queues and what is in hand go on. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { compare } from "../../review/diff/diff.ts";
import { programChange } from "../../review/in-flight/in-flight.ts";
import { createChangeOver } from "../../runtime/engine/change/change-over.ts";
import type { Standing } from "../../runtime/engine/change/types.ts";
import { createSimulation } from "../../runtime/engine/simulation.ts";
import type { Weekday } from "../../schedule/types.ts";
import { hours, model } from "../engine/model.ts";
import { howOften } from "../support/how-often.ts";
import { day, setUp, teamOf, type World } from "../support/world.ts";

const [from, to] = ["2026-01-01", "2026-02-28"];
const grid = { from: day(from), to: day(to) };
const limits = `policy { ${hours} limit 2 touches per 1w otherwise defer up to 14d then drop }`;
const rescue = (
  clause: string,
  rungs: string,
) => `play rescue { level red start when logins over 7d < 3 ${clause} end after 25d
  phase look day 1..2 { task notes } phase talk day 3..24 { every 3d touch call } escalation up }
  escalation up { ${rungs} }`;
const answering = "trigger answered { level yellow on reply do task notes within 48h touch review }";
const programs = [
  `${limits} cadence rhythm from contract_start { every 2d touch call every 1 week touch review } ${answering}
   ${rescue("", "after 5d touch review after 9d alert manager")}`,
  `${limits} cadence rhythm from contract_start { every 3d touch call day 12 touch review } ${answering}
   ${rescue("on change restart", "after 4d touch review")}`,
  `cadence rhythm from contract_start { on change restart every 2d task notes } ${answering}
   ${rescue("pauses cadence rhythm", "on change restart after 5d touch review after 12d touch call")}`,
  `${limits} cadence steps from contract_start { every 2d touch call } ${rescue("on change end", "after 9d alert manager")}`,
];
const efforts = [model, model.replace("effort 30min", "effort 95min")];

const account = fc.record({
  owner: fc.constantFrom("Dana", "Eli", "East"),
  begins: fc.integer({ min: 0, max: 30 }),
  quiet: fc.integer({ min: 0, max: 50 }),
  replies: fc.array(fc.integer({ min: 0, max: 57 * 24 }), { maxLength: 6 }),
});
const scene = fc.record({
  accounts: fc.array(account, { minLength: 1, maxLength: 4 }),
  /** Dana, Eli and, in their pool, two more. */
  minutes: fc.tuple(...[0, 1, 2, 3].map(() => fc.integer({ min: 30, max: 2400 }))),
  on: fc.integer({ min: 0, max: 58 }),
});
const always = 7 * 1440;
const everyDay: Weekday[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
type Scene = typeof scene extends fc.Arbitrary<infer Given> ? Given : never;

function worldOf({ accounts, minutes }: Scene, play: string): World {
  const dateOf = (days: number) => new Date((grid.from + days) * 86_400_000).toISOString().slice(0, 10);
  return {
    play,
    grid: [from, to],
    roster: ["Dana", "Eli", "Fay", "Gus"].map((name, place) => ({
      name,
      roles: ["csm"],
      hoursPerWeekMinutes: minutes[place]!,
      zone: "UTC",
      ...(minutes[place] === always && { days: everyDay, shift: { from: 0, to: 1440 } }),
      ...(place > 1 && { pool: "East" }),
    })),
    accounts: accounts.map(({ owner, begins, quiet, replies }, place) => ({
      id: `a${place}`,
      fields: { contract_start: dateOf(begins) },
      people: { csm: owner },
      metrics: { logins: { [`${from}..${dateOf(quiet)}`]: 2, [`${dateOf(quiet + 1)}..${to}`]: 0 } },
      events: {
        reply: replies.map((hour) => `${dateOf(Math.floor(hour / 24))}T${String(hour % 24).padStart(2, "0")}:00`),
      },
    })),
  };
}

/** What the world comes to under one program to a day and another from then on; without a team people have no end of time. */
function changedOver(
  given: Scene,
  [before, after]: readonly [string, string],
  withTeam: boolean,
  goesOn: "before" | "after",
) {
  const [old, now] = [before, after].map((play) => setUp(worldOf(given, play)));
  const sideOf = ({ schedule, histories }: NonNullable<typeof old>) => {
    const team = withTeam
      ? teamOf(schedule, { people: worldOf(given, before).roster!, away: new Map() }, histories)
      : undefined;
    const named = [...schedule.metrics, ...schedule.events].map(({ name }) => [name, grid] as const);
    return { schedule, histories: { grid, covers: new Map(named), summary: { lookAhead: [] } }, team };
  };
  const [main, others] = goesOn === "before" ? [old!, now!] : [now!, old!];
  const standings: Standing[] = [];
  const simulation = createChangeOver(sideOf(old!), sideOf(now!), {
    change: programChange(compare(old!.schedule, now!.schedule), grid.from + given.on),
    goesOn,
    otherHistory: ({ id }) => others.histories.find((each) => each.id === id),
    onStandings: (_account, found) => standings.push(...found),
  });
  const own = sideOf(main);
  const plainly = () => createSimulation(own.schedule, own.histories, { team: own.team }).runBook(main.histories);
  return { book: simulation.runBook(main.histories), plainly, standings };
}

const program = fc.tuple(fc.constantFrom(...efforts), fc.constantFrom(...programs)).map((texts) => texts.join(""));

test("a program that takes its own place changes nothing in any queue", () => {
  let waited = 0;
  fc.assert(
    fc.property(scene, program, fc.constantFrom("before" as const, "after" as const), (given, play, goesOn) => {
      const { book, plainly, standings } = changedOver(given, [play, play], true, goesOn);
      expect(book).toEqual(plainly());
      expect(standings.filter(({ fate }) => fate !== "continues")).toEqual([]);
      waited += book.outcomes.flatMap(({ rows }) => rows).filter(({ waitedMinutes }) => waitedMinutes > 0).length;
    }),
    { numRuns: howOften(300, 12), seed: 7 },
  );
  expect(waited).toBeGreaterThan(0);
}, 600_000);

test("whatever takes its place, every day of everybody balances", () => {
  fc.assert(
    fc.property(scene, program, program, (given, before, after) => {
      const { personDays } = changedOver(given, [before, after], true, "after").book;
      const waiting = new Map<string, number>();
      for (const one of personDays) {
        const had = waiting.get(one.person) ?? 0;
        expect(had + one.cameMinutes).toBe(one.workedMinutes + one.leftMinutes + one.waitingMinutes);
        expect(one.workedMinutes).toBeLessThanOrEqual(one.capacityMinutes);
        waiting.set(one.person, one.waitingMinutes);
      }
    }),
    { numRuns: howOften(300, 12), seed: 7 },
  );
}, 600_000);

test("people who wait for nothing change nothing in what becomes of anybody", () => {
  // Limits are asked again when somebody takes a touch up, so that with finite people another one may come first.
  const free = (play: string) =>
    play.replaceAll(/(effort|prep) \d+min/g, "$1 0min").replaceAll(/ limit .* then drop/g, "");
  fc.assert(
    fc.property(scene, program, program, (given, before, after) => {
      const staffed: Scene = { ...given, minutes: [always, always, always, always] };
      const texts = [free(before), free(after)] as const;
      const [finite, endless] = [true, false].map((withTeam) => changedOver(staffed, texts, withTeam, "after"));
      expect(finite!.standings).toEqual(endless!.standings);
    }),
    { numRuns: howOften(200, 6), seed: 7 },
  );
}, 600_000);
