/** Proves of touch models that somebody can have each, that plays lift somebody, and that people can keep what is promised. */
import { capacityOf, monthlyMinutes } from "../../capacity/capacity.ts";
import { all } from "../formula.ts";
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

/**
 * TM7 of the handbook: what a model promises, with the fewest accounts and the most people that it names, against the
 * steps that surely come in a steady year and the hours that `team` keeps. The figures are those of `playc capacity`.
 */
function provePromises(proofs: Proofs): void {
  const { program, model, work, team } = proofs;
  const isPromised = model.models.some(({ coverage }) => coverage && coverage.kind !== "none");
  if (!isPromised || team.every(({ hoursPerWeekMinutes }) => hoursPerWeekMinutes === undefined)) return;
  const { rows } = capacityOf({
    ...model,
    ...work,
    team,
    currency: program.currency,
    metrics: [...program.metrics.values()],
    events: [...program.events.values()],
  });
  const told = new Set<string>();
  for (const { group, coverage, personMinutes, steadyYear, role, model: served } of rows) {
    if (!coverage || personMinutes === undefined || served === undefined || told.has(`${served} ${role}`)) continue;
    const people = coverage.kind === "pooled" ? coverage.people.to : 1;
    const each = monthlyMinutes(steadyYear).sure;
    if (each * coverage.accounts.from <= personMinutes * people) continue;
    told.add(`${served} ${role}`);
    const carried = Math.floor(personMinutes / each);
    const parameters = { model: served, group, role, people, accounts: coverage.accounts.from, carried };
    report("model-too-dear", { ...parameters, each, person: personMinutes }, `model ${served}`, proofs);
  }
}
