/**
 * Who is in the middle of what when a program changes, and what becomes of it, worked out a second time from docs/language.md
 * section 8 and docs/review.md: from the ledger of a simulation that ends the day before, the data and the calendar. It knows
 * `playbooks/saas`, and is told of each edit what is which; of the engine it uses nothing.
 */
import type { AccountHistory, EpochDay } from "../../runtime/histories/types.ts";
import type { AccountOutcome } from "../../runtime/ledger/types.ts";
import type { Action, Condition, Escalation, Play, Schedule } from "../../schedule/types.ts";
import { dateIn, durationOf, isAlive, isInScope, plus, textOf } from "./in-flight-saas.ts";
import { type Coming, firstDays, isOfStep, isOnce, occurrences, timingOf } from "./in-flight-steps.ts";

/** What an edit changes, in the words of who made it. */
export interface Edit {
  readonly before: Schedule;
  readonly after: Schedule;
  /** Paths or declarations that are called otherwise now, or (null) are gone; all others are what they were. */
  readonly renamed: Readonly<Record<string, string | null>>;
  /** Declarations of the program after that mean something else. */
  readonly changed: readonly string[];
}

/** What an account's simulation up to the day before tells. */
export interface Lived {
  readonly history: AccountHistory;
  readonly outcome: AccountOutcome;
}

/** One thing that an account is in the middle of, in the form that is compared. */
export interface Expected {
  readonly what: string;
  readonly fate: string;
  readonly since: EpochDay;
  readonly day: number;
  readonly before: string | undefined;
  readonly after: string | undefined;
  readonly withdrawn: number;
}

export function comingText(coming: Coming | undefined): string | undefined {
  return coming && `${coming.path} on ${coming.on ?? "no day yet"}`;
}

