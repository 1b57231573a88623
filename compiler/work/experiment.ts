/** Experiments: arms that chance sorts customers into (docs/language.md, section 9). */

import type { ArmSyntax, ExperimentDeclaration } from "../../grammar/tree.ts";
import { compareText } from "../../schedule/order.ts";
import type { Arm, Experiment } from "../../schedule/types.ts";
import { reportMissing } from "../clauses.ts";
import { compact } from "../compact.ts";
import { checkEach, type Declared, type Placed } from "../model/model.ts";
import type { Checker } from "../program.ts";
import { shareOf } from "../values/quantities.ts";
import { checkScope } from "./scope.ts";

const millionthsOfPercent = 10_000;

export function checkExperiments(declared: Declared): Experiment[] {
  reportSharedMembers(declared("experiment"));
  return checkEach(declared.byFile("experiment"), checkExperiment);
}

/** Arms are sorted: the order in which they are written says nothing. */
function checkExperiment(checker: Checker, declaration: ExperimentDeclaration): Experiment | undefined {
  const { name } = declaration;
  if (!name) return undefined;
  const path = `experiment ${name.text}`;
  checker.record(path, declaration.span);
  const scope = checkScope(checker, declaration.scope, "experiment");
  if (declaration.arms.length === 0 && !checker.isBroken(declaration.span)) {
    checker.report("nothing-to-do", { what: `The experiment \`${name.text}\``, parts: "arms" }, name.span);
  }
  const arms = new Map<string, Arm>();
  for (const syntax of declaration.arms) {
    const arm = checkArm(checker, syntax);
    if (!arm) continue;
    checker.record(`${path}/arm ${arm.name}`, syntax.span);
    if (arms.has(arm.name)) checker.report("repeated-in-list", { what: "arm", name: arm.name }, syntax.name!.span);
    else arms.set(arm.name, arm);
  }
  const shares = [...arms.values()].map(({ share }) => share);
  const total = shares.reduce((sum, share) => sum + share, 0);
  if (total > 100 * millionthsOfPercent) {
    const sums = shares.map(percent).join(" + ");
    checker.report("shares-over", { experiment: name.text, sums, total: percent(total) }, name.span);
  }
  const sorted = [...arms.values()].sort((a, b) => compareText(a.name, b.name));
  return compact<Experiment>({ name: name.text, path, scope, arms: sorted, doc: declaration.doc });
}

function percent(share: number): string {
  return `${share / millionthsOfPercent}%`;
}

function checkArm(checker: Checker, { name, share: value, members, span, doc }: ArmSyntax): Arm | undefined {
  if (!name) return undefined;
  const what = `The arm \`${name.text}\``;
  if (!value) {
    const reason = "Chance must know how many of the customers it gets.";
    reportMissing(checker, { what, clause: "its share", reason, example: `arm ${name.text} 50%` }, span, name.span);
  }
  const share = shareOf(checker, value, "The share of an arm");
  const cadences = membersOf(checker, members, "cadence");
  const triggers = membersOf(checker, members, "trigger");
  if (share === undefined) return undefined;
  if (share === 0) checker.report("arm-without-share", { arm: name.text }, value!.span);
  return compact<Arm>({ name: name.text, share, cadences, triggers, doc });
}

function membersOf(checker: Checker, members: ArmSyntax["members"], kind: "cadence" | "trigger"): string[] {
  const found = new Set<string>();
  for (const member of members) {
    if (member.kind !== kind) continue;
    const name = checker.resolve(kind, member.name)?.name;
    if (name === undefined) continue;
    if (found.has(name)) checker.report("repeated-in-list", { what: kind, name }, member.name!.span);
    found.add(name);
  }
  return [...found].sort(compareText);
}

/** A cadence or trigger belongs to one experiment at most; told at the second, wherever its arms stand. */
function reportSharedMembers(placed: readonly Placed<"experiment">[]): void {
  const firsts = new Map<string, { experiment: string; told: Set<string> }>();
  for (const { checker, declaration } of placed) {
    const second = declaration.name?.text;
    if (second === undefined) continue;
    for (const { kind, name } of declaration.arms.flatMap(({ members }) => members)) {
      if (!name) continue;
      const key = `${kind} ${name.text}`;
      const first = firsts.get(key);
      if (!first) firsts.set(key, { experiment: second, told: new Set([second]) });
      else if (!first.told.has(second)) {
        first.told.add(second);
        const parameters = { kind, name: name.text, first: first.experiment, second };
        checker.report("in-two-experiments", parameters, name.span);
      }
    }
  }
}
