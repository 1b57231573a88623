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
    startRun(state, prepared, moment, at, demand.level, demand.cause);
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

/** docs/language.md section 8: `start when` is a state; without `again` it must first have let go, in scope or out of it. */
function startByCondition(state: AccountState, prepared: PreparedPlay, memory: PlayState, day: EpochDay): void {
  const { play } = prepared;
  const moment = closeOf(day);
  const scoped = inScope(state, prepared.scope, moment);
  if (!scoped && (play.again || memory.letGo)) return;
  const truth = state.program.conditions.test(play.start!)(state.view, moment);
  if (truth === false) memory.letGo = true;
  const rested = play.again ? !isResting(prepared, memory, day) : memory.letGo;
  if (truth !== true || memory.run || !rested || !scoped) return;
  const cause = state.program.conditions.values(play.start!, state.view, moment);
  startRun(state, prepared, moment, state.zone.dayStart(day + 1), undefined, cause);
}

function startByDate(state: AccountState, prepared: PreparedPlay, memory: PlayState, day: EpochDay): void {
  const anchor = countdownDate(state, prepared, day);
  if (anchor === undefined || memory.run || memory.usedAnchors.has(anchor)) return;
  const { field, spans } = prepared.countdown!;
  const first = Math.min(...spans.map(({ from }) => subtractDuration(anchor, from)));
  const last = Math.max(...spans.map(({ to }) => subtractDuration(anchor, to)));
  const moment = closeOf(day);
  if (day < first || day > last || !inScope(state, prepared.scope, moment)) return;
  startRun(state, prepared, moment, state.zone.dayStart(day + 1), undefined, { [field]: formatDay(anchor) });
}

/** The date that a play's `before` phases count to, as known on a day. */
export function countdownDate(state: AccountState, { countdown }: PreparedPlay, day: EpochDay): EpochDay | undefined {
  return countdown && dateOn(state, countdown.field, day);
}

function startRun(
  state: AccountState,
  prepared: PreparedPlay,
  moment: Moment,
  at: Instant,
  level: Demand["level"],
  cause: Demand["cause"],
): void {
  const day = moment.today;
  const memory = state.plays.get(prepared.play.name)!;
  const anchor = countdownDate(state, prepared, day);
  const run: Run = {
    prepared,
    started: day,
    startedAt: at,
    level: higherLevel(prepared.play.level, level),
    segment: segmentAt(state, moment),
    anchor,
    cause,
    pausedDays: 0,
    pausedBy: undefined,
    entered: new Map(),
    questions: [],
    asked: new Set(),
    stopped: new Set(),
  };
  memory.run = run;
  if (anchor !== undefined) memory.usedAnchors.add(anchor);
  state.openRuns = [...state.openRuns, run].sort((a, b) => compareText(a.prepared.play.name, b.prepared.play.name));
  state.runs.push({ play: prepared.play.name, started: day });
  enterPhases(state, run, day);
}
