/** The paths that demands of a program can have. */
import type { Action, Escalation, Schedule } from "../../schedule/types.ts";
import { namesOf } from "./ask.ts";
import { handoverActions } from "./handovers.ts";

/** The path of every action that fits; where one names several, each of theirs; those of a ladder once for each play that climbs it. */
export function demandPaths(schedule: Schedule, fits: (action: Action) => boolean = () => true): ReadonlySet<string> {
  const ladders = new Map(schedule.escalations.map((escalation) => [escalation.name, escalation]));
  const paths = new Set<string>();
  const add = (actions: readonly Action[], prefix = "") => {
    for (const action of actions.filter(fits)) for (const { path } of namesOf(action, 0)) paths.add(prefix + path);
  };
  for (const { steps } of schedule.cadences) for (const { actions } of steps) add(actions);
  for (const { actions } of schedule.triggers) add(actions);
  add(handoverActions(schedule));
  for (const play of schedule.plays) {
    for (const { steps } of play.phases) for (const { actions } of steps) add(actions);
    for (const name of play.escalations) addRungs(ladders.get(name)!, `${play.path}/`, add);
  }
  return paths;
}

function addRungs({ rungs }: Escalation, prefix: string, add: (actions: readonly Action[], prefix: string) => void) {
  for (const { actions } of rungs) add(actions, prefix);
}
