/**
 * Simulations of a prepared schedule: what is set up for each account before it walks through its days
 * (runtime/engine/walk.ts), and what is reported of it behind them.
 */
import type { Schedule } from "../../schedule/types.ts";
import { walkBook } from "../books/book.ts";
import type { PersonDay } from "../books/person-days.ts";
import { zoneOf } from "../calendar/zones.ts";
import type { Delivered, ViewMemory } from "../conditions/index.ts";
import type { AccountHistory, DayRange, EpochDay } from "../histories/types.ts";
import type { AccountOutcome, ReportRange } from "../ledger/types.ts";
import type { Team } from "../people/types.ts";
import type { Responses } from "./answers.ts";
import { assignArms } from "./experiments.ts";
import { handoversOf } from "./handovers.ts";
import { newTracks, visitsOn } from "./journeys.ts";
import { outcomeOf } from "./outcome.ts";
import { newKept, type Owing } from "./owing.ts";
import { type HistoriesGiven, type Program, prepareProgram } from "./program.ts";
import { newQueueing } from "./queueing.ts";
import { newRecords } from "./records.ts";
import { closeOf } from "./scope.ts";
import type { AccountState } from "./state.ts";
import { type Onlooker, walk, walkThrough } from "./walk.ts";

export interface Simulation {
  /** The reported days. */
  range: ReportRange;
  /** Where answers come from, and with which seed those that are assumed. */
  responses: Responses;
  seed: number;
  /**
   * Simulates one account; depends on nothing but the schedule, the inputs' horizons, this history and, where answers
   * are assumed, the seed and the number of the run, from 1 on.
   */
  run(history: AccountHistory, onlooker?: Onlooker, number?: number): AccountOutcome;
  /**
   * Simulates a book with the people of the `team` that was given, else with people who have no end of time. It depends
   * on these accounts alone, which must be in order of id. `watched`: who looks on at the account of an id.
   */
  runBook(histories: readonly AccountHistory[], watched?: ReadonlyMap<string, Onlooker>, number?: number): BookOutcome;
}

export interface BookOutcome {
  /** In the order in which the histories were given. */
  readonly outcomes: readonly AccountOutcome[];
  /** Of the people that the book's work came to, by name. */
  readonly personDays: readonly PersonDay[];
}

export interface SimulationOptions {
  /** The first and last reported day; else those of the data. */
  readonly from?: EpochDay;
  readonly to?: EpochDay;
  /** As the history has them, unless something else is said. */
  readonly responses?: Responses;
  /** 1, unless something else is said. */
  readonly seed?: number;
  /** Where people's hours are to be finite. */
  readonly team?: Team | undefined;
}

/**
 * Prepares a simulation of a validated schedule. State builds from the first day of data; `from` and `to` bound what is
 * reported. RangeError when they leave the days of the data or stand in the wrong order.
 */
export function createSimulation(
  schedule: Schedule,
  histories: HistoriesGiven,
  options: SimulationOptions = {},
): Simulation {
  const { grid } = histories;
  const range = rangeOf(grid, options);
  const { responses = "history", seed = 1 } = options;
  const team = options.team ?? histories.team;
  const program = prepareProgram(schedule, team ? { ...histories, team } : histories, { responses, seed });
  // Who looks on may keep the state: it has a memory of its own.
  const memory = program.conditions.newMemory();
  const run: Simulation["run"] = (history, onlooker, number = 1) => {
    const own = onlooker ? program.conditions.newMemory() : memory;
    return simulateAccount(newState(program, history, { range, number }, own), onlooker);
  };
  const runBook: Simulation["runBook"] = (histories, watched, number = 1) => {
    const { team } = options;
    if (!team) return { outcomes: histories.map((one) => run(one, watched?.get(one.id), number)), personDays: [] };
    const walkers = histories.map((history) => {
      const state = newState(program, history, { range, number }, program.conditions.newMemory(), { team });
      return { state, steps: walk(state, watched?.get(history.id)) };
    });
    const { personDays, states } = walkBook({ walkers, team, days: { from: grid.from, to: range.to }, range });
    return { outcomes: states.map(reported), personDays };
  };
  return { range, responses, seed, run, runBook };
}

/** The reported days. RangeError when they leave the days of the data or stand in the wrong order. */
export function rangeOf(grid: DayRange, { from, to }: Pick<SimulationOptions, "from" | "to">): ReportRange {
  const range = { from: from ?? grid.from, to: to ?? grid.to };
  if (range.from < grid.from || range.to > grid.to || range.from > range.to) {
    throw new RangeError("the reported days must lie, in order, within the days of the data");
  }
  return range;
}

/**
 * Prepares the question what is owed when the day `asOf` opens, on the days and horizons that `histories` has: the last
 * of them is `asOf`. The answer is the engine's own state then, to read and never to change, until the next is asked for.
 */
