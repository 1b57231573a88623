/** Histories that bring an account into a stage of a journey, and out of it. */
import { formatDay } from "../../runtime/calendar/days.ts";
import type { EpochDay } from "../../runtime/histories/types.ts";
import type { JourneyStage, Occasion } from "../../schedule/types.ts";
import { type Edit, setField, together } from "./draft.ts";
import { happening } from "./events.ts";
import { eachWith, type Ground, inTurns, once } from "./ground.ts";

/** Stages behind stages are followed back this far. */
const mostStages = 6;
/** Days between a stage that is entered and one that follows it. */
const stay = 3;

export function intoStage(name: string, at: EpochDay, ground: Ground, depth = 0): Edit[] {
  return once(ground, `stage ${name} ${at} ${depth}`, () => waysIn(name, at, ground, depth));
}

function waysIn(name: string, at: EpochDay, ground: Ground, depth: number): Edit[] {
  const stages = (ground.schedule.journeys ?? [])
    .map((journey) => journey.stages)
    .find((all) => all.some((each) => each.name === name));
  const stage = stages?.find((each) => each.name === name);
  if (!stages || !stage || depth > mostStages) return [];
  const straight = stage.enters.flatMap(({ cause }) => {
    if (cause.kind === "from") return [setField(cause.field, formatDay(at))];
    return occasions(cause, at, ground);
  });
  const through = stages
    .filter((each) => stage.after.includes(each.name) || each.leaves.some(({ then }) => then === name))
    .flatMap((each) =>
      eachWith([intoStage(each.name, at - stay, ground, depth + 1).slice(0, 3), outOf(each, at, ground)]),
    );
  return [...straight, ...through];
}

/** Into another stage of the same journey, or out of this one. */
export function awayFrom(name: string, at: EpochDay, ground: Ground): Edit[] {
  const journeys = ground.schedule.journeys ?? [];
  const stages = journeys.find((journey) => journey.stages.some((each) => each.name === name))?.stages ?? [];
  const others = stages.filter((each) => each.name !== name);
  return inTurns(
    ...others.map((each) => intoStage(each.name, at, ground, mostStages).slice(0, 3)),
    ...stages.filter((each) => each.name === name).map((each) => outOf(each, at, ground).slice(0, 3)),
  );
}

/** Each clause by which a stage ends, with what confirms it. */
export function outOf({ leaves, backs, skips }: JourneyStage, at: EpochDay, ground: Ground): Edit[] {
  const left = leaves.flatMap(({ cause, confirmedBy }) => {
    const confirmed =
      confirmedBy === undefined ? [together()] : happening(confirmedBy, undefined, at, ground).slice(0, 1);
    return eachWith([occasions(cause, at, ground), confirmed]);
  });
  return inTurns(left, ...[...backs, ...skips].map(({ cause }) => occasions(cause, at, ground)));
}

export function occasions(cause: Occasion, at: EpochDay, ground: Ground): Edit[] {
  return cause.kind === "when"
    ? [...ground.ways(cause.when, true, at)]
    : happening(cause.event, cause.where, at, ground);
}
