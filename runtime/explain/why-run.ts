/** Why a phase's step or a rung did not ask on a day: no run, one that stood still, or one that was elsewhere. */
import type { Phase } from "../../schedule/types.ts";
import { addDuration, formatDay, subtractDuration } from "../calendar/days.ts";
import { phaseDays, runDate } from "../engine/phases.ts";
import type { PreparedPlay } from "../engine/program.ts";
import { viewOfRun } from "../engine/questions.ts";
import { dueDate } from "../engine/rungs.ts";
import { closeOf } from "../engine/scope.ts";
import { countdownDate } from "../engine/starts.ts";
import type { AccountState, Run } from "../engine/state.ts";
import type { EpochDay } from "../histories/types.ts";
import { durationText } from "./places.ts";
import type { Spot } from "./spots.ts";
import type { Entry, Reason } from "./types.ts";
import { conditionReasons, reason, scopeReasons, unlessReasons } from "./why-scope.ts";

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
  return spot.kind === "phase"
    ? phaseReasons(run, spot, isAsked(state, run, spot, day), day)
    : rungReasons(state, run, spot, rungAsked, day);
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
  const { lastEnd } = memory;
  const restsUntil = lastEnd !== undefined && play.again ? addDuration(lastEnd, play.again) : undefined;
  const told = [...outside, ...conditionReasons(state, "start when", play.start, moment)];
  if (restsUntil !== undefined && day < restsUntil)
    told.push(reason("resting", `it rests until ${formatDay(restsUntil)}`));
  if (!play.again && !memory.letGo) told.push(reason("spent", "its start has not been false since the last run ended"));
  return told;
}

function dateReasons(state: AccountState, prepared: PreparedPlay, day: EpochDay): Reason[] {
  const { countdown } = prepared;
  if (!countdown) return [reason("no run", "only a trigger starts it, and none did")];
  const anchor = countdownDate(state, prepared, day);
  if (anchor === undefined) return [reason("no date", `it counts to ${countdown.field}, which is not known`)];
  if (state.plays.get(prepared.play.name)!.usedAnchors.has(anchor)) {
    return [reason("came before", `it has run for ${countdown.field} ${formatDay(anchor)} already`)];
  }
  const first = Math.min(...countdown.spans.map(({ from }) => subtractDuration(anchor, from)));
  const last = Math.max(...countdown.spans.map(({ to }) => subtractDuration(anchor, to)));
  if (day >= first && day <= last) return [];
  const days = `${formatDay(first)} to ${formatDay(last)}`;
  return [reason("not its day", `not its days: those are ${days} (${countdown.field} ${formatDay(anchor)})`)];
}

/** Whether the action was asked for at this very close. */
function isAsked({ demands }: AccountState, run: Run, { action }: Spot, day: EpochDay): boolean {
  return [...demands.values()].some(
    ({ action: own, origin, dated }) => own === action && dated === day && origin.kind === "run" && origin.run === run,
  );
}

function phaseReasons(
  run: Run,
  { phase, step }: Extract<Spot, { kind: "phase" }>,
  isAskedToday: boolean,
  day: EpochDay,
): Reason[] {
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
  { play, escalation, rung }: Extract<Spot, { kind: "rung" }>,
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

function rungConditionReasons(
  state: AccountState,
  run: Run,
  rung: Extract<Spot, { kind: "rung" }>["rung"],
  day: EpochDay,
): Reason[] {
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