export function expectedOf({ history, outcome }: Lived, edit: Edit, on: EpochDay): Expected[] {
  if (!isAlive(history, on)) return [];
  const open = outcome.runs.filter(({ ended }) => ended === undefined);
  const owed = outcome.rows.filter((row) => row.outcome === "open");
  const nameNow = (kind: string, name: string) => mapped(edit, `${kind} ${name}`)?.slice(kind.length + 1);
  const expected: Expected[] = [];
  for (const { play: name, started } of open) {
    const play = edit.before.plays.find((each) => each.name === name)!;
    const run = runOf(history, outcome, edit.before, play, started, on);
    const own = owed.filter(
      ({ path, occurrence }) => path.startsWith(`play ${name}/`) && occurrence.startsWith(textOf(started)),
    );
    const nowName = nameNow("play", name);
    const now = edit.after.plays.find((each) => each.name === nowName);
    const fateOfRun = !now ? "orphaned gone" : fateOf(now, edit, isInScope(history, now, edit.after, on));
    const runNow: RunFacts | undefined =
      now && (fateOfRun === "restarts" ? freshRun(history, now, edit.after, on) : { ...run, play: now });
    const common = { since: started, day: on - run.paused - started + 1 };
    const isOver = fateOfRun === "ends" || fateOfRun.startsWith("orphaned");
    const next = nextOfPhases(run, run.play, (phase) => run.entered.has(phase), on);
    const nextNow =
      isOver || !runNow
        ? undefined
        : nextOfPhases(runNow, now!, (phase) => fateOfRun !== "restarts" && run.entered.has(phase), on);
    const gone = own.filter(({ path }) => isGone(edit, path));
    expected.push({
      what: `play ${name}`,
      fate: fateOfRun === "continues" ? compared(next, nextNow, edit) : fateOfRun,
      ...common,
      before: comingText(next),
      after: comingText(nextNow),
      withdrawn: fateOfRun === "continues" ? gone.length + laddersEnded(edit, play, own) : own.length,
    });
    for (const ladderName of play.escalations) {
      const ladder = edit.before.escalations.find((each) => each.name === ladderName)!;
      const due = nextOfLadder(run, ladder, run.asked, on, started);
      if (ladder.stopOn.some((event) => run.happened.has(event))) continue;
      const ladderNow = edit.after.escalations.find((each) => each.name === nameNow("escalation", ladderName));
      let fate: string;
      let after: Coming | undefined;
      if (!ladderNow) fate = "orphaned gone";
      else if (isOver) fate = fateOfRun;
      else if (!now!.escalations.includes(ladderNow.name)) fate = "orphaned climbed no more";
      else if (fateOfRun === "restarts") {
        fate = "restarts";
        after = nextOfLadder(runNow!, ladderNow, new Set(), on, on);
      } else {
        // Of whom nothing was left to come, `on change` says nothing.
        fate = due ? fateOf(ladderNow, edit, true) : "continues";
        const isAnew = fate === "restarts";
        const had = new Set(ladder.rungs.map(({ path }) => mapped(edit, path)));
        const asked = new Set([...run.asked].map((path) => mapped(edit, path)!));
        const from = isAnew ? on - run.paused : started;
        if (!isAnew) {
          for (const rung of ladderNow.rungs) {
            const date = dateOfRung(run, rung, started);
            if (!had.has(rung.path) && date !== undefined && date < on - run.paused) asked.add(rung.path);
          }
        }
        if (fate !== "ends")
          after = nextOfLadder({ ...run, play: now! }, ladderNow, isAnew ? new Set() : asked, on, from);
        if (fate === "continues") fate = compared(due, after, edit);
      }
      if (!due && fate !== "moves") continue;
      const climbed = own.filter(({ path }) => path.includes(`/${ladder.path}/`));
      const lost = climbed.filter(({ path }) => isGone(edit, path));
      expected.push({
        what: `escalation ${ladderName}`,
        fate,
        ...common,
        before: comingText(due),
        after: comingText(after),
        withdrawn:
          ["continues", "moves"].includes(fate) || fate === "orphaned nothing left" ? lost.length : climbed.length,
      });
    }
  }
  for (const cadence of edit.before.cadences) {
    const anchor = dateIn(history, cadence.anchor.field, on);
    if (anchor === undefined || !isInScope(history, cadence, edit.before, on)) continue;
    const own = owed.filter(({ source }) => source === cadence.path);
    const all = cadence.steps.flatMap((step) => occurrences(history, cadence, step, edit.before, anchor, on));
    const first = cadence.anchor.kind === "from" ? anchor : Math.min(...firstDays(cadence, edit.before, anchor));
    const next = earliest(all);
    if (own.length === 0 && first >= on) continue;
    const isThrough = own.length === 0 && !next;
    const now = edit.after.cadences.find(({ name }) => name === nameNow("cadence", cadence.name));
    const isFor = now !== undefined && isInScope(history, now, edit.after, on);
    let fate = now ? fateOf(isThrough ? { path: now.path } : now, edit, isFor) : "orphaned gone";
    let after: Coming | undefined;
    if (now && (fate === "continues" || fate === "restarts")) {
      const isAnew = fate === "restarts";
      const steps = now.steps.flatMap((step) => {
        if (isAnew) return occurrences(history, now, step, edit.after, on, on, true);
        const same = cadence.steps.find(({ path }) => mapped(edit, path) === step.path);
        const isSame = same !== undefined && JSON.stringify(same.timing) === JSON.stringify(step.timing);
        if (isSame)
          return occurrences(history, cadence, same, edit.before, anchor, on).map((each) => ({
            ...each,
            path: step.path,
          }));
        const has = outcome.rows.some(
          ({ path, occurrence }) => isOfStep(same, path) && occurrence.startsWith(`${textOf(anchor)}/`),
        );
        return isOnce(timingOf(step)) && has ? [] : occurrences(history, now, step, edit.after, anchor, on, true);
      });
      after = earliest(steps);
      if (!isAnew) fate = compared(next, after, edit);
    }
    if (isThrough && fate !== "moves") continue;
    if (fate === "restarts" && !isInScope(history, now!, edit.after, on)) fate = "orphaned out of scope";
    const isKept =
      ["continues", "moves"].includes(fate) || fate === "orphaned nothing left" || fate === "orphaned out of scope";
    const isAsIt = isKept && !(now && edit.changed.includes(now.path) && now.onChange === "restart");
    expected.push({
      what: `cadence ${cadence.name}`,
      fate,
      since: anchor,
      day: on - anchor + 1,
      before: comingText(next),
      after: comingText(after),
      withdrawn: isAsIt ? own.filter(({ path }) => isGone(edit, path)).length : own.length,
    });
  }
  return expected;
}

/** What `on change` says, where the declaration means something else; a cadence or run that is to begin anew must be for the customer. */
function fateOf({ path, onChange }: { path: string; onChange?: string }, edit: Edit, isFor: boolean): string {
  if (!edit.changed.includes(path) || onChange === undefined) {
    return path.startsWith("cadence") && !isFor ? "orphaned out of scope" : "continues";
  }
  if (onChange === "end") return "ends";
  return isFor ? "restarts" : "orphaned out of scope";
}

function compared(before: Coming | undefined, after: Coming | undefined, edit: Edit): string {
  if (before && !after) return "orphaned nothing left";
  if (!before || !after) return before === after ? "continues" : "moves";
  return mapped(edit, before.path) === after.path && before.on === after.on ? "continues" : "moves";
}

