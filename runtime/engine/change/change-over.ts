/**
 * Accounts that live under one program up to a day and under another one from then on. The same account is walked by two
 * prepared programs; what lies between them is `carry.ts`.
 */
import type { Schedule } from "../../../schedule/types.ts";
import { type Walker, walkBook } from "../../books/book.ts";
import type { ViewMemory } from "../../conditions/index.ts";
import type { AccountHistory, Instant } from "../../histories/types.ts";
import type { Team } from "../../people/types.ts";
import { type HistoriesGiven, type Program, prepareProgram } from "../program.ts";
import { newState, rangeOf, reported, type Simulation, type SimulationOptions } from "../simulation.ts";
import { walk } from "../walk.ts";
import { beginAt, carryOver, standingsOfUnread } from "./carry.ts";
import { createTranslation } from "./translation.ts";
import type { ProgramChange, Standing } from "./types.ts";

/** A program with the histories as they are read for it. */
export interface ProgramGiven {
  readonly schedule: Schedule;
  readonly histories: HistoriesGiven;
  /** Where answers come from, and with which seed those that are assumed. */
  readonly responses?: SimulationOptions["responses"];
  readonly seed?: number;
  /** Where people's hours are to be finite. */
  readonly team?: Team | undefined;
}

export interface ChangeOverOptions {
  readonly change: ProgramChange;
  /** The reported days; the day of the change is one of them. */
  readonly from?: number;
  readonly to?: number;
  /** Under which program accounts go on from the day on: with `before`, as if nothing had changed. */
  readonly goesOn: "before" | "after";
  /** The account as the other program reads it; undefined where that does not. Asked of each account before it is simulated. */
  readonly otherHistory: (account: AccountHistory) => AccountHistory | undefined;
  /** Takes what an account was in the middle of, and what becomes of it. */
  readonly onStandings?: (account: string, standings: readonly Standing[]) => void;
}

/**
 * A simulation of the accounts of the program that goes on. RangeError when the day of the change is not within the
 * reported days. With finite people both programs must have the same ones, with the same hours, where `after` goes on.
 */
export function createChangeOver(before: ProgramGiven, after: ProgramGiven, options: ChangeOverOptions): Simulation {
  const { change, goesOn, otherHistory, onStandings } = options;
  const main = goesOn === "before" ? before : after;
  const { grid } = main.histories;
  const range = rangeOf(grid, options);
  if (change.on < range.from || change.on > range.to) {
    throw new RangeError("the day of the change must lie within the reported days");
  }
  const [old, now] = [prepared(before), prepared(after)];
  const words = createTranslation(change, after.schedule, now.paths);

  /** `memories`: of accounts that are simulated one after another; in a book each has its own. */
  function walkerOf(
    history: AccountHistory,
    number: number,
    memories?: { old: ViewMemory; now: ViewMemory },
  ): Required<Walker> {
    const other = otherHistory(history);
    const [own, next] = goesOn === "before" ? [history, other] : [other, history];
    const stateOf = (program: Program, of: AccountHistory, { team }: ProgramGiven, memory?: ViewMemory) =>
      newState(program, of, { range, number }, memory ?? program.conditions.newMemory(), { team });
    const earlier = own && stateOf(old, own, before, memories?.old);
    const later = next && stateOf(now, next, after, memories?.now);
    // The account is the main program's, so that its state is there.
    const goingOn = (goesOn === "before" ? earlier : later)!;
    let taken: ReturnType<Required<Walker>["takeOver"]>;
    function* steps(): Generator<Instant, void, undefined> {
      if (earlier) yield* walk(earlier, undefined, { before: change.on });
      yield goingOn.zone.dayStart(change.on);
      const carried = earlier && later && carryOver(earlier, later, words, change);
      if (carried && goesOn === "after") taken = { state: later, demands: carried.demands };
      if (later && !earlier) beginAt(later, change.on);
      const unread = earlier && !later ? standingsOfUnread(earlier, words, change.on) : [];
      onStandings?.(history.id, carried?.standings ?? unread);
      yield* walk(goingOn, undefined, { from: change.on });
    }
    const takeOver = () => {
      const once = taken;
      taken = undefined;
      return once;
    };
    return { state: goesOn === "after" && earlier ? earlier : goingOn, steps: steps(), takeOver };
  }

  const memories = { old: old.conditions.newMemory(), now: now.conditions.newMemory() };
  const run: Simulation["run"] = (history, _onlooker, number = 1) => {
    const walker = walkerOf(history, number, memories);
    while (!walker.steps.next().done);
    return reported(walker.takeOver()?.state ?? walker.state);
  };
  const { responses = "history", seed = 1, team } = main;
  const runBook: Simulation["runBook"] = (histories, _watched, number = 1) => {
    if (!team) return { outcomes: histories.map((one) => run(one, undefined, number)), personDays: [] };
    const walkers = histories.map((history) => walkerOf(history, number));
    const { personDays, states } = walkBook({ walkers, team, days: { from: grid.from, to: range.to }, range });
    return { outcomes: states.map(reported), personDays };
  };
  return { range, responses, seed, run, runBook };
}

function prepared({ schedule, histories, responses = "history", seed = 1, team }: ProgramGiven): Program {
  return prepareProgram(schedule, team ? { ...histories, team } : histories, { responses, seed });
}
