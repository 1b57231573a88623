/** Checks all work of a project: touches and tasks, and the cadences, triggers and plays that ask for them. */
import type { Cadence, Escalation, Experiment, Play, Task, Touch, Trigger } from "../../schedule/types.ts";
import { checkKept } from "../kept/kept.ts";
import { checkEach, type Declared } from "../model/model.ts";
import type { CheckedPlay } from "../rules/starts.ts";
import { checkCadence } from "./cadence.ts";
import { checkEscalation } from "./escalation.ts";
import { checkExperiments } from "./experiment.ts";
import { checkPlay } from "./play.ts";
import { checkTask, checkTouch } from "./touch.ts";
import { checkTrigger } from "./trigger.ts";

export interface CheckedWork {
  touches: Touch[];
  tasks: Task[];
  cadences: Cadence[];
  triggers: Trigger[];
  plays: Play[];
  escalations: Escalation[];
  experiments: Experiment[];
  /** Plays with their declarations, for the rules that look at a whole program. */
  checkedPlays: CheckedPlay[];
  /** Also by triggers that are broken elsewhere. */
  startedByTriggers: Set<string>;
}

export function checkWork(declared: Declared): CheckedWork {
  const checkedPlays = declared("play").flatMap(({ checker, declaration }) => {
    const play = checkKept(checker, declaration, checkPlay);
    return play ? [{ checker, declaration, play }] : [];
  });
  const startedByTriggers = new Set(
    declared("trigger").flatMap(({ declaration }) =>
      declaration.clauses.flatMap((clause) =>
        clause.kind === "do"
          ? clause.content.flatMap((action) => (action.kind === "start" ? action.names.map((name) => name.text) : []))
          : [],
      ),
    ),
  );
  return {
    touches: checkEach(declared("touch"), checkTouch),
    tasks: checkEach(declared("task"), checkTask),
    cadences: checkEach(declared("cadence"), checkCadence),
    triggers: checkEach(declared("trigger"), checkTrigger),
    plays: checkedPlays.map(({ play }) => play),
    escalations: checkEach(declared("escalation"), checkEscalation),
    experiments: checkExperiments(declared),
    checkedPlays,
    startedByTriggers,
  };
}
