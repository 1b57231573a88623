/** How runs of plays begin: by a trigger, by their own `start when`, or on the first day of a phase before a date. */
import { addDuration, formatDay, subtractDuration } from "../calendar/days.ts";
import type { Moment } from "../conditions/index.ts";
import type { EpochDay, Instant } from "../histories/types.ts";
import { compareText } from "./merging.ts";
import { enterPhases } from "./phases.ts";
import { higherLevel, type PreparedPlay } from "./program.ts";
import { closeOf, dateOn, inScope, segmentAt } from "./scope.ts";
import { type AccountState, type Demand, end, type PlayState, type Run } from "./state.ts";

/** A trigger's wish to start a play; it is a demand, done or dropped at once. */
export interface StartRequest {
  demand: Demand;
  play: string;
  moment: Moment;
}

/** Grants or drops what triggers asked for; gives the runs that began. */
export function grantStarts(state: AccountState, requests: readonly StartRequest[], day: EpochDay, at: Instant): void {
  for (const { demand, play, moment } of requests) {
    const prepared = state.program.playsByName.get(play)!;
    const obstacle = obstacleTo(state, prepared, day, moment);
    if (obstacle) {
      end(demand, { outcome: "dropped", rule: `${prepared.play.path}/${obstacle}`, on: day, at });
      continue;
    }
    end(demand, { outcome: "done", rule: null, on: day, at });
    startRun(state, prepared, day, at, demand.level, undefined, demand.cause);
  }
  state.waiting = state.waiting.filter(({ ending }) => !ending);
}

function obstacleTo(state: AccountState, prepared: PreparedPlay, day: EpochDay, moment: Moment): string | undefined {
  const memory = state.plays.get(prepared.play.name)!;
  if (memory.run) return "running";
  if (!inScope(state, prepared.scope, moment)) return "scope";
  return isResting(prepared, memory, day) ? "again" : undefined;
}

function isResting({ play }: PreparedPlay, { lastEnd }: PlayState, day: EpochDay): boolean {
  return lastEnd !== undefined && play.again !== undefined && day < addDuration(lastEnd, play.again);
}

/** Starts, at the close of a day, every play whose own time has come. */
export function startPlays(state: AccountState, day: EpochDay): void {
  for (const prepared of state.program.plays) {
    const memory = state.plays.get(prepared.play.name)!;
    if (prepared.play.start) startByCondition(state, prepared, memory, day);
    else startByDate(state, prepared, memory, day);
  }
}

/** docs/language.md section 8: `start when` is a state; without `again` it must first have let go. */
function startByCondition(state: AccountState, prepared: PreparedPlay, memory: PlayState, day: EpochDay): void {
  const { play } = prepared;
  const moment = closeOf(day);
  if (!inScope(state, prepared.scope, moment)) return;
  const truth = state.program.conditions.test(play.start!)(state.view, moment);
  if (truth === false) memory.letGo = true;
  const rested = play.again ? !isResting(prepared, memory, day) : memory.letGo;
  if (truth !== true || memory.run || !rested) return;
  const cause = state.program.conditions.values(play.start!, state.view, moment);
  startRun(state, prepared, day, state.zone.dayStart(day + 1), undefined, undefined, cause);
}

function startByDate(state: AccountState, prepared: PreparedPlay, memory: PlayState, day: EpochDay): void {
  const anchor = prepared.countdown && dateOn(state, prepared.countdown.field, day);
  if (anchor === undefined || memory.run || memory.usedAnchors.has(anchor)) return;
  const span = countdownOf(state, prepared, day)!;
  if (day < span.first || day > span.last || !inScope(state, prepared.scope, closeOf(day))) return;
  memory.usedAnchors.add(span.anchor);
  const cause = { [span.field]: formatDay(span.anchor) };
  startRun(state, prepared, day, state.zone.dayStart(day + 1), undefined, span.anchor, cause);
}

/** The date that a play's `before` phases count to, and their first and last day. */
export function countdownOf(
  state: AccountState,
  { countdown }: PreparedPlay,
  day: EpochDay,
): { field: string; anchor: EpochDay; first: EpochDay; last: EpochDay } | undefined {
  const anchor = countdown && dateOn(state, countdown.field, day);
  if (anchor === undefined) return undefined;
  const firsts = countdown!.spans.map(({ from }) => subtractDuration(anchor, from));
  const lasts = countdown!.spans.map(({ to }) => subtractDuration(anchor, to));
  return { field: countdown!.field, anchor, first: Math.min(...firsts), last: Math.max(...lasts) };
}

function startRun(
  state: AccountState,
  prepared: PreparedPlay,
  day: EpochDay,
  at: Instant,
  level: Demand["level"],
  anchor: EpochDay | undefined,
  cause: Demand["cause"],
): void {
  const run: Run = {
    prepared,
    started: day,
    startedAt: at,
    level: higherLevel(prepared.play.level, level),
    segment: segmentAt(state, closeOf(day)),
    anchor: anchor ?? countdownOf(state, prepared, day)?.anchor,
    cause,
    pausedDays: 0,
    pausedBy: undefined,
    entered: new Map(),
    questions: [],
    asked: new Set(),
    stopped: new Set(),
  };
  state.plays.get(prepared.play.name)!.run = run;
  state.openRuns = [...state.openRuns, run].sort((a, b) => compareText(a.prepared.play.name, b.prepared.play.name));
  state.runs.push({ play: prepared.play.name, started: day });
  enterPhases(state, run, day);
}
