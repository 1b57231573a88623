/**
 * Accounts that live under one program up to a day and under another one from then on. The same account is walked by two
 * prepared programs; what lies between them is `carry.ts`.
 */
import type { Schedule } from "../../../schedule/types.ts";
import type { AccountHistory } from "../../histories/types.ts";
import type { AccountOutcome } from "../../ledger/types.ts";
import { type HistoriesGiven, type Program, prepareProgram } from "../program.ts";
import { newState, rangeOf, reported, type Simulation, type SimulationOptions } from "../simulation.ts";
import type { AccountState } from "../state.ts";
import { walkThrough } from "../walk.ts";
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
 * reported days; people have no end of time.
 */
export function createChangeOver(before: ProgramGiven, after: ProgramGiven, options: ChangeOverOptions): Simulation {
  const { change, goesOn, otherHistory, onStandings } = options;
  const main = goesOn === "before" ? before : after;
  const range = rangeOf(main.histories.grid, options);
  if (change.on < range.from || change.on > range.to) {
    throw new RangeError("the day of the change must lie within the reported days");
  }
  const [old, now] = [prepared(before), prepared(after)];
  const words = createTranslation(change, after.schedule, now.paths);
  const memories = { old: old.conditions.newMemory(), now: now.conditions.newMemory() };

  const run: Simulation["run"] = (history, _onlooker, number = 1) => {
    const other = otherHistory(history);
    const [own, next] = goesOn === "before" ? [history, other] : [other, history];
    const stateOf = (program: Program, of: AccountHistory, memory: typeof memories.old) =>
      newState(program, of, { range, number }, memory);
    const earlier = own && stateOf(old, own, memories.old);
    if (earlier) walkThrough(earlier, undefined, { before: change.on });
    const later = next && stateOf(now, next, memories.now);
    const standings = standingsOf(earlier, later);
    onStandings?.(history.id, standings);
    // The account is the main program's, so that its state is there.
    const goingOn = (goesOn === "before" ? earlier : later)!;
    walkThrough(goingOn, undefined, { from: change.on });
    return reported(goingOn);
  };

  function standingsOf(earlier: AccountState | undefined, later: AccountState | undefined): readonly Standing[] {
    if (!earlier) {
      beginAt(later!, change.on);
      return [];
    }
    return later ? carryOver(earlier, later, words, change) : standingsOfUnread(earlier, words, change.on);
  }

  const { responses = "history", seed = 1 } = main;
  const runBook: Simulation["runBook"] = (histories, _watched, number = 1) => ({
    outcomes: histories.map((one): AccountOutcome => run(one, undefined, number)),
    personDays: [],
  });
  return { range, responses, seed, run, runBook };
}

function prepared({ schedule, histories, responses = "history", seed = 1 }: ProgramGiven): Program {
  return prepareProgram(schedule, histories, { responses, seed });
}
