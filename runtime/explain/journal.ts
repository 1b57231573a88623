/**
 * What the ledger does not keep: written down while the account is simulated, from the engine's own state. An entry's
 * conditions are asked at the moment at which the engine asked them.
 */
import type { Condition, Schedule } from "../../schedule/types.ts";
import { formatDay } from "../calendar/days.ts";
import type { Life, Moment } from "../conditions/index.ts";
import { hasHappened, viewOfRun } from "../engine/questions.ts";
import { mayAct } from "../engine/rungs.ts";
import { closeOf, openingOf } from "../engine/scope.ts";
import type { AccountState, Run } from "../engine/state.ts";
import type { Onlooker } from "../engine/walk.ts";
import type { EpochDay } from "../histories/types.ts";
import type { PlayRun } from "../ledger/types.ts";
import { groundsOf, rungGrounds, segmentGrounds } from "./grounds.ts";
import { durationText, placeOf } from "./places.ts";
import type { Entry } from "./types.ts";

/** An entry with its place in the day; the lower rank comes first. */
export interface Noted {
  readonly day: EpochDay;
  readonly rank: number;
  readonly entry: Entry;
  /** Path of the rung, or of the play, that rows are held against. */
  readonly path: string;
}

/** The order of a day: the opening, its events, the close (docs/language.md sections 4 and 8). */
export const ranks = {
  life: 0,
  stage: 1,
  pause: 2,
  openingSegment: 3,
  cadence: 4,
  event: 5,
  closingSegment: 6,
  move: 6.5,
  end: 7,
  phase: 8,
  stop: 9,
  rung: 10,
  fire: 11,
  start: 12,
  firstDay: 13,
} as const;

export interface Journal extends Onlooker {
  readonly noted: readonly Noted[];
  /** Undefined before the first day. */
  readonly state: AccountState | undefined;
}

export function createJournal(schedule: Schedule): Journal {
  return new JournalOfAccount(schedule);
}

class JournalOfAccount implements Journal {
  readonly noted: Noted[] = [];
  state: AccountState | undefined;
  private life: Life | undefined;
  private segment: string | null | undefined;
  private model: string | null | undefined;
  private readonly stages = new Set<string>();
  private readonly stageTests = new Map<string, Condition>();
  private readonly pausedBy = new Map<Run, string>();
  private readonly asked = new Map<Run, ReadonlySet<string>>();
  private readonly stopped = new Map<Run, ReadonlySet<string>>();
  private readonly runs = new Map<PlayRun, Run | undefined>();
  private readonly ended = new Set<PlayRun>();

  constructor(private readonly schedule: Schedule) {}

  opened(state: AccountState, day: EpochDay): void {
    this.noteStages(state, day);
    for (const run of state.openRuns) this.notePause(run, day);
    this.noteSegment(state, day, openingOf(day), "openingSegment");
    this.noteModel(state, day, openingOf(day), "openingSegment");
  }

  closed(state: AccountState, day: EpochDay): void {
    this.state = state;
    this.noteLife(state, day);
    this.noteMoves(state, day);
    if (this.life === "alive") {
      this.noteSegment(state, day, closeOf(day), "closingSegment");
      this.noteModel(state, day, closeOf(day), "closingSegment");
    }
    for (const run of state.openRuns) if (this.asked.has(run)) this.noteLadders(state, run, day);
    for (const [record, run] of this.runs) if (record.ended === day) this.noteEnd(state, record, run, day);
    for (const record of state.runs) if (!this.runs.has(record)) this.noteStart(state, record, day);
  }

  private note(day: EpochDay, rank: keyof typeof ranks, path: string, entry: EntryWithout): void {
    const told = { ...entry, place: placeOf(this.schedule, path), demands: [] } as Entry;
    this.noted.push({ day, rank: ranks[rank], path, entry: told });
  }

  private noteLife({ program, view }: AccountState, day: EpochDay): void {
    const { begins, ends } = this.schedule.account;
    const life = program.conditions.lifeOf(view, day);
    const startsToday = begins !== undefined && program.conditions.fieldOn(view, begins, day) === day;
    if (life === "alive" && this.life !== "alive" && (this.life !== undefined || startsToday)) {
      this.note(day, "life", `field ${begins}`, { kind: "life", change: "begins" });
    }
    if (life !== "alive" && this.life === "alive") {
      this.note(day, "life", `field ${life === "after" ? ends : begins}`, { kind: "life", change: "ends" });
      this.segment = undefined;
      this.model = undefined;
    }
    this.life = life;
  }

  /** Cadences go by the segment of the opening, everything else by that of the close: a change is told where it shows. */
  private noteSegment(
    state: AccountState,
    day: EpochDay,
    moment: Moment,
    rank: "openingSegment" | "closingSegment",
  ): void {
    const { segment = null, because = null } = state.program.conditions.segmentOf(state.view, moment);
    if (this.schedule.segments.length === 0 || segment === this.segment) return;
    // At its first opening an account may have no metrics yet: only the close can say that it has no segment.
    if (this.segment === undefined && segment === null && rank === "openingSegment") return;
    this.note(day, rank, `segment ${segment ?? this.schedule.segments[0]!.name}`, {
      kind: "segment",
      segment,
      before: this.segment ?? null,
      first: this.segment === undefined,
      because,
      grounds: segment === null ? undefined : segmentGrounds(state, segment, moment),
    });
    this.segment = segment;
  }

