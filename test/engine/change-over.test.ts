/**
 * An account that lives under one program and then under another: where both are one program, nothing shows it; and what
 * it was in the middle of becomes exactly one thing.
 */
import fc from "fast-check";
import { expect, it } from "vitest";
import { compare } from "../../review/diff/diff.ts";
import { programChange } from "../../review/in-flight/in-flight.ts";
import { formatDay } from "../../runtime/calendar/days.ts";
import { createChangeOver } from "../../runtime/engine/change/change-over.ts";
import type { Standing } from "../../runtime/engine/change/types.ts";
import { createSimulation } from "../../runtime/engine/simulation.ts";
import type { LedgerRow } from "../../runtime/ledger/types.ts";
import { checkOutcome } from "../../runtime/simulate.ts";
import type { Schedule } from "../../schedule/types.ts";
import { world } from "../conditions/arbitraries.ts";
import { howOften } from "../support/how-often.ts";
import { choices, withFigures } from "./figures.ts";
import { program, range } from "./programs.ts";

const isFull = process.env.PROPERTIES !== undefined;
/** In CI always the same ones, so that what was seen is no matter of chance. `PROPERTIES` may also say how many. */
const tried = isFull ? { numRuns: howOften(20_000, Number(process.env.PROPERTIES)) } : { numRuns: 30, seed: 20 };

const places = fc.nat(10_000);

function dayWithin({ from, to }: { from: number; to: number }, place: number): number {
  return from + (place % (to - from + 1));
}

it("a program that takes its own place changes nothing", () => {
  const seen = { runs: 0, rows: 0, cadences: 0 };
  fc.assert(
    fc.property(program, fc.option(choices), world, range, places, (plain, numbers, given, reported, place) => {
      const schedule: Schedule = numbers ? withFigures(plain, numbers) : plain;
      const whole = createSimulation(schedule, given, reported);
      const on = dayWithin(whole.range, place);
      const standings: Standing[] = [];
      const { pairs } = compare(schedule, schedule);
      const side = { schedule, histories: given };
      const over = (goesOn: "before" | "after") =>
        createChangeOver(side, side, {
          ...reported,
          change: { on, pairs, changed: new Set() },
          goesOn,
          otherHistory: (account) => account,
          onStandings: (_account, found) => standings.push(...found),
        }).run(given.history);
      const plainly = whole.run(given.history);
      expect(over("before")).toEqual(plainly);
      expect(over("after")).toEqual(plainly);
      expect(standings.filter(({ fate }) => fate !== "continues")).toEqual([]);
      for (const standing of standings) expectNoMore(schedule, standing, plainly.rows, on);
      seen.cadences += standings.filter(({ kind }) => kind === "cadence").length;
      seen.runs += plainly.runs.length;
      seen.rows += plainly.rows.length;
    }),
    tried,
  );
  for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(0);
}, 600_000);

/** What a run asks people for from a day on is no more than what was to come; a date that becomes known brings more. */
function expectNoMore({ plays, roles }: Schedule, standing: Standing, rows: readonly LedgerRow[], on: number): void {
  const { kind, name, since, toCome } = standing;
  const play = plays.find((each) => each.name === name.before);
  if (kind !== "play" || play!.phases.some(({ span }) => "from" in span && typeof span.from !== "number")) return;
  const people = new Set(roles.filter((role) => role.kind !== "machine").map((role) => role.name));
  const asked = rows.filter(
    ({ path, occurrence, dated, kind, ownerRole }) =>
      path.startsWith(`play ${name.before}/phase `) &&
      occurrence.startsWith(formatDay(since)) &&
      dated >= on &&
      kind === "touch" &&
      people.has(ownerRole),
  );
  expect(asked.length).toBeLessThanOrEqual(toCome!.before.touches);
  expect(toCome!.after).toEqual(toCome!.before);
}

const onChange = fc.array(fc.constantFrom("continue", "restart", "end"), { minLength: 4, maxLength: 4 });

it("whoever is in the middle of a play becomes one thing, and what was lived stays", () => {
  const seen = { continues: 0, moves: 0, restarts: 0, ends: 0, orphaned: 0 };
  fc.assert(
    fc.property(
      program,
      fc.option(program),
      onChange,
      world,
      range,
      places,
      (before, other, words, given, reported, place) => {
        const after = withClauses(other ?? before, words);
        const whole = createSimulation(before, given, reported);
        const alive = new Set<number>();
        const lived = whole.run(given.history, { opened: (_state, day) => alive.add(day), closed: () => undefined });
        // Mostly a day on which something is open.
        const begun = lived.runs.find(({ started }) => started >= whole.range.from && started < whole.range.to);
        const on = begun ? begun.started + 1 : dayWithin(whole.range, place);
        const standings: Standing[] = [];
        const change = programChange(compare(before, after), on);
        const sides = [before, after].map((schedule) => ({ schedule, histories: given }));
        const outcome = createChangeOver(sides[0]!, sides[1]!, {
          ...reported,
          change,
          goesOn: "after",
          otherHistory: (account) => account,
          onStandings: (_account, found) => standings.push(...found),
        }).run(given.history);
        checkOutcome(outcome);
        const open = lived.runs.filter(
          ({ started, ended }) => alive.has(on) && started < on && (ended === undefined || ended >= on),
        );
        const plays = standings.filter(({ kind }) => kind === "play");
        expect(plays.map(({ name, since }) => `${name.before} ${since}`).sort()).toEqual(
          open.map(({ play, started }) => `${play} ${started}`).sort(),
        );
        const doneBefore = (rows: typeof lived.rows) =>
          rows.filter(({ doneOn }) => doneOn !== null && doneOn < on).length;
        expect(doneBefore(outcome.rows)).toBe(doneBefore(lived.rows));
        for (const { fate, name, since } of plays) {
          seen[fate]++;
          const own = outcome.rows.filter(
            ({ path, occurrence }) =>
              path.startsWith(`play ${name.after ?? name.before}/`) && occurrence.split("/")[0] === formatDay(since),
          );
          if (fate === "continues" || fate === "moves") continue;
          if (fate === "orphaned" && name.after !== undefined) continue;
          expect(own.filter(({ dated, doneOn }) => dated >= on || (doneOn ?? -Infinity) >= on)).toEqual([]);
          const isAnew = outcome.runs.some((run) => run.play === name.after && run.started === on);
          expect(isAnew || fate !== "restarts").toBe(true);
        }
      },
    ),
    tried,
  );
  // Few of so few programs have a run open on that day: `on-change.test.ts` has each fate.
  if (process.env.PROPERTIES === "full")
    for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(0);
}, 600_000);

function withClauses(schedule: Schedule, words: readonly string[]): Schedule {
  const word = (index: number) => {
    const said = words[index % words.length];
    return said === "restart" || said === "end" ? { onChange: said } : {};
  };
  return {
    ...schedule,
    plays: schedule.plays.map((play, index) => ({ ...play, ...word(index) })),
    cadences: schedule.cadences.map((cadence, index) => ({ ...cadence, ...word(index + 2) })),
  } as Schedule;
}
