/** Every action of a program with the declaration around it: what a ledger path points to, and who could ask for what. */
import type {
  Action,
  Cadence,
  Escalation,
  Phase,
  PhaseStep,
  Play,
  Rung,
  Schedule,
  Step,
  Trigger,
} from "../../schedule/types.ts";

export type Spot = { readonly path: string; readonly action: Action } & (
  | { readonly kind: "cadence"; readonly cadence: Cadence; readonly step: Step }
  | { readonly kind: "trigger"; readonly trigger: Trigger }
  | { readonly kind: "phase"; readonly play: Play; readonly phase: Phase; readonly step: PhaseStep }
  | {
      readonly kind: "rung";
      readonly play: Play;
      readonly escalation: Escalation;
      readonly rung: Rung;
      /** 1 for the first. */
      readonly place: number;
    }
);

/** In the order of the schedule; a ladder that two plays climb has its spots in each. */
export function spotsOf(schedule: Schedule): Spot[] {
  const escalations = new Map(schedule.escalations.map((escalation) => [escalation.name, escalation]));
  return [
    ...schedule.cadences.flatMap((cadence) =>
      cadence.steps.flatMap((step) =>
        step.actions.map((action): Spot => ({ kind: "cadence", cadence, step, action, path: action.path })),
      ),
    ),
    ...schedule.triggers.flatMap((trigger) =>
      trigger.actions.map((action): Spot => ({ kind: "trigger", trigger, action, path: action.path })),
    ),
    ...schedule.plays.flatMap((play) => [
      ...phaseSpots(play),
      ...play.escalations.flatMap((name) => rungSpots(play, escalations.get(name)!)),
    ]),
  ];
}

function phaseSpots(play: Play): Spot[] {
  return play.phases.flatMap((phase) =>
    phase.steps.flatMap((step) =>
      step.actions.map((action): Spot => ({ kind: "phase", play, phase, step, action, path: action.path })),
    ),
  );
}

function rungSpots(play: Play, escalation: Escalation): Spot[] {
  return escalation.rungs.flatMap((rung, index) =>
    rung.actions.map(
      (action): Spot => ({
        kind: "rung",
        play,
        escalation,
        rung,
        place: index + 1,
        action,
        path: `${play.path}/${action.path}`,
      }),
    ),
  );
}

/** Finds the spot behind a path of the ledger, which adds `/1`, `/2` ... where one action names several. */
export function spotFinder(spots: readonly Spot[]): (path: string) => Spot {
  const byPath = new Map(spots.map((spot) => [spot.path, spot]));
  return (path) => {
    const spot = byPath.get(path) ?? byPath.get(path.slice(0, path.lastIndexOf("/")));
    if (!spot) throw new Error(`${path} is no action of this schedule`);
    return spot;
  };
}
