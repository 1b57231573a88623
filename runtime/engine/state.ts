/**
 * What changes while one account is simulated. It lives for that account only and is seen by nobody outside the
 * engine; the rest of the engine is functions over it. Mutable because a day changes little of it.
 */
import type { Settled, Standing } from "../../schedule/figures.ts";
import type { Action, Journey, Level, Path, Task, Touch } from "../../schedule/types.ts";
import type { Zone } from "../calendar/zones.ts";
import type { AccountView, Delivered } from "../conditions/index.ts";
import type { AccountHistory, DayRange, EpochDay, Instant } from "../histories/types.ts";
import type {
  HeldBackBy,
  JourneyVisit,
  OutcomeKind,
  PlayRun,
  Priority,
  ReportRange,
  RungAsked,
} from "../ledger/types.ts";
import type { Duty } from "../people/types.ts";
import type { AssumedAnswer } from "./answers.ts";
import type { StepCursor } from "./cadence-series.ts";
import type { SettledPlay } from "./figures.ts";
import type { Handover } from "./handovers.ts";
import type { Kept } from "./owing.ts";
import type { PreparedCadence, PreparedPlay, Program, ScopeTest } from "./program.ts";
import type { Queueing } from "./queueing.ts";
import type { Records } from "./records.ts";

/** Who asked for a demand, and so what withdraws or pauses it. */
export type Origin =
  | { kind: "cadence"; cadence: string; anchor: EpochDay }
  | { kind: "trigger" }
  | { kind: "handover" }
  | { kind: "run"; run: Run };

/** How a demand ended. */
export interface Ending {
  outcome: Exclude<OutcomeKind, "open">;
  rule: string | null;
  on: EpochDay;
  at: Instant;
}

/** What last kept a demand waiting over a day, and since which day it has waited for anything. */
export interface HeldBack {
  readonly by: HeldBackBy;
  readonly since: EpochDay;
}

export interface Demand {
  readonly id: string;
  readonly path: string;
  readonly source: string;
  readonly occurrence: string;
  action: Settled<Action>;
  name: string;
  touch: Touch | undefined;
  readonly task: Task | undefined;
  readonly origin: Origin;
  readonly segment: string | null;
  /** One of a series (`every`), which a pause does not keep for later. */
  readonly repeats: boolean;
  ownerRole: string;
  human: boolean;
  /** Who does it while its owner is away for long, and when that role answers, if it is shared. */
  standIn: { readonly role: string; readonly leadEnds: Instant | undefined } | undefined;
  /** In whose queues it has stood, the last one last. */
  readonly queues: Duty[];
  readonly dated: EpochDay;
  readonly readyAt: Instant;
  readonly readyDay: EpochDay;
  /** End of a shared role's lead time. */
  leadEnds: Instant | undefined;
  /** The last instant at which a record that does not name it settles it. */
  readonly windowEnds: Instant;
  readonly cause: Readonly<Record<string, string | number | boolean | null>>;
  owner: string;
  /** Whom it reaches today: who stands in where nobody is the contact that was asked for. */
  contact: string | undefined;
  level: Level | undefined;
  priority: Priority;
  deadline: Instant | undefined;
  channel: string | undefined;
  deferredSince: Instant | undefined;
  deferredBy: string | undefined;
  waitedForPause: boolean;
  /** What kept it from being done on an earlier day on which it was wanted. */
  heldBack: HeldBack | undefined;
  /** The day on which it is taken up, where what was held back is spread. */
  takenUpOn: EpochDay | undefined;
  /** When it would have been done, where its record came later or its person had no time yet. */
  couldBeDoneAt: Instant | undefined;
  /** Settled by a record of what was really delivered. */
  recorded: boolean;
  mergedInto: string | undefined;
  /** What was merged into it: its delivery asks their questions too. */
  readonly absorbed: Demand[];
  answeredAt: Instant | undefined;
  ending: Ending | undefined;
}

/** A delivered touch that waits for an answer. */
export interface Question {
  readonly demand: Demand;
  readonly event: string;
  readonly askedAt: Instant;
  readonly askedOn: EpochDay;
  /** The same day on its run's own count, on which pauses stand still. */
  readonly runDay: EpochDay;
  readonly until: Instant;
  /** By assumption. */
  readonly answered: { readonly at: Instant; readonly day: EpochDay } | undefined;
}

/** One run of a play. */
export interface Run {
  readonly prepared: PreparedPlay;
  /** As it is for the segment the run began with. */
  readonly settled: SettledPlay;
  readonly started: EpochDay;
  readonly startedAt: Instant;
  readonly level: Level | undefined;
  readonly segment: Standing;
  /** Date that the `before` phases count to, from when it is known. */
  anchor: EpochDay | undefined;
  readonly cause: Readonly<Record<string, string | number | boolean | null>>;
  /** Days, up to yesterday, on which it stood still. */
  pausedDays: number;
  /** The play that holds it today. */
  pausedBy: string | undefined;
  /** Next occurrence of each `every` step, by path; plain steps of entered phases are in `entered`. */
  readonly entered: Map<string, PhaseEntry>;
  readonly questions: Question[];
  readonly asked: Set<string>;
  readonly stopped: Set<string>;
  /** Ladders that began anew under the run, by path: the day they count from, on the run's own count. */
  readonly ladderStarts: Map<string, EpochDay>;
}

export interface PhaseEntry {
  /** Nominal first day of the phase, on the run's own count of days. */
  readonly first: EpochDay;
  readonly next: Map<string, number>;
}

