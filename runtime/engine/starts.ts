/** How runs of plays begin: by a trigger, by their own `start when`, or on the first day of a phase before a date. */
import { compareText } from "../../schedule/order.ts";
import { formatDay, subtractDuration } from "../calendar/days.ts";
import { ASK, FALSE, type Moment, TRUE } from "../conditions/index.ts";
import type { EpochDay, Instant } from "../histories/types.ts";
import { enterPhases } from "./phases.ts";
import { type Countdown, countdownOf, higherLevel, type PreparedPlay } from "./program.ts";
import { closeOf, dateOn, inScope, standingAt } from "./scope.ts";
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
    startRun(state, prepared, moment, at, demand.level, demand.cause);
  }
  state.waiting = state.waiting.filter(({ ending }) => !ending);
}

function obstacleTo(state: AccountState, prepared: PreparedPlay, day: EpochDay, moment: Moment): string | undefined {
  const memory = state.plays.get(prepared.play.name)!;
  if (memory.run) return "running";
  if (!inScope(state, prepared.scope, moment)) return "scope";
  return day < memory.restsUntil ? "again" : undefined;
}

/** Starts, at the close of a day, every play whose own time has come. */
export function startPlays(state: AccountState, day: EpochDay, ahead: EpochDay): void {
  if (day < state.playsFrom) return;
  let from = Infinity;
  for (const prepared of state.program.plays) {
    const memory = state.plays.get(prepared.play.name)!;
    // While a run is open no other starts; what lets go of the play counts from the run's end.
    if (memory.run) continue;
    if (nextOfPlay(state, prepared, memory, ahead) === day) {
      memory.settledTo = day;
      memory.next = undefined;
      if (prepared.play.start) startByCondition(state, prepared, memory, day);
      else startByDate(state, prepared, memory, day);
    }
    from = Math.min(from, memory.next ?? memory.settledTo + 1);
  }
  state.playsFrom = from;
}

/**
 * The first day not settled yet at whose close a play may start by itself; undefined when there is none up to `ahead`.
 * Asked while no run of it is open. The days before it are settled on the way.
 */
function nextOfPlay(
  state: AccountState,
  prepared: PreparedPlay,
  memory: PlayState,
  ahead: EpochDay,
): EpochDay | undefined {
  if (memory.next !== undefined || memory.settledTo >= ahead) return memory.next;
  const from = memory.settledTo + 1;
  const next = prepared.play.start
    ? nextByCondition(state, prepared, memory, from, ahead)
    : nextByDate(state, prepared, memory, from, ahead);
  memory.settledTo = (next ?? ahead + 1) - 1;
  memory.next = next;
  return next;
}

function nextByCondition(
  { program: { conditions, grid }, view }: AccountState,
  { play, scopeDays, startDays }: PreparedPlay,
  memory: PlayState,
  from: EpochDay,
  ahead: EpochDay,
): EpochDay | undefined {
  const scope = scopeDays(view);
  const alive = conditions.aliveDays(view);
  const start = startDays!(view);
  const rested = memory.restsUntil;
  for (let day = from; day <= ahead; day++) {
    const index = day - grid.from;
    // Out of scope it can only let go.
    if (alive[index] === 0 || (scope[index] === FALSE && (play.again || memory.letGo))) continue;
    const truth = start[index];
    if (scope[index] === ASK || truth === ASK) return day;
    if (truth === FALSE) memory.letGo = true;
    else if (truth === TRUE && scope[index] === TRUE && (play.again ? day >= rested : memory.letGo)) return day;
  }
  return undefined;
}

