/** Why a phase's step or a rung did not ask on a day: no run, one that stood still, or one that was elsewhere. */
import type { Settled } from "../../schedule/figures.ts";
import type * as schedule from "../../schedule/types.ts";
import { addDuration, formatDay } from "../calendar/days.ts";
import { phaseDays, runDate } from "../engine/phases.ts";
import { countdownOf, type PreparedPlay } from "../engine/program.ts";
import { viewOfRun } from "../engine/questions.ts";
import { dueDate } from "../engine/rungs.ts";
import { closeOf, standingAt } from "../engine/scope.ts";
import { countdownDate, countdownDays } from "../engine/starts.ts";
import type { AccountState, Run } from "../engine/state.ts";
import type { EpochDay } from "../histories/types.ts";
import { durationText } from "./places.ts";
import type { Spot } from "./spots.ts";
import type { Entry, Reason } from "./types.ts";
import { conditionReasons, reason, scopeReasons, unlessReasons } from "./why-scope.ts";

type Phase = Settled<schedule.Phase>;
type PhaseStep = Settled<schedule.PhaseStep>;
type Rung = Settled<schedule.Rung>;

/** Asked after the close of the day. `rungAsked` finds when a run's rung had its turn. */
export function runReasons(
  state: AccountState,
  spot: Extract<Spot, { kind: "phase" | "rung" }>,
  rungAsked: (path: string, since: EpochDay) => { day: EpochDay; climbed: boolean } | undefined,
  day: EpochDay,
): Reason[] {
  const prepared = state.program.playsByName.get(spot.play.name)!;
  const run = state.openRuns.find((open) => open.prepared === prepared);
  if (!run) return noRunReasons(state, prepared, day);
  if (run.pausedBy)
    return [reason("paused", `the run of ${formatDay(run.started)} stood still: play ${run.pausedBy} paused it`)];
  if (spot.kind === "phase") {
    const phase = run.settled.play.phases.find(({ path }) => path === spot.phase.path);
    const step = phase?.steps.find(({ path }) => path === spot.step.path);
    if (!phase || !step || !hasAction(step, spot)) return [noFigure(run)];
    return phaseReasons(run, phase, step, isAsked(state, run, spot, day), day);
  }
  const ladder = run.settled.escalations.find(({ path }) => path === spot.escalation.path);
  const rung = ladder?.rungs.find(({ path }) => path === spot.rung.path);
  return rung && hasAction(rung, spot) ? rungReasons(state, run, { ...spot, rung }, rungAsked, day) : [noFigure(run)];
}

function hasAction({ actions }: Pick<PhaseStep | Rung, "actions">, { action }: Spot): boolean {
  return actions.some(({ path }) => path === action.path);
}

/** A time by segment says nothing for the segment the run began with. */
function noFigure({ segment, started }: Run): Reason {
  const own = segment ? `in ${segment}` : "without a segment";
  return reason("scope", `its time is by segment, and the run of ${formatDay(started)} began ${own}`);
}

function noRunReasons(state: AccountState, prepared: PreparedPlay, day: EpochDay): Reason[] {
  const { play } = prepared;
  const ended = state.runs.findLast((record) => record.play === play.name && record.ended !== undefined);
  if (ended?.ended === day) {
    return [reason("no run", `the run of ${formatDay(ended.started)} ended that day: ${ended.end}`)];
  }
  const since = ended ? `, the last ended on ${formatDay(ended.ended!)} (${ended.end})` : "";
  const none = reason("no run", `play ${play.name} was not running${since}`);
  return [none, ...startReasons(state, prepared, day)];
}

function startReasons(state: AccountState, prepared: PreparedPlay, day: EpochDay): Reason[] {
  const { play } = prepared;
  const moment = closeOf(day);
  const memory = state.plays.get(play.name)!;
  const outside = scopeReasons(state, play.scope, prepared.scope, moment);
  if (!play.start) return [...outside, ...dateReasons(state, prepared, day)];
  const told = [...outside, ...conditionReasons(state, "start when", play.start, moment)];
  if (day < memory.restsUntil) told.push(reason("resting", `it rests until ${formatDay(memory.restsUntil)}`));
  if (!play.again && !memory.letGo) told.push(reason("spent", "its start has not been false since the last run ended"));
  return told;
}

