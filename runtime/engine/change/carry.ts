/**
 * One account when its program becomes another one: what it was in the middle of, its state carried into the program after,
 * and what became of each (docs/language.md section 8, When the program changes).
 */
import type { EpochDay } from "../../histories/types.ts";
import { followAnchor } from "../cadences.ts";
import { runDate } from "../phases.ts";
import { beginRecords } from "../records.ts";
import type { AccountState, CadenceState, Demand, Run } from "../state.ts";
import { carrySeries, changeSeries, continueSeries, isInCadence, isThroughCadence } from "./carry-cadences.ts";
import { type CarriedDemands, carryDemands, withdrawOrphans } from "./carry-demands.ts";
import { carryDeliveries, carryJourneys, carryLifts, carryQuestions, carryTriggers } from "./carry-rest.ts";
import { carryPlays, changeLadder, changeRun, ladderOf, passOverRungs } from "./carry-runs.ts";
import { comingOfLadder, comingOfPhases, nextOf, nextOfCadence, phaseOn, workOf } from "./coming.ts";
import type { Translation } from "./translation.ts";
import type { Carried, ComingNext, OrphanReason, PeoplesWork, ProgramChange, Standing } from "./types.ts";

/** Where somebody stands before the change: what is known of it then. */
type Before = Omit<Standing, "fate" | "why" | "withdrawn" | "phase" | "next" | "toCome" | "name" | "play"> & {
  readonly name: string;
  readonly play: string | undefined;
  readonly phase: string | undefined;
  readonly next: ComingNext | undefined;
  readonly toCome: PeoplesWork | undefined;
  /** Nothing is left to come: it is in the middle of nothing, unless the program after has something for it. */
  readonly isThrough: boolean;
  /** Whether a demand is of it. */
  readonly owns: (demand: Demand) => boolean;
  readonly run: Run | undefined;
};

/**
 * Everything that an account is in the middle of when a day opens. What is known by that opening is settled in its state:
 * records of the day before, and the dates that its cadences count from. It opens no otherwise for that.
 */
function standingsBefore(old: AccountState, on: EpochDay): Before[] {
  beginRecords(old, on - 1);
  if (!isCustomer(old, on)) return [];
  const at = old.zone.dayStart(on);
  for (const series of old.cadences.values()) followAnchor(old, series, on, at);
  const ofRuns = old.openRuns.flatMap((run): Before[] => {
    const { play } = run.prepared;
    const isOfRun = ({ origin }: Demand) => origin.kind === "run" && origin.run === run;
    const common = { since: run.started, day: runDate(run, on) - run.started + 1, run };
    const ladders = run.settled.escalations.flatMap((ladder): Before[] => {
      const coming = comingOfLadder(run, ladder, on);
      const [next, toCome] = [nextOf(coming), workOf(old, coming)];
      const owns = (demand: Demand) => isOfRun(demand) && demand.path.startsWith(`${play.path}/${ladder.path}/`);
      if (run.stopped.has(ladder.name)) return [];
      const { name } = ladder;
      const standing = { name, play: play.name, phase: undefined, next, toCome, isThrough: !next, owns };
      return [{ ...common, kind: "escalation", ...standing }];
    });
    const phase = phaseOn(run, on)?.name;
    const coming = comingOfPhases(run, on);
    const [next, toCome] = [nextOf(coming), workOf(old, coming)];
    const isThrough = false;
    return [
      { ...common, kind: "play", name: play.name, play: undefined, phase, next, toCome, isThrough, owns: isOfRun },
      ...ladders,
    ];
  });
  const ofCadences = [...old.cadences.values()].flatMap((series): Before[] => {
    const isThrough = isThroughCadence(old, series, on);
    if (!isThrough && !isInCadence(old, series, on)) return [];
    const { name } = series.prepared.cadence;
    const since = series.restartedOn ?? series.anchor!;
    const owns = ({ origin }: Demand) => origin.kind === "cadence" && origin.cadence === name;
    const next = nextOfCadence(old, series, on);
    return [
      {
        kind: "cadence",
        name,
        play: undefined,
        since,
        day: on - since + 1,
        phase: undefined,
        next,
        toCome: undefined,
        isThrough,
        owns,
        run: undefined,
      },
    ];
  });
  return [...ofRuns, ...ofCadences];
}

function isCustomer({ program: { conditions, grid }, view }: AccountState, day: EpochDay): boolean {
  return conditions.aliveDays(view)[day - grid.from] === 1;
}

/** What an account is in the middle of that the program after does not read at all. */
export function standingsOfUnread(old: AccountState, words: Translation, on: EpochDay): Standing[] {
  return allOrphaned(standingsBefore(old, on), "not in the data", old, words);
}