export function createMorning(
  schedule: Schedule,
  histories: HistoriesGiven,
  owing: Owing,
): (history: AccountHistory) => AccountState {
  const { asOf } = owing;
  if (asOf < histories.grid.from || asOf > histories.grid.to) {
    throw new RangeError("the morning must lie within the days of the data");
  }
  const program = prepareProgram(schedule, histories);
  const memory = program.conditions.newMemory();
  return (history) => {
    const state = newState(program, history, { range: { from: asOf, to: asOf }, number: 1 }, memory, { owing });
    walkThrough(state);
    return state;
  };
}

function simulateAccount(state: AccountState, onlooker: Onlooker | undefined): AccountOutcome {
  walkThrough(state, onlooker);
  return reported(state);
}

/** What a simulated account is told of. */
export function reported(state: AccountState): AccountOutcome {
  countDays(state);
  return outcomeOf(state);
}

/** The reported days of the account's life, and why it had no segment on some. */
function countDays(state: AccountState): void {
  const { conditions, grid, schedule } = state.program;
  const alive = conditions.aliveDays(state.view);
  const last = state.range.to - grid.from;
  let days = 0;
  for (let index = state.range.from - grid.from; index <= last; index++) days += alive[index]!;
  state.daysAlive = days;
  if (days > 0) {
    const first = alive.indexOf(1, state.range.from - grid.from);
    state.life = { from: grid.from + first, to: grid.from + alive.lastIndexOf(1, last) };
  }
  if (schedule.segments.length === 0) return;
  const places = conditions.segmentPlaces(state.view);
  for (let index = state.range.from - grid.from; index <= last; index++) {
    if (alive[index] === 0 || places[index]! >= 0) continue;
    const moment = closeOf(grid.from + index);
    const reason = conditions.segmentOf(state.view, moment).because ?? "no segment matches";
    state.daysUnsegmented.set(reason, (state.daysUnsegmented.get(reason) ?? 0) + 1);
  }
}

/** Deliveries are in the order of their days. */
function deliveredBetween(deliveries: readonly Delivered[], from: EpochDay, through: EpochDay): Delivered[] {
  const last = deliveries.findLastIndex(({ day }) => day <= through);
  let first = last;
  while (first >= 0 && deliveries[first]!.day >= from) first--;
  return deliveries.slice(first + 1, last + 1);
}

/** An account before its first day. */
export function newState(
  program: Program,
  history: AccountHistory,
  { range, number }: { range: ReportRange; number: number },
  memory: ViewMemory,
  { owing, team }: { owing?: Owing; team?: Team | undefined } = {},
): AccountState {
  const deliveredDays = new Map<string, EpochDay[]>();
  const deliveries: Delivered[] = [];
  const lifts: AccountState["lifts"] = new Map();
  const visits: AccountState["visits"] = new Map();
  const unsettled = { settledTo: program.grid.from - 1, next: undefined };
  const state: AccountState = {
    program,
    history,
    view: program.conditions.view(
      history,
      {
        lastDone: (touch, through) => deliveredDays.get(touch)?.findLast((day) => day <= through),
        deliveries: (from, through) => deliveredBetween(deliveries, from, through),
        visitsOn: (stage, day) => visitsOn(visits, stage, day),
        liftOn: (day) => lifts.get(day)?.model,
      },
      memory,
    ),
    zone: zoneOf(history.zone),
    range,
    demands: new Map(),
    waiting: [],
    deliveries,
    deliveredDays,
    lifts,
    tracks: newTracks(program.journeys),
    visits,
    records: newRecords(history.id, history.touches, program),
    kept: owing && newKept(owing),
    queueing: team && newQueueing(team),
    questions: [],
    number,
    assumedAnswers: new Map(),
    byChance: false,
    cadences: new Map(
      program.cadences.map((prepared) => [
        prepared.cadence.name,
        {
          prepared,
          anchor: undefined,
          restartedOn: undefined,
          anchoredOn: -Infinity,
          cursors: undefined,
          anchorUntil: -Infinity,
          due: Infinity,
          came: new Set<string>(),
        },
      ]),
    ),
    triggers: new Map(
      program.schedule.triggers.map(({ name }) => [
        name,
        {
          armed: true,
          lastFire: undefined,
          restsUntil: -Infinity,
          lastOccurrence: undefined,
          fires: 0,
          days: 0,
          unknown: new Map(),
          unknownSinceFire: false,
          spent: 0,
          ...unsettled,
        },
      ]),
    ),
    plays: new Map(
      program.plays.map(({ play }) => [
        play.name,
        {
          run: undefined,
          lastEnd: undefined,
          restsUntil: -Infinity,
          letGo: true,
          usedAnchors: new Set(),
          ...unsettled,
        },
      ]),
    ),
    runs: [],
    rungs: [],
    openRuns: [],
    pausesOf: undefined,
    handovers: handoversOf(program.handovers, history),
    cadencesFrom: -Infinity,
    triggersFrom: -Infinity,
    playsFrom: -Infinity,
    pausedCadences: new Map(),
    arms: new Map(),
    armDays: new Map(),
    daysAlive: 0,
    life: null,
    daysUnsegmented: new Map(),
  };
  assignArms(state);
  return state;
}