/** By the longest part of the path that the edit names. */
function mapped({ renamed }: Edit, path: string): string | undefined {
  for (let end = path.length; end > 0; end = path.lastIndexOf("/", end - 1)) {
    const now = renamed[path.slice(0, end)];
    if (now === null) return undefined;
    if (now !== undefined) return now + path.slice(end);
  }
  return path;
}

function isGone(edit: Edit, path: string): boolean {
  const [, play, ladder] = /^(play [^/]+)\/(escalation .*)$/.exec(path) ?? [];
  if (play !== undefined) return mapped(edit, play) === undefined || mapped(edit, ladder!) === undefined;
  return mapped(edit, path) === undefined;
}

/** What a run that goes on owes of ladders that begin anew or end under it. */
function laddersEnded(edit: Edit, play: Play, own: readonly { path: string }[]): number {
  const ended = edit.after.escalations.filter(
    ({ path, onChange }) => edit.changed.includes(path) && onChange !== undefined,
  );
  const names = ended
    .map(({ path }) => path)
    .filter((path) => play.escalations.some((name) => `escalation ${name}` === path));
  return own.filter(({ path }) => names.some((ladder) => path.includes(`/${ladder}/`)) && !isGone(edit, path)).length;
}

// ---- runs

interface RunFacts {
  readonly play: Play;
  readonly started: EpochDay;
  /** Days on which it stood still. */
  readonly paused: number;
  readonly anchor: EpochDay | undefined;
  /** Names of phases it has been in. */
  readonly entered: ReadonlySet<string>;
  readonly asked: ReadonlySet<string>;
  /** Events of `stop on` that have happened in it. */
  readonly happened: ReadonlySet<string>;
  /** By event, the first day of the run's own count on which it was asked for. */
  readonly questions: ReadonlyMap<string, EpochDay>;
  readonly expects: ReadonlySet<string>;
}

function runOf(
  history: AccountHistory,
  { runs, rungs, rows }: AccountOutcome,
  schedule: Schedule,
  play: Play,
  started: EpochDay,
  on: EpochDay,
): RunFacts {
  const pausing = schedule.plays.filter(({ pauses }) => pauses.plays.includes(play.name)).map(({ name }) => name);
  const holders = runs.filter((run) => pausing.includes(run.play));
  const isPaused = (day: EpochDay) =>
    day > started && holders.some((run) => run.started < day && day <= (run.ended ?? Infinity));
  let paused = 0;
  const days: { day: EpochDay; date: EpochDay }[] = [];
  for (let day = started; day < on; day++) {
    if (isPaused(day)) paused++;
    else days.push({ day, date: day - paused });
  }
  const anchor = anchorOf(history, play, on - 1);
  const entered = play.phases.filter((phase) => {
    const span = spanOf(phase, started, anchor);
    return span && days.some(({ day, date }) => isWithin(span, span.isOfRun ? date : day));
  });
  const expects = expectedBy(play, schedule);
  const questions = new Map<string, EpochDay>();
  for (const { action, prefix } of actionsOf(play, schedule)) {
    const event = action.expects?.event;
    if (event === undefined) continue;
    for (const row of rows) {
      if (!row.path.startsWith(prefix + action.path) || row.occurrence.slice(0, 10) !== textOf(started)) continue;
      const into = row.outcome === "merged" ? rows.find(({ id }) => id === row.mergedInto) : row;
      if (into?.doneOn === null || into?.doneOn === undefined) continue;
      const done = days.findLast(({ day }) => day <= into.doneOn!)!.date;
      questions.set(event, Math.min(questions.get(event) ?? Infinity, done));
    }
  }
  const asked = rungs.filter((rung) => rung.play === play.name && rung.started === started).map(({ path }) => path);
  const stops = schedule.escalations
    .filter(({ name }) => play.escalations.includes(name))
    .flatMap(({ stopOn }) => stopOn);
  const happened = stops.filter((event) =>
    (history.events.get(event) ?? []).some(({ day }) => day > started && day < on),
  );
  return {
    play,
    started,
    paused,
    anchor,
    entered: new Set(entered.map(({ name }) => name)),
    asked: new Set(asked),
    happened: new Set(happened),
    questions,
    expects,
  };
}

function freshRun(history: AccountHistory, play: Play, schedule: Schedule, on: EpochDay): RunFacts {
  const none = new Set<string>();
  return {
    play,
    started: on,
    paused: 0,
    anchor: anchorOf(history, play, on),
    entered: none,
    asked: none,
    happened: none,
    questions: new Map(),
    expects: expectedBy(play, schedule),
  };
}

function anchorOf(history: AccountHistory, { phases }: Play, day: EpochDay): EpochDay | undefined {
  const field = phases.flatMap(({ span }) => ("field" in span && typeof span.field === "string" ? span.field : []))[0];
  return field === undefined ? undefined : dateIn(history, field, day);
}