function dateReasons(state: AccountState, prepared: PreparedPlay, day: EpochDay): Reason[] {
  if (!prepared.countdown) return [reason("no run", "only a trigger starts it, and none did")];
  const own = prepared.settledFor(standingAt(state, closeOf(day)));
  const countdown = own && countdownOf(own.play);
  // What its scope says of it stands before.
  if (!countdown) return [];
  const anchor = countdownDate(state, prepared, day);
  if (anchor === undefined) return [reason("no date", `it counts to ${countdown.field}, which is not known`)];
  if (state.plays.get(prepared.play.name)!.usedAnchors.has(anchor)) {
    return [reason("came before", `it has run for ${countdown.field} ${formatDay(anchor)} already`)];
  }
  const { first, last } = countdownDays(countdown, anchor);
  if (day >= first && day <= last) return [];
  const days = `${formatDay(first)} to ${formatDay(last)}`;
  return [reason("not its day", `not its days: those are ${days} (${countdown.field} ${formatDay(anchor)})`)];
}

/** Whether the action was asked for at this very close. */
function isAsked({ demands }: AccountState, run: Run, { action }: Spot, day: EpochDay): boolean {
  return [...demands.values()].some(
    ({ action: own, origin, dated }) =>
      own.path === action.path && dated === day && origin.kind === "run" && origin.run === run,
  );
}

function phaseReasons(run: Run, phase: Phase, step: PhaseStep, isAskedToday: boolean, day: EpochDay): Reason[] {
  const days = phaseDays(run, phase);
  if (!days) return [reason("no date", "the date it counts to is not known")];
  const date = phase.span.kind === "run" ? runDate(run, day) : day;
  if (date < days.first || date > days.last) return [reason("not its day", elsewhere(run, phase, days, date))];
  const entry = run.entered.get(phase.path);
  if (!entry) return [];
  if (!step.every && isAskedToday) return [];
  if (!step.every) return [reason("came before", "asked once, on the first day of the run in this phase")];
  const { every, atOnce } = step.every;
  for (let times = atOnce ? 0 : 1; ; times++) {
    const nominal = addDuration(entry.first, every, times);
    if (nominal === date) return [];
    if (nominal < date) continue;
    const none = nominal > days.last ? ", after the phase" : "";
    return [reason("not its day", `not its day: the next is ${formatDay(day + nominal - date)}${none}`)];
  }
}

function elsewhere(run: Run, { span }: Phase, days: { first: EpochDay; last: EpochDay }, date: EpochDay): string {
  if (span.kind === "before") return `not its days: the phase is ${formatDay(days.first)} to ${formatDay(days.last)}`;
  const paused = run.pausedDays > 0 ? `, ${run.pausedDays} days of pause not counted` : "";
  return `the run of ${formatDay(run.started)} was on its day ${date - run.started + 1}${paused}; the phase is days ${span.from} to ${span.to}`;
}

function rungReasons(
  state: AccountState,
  run: Run,
  { play, escalation, rung }: Omit<Extract<Spot, { kind: "rung" }>, "rung"> & { rung: Rung },
  rungAsked: (path: string, since: EpochDay) => { day: EpochDay; climbed: boolean } | undefined,
  day: EpochDay,
): Reason[] {
  const asked = rungAsked(`${play.path}/${rung.path}`, run.started);
  if (asked && asked.day < day) {
    const how = asked.climbed ? "it was climbed" : "it was skipped";
    return [reason("came before", `each rung is asked once a run: ${how} on ${formatDay(asked.day)}`)];
  }
  if (asked) return rungConditionReasons(state, run, rung, day);
  if (run.stopped.has(escalation.name)) {
    return [reason("stopped", `the ladder had stopped, on ${escalation.stopOn.join(" or ")}`)];
  }
  const due = dueDate(run, rung);
  if (due === undefined) {
    return [
      reason(
        "waits for an answer",
        "it counts from the first touch of the run that asked for an answer, and none was delivered yet",
      ),
    ];
  }
  const on = formatDay(day + due - runDate(run, day));
  return [reason("not its day", `not its day: ${durationText(rung.after)} are over on ${on}`)];
}

function rungConditionReasons(state: AccountState, run: Run, rung: Rung, day: EpochDay): Reason[] {
  const view = viewOfRun(state, run);
  return [
    ...(rung.unless ? unlessReasons(state, rung.unless, closeOf(day), view) : []),
    ...(rung.while ? conditionReasons(state, "while", rung.while, closeOf(day), view) : []),
  ];
}

/** When a rung of a run that began on `since` had its turn, as the journal has it. */
export function rungFinder(noted: readonly { day: EpochDay; path: string; entry: Entry }[]) {
  return (path: string, since: EpochDay): { day: EpochDay; climbed: boolean } | undefined => {
    const found = noted.findLast((note) => note.path === path && note.entry.kind === "rung" && note.day >= since);
    return found?.entry.kind === "rung" ? { day: found.day, climbed: found.entry.climbed } : undefined;
  };
}
