/** Random programs over the model of the conditions' tests: triggers, plays and cadences on random conditions. */
import fc from "fast-check";
import type {
  Action,
  Condition,
  Duration,
  Journey,
  JourneyStage,
  Play,
  Schedule,
  Scope,
  Step,
  TouchModel,
  Trigger,
} from "../../schedule/types.ts";
import { condition, GRID, gridDay } from "../conditions/arbitraries.ts";
import { schedule as model } from "../conditions/model.ts";

const days = (amount: number): Duration => ({ unit: "days", amount });
const perhaps = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const someDays = fc.integer({ min: 1, max: 9 }).map(days);

/** Now and then; mostly nothing, so that enough happens. */
const seldom = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });

/** Two models on conditions of their own, and perhaps one for whoever is left. */
const models: fc.Arbitrary<TouchModel[]> = fc
  .tuple(condition, condition, fc.boolean())
  .map(([first, second, otherwise]) => [
    { name: "high", when: first },
    { name: "middle", when: second },
    ...(otherwise ? [{ name: "low" }] : [{ name: "low", when: first }]),
  ]);

/** A journey of two stages, moved by random conditions and by events. */
const journeys: fc.Arbitrary<Journey[]> = fc
  .record({ enters: condition, leaves: condition, back: condition, confirmed: fc.boolean(), leads: fc.boolean() })
  .map(({ enters, leaves, back, confirmed, leads }) => {
    const path = "journey j/stage";
    const on = { kind: "on", event: "ticket" } as const;
    const stage = { after: [], enters: [], leaves: [], backs: [], skips: [], expects: [] };
    const early: JourneyStage = {
      ...stage,
      name: "early",
      path: `${path} early`,
      enters: [
        { path: `${path} early/enter/1`, cause: { kind: "from", field: "starts" } },
        { path: `${path} early/enter/2`, cause: { kind: "when", when: enters } },
      ],
      leaves: [
        {
          path: `${path} early/leave/1`,
          cause: { kind: "when", when: leaves },
          ...(confirmed && { confirmedBy: "ticket" }),
        },
      ],
      expects: [{ segment: "big", from: days(1), to: days(4) }],
    };
    const late: JourneyStage = {
      ...stage,
      name: "late",
      path: `${path} late`,
      after: leads ? ["early"] : [],
      enters: [{ path: `${path} late/enter/1`, cause: on }],
      backs: [{ path: `${path} late/back/1`, cause: { kind: "when", when: back }, to: "early" }],
    };
    return [{ name: "j", path: "journey j", stages: [early, late] }];
  });

const ofStages: fc.Arbitrary<Condition> = fc.constantFrom<Condition>(
  { node: "during_stage", stage: "early", text: "during early" },
  { node: "during_stage", stage: "late", text: "during late" },
  { node: "overdue", stage: "early", text: "early is overdue" },
  {
    node: "compare",
    operator: ">",
    left: { node: "time_in", stage: "early", type: "duration", text: "time in early" },
    right: { node: "literal", type: "duration", value: days(3), text: "3d" },
    text: "time in early > 3d",
  },
);

/** Any condition, or one that asks for the model in force, on a day or on several. */
const asked: fc.Arbitrary<Condition> = fc.oneof(
  { weight: 5, arbitrary: condition },
  { weight: 1, arbitrary: ofStages },
  {
    weight: 1,
    arbitrary: fc.subarray(["high", "middle", "low"], { minLength: 1, maxLength: 2 }).map((values) => modelIs(values)),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom("high", "middle"), someDays)
      .map(
        ([name, over]): Condition => ({ node: "for", condition: modelIs([name]), over, text: `model is ${name} for` }),
      ),
  },
);

function modelIs(values: string[]): Condition {
  return { node: "model", values, text: `model is one of ${values.join(", ")}` };
}

const scope: fc.Arbitrary<Scope> = fc
  .record({
    models: seldom(fc.subarray(["high", "middle", "low"], { minLength: 1, maxLength: 2 })),
    segments: seldom(fc.subarray(["big", "mid"], { minLength: 1 })),
    stage: seldom(fc.constantFrom("onboarding", "early")),
    where: seldom(asked),
  })
  .map((parts): Scope => present(parts));

/** Members that are undefined are left out, so that none is left that may be. */
function present<T extends object>(given: T): { [Name in keyof T]: Exclude<T[Name], undefined> } {
  const entries = Object.entries(given).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as ReturnType<typeof present<T>>;
}

function action(path: string, kind: Action["kind"], name: string): Action {
  return { path, kind, names: [name], inTurn: false };
}

