/**
 * A schedule made ready to run: conditions compiled, names looked up once, steps told apart. Built once a simulation
 * and shared, read only, by all accounts.
 */
import { type Settled, type Standing, settle, settledCases } from "../../schedule/figures.ts";
import type {
  Cadence,
  Condition,
  Duration,
  Escalation,
  Experiment,
  Journey,
  Level,
  Play,
  Role,
  Schedule,
  Scope,
  Task,
  Touch,
  Trigger,
  Vacancy,
} from "../../schedule/types.ts";
import { createWorkingTime, type WorkingTime } from "../calendar/working-time.ts";
import {
  type AccountView,
  type ColumnOf,
  type Conditions,
  createConditions,
  type Moment,
  type Test,
} from "../conditions/index.ts";
import type { DayRange, Histories } from "../histories/types.ts";
import type { Priority } from "../ledger/types.ts";
import { type PreparedMeasure, prepareMeasures } from "../measures/contributions.ts";
import type { Team } from "../people/types.ts";
import { type PreparedAnswers, prepareAnswers } from "./answers.ts";
import { formsOf, type StepForm } from "./cadence-series.ts";
import { expectedEvents, figuresKnown, type SettledPlay, scopeWhere, settlePlay } from "./figures.ts";
import { handoverActions } from "./handovers.ts";
import { eventsOfJourneys } from "./journeys.ts";
import { demandPaths } from "./paths.ts";

export interface ScopeTest {
  segments: ReadonlySet<string> | undefined;
  /** Places of touch models. */
  models: ReadonlySet<number> | undefined;
  stage: Test | undefined;
  where: Test | undefined;
  /** Whether its own times, where they are by segment, are known. */
  figures: Test | undefined;
  /** Of the experiment that names the declaration. */
  arms: ArmsNamed | undefined;
}

/** Arms of one experiment. */
export interface ArmsNamed {
  experiment: string;
  names: ReadonlySet<string>;
}

export interface PreparedExperiment {
  experiment: Experiment;
  scope: ScopeTest;
  /** Whether the scope holds at the opening of each day. */
  openDays: ColumnOf;
}

export interface PreparedTrigger {
  trigger: Trigger;
  /** How it is for the customers of a segment; undefined where its own times say nothing for them. */
  settledFor: (standing: Standing) => Settled<Trigger> | undefined;
  scope: ScopeTest;
  when: Test | undefined;
  until: Test | undefined;
}

/** A trigger that is settled at closes: how its parts stand at all of them. */
export interface CloseTrigger extends PreparedTrigger {
  when: Test;
  scopeDays: ColumnOf;
  whenDays: ColumnOf;
  untilDays: ColumnOf | undefined;
  whyUnknown: (view: AccountView, moment: Moment) => string;
}

export interface PreparedCadence {
  cadence: Cadence;
  scope: ScopeTest;
  /** Whether the scope can hold at the opening of each day. */
  openDays: ColumnOf;
  priority: Priority;
  /** What its steps owe, in order, and the touches among that. */
  forms: readonly StepForm[];
  touches: ReadonlySet<string>;
}

export interface Countdown {
  readonly field: string;
  readonly spans: readonly { from: Duration; to: Duration }[];
}

export interface PreparedPlay {
  play: Play;
  scope: ScopeTest;
  scopeDays: ColumnOf;
  /** Of `start when`. */
  startDays: ColumnOf | undefined;
  escalations: readonly Escalation[];
  /** The date that its `before` phases count to, and the longest and shortest way to it, for whichever segment. */
  countdown: Countdown | undefined;
  /** How it is for the customers of a segment; undefined where it is not for them. */
  settledFor: (standing: Standing) => SettledPlay | undefined;
  /** Events that a touch of this play asks for, for whichever segment. */
  expected: ReadonlySet<string>;
  /** The place of the touch model that an open run lifts to. */
  liftsTo: number | undefined;
}

