/** Whether what was expected has come, told from what happened. */
import type { DemandOutcome, Expectation, RunState } from "../../schedule/tests.ts";
import type { EpochDay } from "../histories/types.ts";
import type { PlayRun } from "../ledger/types.ts";
import { dayOf } from "./accounts.ts";
import type { DemandFact, Facts } from "./facts.ts";

/** Everything but conditions: what happens, and may happen often. */
export type OccurrenceExpectation = Exclude<Expectation, { kind: "state" }>;

export function isMet(expectation: Expectation, facts: Facts): boolean {
  if (expectation.kind === "state") return facts.states.get(expectation)?.truth === true;
  const { least, most } = expectation;
  const count = daysWithin(expectation, facts).length;
  return count >= least && (most === null || count <= most);
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

function dayOfState(run: PlayRun, state: RunState): EpochDay | undefined {
  if (state === "started") return run.started;
  return state === "ended" || run.end === state ? run.ended : undefined;
}
