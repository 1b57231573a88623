/** Whether what was expected has come, told from what happened. */
import {
  type DemandOutcome,
  type Expectation,
  isSnapshot,
  type OccurrenceExpectation,
  type RunState,
  type SnapshotExpectation,
} from "../../schedule/tests.ts";
import type { StageVisit } from "../engine/state.ts";
import type { EpochDay } from "../histories/types.ts";
import type { PlayRun } from "../ledger/types.ts";
import { dayOf } from "./accounts.ts";
import type { DemandFact, Facts } from "./facts.ts";

export function isMet(expectation: Expectation, facts: Facts): boolean {
  if (isSnapshot(expectation)) return isSo(expectation, facts);
  const { least, most } = expectation;
  const count = daysWithin(expectation, facts).length;
  return count >= least && (most === null || count <= most);
}

function isSo(expectation: SnapshotExpectation, facts: Facts): boolean {
  switch (expectation.kind) {
    case "state":
      return facts.states.get(expectation)?.truth === true;
    case "inside":
      return isInside(expectation, facts) !== expectation.not;
    case "points": {
      const points = pointsOn(expectation, facts);
      return points?.low === expectation.low && points.high === expectation.high;
    }
  }
}

function isInside({ stage, key, from }: Extract<Expectation, { kind: "inside" }>, { visits }: Facts): boolean {
  const day = dayOf(from);
  return visits.some(
    (visit) =>
      visit.stage === stage &&
      visit.key === key &&
      visit.entered <= day &&
      (visit.left === undefined || visit.left > day),
  );
}

/** What the score had at the close of the day; undefined outside of the account's life. */
export function pointsOn({ score, from }: Extract<Expectation, { kind: "points" }>, { scores }: Facts) {
  const day = dayOf(from);
  return scores.find((stretch) => stretch.score === score && stretch.from <= day && stretch.to >= day);
}

/** The days, one each time, on which it happened within the days that the expectation speaks of. */
export function daysWithin(expectation: OccurrenceExpectation, facts: Facts): EpochDay[] {
  const [from, to] = [dayOf(expectation.from), dayOf(expectation.to)];
  return daysOf(expectation, facts).filter((day) => day >= from && day <= to);
}

/** The same on all days of the test. */
export function daysOf(expectation: OccurrenceExpectation, facts: Facts): EpochDay[] {
  switch (expectation.kind) {
    case "trigger":
      return facts.fires.flatMap(({ trigger, day }) => (trigger === expectation.trigger ? [day] : []));
    case "demand":
      return demandsOf(expectation, facts).flatMap((fact) => dayOfOutcome(expectation, fact) ?? []);
    case "run":
      return facts.runs.flatMap((run) =>
        run.play === expectation.play ? (dayOfState(run, expectation.state) ?? []) : [],
      );
    case "rung":
      return facts.rungs.flatMap(({ path, day, acted }) =>
        path === expectation.path && acted !== expectation.skipped ? [day] : [],
      );
    case "stage":
      return facts.visits
        .filter(({ stage, key }) => stage === expectation.stage && (expectation.key ?? key) === key)
        .flatMap((visit) => dayOfMove(expectation, visit, facts) ?? []);
  }
}

/** Demands of the kind, name and source, whatever became of them. */
export function demandsOf(expectation: Extract<Expectation, { kind: "demand" }>, facts: Facts): DemandFact[] {
  const { demand, name, sources } = expectation;
  return facts.demands.filter(
    ({ row }) =>
      row.kind === demand && (name === null || row.name === name) && (sources === null || sources.includes(row.source)),
  );
}

function dayOfOutcome(
  { outcome, rule }: { outcome: DemandOutcome; rule: string | null },
  { row, endedOn, deferredOn }: DemandFact,
): EpochDay | undefined {
  const isBy = (said: string | null) => rule === null || (said?.startsWith(rule) ?? false);
  switch (outcome) {
    case "asked":
      return row.dated;
    case "done":
      return row.outcome === "done" ? (row.doneOn ?? undefined) : undefined;
    case "late":
      return row.outcome === "done" && row.lateMinutes > 0 ? (row.doneOn ?? undefined) : undefined;
    case "deferred":
      return isBy(row.deferredBy) ? deferredOn : undefined;
    default:
      return row.outcome === outcome && isBy(row.rule) ? endedOn : undefined;
  }
}

/** The day on which a visit begins or ends as is expected. */
function dayOfMove(
  { move, other, how }: Extract<Expectation, { kind: "stage" }>,
  visit: StageVisit,
  facts: Facts,
): EpochDay | undefined {
  const before = move === "entered" ? visitBefore(visit, facts) : visit;
  const way = before === undefined ? "enter" : before.how;
  const neighbour = move === "entered" ? before?.stage : visit.to;
  const fits = (other === null || neighbour === other) && (how === null || way === how);
  return fits ? (move === "entered" ? visit.entered : visit.left) : undefined;
}

/** The visit that led into this one. */
export function visitBefore(visit: StageVisit, { visits }: Facts): StageVisit | undefined {
  return visits.find(
    ({ journey, key, left, to }) =>
      journey === visit.journey && key === visit.key && left === visit.entered && to === visit.stage,
  );
}

function dayOfState(run: PlayRun, state: RunState): EpochDay | undefined {
  if (state === "started") return run.started;
  return state === "ended" || run.end === state ? run.ended : undefined;
}
