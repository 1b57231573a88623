/** The steps of a run's phases, owed at the close of the day they fall on. */
import type { Settled } from "../../schedule/figures.ts";
import type * as schedule from "../../schedule/types.ts";
import { addDuration, formatDay, subtractDuration } from "../calendar/days.ts";
import { deadlineOf } from "../calendar/deadlines.ts";
import type { EpochDay } from "../histories/types.ts";
import type { Priority } from "../ledger/types.ts";
import { ask, type Occasion } from "./ask.ts";
import type { AccountState, PhaseEntry, Run } from "./state.ts";

type Phase = Settled<schedule.Phase>;
type PhaseStep = Settled<schedule.PhaseStep>;

/** First and last day of a phase on the run's own count of days, on which a pause stands still. */
interface PhaseDays {
  first: EpochDay;
  last: EpochDay;
}

/** The date it would be had the run never paused. */
export function runDate(run: Run, day: EpochDay): EpochDay {
  return day - run.pausedDays;
}

export function phaseDays(run: Run, { span }: Phase): PhaseDays | undefined {
  if (span.kind === "run") return { first: run.started + span.from - 1, last: run.started + span.to - 1 };
  if (run.anchor === undefined) return undefined;
  return { first: subtractDuration(run.anchor, span.from), last: subtractDuration(run.anchor, span.to) };
}

/** Dates of a `before` phase do not wait for a pause; days of the run do. */
function dateIn(run: Run, phase: Phase, day: EpochDay): EpochDay {
  return phase.span.kind === "run" ? runDate(run, day) : day;
}

/** Asks for what the phases owe at the close of a day. */
export function enterPhases(state: AccountState, run: Run, day: EpochDay): void {
  for (const phase of run.settled.play.phases) {
    const days = phaseDays(run, phase);
    const date = dateIn(run, phase, day);
    if (!days || date < days.first || date > days.last) continue;
    let entry = run.entered.get(phase.path);
    if (!entry) {
      entry = { first: days.first, next: new Map() };
      run.entered.set(phase.path, entry);
      for (const step of phase.steps) {
        if (!step.every) askOnce(state, run, phase, step, days.last, day);
      }
    }
    for (const step of phase.steps) {
      if (step.every) askRepeated(state, run, phase, step, step.every, entry, date, day);
    }
  }
}

function askOnce(state: AccountState, run: Run, phase: Phase, step: PhaseStep, last: EpochDay, day: EpochDay): void {
  const occurrence = formatDay(run.started);
  // The phase's last day as the calendar will show it, were there no further pause.
  const due = last + (phase.span.kind === "run" ? run.pausedDays : 0);
  for (const action of step.actions) {
    ask(state, action, occasionOf(state, run, phase, occurrence, false, due, day));
  }
}

/** `every` comes first one step after the phase's first day; an occurrence whose day passed before never comes. */
function askRepeated(
  state: AccountState,
  run: Run,
  phase: Phase,
  step: PhaseStep,
  { every, atOnce }: NonNullable<PhaseStep["every"]>,
  entry: PhaseEntry,
  date: EpochDay,
  day: EpochDay,
): void {
  let times = entry.next.get(step.path) ?? (atOnce ? 0 : 1);
  while (addDuration(entry.first, every, times) < date) times++;
  const nominal = addDuration(entry.first, every, times);
  entry.next.set(step.path, nominal === date ? times + 1 : times);
  if (nominal !== date) return;
  const following = addDuration(entry.first, every, times + 1);
  const occurrence = `${formatDay(run.started)}/${formatDay(nominal)}`;
  const occasion = occasionOf(state, run, phase, occurrence, true, day + (following - nominal) - 1, day);
  for (const action of step.actions) ask(state, action, { ...occasion, turn: times - (atOnce ? 0 : 1) });
}

function occasionOf(
  state: AccountState,
  run: Run,
  phase: Phase,
  occurrence: string,
  repeats: boolean,
  dueDay: EpochDay,
  day: EpochDay,
): Occasion {
  const readyAt = state.zone.dayStart(day + 1);
  return {
    ...occasionOfRun(run, occurrence, phase.span.kind === "before" ? "renewal" : undefined),
    repeats,
    dated: day,
    readyAt,
    deadline: Math.max(
      state.zone.dayStart(dueDay + 1),
      deadlineOf("the_day", { ready: readyAt, day }, state.zone, state.program.work),
    ),
  };
}

/** What all demands of a run have in common. */
export function occasionOfRun(run: Run, occurrence: string, usualPriority?: Priority) {
  return {
    source: run.prepared.play.path,
    occurrence,
    origin: { kind: "run", run } as const,
    segment: run.segment,
    level: run.level,
    usualPriority: usualPriority ?? run.level ?? "cadence",
    cause: { "run started": formatDay(run.started), ...run.cause },
  };
}

/** The day after the last of the last phase, at whose close a run without `end` ends. */
export function dayAfterPhases(run: Run): EpochDay | undefined {
  let after: EpochDay | undefined;
  for (const phase of run.settled.play.phases) {
    const days = phaseDays(run, phase);
    if (!days) continue;
    const end = days.last + 1 + (phase.span.kind === "run" ? run.pausedDays : 0);
    after = after === undefined ? end : Math.max(after, end);
  }
  return after;
}
