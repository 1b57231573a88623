/** What happened to one account of a test, as far as tests can ask for it. */
import type { Expectation } from "../../schedule/tests.ts";
import type { Schedule } from "../../schedule/types.ts";
import type { Shown, Truth } from "../conditions/index.ts";
import { closeOf } from "../engine/scope.ts";
import type { Simulation } from "../engine/simulation.ts";
import type { AccountState, StageVisit } from "../engine/state.ts";
import type { Onlooker } from "../engine/walk.ts";
import { createJournal } from "../explain/journal.ts";
import type { AccountHistory, EpochDay } from "../histories/types.ts";
import type { ArmAssigned, LedgerRow, PlayRun, ScoreStretch } from "../ledger/types.ts";
import { dayOf } from "./accounts.ts";

export interface StateFact {
  truth: Truth;
  /** Why it is unknown. */
  because: string | undefined;
  /** Text of each leaf of the condition -> its value. */
  values: Readonly<Record<string, Shown>>;
}

export interface DemandFact {
  row: LedgerRow;
  /** The day it came to its end. */
  endedOn: EpochDay | undefined;
  /** The first day on which a limit or quiet days kept it waiting. */
  deferredOn: EpochDay | undefined;
}

export interface Facts {
  account: string;
  demands: readonly DemandFact[];
  /** A fire each. */
  fires: readonly { trigger: string; day: EpochDay }[];
  runs: readonly PlayRun[];
  /** `path` of the rung itself, whichever play climbed. */
  rungs: readonly { path: string; day: EpochDay; acted: boolean }[];
  /** Paths of the phases that runs came to. */
  phases: ReadonlySet<string>;
  /** Segments that the account was in. */
  segments: ReadonlySet<string>;
  /** Touch models that were in force. */
  models: ReadonlySet<string>;
  /** Plays that lifted it above its own model. */
  lifts: ReadonlySet<string>;
  /** Plays that made another stand still. */
  pausing: ReadonlySet<string>;
  /** Stages of the calendar in which it was. */
  stages: ReadonlySet<string>;
  /** Times of its tracks in the stages of journeys. */
  visits: readonly StageVisit[];
  arms: readonly ArmAssigned[];
  scores: readonly ScoreStretch[];
  /** Bands in which levels were: `health red`. */
  bands: ReadonlySet<string>;
  states: ReadonlyMap<Expectation, StateFact>;
}

/** Simulates an account and looks on. `expectations`: those whose conditions are to be asked. */
export function gatherFacts(
  schedule: Schedule,
  simulation: Simulation,
  history: AccountHistory,
  expectations: readonly Expectation[],
): Facts {
  const watch = new Watch(schedule, expectations);
  const { rows, runs, arms, scores, models: modelStretches } = simulation.run(history, watch);
  const { state } = watch;
  const dayOfInstant = (at: number | undefined) => (at === undefined ? undefined : state?.zone.dayOf(at));
  const demands = rows.map((row): DemandFact => {
    const demand = state?.demands.get(row.id);
    return { row, endedOn: demand?.ending?.on, deferredOn: dayOfInstant(demand?.deferredSince) };
  });
  const { fires, rungs, phases, segments, models, states, pausing, stages, bands } = watch;
  return {
    account: history.id,
    demands,
    fires,
    runs,
    rungs,
    phases,
    segments,
    models,
    lifts: new Set(modelStretches.flatMap(({ liftedBy }) => liftedBy ?? [])),
    pausing,
    stages,
    visits: [...(state?.visits.values() ?? [])].flat(),
    arms,
    scores,
    bands: new Set([...bands, ...scores.flatMap(({ score, band }) => (band === null ? [] : `${score} ${band}`))]),
    states,
  };
}

class Watch implements Onlooker {
  readonly fires: { trigger: string; day: EpochDay }[] = [];
  readonly phases = new Set<string>();
  readonly segments = new Set<string>();
  readonly models = new Set<string>();
  /** Of levels that are read from data; those of scores are told with them. */
  readonly bands = new Set<string>();
  readonly states = new Map<Expectation, StateFact>();
  state: AccountState | undefined;
  private readonly counted = new Map<string, number>();
  private readonly journal;

  constructor(
    schedule: Schedule,
    private readonly expectations: readonly Expectation[],
  ) {
    this.journal = createJournal(schedule);
  }

  get rungs(): Facts["rungs"] {
    return this.journal.noted.flatMap(({ day, path, entry }) =>
      entry.kind === "rung" ? [{ path: path.slice(path.indexOf("/") + 1), day, acted: entry.climbed }] : [],
    );
  }

  get stages(): Facts["stages"] {
    const entries = this.journal.noted.map(({ entry }) => entry);
    return new Set(entries.flatMap((entry) => (entry.kind === "stage" ? [entry.stage] : [])));
  }

  get pausing(): Facts["pausing"] {
    const entries = this.journal.noted.map(({ entry }) => entry);
    return new Set(entries.flatMap((entry) => (entry.kind === "pause" ? (entry.by ?? []) : [])));
  }

  opened(state: AccountState, day: EpochDay): void {
    this.journal.opened(state, day);
  }

  closed(state: AccountState, day: EpochDay): void {
    this.state = state;
    this.journal.closed(state, day);
    for (const [trigger, { fires }] of state.triggers) {
      for (let count = this.counted.get(trigger) ?? 0; count < fires; count++) this.fires.push({ trigger, day });
      this.counted.set(trigger, fires);
    }
    for (const run of state.openRuns) for (const phase of run.entered.keys()) this.phases.add(phase);
    this.noteKind(state, day);
    for (const expectation of this.expectations) this.ask(state, expectation, day);
  }

  /** Which segment and bands the account is in, and which model is in force. */
  private noteKind({ program: { conditions, schedule }, view }: AccountState, day: EpochDay): void {
    if (conditions.lifeOf(view, day) !== "alive") return;
    const { segment } = conditions.segmentOf(view, closeOf(day));
    const place = schedule.models ? conditions.modelOf(view, closeOf(day)).model : undefined;
    const model = place === undefined ? undefined : schedule.models?.[place]?.name;
    if (segment !== undefined) this.segments.add(segment);
    if (model !== undefined) this.models.add(model);
    for (const { name, bands, computed } of schedule.metrics) {
      const value = bands && !computed ? conditions.metricOn(view, name, closeOf(day)) : undefined;
      const band = value === undefined ? undefined : bands!.find(({ floor }) => value >= floor);
      if (band) this.bands.add(`${name} ${band.name}`);
    }
  }

  private ask(state: AccountState, expectation: Expectation, day: EpochDay): void {
    if (expectation.kind !== "state" || dayOf(expectation.from) !== day) return;
    const { conditions } = state.program;
    const { condition } = expectation;
    const moment = closeOf(day);
    this.states.set(expectation, {
      truth: conditions.test(condition)(state.view, moment),
      because: conditions.because(condition, state.view, moment),
      values: conditions.values(condition, state.view, moment),
    });
  }
}
