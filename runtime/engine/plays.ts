/** The daily life of runs: pauses at the opening; wins, losses and ends at the close. */
import { compareText } from "../../schedule/order.ts";
import { addDuration } from "../calendar/days.ts";
import type { EpochDay, Instant } from "../histories/types.ts";
import type { RunEnd } from "../ledger/types.ts";
import { dayAfterPhases, runDate } from "./phases.ts";
import { viewOfRun } from "./questions.ts";
import { closeOf } from "./scope.ts";
import { countdownDate } from "./starts.ts";
import { type AccountState, type Run, withdraw } from "./state.ts";

/** Works out what stands still today: of two runs that would pause each other, the earlier starter pauses the later. */
export function settlePauses(state: AccountState): void {
  const runs = state.openRuns;
  if (runs === state.pausesOf) return;
  state.pausesOf = runs;
  state.pausedCadences = new Map(
    runs.flatMap(({ prepared }) =>
      prepared.play.pauses.cadences.map((cadence): [string, string] => [cadence, prepared.play.name]),
    ),
  );
  for (const run of runs) {
    run.pausedBy = runs.find(
      (other) => other !== run && pauses(other, run) && !(pauses(run, other) && precedes(run, other)),
    )?.prepared.play.name;
  }
}

function pauses(run: Run, other: Run): boolean {
  return run.prepared.play.pauses.plays.includes(other.prepared.play.name);
}

function precedes(run: Run, other: Run): boolean {
  return (run.started - other.started || compareText(run.prepared.play.name, other.prepared.play.name)) < 0;
}

/** Counts the day that closes for those that stood still on it. */
export function countPausedDays(state: AccountState): void {
  for (const run of state.openRuns) if (run.pausedBy) run.pausedDays++;
}

/** Ends, at the close of a day, the runs that are won, lost, counted to a date that has changed, or have run out. */
export function settleRuns(state: AccountState, day: EpochDay): void {
  const at = state.zone.dayStart(day + 1);
  for (const run of state.openRuns) {
    run.anchor ??= countdownDate(state, run.prepared, day);
    const { play } = run.prepared;
    const known = (condition: typeof play.win) =>
      condition !== undefined &&
      state.program.conditions.test(condition)(state.view, closeOf(day), viewOfRun(state, run, run.started)) === true;
    if (day > run.started && known(play.win)) endRun(state, run, "won", "win", day, at);
    else if (day > run.started && known(play.lose)) endRun(state, run, "lost", "lose", day, at);
    else if (isRedated(state, run, day)) endRun(state, run, "withdrawn", "anchor", day, at);
    else if (hasRunOut(run, day)) endRun(state, run, "ran out", "end", day, at);
  }
}

/** The date that the run counts to is another one now. */
function isRedated(state: AccountState, { anchor, prepared }: Run, day: EpochDay): boolean {
  return anchor !== undefined && countdownDate(state, prepared, day) !== anchor;
}

/** `end after 90d`: at the close of the first day after 90 whole days of the run. */
function hasRunOut(run: Run, day: EpochDay): boolean {
  const { endAfter } = run.settled.play;
  if (endAfter) return runDate(run, day) >= addDuration(run.started, endAfter);
  const last = dayAfterPhases(run);
  return last !== undefined && day >= last;
}

/** Closes a run; what it still owes is withdrawn. */
export function endRun(state: AccountState, run: Run, ending: RunEnd, rule: string, day: EpochDay, at: Instant): void {
  const { play } = run.prepared;
  const memory = state.plays.get(play.name)!;
  memory.run = undefined;
  state.openRuns = state.openRuns.filter((open) => open !== run);
  memory.lastEnd = day;
  const { again } = run.settled.play;
  memory.restsUntil = again ? addDuration(day, again) : -Infinity;
  memory.letGo = false;
  // Whether it starts again is asked anew, this day's close included.
  memory.settledTo = day - 1;
  memory.next = undefined;
  state.playsFrom = -Infinity;
  const record = state.runs.findLast((candidate) => candidate.play === play.name)!;
  record.ended = day;
  record.end = ending;
  withdraw(state, `${play.path}/${rule}`, day, at, ({ origin }) => origin.kind === "run" && origin.run === run);
}
