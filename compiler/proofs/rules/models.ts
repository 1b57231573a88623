/** Proves of touch models that somebody can have each, that plays lift somebody, and that people can keep what is promised. */
import type { Coverage, Step } from "../../../schedule/types.ts";
import { capacityOf, monthlyMinutes, servedBy } from "../../capacity/capacity.ts";
import { all } from "../formula.ts";
import { createProver } from "../prover.ts";
import { inScope, isNever, type Proofs } from "./context.ts";
import { report } from "./places.ts";
import { foundOf, proveSearch } from "./search.ts";

export function proveModels(proofs: Proofs): void {
  const { declared, model, prover } = proofs;
  const written = declared("models").flatMap(({ checker, declaration }) =>
    declaration.models.map((syntax) => ({ checker, syntax })),
  );
  proveSearch(foundOf(model.models, written), prover, {
    never: ({ checker, name, span }) => checker.report("model-never", { model: name }, span),
    shadowed: ({ checker, name, span }, before) => checker.report("model-shadowed", { model: name, before }, span),
    takesAll: ({ checker, name, span }) => checker.report("model-takes-all", { model: name }, span),
  });
  proveLifts(proofs);
  provePromises(proofs);
}

/** A lift to what whoever the play is for has already: the highest model, or one of those that the play names. */
function proveLifts({ model: { models }, work, prover }: Proofs): void {
  const highest = models[0];
  for (const { checker, declaration, play } of work.checkedPlays) {
    const target = models.findIndex(({ name }) => name === play.liftsTo);
    if (target < 0 || target === models.length - 1) continue;
    const { segments, models: named } = play.scope;
    const isNamed = !segments && named?.every((name) => models.findIndex((each) => each.name === name) <= target);
    const isHighest =
      target === 0 &&
      highest?.when !== undefined &&
      isNever(prover, all(inScope(play.scope, prover), prover.known.doesNotHold(highest.when)));
    if (!isNamed && !isHighest) continue;
    const clause = declaration.clauses.find(({ kind }) => kind === "lifts");
    checker.report("lifts-served", { play: play.name, model: play.liftsTo! }, (clause ?? declaration).span);
  }
}

const isPlain = ({ when, unless, notWithin }: Step): boolean => !when && !unless && !notWithin;

type Promised = Exclude<Coverage, { kind: "none" }>;

/** The most people that serve the accounts. */
const peopleOf = (coverage: Promised): number => (coverage.kind === "pooled" ? coverage.people.to : 1);

/** Whether so many minutes for each account are more than there are, even for the fewest accounts. */
function isTooMuch(each: number, person: number | undefined, coverage: Promised): boolean {
  return person !== undefined && each * coverage.accounts.from > person * peopleOf(coverage);
}

/**
 * TM7 of the handbook: what a model promises, with the fewest accounts and the most people that it names, against the
 * steps that surely come in a steady year and the hours that `team` keeps. The figures are those of `playc capacity`.
 */
function provePromises(proofs: Proofs): void {
  const { program, model, work, team } = proofs;
  const planned = {
    ...model,
    ...work,
    team,
    currency: program.currency,
    metrics: [...program.metrics.values()],
    events: [...program.events.values()],
  };
  const told = new Set<string>();
  const promises = model.models.flatMap(({ coverage }) => (coverage && coverage.kind !== "none" ? [coverage] : []));
  if (promises.length === 0) return;
  // Only steps without a condition surely come. Mostly there is time enough for all of them, which takes no proof.
  const owners = new Map([...work.touches, ...work.tasks].map(({ name, owner }) => [name, owner]));
  const asking = (role?: string) =>
    work.cadences.map((cadence) => ({
      ...cadence,
      steps: cadence.steps.filter(
        (step) =>
          isPlain(step) &&
          (role === undefined ||
            step.actions.some((action) => action.names.some((name) => (action.role ?? owners.get(name)) === role))),
      ),
    }));
  const rough = capacityOf({ ...planned, cadences: asking() }, new Map(), createProver(planned, 0)).rows;
  for (const close of rough) {
    const { group, role, personMinutes, steadyYear } = close;
    const isBeyond = (minutes: number, coverage: Promised | undefined) =>
      coverage?.role === role && isTooMuch(minutes, personMinutes, coverage);
    if (!promises.some((coverage) => isBeyond(monthlyMinutes(steadyYear).most, coverage))) continue;
    if (!isBeyond(monthlyMinutes(steadyYear).most, servedBy(close, planned, proofs.prover).coverage)) continue;
    const cadences = asking(role).filter(
      ({ scope: { segments } }) => close.kind !== "segment" || !segments || segments.includes(group),
    );
    const row = capacityOf({ ...planned, cadences }).rows.find((each) => each.group === group && each.role === role);
    if (!row?.coverage || row.model === undefined || personMinutes === undefined) continue;
    const each = monthlyMinutes(row.steadyYear).sure;
    if (!isBeyond(each, row.coverage) || told.has(`${row.model} ${role}`)) continue;
    told.add(`${row.model} ${role}`);
    const people = peopleOf(row.coverage);
    const carried = Math.floor(personMinutes / each);
    const parameters = { model: row.model, group, role, people, accounts: row.coverage.accounts.from, carried };
    report("model-too-dear", { ...parameters, each, person: personMinutes }, `model ${row.model}`, proofs);
  }
}