export interface Program {
  schedule: Schedule;
  conditions: Conditions;
  covers: ReadonlyMap<string, DayRange>;
  grid: DayRange;
  work: WorkingTime;
  touches: ReadonlyMap<string, Touch>;
  /** By contact. */
  vacancies: ReadonlyMap<string, Vacancy>;
  tasks: ReadonlyMap<string, Task>;
  roles: ReadonlyMap<string, Role>;
  cadences: readonly PreparedCadence[];
  journeys: readonly Journey[];
  /** The events each journey names. */
  journeyEvents: ReadonlyMap<string, ReadonlySet<string>>;
  /** Settled at the close, by name. */
  closeTriggers: readonly CloseTrigger[];
  eventTriggers: ReadonlyMap<string, readonly PreparedTrigger[]>;
  plays: readonly PreparedPlay[];
  experiments: readonly PreparedExperiment[];
  measures: readonly PreparedMeasure[];
  playsByName: ReadonlyMap<string, PreparedPlay>;
  /** Events that anything acts on at their instant, or that answer a touch. */
  watchedEvents: readonly string[];
  /** What demands can have as their path. */
  paths: ReadonlySet<string>;
  answers: PreparedAnswers;
  handovers: ReturnType<typeof handoverActions>;
  /** Who is away when; absent where nothing is told of people. */
  team: Team | undefined;
}

/** What is asked of the histories before the first account; without `summary` all is known of the past. */
export type HistoriesGiven = Pick<Histories, "grid" | "covers" | "cutoffs" | "team"> & {
  readonly summary?: Pick<Histories["summary"], "lookAhead">;
};

/** Prepares a validated schedule; throws only on a schedule that `validateSchedule` would refuse. */
export function prepareProgram(
  schedule: Schedule,
  histories: HistoriesGiven,
  answering: Parameters<typeof prepareAnswers>[2] = { responses: "history", seed: 1 },
): Program {
  const answers = prepareAnswers(schedule, placeOfModel, answering);
  const conditions = createConditions(schedule, histories, answers.assumed);
  const test = (condition: Condition | undefined) => (condition ? conditions.test(condition) : undefined);
  const scopeOf = (scope: Scope, arms?: ArmsNamed, figures?: Condition): ScopeTest => ({
    segments: scope.segments ? new Set(scope.segments) : undefined,
    models: scope.models ? new Set(scope.models.map(placeOfModel)) : undefined,
    stage: scope.stage ? test({ node: "during_stage", stage: scope.stage, text: `during ${scope.stage}` }) : undefined,
    where: test(scope.where),
    figures: test(figures),
    arms,
  });

  const triggers = schedule.triggers.map((trigger) => ({
    trigger,
    settledFor: remembered((standing) => settle(trigger, standing)),
    scope: scopeOf(trigger.scope, armsNaming(schedule, "triggers", trigger.name), figuresKnown(trigger)),
    when: trigger.cause.kind === "when" ? test(trigger.cause.when) : undefined,
    until: test(trigger.until),
  }));
  const escalations = byName(schedule.escalations);
  const plays = schedule.plays.map((play): PreparedPlay => {
    const ladders = play.escalations.map((name) => escalations.get(name)!);
    return {
      play,
      scope: scopeOf(play.scope, undefined, figuresKnown(play)),
      scopeDays: conditions.scopeColumn(scopeWhere(play.scope, figuresKnown(play)), "close"),
      startDays: play.start && conditions.column(play.start),
      escalations: ladders,
      countdown: countdownOf(play),
      settledFor: remembered((standing) => settlePlay(play, ladders, standing)),
      expected: expectedEvents(play, ladders),
      liftsTo: play.liftsTo === undefined ? undefined : placeOfModel(play.liftsTo),
    };
  });
  const eventTriggers = groupByEvent(triggers);
  const work = createWorkingTime(schedule.policy);
  const [touches, tasks, roles] = [byName(schedule.touches), byName(schedule.tasks), byName(schedule.roles)];
  const { journeys = [] } = schedule;
  return {
    schedule,
    conditions,
    covers: histories.covers,
    grid: histories.grid,
    work,
    touches,
    vacancies: new Map((schedule.vacancies ?? []).map((vacancy) => [vacancy.contact, vacancy])),
    tasks,
    roles,
    cadences: schedule.cadences.map((cadence) => {
      const forms = formsOf({ touches, tasks, roles, work }, cadence);
      const ofTouches = forms.filter(({ action }) => action.kind === "touch");
      return {
        cadence,
        scope: scopeOf(cadence.scope, armsNaming(schedule, "cadences", cadence.name)),
        openDays: conditions.scopeColumn(cadence.scope, "opening"),
        priority: cadence.anchor.kind === "before" ? "renewal" : "cadence",
        forms,
        touches: new Set(ofTouches.map(({ name }) => name)),
      };
    }),
    journeys,
    journeyEvents: new Map(journeys.map((journey) => [journey.name, new Set(eventsOfJourneys([journey]))])),
    closeTriggers: triggers.flatMap((prepared) => closeTrigger(conditions, prepared)),
    eventTriggers,
    plays,
    experiments: (schedule.experiments ?? []).map((experiment) => ({
      experiment,
      scope: scopeOf(experiment.scope),
      openDays: conditions.scopeColumn(experiment.scope, "opening"),
    })),
    measures: prepareMeasures(schedule, conditions, histories.summary?.lookAhead ?? []),
    playsByName: new Map(plays.map((prepared) => [prepared.play.name, prepared])),
    watchedEvents: [
      ...new Set([
        ...eventTriggers.keys(),
        ...plays.flatMap(({ expected }) => [...expected]),
        ...eventsOfJourneys(journeys),
      ]),
    ].sort(),
    paths: demandPaths(schedule),
    handovers: handoverActions(schedule),
    team: histories.team,
    answers,
  };

  function placeOfModel(name: string): number {
    return (schedule.models ?? []).findIndex((model) => model.name === name);
  }
}

