/** All actions of a program, with whom they are for and what they belong to. */
import type { Action, Cadence, Escalation, Phase, Play, Rung, Scope, Trigger } from "../../../schedule/types.ts";
import type { Proofs } from "./context.ts";

export type Asking =
  | { kind: "cadence"; cadence: Cadence }
  | { kind: "trigger"; trigger: Trigger }
  | { kind: "phase"; play: Play; phase: Phase }
  | { kind: "rung"; plays: readonly Play[]; escalation: Escalation; rung: Rung };

export interface Asked {
  action: Action;
  by: Asking;
  /** Whom it is for; of a rung, whom any of its plays is for. */
  scopes: readonly Scope[];
}

const known = new WeakMap<Proofs, readonly Asked[]>();

export function actionsOf(proofs: Proofs): readonly Asked[] {
  const asked = known.get(proofs) ?? allActions(proofs);
  known.set(proofs, asked);
  return asked;
}

function allActions({ work }: Proofs): Asked[] {
  return [
    ...work.cadences.flatMap((cadence) =>
      cadence.steps.flatMap(({ actions }) => all(actions, { kind: "cadence", cadence }, [cadence.scope])),
    ),
    ...work.triggers.flatMap((trigger) => all(trigger.actions, { kind: "trigger", trigger }, [trigger.scope])),
    ...work.plays.flatMap((play) =>
      play.phases.flatMap((phase) =>
        phase.steps.flatMap(({ actions }) => all(actions, { kind: "phase", play, phase }, [play.scope])),
      ),
    ),
    ...work.escalations.flatMap((escalation) => {
      const plays = work.plays.filter((play) => play.escalations.includes(escalation.name));
      return escalation.rungs.flatMap((rung) =>
        all(
          rung.actions,
          { kind: "rung", plays, escalation, rung },
          plays.map(({ scope }) => scope),
        ),
      );
    }),
  ];
}

function all(actions: readonly Action[], by: Asking, scopes: readonly Scope[]): Asked[] {
  return actions.map((action) => ({ action, by, scopes }));
}

/** Touches that people make and that a policy joins, so that two of them reach the customer as one. */
export function mergingTouches({ work, model, policy }: Proofs): ReadonlySet<string> {
  const machines = new Set(model.roles.filter(({ kind }) => kind === "machine").map(({ name }) => name));
  return new Set(
    work.touches
      .filter(({ owner, neverDropped }) => policy.merge !== undefined && !machines.has(owner) && !neverDropped)
      .map(({ name }) => name),
  );
}

/** The arm that a cadence or trigger is in: it runs only for the customers of that arm. */
export function armOf(name: string, kind: "cadences" | "triggers", { work }: Proofs): string | undefined {
  for (const { path, arms } of work.experiments) {
    const arm = arms.find((each) => each[kind].includes(name));
    if (arm) return `${path} ${arm.name}`;
  }
  return undefined;
}

/** Whether nobody can be in both by the segments they name. Touch models change with time: of them nothing is said. */
export function areStrangers(one: Scope, other: Scope): boolean {
  if (!one.segments || !other.segments || one.models || other.models) return false;
  return !one.segments.some((name) => other.segments?.includes(name));
}