export interface TriggerState {
  armed: boolean;
  lastFire: EpochDay | undefined;
  /** The first day on which it may fire again (docs/language.md section 7). */
  restsUntil: EpochDay;
  lastOccurrence: string | undefined;
  fires: number;
  days: number;
  readonly unknown: Map<string, number>;
  /** Whether its condition has been unknown, on a day in scope, since the last fire. */
  unknownSinceFire: boolean;
  /** Reported days on which it was true again and rested, and could not fire: between there was only unknown, no false. */
  spent: number;
  /** The last day whose close is settled; quiet days are settled ahead. */
  settledTo: EpochDay;
  /** The day after those, when something happens at its close. */
  next: EpochDay | undefined;
}

export interface PlayState {
  run: Run | undefined;
  lastEnd: EpochDay | undefined;
  /** The first day on which the play may start again, by what the last run's `again` says. */
  restsUntil: EpochDay;
  /** `start` has been known false since the last run ended. */
  letGo: boolean;
  readonly usedAnchors: Set<EpochDay>;
  /** As for triggers, while no run is open. */
  settledTo: EpochDay;
  next: EpochDay | undefined;
}

export interface CadenceState {
  readonly prepared: PreparedCadence;
  anchor: EpochDay | undefined;
  /** The day it counts from instead, where it began anew when the program changed. */
  restartedOn: EpochDay | undefined;
  /** The day from which on it counts from that anchor. */
  anchoredOn: EpochDay;
  /** Undefined until they are asked for. */
  cursors: readonly StepCursor[] | undefined;
  /** The first day on which the anchor may be another. */
  anchorUntil: EpochDay;
  /** The first day on which a step may come or pass. */
  due: EpochDay;
  /** Of steps that fall on one day, and by segment on another: the actions that came, each with its anchor date. */
  readonly came: Set<string>;
}

/** One way through a journey. */
export interface Track {
  readonly journey: Journey;
  readonly key: string | null;
  /** Undefined between stages. */
  current: StageVisit | undefined;
  /** A track moves at most once a day. */
  movedOn: EpochDay | undefined;
  /** The next day on which it may move by itself; undefined where that is to be worked out anew. */
  next: EpochDay | undefined;
}

/** One time of a track in a stage. */
export interface StageVisit extends Omit<JourneyVisit, "left" | "days" | "overdue"> {
  left: EpochDay | undefined;
  /** The clauses that brought it in and ended it; without the latter it is open, or ended with the account's life. */
  readonly cameBy: Path;
  wentBy: Path | undefined;
}

/** A touch model that an open run lifts to. */
export interface Lift {
  readonly model: number;
  readonly play: string;
}

export interface AccountState {
  readonly program: Program;
  readonly history: AccountHistory;
  readonly view: AccountView;
  readonly zone: Zone;
  readonly range: ReportRange;
  /** Every demand by id: what was wanted once is not wanted again. */
  readonly demands: Map<string, Demand>;
  /** Demands without an ending, in the order they were asked for. */
  waiting: Demand[];
  /** In order of day. */
  readonly deliveries: Delivered[];
  /** The days of each touch's deliveries, in order. */
  readonly deliveredDays: Map<string, EpochDay[]>;
  readonly records: Records;
  /** Where it is asked what is owed on a morning, and not simulated. */
  readonly kept: Kept | undefined;
  /** Where people are finite. */
  readonly queueing: Queueing | undefined;
  readonly questions: Question[];
  /** The number of the run, from 1 on: what chance decides, it decides anew in each. */
  readonly number: number;
  /** By event, what is assumed to have answered deliveries so far. */
  readonly assumedAnswers: Map<string, AssumedAnswer[]>;
  /** Whether chance has decided anything. */
  byChance: boolean;
  readonly cadences: Map<string, CadenceState>;
  readonly triggers: Map<string, TriggerState>;
  readonly plays: Map<string, PlayState>;
  /** Every run so far; the open ones have no end. */
  readonly runs: PlayRun[];
  /** Every rung asked so far, in order. */
  readonly rungs: RungAsked[];
  /** By name of the play. Replaced, never changed in place. */
  openRuns: readonly Run[];
  /** Days on which the account changes hands, in order. */
  readonly handovers: readonly Handover[];
  /** The first day on which anything of them must be looked at again; the days before are settled. */
  cadencesFrom: EpochDay;
  triggersFrom: EpochDay;
  playsFrom: EpochDay;
  /** The open runs whose pauses are worked out: they stay while these do. */
  pausesOf: readonly Run[] | undefined;
  /** By journey, then by key. */
  readonly tracks: Track[];
  /** Every visit so far, by stage, in order. */
  readonly visits: Map<string, StageVisit[]>;
  /** By day on which a run lifts: the place of the highest touch model, and the play that lifts to it. */
  readonly lifts: Map<EpochDay, Lift>;
  /** Cadences and plays held today, with the play that holds each. */
  pausedCadences: Map<string, string>;
  /** By experiment: the arm it was put into, if any, and since when. */
  readonly arms: Map<string, { readonly arm: string | undefined; readonly since: EpochDay }>;
  /** Days of the scopes that arms bound, once worked out. */
  readonly armDays: Map<ScopeTest, Uint8Array>;
  daysAlive: number;
  /** The first and the last reported day of its life; null without any. */
  life: DayRange | null;
  readonly daysUnsegmented: Map<string, number>;
}

/** Ends a demand for good. */
export function end(demand: Demand, ending: Ending): void {
  if (demand.ending) throw new Error(`demand ${demand.id} ended twice`);
  demand.ending = ending;
}

/** Ends what waits and fits, as withdrawn by a rule. */
export function withdraw(
  state: AccountState,
  rule: string,
  on: EpochDay,
  at: Instant,
  fits: (demand: Demand) => boolean,
): void {
  for (const demand of state.waiting) {
    if (!demand.ending && fits(demand)) end(demand, { outcome: "withdrawn", rule, on, at });
  }
  state.waiting = state.waiting.filter(({ ending }) => !ending);
}
