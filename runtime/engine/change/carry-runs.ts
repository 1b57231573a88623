/** Runs of plays that are open when the program changes, and what plays remember of earlier ones. */
import { compareText } from "../../../schedule/order.ts";
import type { EpochDay } from "../../histories/types.ts";
import { phaseDays, runDate } from "../phases.ts";
import { endRun } from "../plays.ts";
import { higherLevel, type PreparedPlay } from "../program.ts";
import { dueDate } from "../rungs.ts";
import { inScope, openingOf, standingAt } from "../scope.ts";
import { beginRun, countdownDate } from "../starts.ts";
import { type AccountState, type PhaseEntry, type Run, withdraw } from "../state.ts";
import type { Translation } from "./translation.ts";
import type { Carried, ProgramChange } from "./types.ts";

/** What plays remember, and the runs before with what they are after; those of plays that are gone, or that say nothing of their customer, are missing. */
export function carryPlays(old: AccountState, state: AccountState, words: Translation, on: EpochDay): Map<Run, Run> {
  for (const memory of state.plays.values()) memory.settledTo = on - 1;
  for (const [before, { lastEnd, restsUntil, letGo, usedAnchors }] of old.plays) {
    const memory = state.plays.get(words.name("play", before) ?? "");
    if (!memory) continue;
    Object.assign(memory, { lastEnd, restsUntil, letGo });
    for (const anchor of usedAnchors) memory.usedAnchors.add(anchor);
  }
  state.runs.push(...old.runs.map((run) => ({ ...run, play: words.toldName("play", run.play) })));
  state.rungs.push(
    ...old.rungs.map((rung) => ({
      ...rung,
      play: words.toldName("play", rung.play),
      path: words.toldPath(rung.path),
    })),
  );
  const runs = new Map<Run, Run>();
  for (const run of old.openRuns) {
    const now = carryRun(run, state, words, on);
    if (!now) {
      closeRecord(state, run, words, on);
      continue;
    }
    runs.set(run, now);
    state.plays.get(now.prepared.play.name)!.run = now;
  }
  state.openRuns = [...runs.values()].sort((a, b) => compareText(a.prepared.play.name, b.prepared.play.name));
  return runs;
}

function carryRun(run: Run, state: AccountState, words: Translation, on: EpochDay): Run | undefined {
  const prepared = state.program.playsByName.get(words.name("play", run.prepared.play.name) ?? "");
  const segment = segmentAfter(run, state, words, on);
  const settled = prepared?.settledFor(segment);
  if (!prepared || !settled) return undefined;
  const own = run.prepared.play.level;
  const isSameDate = words.name("field", run.prepared.countdown?.field ?? "") === prepared.countdown?.field;
  const anchor = isSameDate ? run.anchor : countdownDate(state, prepared, on);
  if (!isSameDate && anchor !== undefined) state.plays.get(prepared.play.name)!.usedAnchors.add(anchor);
  const now: Run = {
    ...run,
    prepared,
    settled,
    segment,
    // A trigger may have raised it above the play's own.
    level: higherLevel(prepared.play.level, run.level === own ? undefined : run.level),
    anchor,
    pausedBy: undefined,
    entered: new Map(),
    questions: [],
    asked: new Set([...run.asked].flatMap((path) => words.path(path) ?? [])),
    stopped: new Set([...run.stopped].flatMap((name) => words.name("escalation", name) ?? [])),
    ladderStarts: new Map([...run.ladderStarts].flatMap(([path, day]) => here(words.path(path), day))),
  };
  carryPhases(run, now, words);
  return now;
}

function here<Key, Value>(key: Key | undefined, value: Value): [Key, Value][] {
  return key === undefined ? [] : [[key, value]];
}

/** Where the program after has no such segment: the one that the customer has when the day opens. */
function segmentAfter({ segment }: Run, state: AccountState, words: Translation, on: EpochDay): Run["segment"] {
  if (segment === null || segment === undefined) return segment;
  return words.name("segment", segment) ?? standingAt(state, openingOf(on));
}