function allOrphaned(all: readonly Before[], why: OrphanReason, old: AccountState, words: Translation): Standing[] {
  const standing = all.filter(({ isThrough }) => !isThrough);
  return standing.map((before) => ({
    ...told(before, words),
    ...orphaned(why),
    withdrawn: old.waiting.filter((demand) => !demand.ending && before.owns(demand)).length,
  }));
}

/** An account of which the program before read nothing: it goes on with nothing behind it. */
export function beginAt(state: AccountState, on: EpochDay): void {
  for (const memory of [...state.triggers.values(), ...state.plays.values()]) memory.settledTo = on - 1;
}

/**
 * Carries what an account has behind it when a day opens, lived through the day before, into a fresh state of the program
 * after, which goes on from that day. The state before goes on as it would have, too.
 */
export function carryOver(
  old: AccountState,
  state: AccountState,
  words: Translation,
  change: ProgramChange,
): { standings: Standing[]; demands: CarriedDemands } {
  const { on } = change;
  const standing = standingsBefore(old, on);
  const runs = carryPlays(old, state, words, on);
  const demands = carryDemands(old, state, words, runs);
  carryDeliveries(old, state, words, demands, on);
  carryQuestions(old, state, words, demands, runs);
  carryTriggers(old, state, words, on);
  carryJourneys(old, state, words, on);
  carryLifts(old, state, words);
  for (const [before, after] of runs) passOverRungs(before, after, words, on);
  for (const [name, before] of old.cadences) {
    const series = state.cadences.get(words.name("cadence", name) ?? "");
    if (series) carrySeries(old, before, state, series, words, on);
  }
  withdrawOrphans(old, state, demands, words, on);
  if (!isCustomer(state, on)) return { standings: allOrphaned(standing, "no customer", old, words), demands };
  const ofRuns = new Map<Run, Carried>();
  const carried = standing.map((each) => carriedOf(each, state, words, runs, ofRuns, change));
  const standings = standing.flatMap((each, index): Standing[] => {
    const outcome = outcomeOf(each, carried[index]!, state, words, runs, change);
    // Who was through with it, and gets nothing new, is in the middle of nothing.
    if (each.isThrough && outcome.fate !== "moves") return [];
    const withdrawn = old.waiting.filter((demand) => each.owns(demand) && wasWithdrawn(demands, demand, on)).length;
    return [{ ...told(each, words), ...outcome, withdrawn }];
  });
  return { standings: [...standings, ...newLadders(runs, ofRuns, state, words, on)], demands };
}

/** Ladders that runs which go on climb now and did not before, as far as something is still to come on them. */
function newLadders(
  runs: ReadonlyMap<Run, Run>,
  ofRuns: ReadonlyMap<Run, Carried>,
  state: AccountState,
  words: Translation,
  on: EpochDay,
): Standing[] {
  return [...runs].flatMap(([before, now]) => {
    const carried = ofRuns.get(before);
    if (!carried || "orphaned" in carried || carried.how !== "continue") return [];
    const climbed = new Set(before.settled.escalations.map(({ name }) => words.name("escalation", name)));
    const run = openRunOf(state, now)!;
    return run.settled.escalations.flatMap((ladder): Standing[] => {
      const coming = climbed.has(ladder.name) ? [] : comingOfLadder(run, ladder, on);
      const next = nextOf(coming);
      if (!next) return [];
      return [
        {
          kind: "escalation",
          name: { before: undefined, after: ladder.name },
          fate: "moves",
          why: undefined,
          play: run.prepared.play.name,
          since: run.started,
          day: runDate(run, on) - run.started + 1,
          phase: { before: undefined, after: undefined },
          next: { before: undefined, after: next },
          toCome: { before: { touches: 0, minutes: 0 }, after: workOf(state, coming) },
          withdrawn: 0,
        },
      ];
    });
  });
}

function wasWithdrawn(demands: CarriedDemands, demand: Demand, on: EpochDay): boolean {
  const { ending } = demands.get(demand)!;
  return !demand.ending && ending?.outcome === "withdrawn" && ending.on === on;
}

function told(standing: Before, words: Translation): Standing {
  const { owns: _owns, run: _run, isThrough: _isThrough, next, toCome, phase, name, play, ...before } = standing;
  return {
    ...before,
    name: { before: name, after: words.name(before.kind, name) },
    play: play && words.toldName("play", play),
    phase: { before: phase, after: undefined },
    next: { before: next, after: undefined },
    toCome: toCome && { before: toCome, after: { touches: 0, minutes: 0 } },
    fate: "continues",
    why: undefined,
    withdrawn: 0,
  };
}

