/**
 * Journeys against a second reading of the specification: a state machine over plain lists, told of random journeys and
 * of random events and figures, day by day. Both must agree on every visit of every track.
 */
import fc from "fast-check";
import { expect, it } from "vitest";
import { formatDay } from "../../runtime/calendar/days.ts";
import { outcomes } from "../support/world.ts";
import { csm, joined, model } from "./model.ts";

const first = Date.UTC(2026, 0, 1);
const length = 20;
const dateOf = (day: number) => new Date(first + day * 86_400_000).toISOString().slice(0, 10);

/** When a move is asked for: a figure of the day, or an event. */
type Cause = { least: number } | { event: string };
interface Stage {
  /** The day whose opening brings in, and whether the stage before leads here. */
  from: boolean;
  after: boolean;
  enters: Cause[];
  leaves: { cause: Cause; confirmed: boolean; next: number | null }[];
  jumps: { cause: Cause; to: number }[];
}
interface Happening {
  event: string;
  day: number;
  /** null: only the date is known. */
  hour: number | null;
  team: string;
}

const events = ["begun", "finished", "seen"];
const cause: fc.Arbitrary<Cause> = fc.oneof(
  fc.record({ least: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ event: fc.constantFrom("begun", "finished") }),
);
const stages: fc.Arbitrary<Stage[]> = fc.array(
  fc.record({
    from: fc.boolean(),
    after: fc.boolean(),
    enters: fc.array(cause, { maxLength: 2 }),
    leaves: fc.array(fc.record({ cause, confirmed: fc.boolean(), next: fc.option(fc.integer({ min: 0, max: 3 })) }), {
      minLength: 1,
      maxLength: 2,
    }),
    jumps: fc.array(fc.record({ cause, to: fc.integer({ min: 0, max: 3 }) }), { maxLength: 2 }),
  }),
  { minLength: 2, maxLength: 4 },
);
const happenings: fc.Arbitrary<Happening[]> = fc.array(
  fc.record({
    event: fc.constantFrom(...events),
    day: fc.integer({ min: 0, max: length - 1 }),
    hour: fc.option(fc.integer({ min: 1, max: 22 })),
    team: fc.constantFrom("a", "b"),
  }),
  { maxLength: 25 },
);

function textOf(all: readonly Stage[], keyed: boolean): string {
  const write = (cause: Cause) => ("least" in cause ? `when logins >= ${cause.least}` : `on ${cause.event}`);
  const blocks = all.map((stage, index) => {
    const to = (target: number) => `s${target % all.length}`;
    const clauses = [
      ...(stage.from ? ["enter from contract_start"] : []),
      ...(stage.after && index > 0 ? [`enter after s${index - 1}`] : []),
      ...stage.enters.map((each) => `enter ${write(each)}`),
      ...stage.jumps
        .filter(({ to: target }) => target % all.length !== index)
        .map((jump) => `${jump.to % all.length < index ? "back" : "skip"} to ${to(jump.to)} ${write(jump.cause)}`),
      ...stage.leaves.map(
        ({ cause, confirmed, next }) =>
          `leave ${write(cause)}${confirmed ? " confirmed by seen" : ""}${next === null ? "" : ` then ${to(next)}`}`,
      ),
    ];
    return `stage s${index} { ${clauses.join("  ")} }`;
  });
  return `journey j ${keyed ? "per team " : ""}{ ${blocks.join("\n")} }`;
}

interface Visited {
  stage: number;
  entered: number;
  left: number | null;
  how: string;
}