function closeTrigger(conditions: Conditions, prepared: PreparedTrigger): CloseTrigger[] {
  const { scope, cause, until } = prepared.trigger;
  if (cause.kind !== "when") return [];
  return [
    {
      ...prepared,
      when: conditions.test(cause.when),
      scopeDays: conditions.scopeColumn(scopeWhere(scope, figuresKnown(prepared.trigger)), "close"),
      whenDays: conditions.column(cause.when),
      untilDays: until && conditions.column(until),
      whyUnknown: conditions.whyUnknown(cause.when),
    },
  ];
}

/** The arms that a cadence or trigger runs in; undefined where it is in no experiment. */
function armsNaming(schedule: Schedule, kind: "cadences" | "triggers", name: string): ArmsNamed | undefined {
  for (const { name: experiment, arms } of schedule.experiments ?? []) {
    const naming = arms.filter((arm) => arm[kind].includes(name));
    if (naming.length > 0) return { experiment, names: new Set(naming.map((arm) => arm.name)) };
  }
  return undefined;
}

function byName<Item extends { name: string }>(items: readonly Item[]): Map<string, Item> {
  return new Map(items.map((item) => [item.name, item]));
}

function groupByEvent(triggers: readonly PreparedTrigger[]): Map<string, PreparedTrigger[]> {
  const groups = new Map<string, PreparedTrigger[]>();
  for (const prepared of triggers) {
    const { cause } = prepared.trigger;
    if (cause.kind === "on") groups.set(cause.event, [...(groups.get(cause.event) ?? []), prepared]);
  }
  return groups;
}

/** The dates of a play that counts down, taken together for whichever segment; of one that is settled, its own. */
export function countdownOf({ phases }: Pick<Play, "phases">): Countdown | undefined {
  const spans = phases
    .flatMap(({ span }) => settledCases({ span }))
    .flatMap(({ span }) => (span.kind === "before" ? [span] : []));
  return spans[0] && { field: spans[0].field, spans };
}

function remembered<Made>(make: (standing: Standing) => Made): (standing: Standing) => Made {
  const made = new Map<Standing, Made>();
  return (standing) => {
    if (!made.has(standing)) made.set(standing, make(standing));
    return made.get(standing)!;
  };
}

const priorities: readonly Priority[] = ["red", "renewal", "yellow", "cadence", "green"];

/** 0 is the most urgent. */
export function rankOf(priority: Priority): number {
  return priorities.indexOf(priority);
}

/** docs/language.md section 10: red goes first, then work that stands before a date, then the level. */
export function priorityOf(level: Level | undefined, usual: Priority): Priority {
  if (level === "red" || usual === "renewal") return level === "red" ? "red" : "renewal";
  return level ?? usual;
}

const levels: readonly Level[] = ["red", "yellow", "green"];

export function higherLevel(a: Level | undefined, b: Level | undefined): Level | undefined {
  return levels.find((level) => level === a || level === b);
}
