/** Journeys with something taken away, or with every reason to move a customer: what tests of stages are held against. */
import type { MoveKind } from "../../schedule/tests.ts";
import type { Condition, Journey, JourneyStage, Occasion, Schedule } from "../../schedule/types.ts";

/** The stage stays, since others name it, and nobody comes into it; a stage of the calendar lasts for no day. */
export function withoutStage(schedule: Schedule, name: string): Schedule {
  const never = { unit: "days", amount: -1 } as const;
  const isElsewhere = ({ to }: { to: string }) => to !== name;
  return {
    ...schedule,
    stages: schedule.stages.map((stage) => (stage.name === name ? { ...stage, lasts: never } : stage)),
    ...withStages(schedule, (stage) => ({
      ...stage,
      ...(stage.name === name && { enters: [], after: [] }),
      leaves: stage.leaves.filter(({ then }) => then !== name),
      backs: stage.backs.filter(isElsewhere),
      skips: stage.skips.filter(isElsewhere),
    })),
  };
}

/** Without every clause of that kind, in the journey of a stage. */
export function withoutMoves(schedule: Schedule, name: string, kind: MoveKind): Schedule {
  const list = ({ enter: "enters", leave: "leaves", back: "backs", skip: "skips" } as const)[kind];
  return { ...schedule, ...withStages(schedule, (stage) => ({ ...stage, [list]: [] }), name) };
}

/**
 * The journey of a stage, with the conditions of clauses changed, and neither filter nor confirmation: of those that lead
 * straight into the stage or out of it and, in the second, of all.
 */
export function looseJourneys(
  schedule: Schedule,
  name: string,
  change: (condition: Condition) => Condition,
): [Schedule, Schedule] {
  const stages = (schedule.journeys ?? []).flatMap((journey) => journey.stages);
  const before = stages.find((stage) => stage.name === name)?.after ?? [];
  const isNear = (from: string, to: string | undefined) =>
    from === name || to === name || (to === undefined && before.includes(from));
  const loosened = (isLoose: typeof isNear) => ({
    ...schedule,
    ...withStages(schedule, (stage) => looseStage(stage, isLoose, change), name),
  });
  return [loosened(isNear), loosened(() => true)];
}

function looseStage(
  { name, ...stage }: JourneyStage,
  isLoose: (from: string, to: string | undefined) => boolean,
  change: (condition: Condition) => Condition,
): JourneyStage {
  const jumps = (all: JourneyStage["backs"]) =>
    all.map((jump) => (isLoose(name, jump.to) ? { ...jump, cause: looseOccasion(jump.cause, change) } : jump));
  return {
    ...stage,
    name,
    enters: stage.enters.map((enter) =>
      enter.cause.kind !== "from" && isLoose("", name)
        ? { ...enter, cause: looseOccasion(enter.cause, change) }
        : enter,
    ),
    leaves: stage.leaves.map((leave) => {
      if (!isLoose(name, leave.then)) return leave;
      const { confirmedBy: _, ...bare } = leave;
      return { ...bare, cause: looseOccasion(leave.cause, change) };
    }),
    backs: jumps(stage.backs),
    skips: jumps(stage.skips),
  };
}

function looseOccasion(cause: Occasion, change: (condition: Condition) => Condition): Occasion {
  return cause.kind === "on" ? { kind: "on", event: cause.event } : { kind: "when", when: change(cause.when) };
}

/** Every stage made another; with `of`, in the journey of that stage. */
function withStages(
  { journeys }: Schedule,
  change: (stage: JourneyStage) => JourneyStage,
  of?: string,
): { journeys?: Journey[] } {
  if (!journeys) return {};
  return {
    journeys: journeys.map((journey) =>
      of === undefined || journey.stages.some(({ name }) => name === of)
        ? { ...journey, stages: journey.stages.map(change) }
        : journey,
    ),
  };
}
