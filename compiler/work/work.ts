/** Checks all work of a project: touches and tasks, and the cadences, triggers and plays that ask for them. */
import type { TriggerDeclaration } from "../../grammar/tree.ts";
import type { Cadence, Escalation, Experiment, Play, Task, Touch, Trigger } from "../../schedule/types.ts";
import { checkKept } from "../kept/kept.ts";
import { checkEach, type Declared } from "../model/model.ts";
import { oncePer } from "../once.ts";
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
  const checkedPlays = declared.byFile("play").flatMap((together) => {
    const plays = checkKept(together, checkPlay);
    const { checker, declarations } = together;
    return declarations.flatMap((declaration, index) => {
      const play = plays[index];
      return play ? { checker, declaration, play } : [];
    });
  });
  const startedByTriggers = new Set(declared.byFile("trigger").flatMap(({ declarations }) => startedBy(declarations)));
  return {
    touches: checkEach(declared.byFile("touch"), checkTouch),
    tasks: checkEach(declared.byFile("task"), checkTask),
    cadences: checkEach(declared.byFile("cadence"), checkCadence),
    triggers: checkEach(declared.byFile("trigger"), checkTrigger),
    plays: checkedPlays.map(({ play }) => play),
    escalations: checkEach(declared.byFile("escalation"), checkEscalation),
    experiments: checkExperiments(declared),
    checkedPlays,
    startedByTriggers,
  };
}

/** The plays that triggers start, as they are written. */
const startedBy = oncePer((triggers: readonly TriggerDeclaration[]): string[] =>
  triggers.flatMap(({ clauses }) =>
    clauses
      .filter((clause) => clause.kind === "do")
      .flatMap(({ content }) => content)
      .flatMap((action) => (action.kind === "start" ? action.names.map((name) => name.text) : [])),
  ),
);