const trigger = fc
  .record({
    scope,
    cause: fc.oneof(
      { weight: 3, arbitrary: asked.map((when): Trigger["cause"] => ({ kind: "when", when })) },
      { weight: 1, arbitrary: fc.constant<Trigger["cause"]>({ kind: "on", event: "ticket" }) },
    ),
    rest: perhaps(someDays),
    until: seldom(asked),
    does: fc.constantFrom("touch", "task", "start"),
  })
  .map((parts) => (index: number): Trigger => {
    const { does, ...rest } = parts;
    const path = `trigger t${index}`;
    const name = { touch: "qbr", task: "notes", start: "p0" }[does];
    return present({
      ...rest,
      name: `t${index}`,
      path,
      level: "yellow" as const,
      actions: [action(`${path}/do/1`, does as Action["kind"], name)],
    });
  });

const play = fc
  .record({
    scope,
    start: perhaps(asked),
    win: perhaps(asked),
    liftsTo: perhaps(fc.constantFrom("high", "middle")),
    again: perhaps(someDays),
    endAfter: perhaps(someDays),
    counts: fc.boolean(),
  })
  .map(({ counts, ...clauses }) => (index: number): Play => {
    const path = `play p${index}`;
    const span =
      counts && !clauses.start
        ? ({ kind: "before", from: days(9), to: days(2), field: "renewal" } as const)
        : ({ kind: "run", from: 1, to: 6 } as const);
    const step = { path: `${path}/phase/1`, actions: [action(`${path}/phase/1/do/1`, "touch", "qbr")] };
    return present({
      ...clauses,
      name: `p${index}`,
      path,
      level: "red" as const,
      pauses: { cadences: index === 0 ? ["c0"] : [], plays: [] },
      phases: [{ name: "one", path: `${path}/phase`, span, steps: [step] }],
      escalations: [],
    });
  });

const cadence = fc
  .record({ scope, when: perhaps(asked), every: someDays, field: fc.constantFrom("starts", "renewal") })
  .map(({ scope, when, every, field }) => (index: number): Schedule["cadences"][number] => {
    const path = `cadence c${index}`;
    const anchor = { kind: "from" as const, field };
    const step = (place: number, timing: Step["timing"], name: string) => ({
      path: `${path}/${place}`,
      timing,
      actions: [action(`${path}/${place}/do/1`, "touch", name)],
    });
    const steps: Step[] = [
      present({ ...step(0, { kind: "every", every, atOnce: true }, "qbr"), when }),
      { ...step(1, { kind: "week", week: 2 }, "call"), notWithin: { over: days(2), touch: "qbr" } },
    ];
    return { name: `c${index}`, path, scope, anchor, steps };
  });

const work = { owner: "machine", effortMinutes: 5, prepMinutes: 0 };
const touch = { ...work, channels: ["email"], purposes: [], kind: "proactive" as const, neverDropped: false };

export function scheduleOf(
  triggers: Trigger[],
  plays: Play[],
  cadences: Schedule["cadences"],
  models: TouchModel[] = [],
  journeys: Journey[] = [],
): Schedule {
  return {
    ...model,
    ...(journeys.length > 0 && { journeys }),
    ...(models.length > 0 && { models }),
    roles: [{ name: "machine", kind: "machine", ownsAccounts: false }],
    touches: [
      { ...touch, name: "call", owner: "machine" },
      { ...touch, name: "qbr" },
    ],
    tasks: [{ ...work, name: "notes" }],
    triggers,
    plays,
    cadences,
    policy: {
      ...model.policy,
      limits: [{ path: "policy/limit/1", most: 1, per: days(4), except: ["red"] }],
      otherwise: { path: "policy/otherwise", deferUpTo: days(3) },
    },
  };
}

export const program = fc
  .record({
    triggers: fc.array(trigger, { maxLength: 3 }),
    plays: fc.array(play, { minLength: 1, maxLength: 2 }),
    cadences: fc.array(cadence, { maxLength: 2 }),
    models,
    journeys,
  })
  // A node belongs to one place of one schedule: shared parts are told apart.
  .map(({ triggers, plays, cadences, models, journeys }) =>
    structuredClone(
      scheduleOf(
        triggers.map((make, index) => make(index)),
        plays.map((make, index) => make(index)),
        cadences.map((make, index) => make(index)),
        models,
        journeys,
      ),
    ),
  );

/** The reported days: mostly all. */
export const range = fc.oneof(
  { weight: 3, arbitrary: fc.constant(GRID) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(gridDay, gridDay)
      .map(([one, other]) => ({ from: Math.min(one, other), to: Math.max(one, other) })),
  },
);