/** From one date that the play counts to, to the next. */
function nextByDate(
  state: AccountState,
  prepared: PreparedPlay,
  { usedAnchors }: PlayState,
  from: EpochDay,
  ahead: EpochDay,
): EpochDay | undefined {
  const { countdown, scopeDays } = prepared;
  if (!countdown) return undefined;
  const { conditions, grid } = state.program;
  const scope = scopeDays(state.view);
  for (let day = from, until: EpochDay; day <= ahead; day = until) {
    until = Math.min(conditions.nextChange(state.view, countdown.field, day), ahead + 1);
    const anchor = countdownDate(state, prepared, day);
    if (anchor === undefined || usedAnchors.has(anchor)) continue;
    const { first, last } = countdownDays(countdown, anchor);
    for (let candidate = Math.max(day, first); candidate < until && candidate <= last; candidate++) {
      if (scope[candidate - grid.from] !== FALSE) return candidate;
    }
  }
  return undefined;
}

/** docs/language.md section 8: `start when` is a state; without `again` it must first have let go, in scope or out of it. */
function startByCondition(state: AccountState, prepared: PreparedPlay, memory: PlayState, day: EpochDay): void {
  const { play } = prepared;
  const moment = closeOf(day);
  const scoped = inScope(state, prepared.scope, moment);
  if (!scoped && (play.again || memory.letGo)) return;
  const truth = state.program.conditions.test(play.start!)(state.view, moment);
  if (truth === false) memory.letGo = true;
  const rested = play.again ? day >= memory.restsUntil : memory.letGo;
  if (truth !== true || memory.run || !rested || !scoped) return;
  const cause = state.program.conditions.values(play.start!, state.view, moment);
  startRun(state, prepared, moment, state.zone.dayStart(day + 1), undefined, cause);
}

function startByDate(state: AccountState, prepared: PreparedPlay, memory: PlayState, day: EpochDay): void {
  const anchor = countdownDate(state, prepared, day);
  if (anchor === undefined || memory.run || memory.usedAnchors.has(anchor)) return;
  const moment = closeOf(day);
  const own = prepared.settledFor(standingAt(state, moment));
  const countdown = own && countdownOf(own.play);
  if (!countdown || !inScope(state, prepared.scope, moment)) return;
  const { field } = countdown;
  const { first, last } = countdownDays(countdown, anchor);
  if (day < first || day > last) return;
  startRun(state, prepared, moment, state.zone.dayStart(day + 1), undefined, { [field]: formatDay(anchor) });
}

/** The first day of the first phase and the last of the last. */
export function countdownDays({ spans }: Countdown, anchor: EpochDay) {
  return {
    first: Math.min(...spans.map(({ from }) => subtractDuration(anchor, from))),
    last: Math.max(...spans.map(({ to }) => subtractDuration(anchor, to))),
  };
}

/** The date that a play's `before` phases count to, as known on a day. */
export function countdownDate(state: AccountState, { countdown }: PreparedPlay, day: EpochDay): EpochDay | undefined {
  return countdown && dateOn(state, countdown.field, day);
}

function startRun(...[state, prepared, moment, ...rest]: Parameters<typeof beginRun>): void {
  enterPhases(state, beginRun(state, prepared, moment, ...rest), moment.today);
}

/** A run that begins at the close of a day; its phases are entered then. */
export function beginRun(
  state: AccountState,
  prepared: PreparedPlay,
  moment: Moment,
  at: Instant,
  level: Demand["level"],
  cause: Demand["cause"],
): Run {
  const day = moment.today;
  const memory = state.plays.get(prepared.play.name)!;
  const anchor = countdownDate(state, prepared, day);
  const segment = standingAt(state, moment);
  const run: Run = {
    prepared,
    // In scope it is for the customer's segment.
    settled: prepared.settledFor(segment)!,
    started: day,
    startedAt: at,
    level: higherLevel(prepared.play.level, level),
    segment,
    anchor,
    cause,
    pausedDays: 0,
    pausedBy: undefined,
    entered: new Map(),
    questions: [],
    asked: new Set(),
    stopped: new Set(),
    ladderStarts: new Map(),
  };
  memory.run = run;
  if (anchor !== undefined) memory.usedAnchors.add(anchor);
  state.openRuns = [...state.openRuns, run].sort((a, b) => compareText(a.prepared.play.name, b.prepared.play.name));
  state.runs.push({ play: prepared.play.name, started: day });
  return run;
}