/** One track, from the first day to the last. `seen`: what happens to it; `known`: from when on there is such a track. */
function walk(
  all: readonly Stage[],
  logins: readonly number[],
  starts: number,
  seen: readonly Happening[],
  keyed: boolean,
) {
  const visits: Visited[] = [];
  let now: Visited | null = null;
  let exists = !keyed;
  const come = (stage: number, day: number) => {
    now = { stage, entered: day, left: null, how: "open" };
    visits.push(now);
  };
  const go = (day: number, how: string) => {
    now!.left = day;
    now!.how = how;
    now = null;
  };
  for (let day = starts; day < length; day++) {
    let moved = false;
    if (exists && !now && day === starts) {
      const stage = all.findIndex(({ from }) => from);
      if (stage >= 0) {
        come(stage, day);
        moved = true;
      }
    }
    const today = seen.filter((each) => each.day === day);
    const instants = today.filter(({ hour }) => hour !== null).sort((a, b) => a.hour! - b.hour!);
    const turns = [...instants.map((each) => [each]), today.filter(({ hour }) => hour === null)];
    for (const [turn, told] of turns.entries()) {
      const closes = turn === turns.length - 1;
      if (told.length > 0) exists = true;
      if (!exists || moved) continue;
      const holds = (cause: Cause) =>
        "least" in cause ? closes && logins[day]! >= cause.least : told.some(({ event }) => event === cause.event);
      if (!now) {
        const stage = all.findIndex(({ enters }) => enters.some(holds));
        if (stage >= 0) {
          come(stage, day);
          moved = true;
        }
        continue;
      }
      const { stage, entered }: Visited = now;
      const own = all[stage]!;
      const jumps = own.jumps.map(({ cause, to }) => ({ cause, to: to % all.length })).filter(({ to }) => to !== stage);
      const jump =
        jumps.find(({ cause, to }) => to < stage && holds(cause)) ??
        jumps.find(({ cause, to }) => to > stage && holds(cause));
      if (jump) {
        go(day, jump.to < stage ? "back" : "skip");
        come(jump.to, day);
        moved = true;
        continue;
      }
      const hourNow = closes ? 24 : told[0]!.hour!;
      const wasSeen = seen.some(
        (each) =>
          each.event === "seen" &&
          each.day >= entered &&
          (each.day < day || (each.day === day && (each.hour ?? 24) <= hourNow)),
      );
      const leaving = own.leaves.find(({ cause, confirmed }) => holds(cause) && (!confirmed || wasSeen));
      if (!leaving) continue;
      go(day, "leave");
      moved = true;
      const next = leaving.next === null ? stage + 1 : leaving.next % all.length;
      if (leaving.next !== null || all[next]?.after) come(next, day);
    }
  }
  return visits;
}

it("says the same as a state machine over plain lists", () => {
  let moves = 0;
  const figures = fc.array(fc.integer({ min: 0, max: 5 }), { minLength: length, maxLength: length });
  fc.assert(
    fc.property(stages, figures, happenings, fc.nat({ max: 5 }), fc.boolean(), (all, logins, told, starts, keyed) => {
      // At most one event at an hour: the order of two at once is told by their names, and that is another law.
      const unique = told.filter(
        (each, index) =>
          each.hour === null || told.findIndex((other) => other.day === each.day && other.hour === each.hour) === index,
      );
      const alive = unique.filter(({ day }) => day >= starts);
      const [outcome] = outcomes({
        play: `${model} event begun, finished, seen { team text }\n${textOf(all, keyed)}`,
        grid: [dateOf(0), dateOf(length - 1)],
        accounts: [
          {
            fields: joined(dateOf(starts)),
            people: csm,
            metrics: { logins: Object.fromEntries(logins.map((count, day) => [dateOf(day), count])) },
            events: Object.fromEntries(
              events.map((event) => [
                event,
                alive
                  .filter((each) => each.event === event)
                  .sort((a, b) => a.day - b.day || (a.hour ?? 24) - (b.hour ?? 24))
                  .map(({ day, hour, team }): [string, { team: string }] => [
                    hour === null ? dateOf(day) : `${dateOf(day)}T${String(hour).padStart(2, "0")}:00`,
                    { team },
                  ]),
              ]),
            ),
          },
        ],
      });
      const found = outcome!.visits.map(({ key, stage, entered, left, how }) =>
        [key, stage, formatDay(entered), left === null ? null : formatDay(left), how].join(" "),
      );
      const keys = keyed ? ["a", "b"] : [null];
      // In a journey with a key, only the events it names tell of one.
      const named = textOf(all, keyed);
      const heard = alive.filter(({ event }) => new RegExp(`(on|by) ${event}\\b`).test(named));
      const expected = keys.flatMap((key) =>
        walk(all, logins, starts, key === null ? heard : heard.filter(({ team }) => team === key), keyed).map((visit) =>
          [
            key,
            `s${visit.stage}`,
            dateOf(visit.entered),
            visit.left === null ? null : dateOf(visit.left),
            visit.how,
          ].join(" "),
        ),
      );
      expect(found).toEqual(expected);
      moves += found.length;
    }),
    { numRuns: 200, seed: 3 },
  );
  expect(moves).toBeGreaterThan(400);
}, 120_000);