interface Span {
  readonly first: EpochDay;
  readonly last: EpochDay;
  readonly isOfRun: boolean;
}

function spanOf({ span }: Play["phases"][number], started: EpochDay, anchor: EpochDay | undefined): Span | undefined {
  if (!("kind" in span)) throw new Error("figures by segment are none of playbooks/saas");
  if (span.kind === "run") return { first: started + span.from - 1, last: started + span.to - 1, isOfRun: true };
  if (anchor === undefined) return undefined;
  return { first: plus(anchor, span.from, -1), last: plus(anchor, span.to, -1), isOfRun: false };
}

function isWithin({ first, last }: Span, date: EpochDay): boolean {
  return date >= first && date <= last;
}

function nextOfPhases(run: RunFacts, play: Play, wasIn: (phase: string) => boolean, on: EpochDay): Coming | undefined {
  const coming = play.phases.flatMap((phase): Coming[] => {
    const span = spanOf(phase, run.started, run.anchor);
    if (!span) return [];
    const today = span.isOfRun ? on - run.paused : on;
    return phase.steps.flatMap(({ path, every }): Coming[] => {
      const dates: EpochDay[] = [];
      if (!every) dates.push(...(wasIn(phase.name) ? [] : [Math.max(today, span.first)]));
      else {
        for (let times = every.atOnce ? 0 : 1; ; times++) {
          const date = plus(span.first, durationOf(every.every), times);
          if (date > span.last) break;
          dates.push(date);
        }
      }
      const next = dates.find((date) => date >= today && date <= span.last);
      return next === undefined ? [] : [{ path, on: on + next - today }];
    });
  });
  return earliest(coming.filter((each) => each.on! < endOf(run, play)));
}

/** The day at whose close the run ends. */
function endOf({ started, paused, anchor }: RunFacts, { endAfter, phases }: Play): EpochDay {
  if (endAfter) return plus(started, durationOf(endAfter), 1) + paused;
  const days = phases.flatMap((phase) => {
    const span = spanOf(phase, started, anchor);
    return span ? [span.last + 1 + (span.isOfRun ? paused : 0)] : [];
  });
  return days.length === 0 ? Infinity : Math.max(...days);
}

/** `from`: the day from which it counts, on the run's own count. */
function nextOfLadder(
  run: RunFacts,
  ladder: Escalation,
  asked: ReadonlySet<string>,
  on: EpochDay,
  from: EpochDay,
): Coming | undefined {
  if (ladder.stopOn.some((event) => run.happened.has(event))) return undefined;
  const left = ladder.rungs.filter(({ path }) => !asked.has(path));
  const dated = left.flatMap((rung): Coming[] => {
    const date = dateOfRung(run, rung, from);
    return date === undefined ? [] : [{ path: rung.path, on: Math.max(date + run.paused, on) }];
  });
  const first = earliest(dated.filter((each) => each.on! < endOf(run, run.play)));
  const waiting = left.find((rung) => dateOfRung(run, rung, from) === undefined);
  return first ?? (waiting && { path: waiting.path, on: undefined });
}

/** Undefined while it waits for the delivery of what asks for its answer. */
function dateOfRung(run: RunFacts, rung: Escalation["rungs"][number], from: EpochDay): EpochDay | undefined {
  let start = from;
  for (const event of eventsIn([rung.unless, rung.while])) {
    if (!run.expects.has(event)) continue;
    const asked = run.questions.get(event);
    if (asked === undefined) return undefined;
    start = Math.max(start, asked);
  }
  return plus(start, durationOf(rung.after), 1);
}

function eventsIn(conditions: readonly (Condition | undefined)[]): string[] {
  const found: string[] = [];
  JSON.stringify(conditions, (key, value: unknown) => {
    if (key === "event" && typeof value === "string") found.push(value);
    return value;
  });
  return found;
}

/** All that a play asks for, the rungs of its ladders under its own path. */
function actionsOf(play: Play, { escalations }: Schedule): { action: Action; prefix: string }[] {
  const own = play.phases.flatMap(({ steps }) => steps.flatMap(({ actions }) => actions));
  const rungs = escalations.filter(({ name }) => play.escalations.includes(name)).flatMap((ladder) => ladder.rungs);
  return [
    ...own.map((action) => ({ action, prefix: "" })),
    ...rungs.flatMap(({ actions }) => actions.map((action) => ({ action, prefix: `${play.path}/` }))),
  ];
}

function expectedBy(play: Play, schedule: Schedule): Set<string> {
  return new Set(actionsOf(play, schedule).flatMap(({ action }) => action.expects?.event ?? []));
}

// ---- cadences

function earliest(all: readonly Coming[]): Coming | undefined {
  return all.toSorted((one, other) => one.on! - other.on!)[0];
}