function orphaned(why: OrphanReason): Pick<Standing, "fate" | "why"> {
  return { fate: "orphaned", why };
}

/** What `on change` says of it, carried out. Runs come before the ladders they climb, which go the way of their run. */
function carriedOf(
  { kind, name, run, isThrough }: Before,
  state: AccountState,
  words: Translation,
  runs: ReadonlyMap<Run, Run>,
  ofRuns: Map<Run, Carried>,
  change: ProgramChange,
): Carried {
  if (kind === "cadence") {
    const series = seriesOf(state, name, words);
    if (!series) return { orphaned: "gone" };
    return isThrough ? continueSeries(state, series, change.on) : changeSeries(state, series, change);
  }
  const now = runs.get(run!);
  if (kind === "play") {
    const isGone = words.name("play", run!.prepared.play.name) === undefined;
    const carried = now
      ? changeRun(state, now, change)
      : { orphaned: isGone ? ("gone" as const) : ("no figures" as const) };
    ofRuns.set(run!, carried);
    return carried;
  }
  const after = words.name("escalation", name);
  if (after === undefined) return { orphaned: "gone" };
  const ofRun = ofRuns.get(run!)!;
  if (!now || "orphaned" in ofRun) return ofRun;
  if (ofRun.how === "continue" && isThrough) return ladderOf(now, after) ? ofRun : { orphaned: "climbed no more" };
  if (ofRun.how === "continue") return changeLadder(state, now, after, change);
  const open = openRunOf(state, now);
  return ofRun.how === "end" || ladderOf(open!, after) ? ofRun : { orphaned: "climbed no more" };
}

/** The run of the same play that is open when all is carried: itself, or the one that has begun anew. */
function openRunOf(state: AccountState, { prepared }: Run): Run | undefined {
  return state.plays.get(prepared.play.name)!.run;
}

function seriesOf(state: AccountState, name: string, words: Translation): CadenceState | undefined {
  return state.cadences.get(words.name("cadence", name) ?? "");
}

function outcomeOf(
  before: Before,
  carried: Carried,
  state: AccountState,
  words: Translation,
  runs: ReadonlyMap<Run, Run>,
  { on, changed }: ProgramChange,
): Pick<Standing, "fate" | "why" | "phase" | "next"> & Partial<Pick<Standing, "toCome">> {
  const phases = { before: before.phase, after: undefined };
  if ("orphaned" in carried) {
    return { ...orphaned(carried.orphaned), phase: phases, next: { before: before.next, after: undefined } };
  }
  if (carried.how === "end") {
    return { fate: "ends", why: undefined, phase: phases, next: { before: before.next, after: undefined } };
  }
  const after = nextAfter(before, state, words, runs, on);
  const both = {
    phase: { ...phases, after: after.phase },
    next: { before: before.next, after: after.next },
    toCome: before.toCome && after.toCome && { before: before.toCome, after: after.toCome },
  };
  if (carried.how === "restart") return { fate: "restarts", why: undefined, ...both };
  if (before.next && !after.next) return { ...orphaned("nothing left"), ...both };
  return { fate: isSameNext(before.next, after.next, words, changed) ? "continues" : "moves", why: undefined, ...both };
}

function nextAfter(
  { kind, name, run }: Before,
  state: AccountState,
  words: Translation,
  runs: ReadonlyMap<Run, Run>,
  on: EpochDay,
): { phase: string | undefined; next: ComingNext | undefined; toCome: PeoplesWork | undefined } {
  if (kind === "cadence") {
    const next = nextOfCadence(state, seriesOf(state, name, words)!, on);
    return { phase: undefined, next, toCome: undefined };
  }
  const open = openRunOf(state, runs.get(run!)!)!;
  const ladder = kind === "play" ? undefined : ladderOf(open, words.name("escalation", name));
  const coming = kind === "play" ? comingOfPhases(open, on) : ladder ? comingOfLadder(open, ladder, on) : [];
  const phase = kind === "play" ? phaseOn(open, on)?.name : undefined;
  return { phase, next: nextOf(coming), toCome: workOf(state, coming) };
}

/** The same step, on the same day, and nothing in it means something else. */
function isSameNext(
  before: ComingNext | undefined,
  after: ComingNext | undefined,
  words: Translation,
  changed: ReadonlySet<string>,
): boolean {
  if (!before || !after) return before === after;
  if (words.path(before.path) !== after.path || before.on !== after.on) return false;
  return ![...changed].some((path) => path === after.path || path.startsWith(`${after.path}/`));
}