  /** Moves in journeys: what was left today, with where it led, and what was entered from between stages. */
  private noteMoves(state: AccountState, day: EpochDay): void {
    for (const { stage, journey, key, entered, enteredBy, left, how, what, to } of [...state.visits.values()].flat()) {
      const path = `journey ${journey}/stage ${stage}`;
      if (left === day) this.note(day, "move", path, { kind: "move", journey, key, from: stage, to, how, what });
      const came = [...state.visits.values()]
        .flat()
        .some(
          (before) => before.left === day && before.to === stage && before.journey === journey && before.key === key,
        );
      if (entered === day && !came) {
        this.note(day, "move", path, {
          kind: "move",
          journey,
          key,
          from: null,
          to: stage,
          how: "enter",
          what: enteredBy,
        });
      }
    }
  }

  /** The touch model in force, told where it changes as the segment is. */
  private noteModel(
    state: AccountState,
    day: EpochDay,
    moment: Moment,
    rank: "openingSegment" | "closingSegment",
  ): void {
    const { models } = this.schedule;
    if (!models) return;
    const answer = state.program.conditions.modelOf(state.view, moment);
    const nameOf = (place: number | undefined) => (place === undefined ? null : models[place]!.name);
    const model = nameOf(answer.model);
    if (model === this.model || (this.model === undefined && model === null && rank === "openingSegment")) return;
    const liftedBy = answer.model === answer.own ? null : (state.lifts.get(day)?.play ?? null);
    const when = answer.model === undefined ? undefined : models[answer.model]!.when;
    this.note(day, rank, liftedBy === null ? `model ${model ?? models[0]!.name}` : `play ${liftedBy}`, {
      kind: "model",
      model,
      before: this.model ?? null,
      first: this.model === undefined,
      liftedBy,
      own: nameOf(answer.own),
      because: answer.because ?? null,
      grounds: liftedBy === null && when ? groundsOf(state, when, moment) : undefined,
    });
    this.model = model;
  }

  private noteStages({ program, view }: AccountState, day: EpochDay): void {
    for (const { name } of this.schedule.stages) {
      const path = `stage ${name}`;
      const within = program.conditions.test(this.stageTest(name))(view, openingOf(day)) === true;
      if (within === this.stages.has(name)) continue;
      this.note(day, "stage", path, { kind: "stage", stage: name, change: within ? "begins" : "ends" });
      if (within) this.stages.add(name);
      else this.stages.delete(name);
    }
  }

  /** One condition a stage: tests are compiled by identity. */
  private stageTest(stage: string): Condition {
    const known = this.stageTests.get(stage) ?? { node: "during_stage", stage, text: `during ${stage}` };
    this.stageTests.set(stage, known);
    return known;
  }

  private notePause(run: Run, day: EpochDay): void {
    const before = this.pausedBy.get(run);
    const by = run.pausedBy;
    if (by === before) return;
    const { name, path } = run.prepared.play;
    this.note(day, "pause", by === undefined ? path : `play ${by}`, {
      kind: "pause",
      play: name,
      change: by === undefined ? "resumed" : "paused",
      by: by ?? before ?? null,
    });
    if (by === undefined) this.pausedBy.delete(run);
    else this.pausedBy.set(run, by);
  }

  private noteStart(state: AccountState, record: PlayRun, day: EpochDay): void {
    const run = state.openRuns.find(({ prepared, started }) => prepared.play.name === record.play && started === day);
    this.runs.set(record, run);
    if (run) {
      this.asked.set(run, new Set(run.asked));
      this.stopped.set(run, new Set(run.stopped));
    }
    const { play } = state.program.playsByName.get(record.play)!;
    const condition = play.start?.text ?? "";
    this.note(day, "start", play.path, {
      kind: "start",
      play: play.name,
      by: null,
      grounds: run && { condition, values: run.cause },
    });
    if (record.ended === day) this.noteEnd(state, record, run, day);
  }

  private noteEnd(state: AccountState, record: PlayRun, run: Run | undefined, day: EpochDay): void {
    if (this.ended.has(record)) return;
    this.ended.add(record);
    const { play } = state.program.playsByName.get(record.play)!;
    const condition = record.end === "won" ? play.win : record.end === "lost" ? play.lose : undefined;
    this.note(day, "end", play.path, {
      kind: "end",
      play: play.name,
      ending: record.end!,
      started: formatDay(record.started),
      grounds: run && condition && groundsOf(state, condition, closeOf(day), viewOfRun(state, run, run.started)),
    });
    if (run) {
      this.asked.delete(run);
      this.stopped.delete(run);
      this.pausedBy.delete(run);
    }
  }

  private noteLadders(state: AccountState, run: Run, day: EpochDay): void {
    const { play } = run.prepared;
    for (const { name: escalation, path, rungs, stopOn } of run.settled.escalations) {
      if (run.stopped.has(escalation) && !this.stopped.get(run)?.has(escalation)) {
        const on = stopOn.filter((event) => hasHappened(state, run, event, day) === true);
        this.note(day, "stop", path, { kind: "stop", play: play.name, escalation, on });
      }
      for (const [index, rung] of rungs.entries()) {
        if (!run.asked.has(rung.path) || this.asked.get(run)?.has(rung.path)) continue;
        this.note(day, "rung", `${play.path}/${rung.path}`, {
          kind: "rung",
          play: play.name,
          escalation,
          rung: index + 1,
          after: durationText(rung.after),
          climbed: mayAct(state, run, rung, day),
          grounds: rungGrounds(state, run, rung, day),
        });
      }
    }
    this.asked.set(run, new Set(run.asked));
    this.stopped.set(run, new Set(run.stopped));
  }
}

type WithoutTold<Kind> = Kind extends Entry ? Omit<Kind, "place" | "demands"> : never;
type EntryWithout = WithoutTold<Entry>;