/** Phases entered stay entered; a series goes on in step where it comes as often as before. */
function carryPhases(run: Run, now: Run, words: Translation): void {
  for (const phase of run.settled.play.phases) {
    const entry = run.entered.get(phase.path);
    const path = words.path(phase.path);
    const after = now.settled.play.phases.find((each) => each.path === path);
    if (!entry || !after) continue;
    const first = phaseDays(now, after)?.first ?? entry.first;
    const next: PhaseEntry["next"] = new Map();
    for (const step of phase.steps) {
      const times = entry.next.get(step.path);
      const same = after.steps.find((each) => each.path === words.path(step.path));
      if (times === undefined || !same || first !== entry.first) continue;
      if (JSON.stringify(same.every) === JSON.stringify(step.every)) next.set(same.path, times);
    }
    now.entered.set(after.path, { first, next });
  }
}

/** Rungs that the ladder before had not, and whose day is over, are passed over. Questions must be carried before. */
export function passOverRungs(run: Run, now: Run, words: Translation, on: EpochDay): void {
  const had = new Set(
    run.settled.escalations.flatMap(({ rungs }) => rungs.flatMap(({ path }) => words.path(path) ?? [])),
  );
  for (const { rungs } of now.settled.escalations) {
    for (const rung of rungs) {
      const due = had.has(rung.path) ? undefined : dueDate(now, rung);
      if (due !== undefined && due < runDate(now, on)) now.asked.add(rung.path);
    }
  }
}

export function ladderOf(
  { settled }: Run,
  name: string | undefined,
): Run["settled"]["escalations"][number] | undefined {
  return settled.escalations.find((each) => each.name === name);
}

/** What `on change` of the play does with a run that was carried. */
export function changeRun(state: AccountState, run: Run, { on, changed }: ProgramChange): Carried {
  const { prepared } = run;
  const { onChange = "continue", path } = prepared.play;
  if (onChange === "continue" || !changed.has(path)) return { how: "continue" };
  endRun(state, run, "withdrawn", "change", on, state.zone.dayStart(on));
  if (onChange === "end") return { how: "end" };
  return restartRun(state, run, prepared, on) ? { how: "restart" } : { orphaned: "out of scope" };
}

/** Begins at the day's close, as every run does; it is there from the opening on, so that nothing else starts the play. */
function restartRun(state: AccountState, { level, cause }: Run, prepared: PreparedPlay, on: EpochDay): boolean {
  const moment = openingOf(on);
  if (!inScope(state, prepared.scope, moment)) return false;
  beginRun(state, prepared, moment, state.zone.dayStart(on + 1), level, cause);
  return true;
}

/** What `on change` of a ladder does with one that is being climbed by a run that goes on. */
export function changeLadder(state: AccountState, run: Run, name: string, { on, changed }: ProgramChange): Carried {
  const ladder = ladderOf(run, name);
  if (!ladder) return { orphaned: "climbed no more" };
  const { onChange = "continue", path, rungs } = ladder;
  if (onChange === "continue" || !changed.has(path)) return { how: "continue" };
  const prefix = `${run.prepared.play.path}/${path}/`;
  const at = state.zone.dayStart(on);
  withdraw(
    state,
    `${path}/change`,
    on,
    at,
    (demand) => demand.path.startsWith(prefix) && demand.origin.kind === "run" && demand.origin.run === run,
  );
  if (onChange === "end") {
    run.stopped.add(name);
    return { how: "end" };
  }
  run.ladderStarts.set(path, runDate(run, on));
  for (const rung of rungs) run.asked.delete(rung.path);
  return { how: "restart" };
}

/** Ends, in the words of the program after, a run that nothing in it carries on. Where it has the play, that must let go before it starts again. */
function closeRecord(state: AccountState, run: Run, words: Translation, on: EpochDay): void {
  const play = words.toldName("play", run.prepared.play.name);
  const record = state.runs.findLast((each) => each.play === play && each.started === run.started);
  Object.assign(record!, { ended: on, end: "withdrawn" });
  const memory = state.plays.get(words.name("play", run.prepared.play.name) ?? "");
  if (memory) Object.assign(memory, { lastEnd: on, letGo: false });
}
