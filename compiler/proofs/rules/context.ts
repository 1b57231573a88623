/** What the rules that prove something share: the whole checked program, one prover, and whom a declaration is for. */
import type { ConditionSyntax, Name } from "../../../grammar/tree.ts";
import type { Condition, Policy, Scope, TeamMember } from "../../../schedule/types.ts";
import type { CheckedModel, Declared } from "../../model/model.ts";
import type { Program } from "../../program.ts";
import type { CheckedWork } from "../../work/work.ts";
import { all, anyOf, type Formula } from "../formula.ts";
import { createProver, type Prover } from "../prover.ts";

export interface Proofs {
  program: Program;
  declared: Declared;
  model: CheckedModel;
  work: CheckedWork;
  policy: Policy;
  team: readonly TeamMember[];
  prover: Prover;
}

export function proofsOf(checked: Omit<Proofs, "prover">): Proofs {
  const { program, model } = checked;
  const prover = createProver({
    ...model,
    currency: program.currency,
    metrics: [...program.metrics.values()],
    events: [...program.events.values()],
  });
  return { ...checked, prover };
}

/** Declarations with what was made of them, by name. */
export function pairsOf<P extends { declaration: { name?: Name } }, Node extends { name: string }>(
  placed: readonly P[],
  nodes: readonly Node[],
): (P & { node: Node })[] {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  return placed.flatMap((each) => {
    const node = byName.get(each.declaration.name?.text ?? "");
    return node ? [{ ...each, node }] : [];
  });
}

/** What is so of every account in a scope. */
export function inScope({ where, ...named }: Scope, prover: Prover): Formula {
  const scope = prover.once(`scope ${JSON.stringify(named)}`, () => inNamed(named, prover));
  return where ? all(scope, prover.known.holds(where)) : scope;
}

function inNamed({ segments, models, stage }: Omit<Scope, "where">, { known }: Prover): Formula {
  const ways = [
    ...(segments ?? []).map((name) => known.inSegment(name)),
    ...(models ? [known.holds({ node: "model", values: models, text: `model is ${models.join(", ")}` })] : []),
  ];
  return all(
    ...(ways.length > 0 ? [anyOf(...ways)] : []),
    ...(stage === undefined ? [] : [known.holds(duringStage(stage))]),
  );
}

export const duringStage = (stage: string): Condition => ({ node: "during_stage", stage, text: `during ${stage}` });

/** Whether everybody in the first scope is in the second, by what they name alone. */
export function isWithin(one: Scope, other: Scope): boolean {
  const isScoped = ({ segments, models }: Scope) => segments !== undefined || models !== undefined;
  const names = (kind: "segments" | "models") => (one[kind] ?? []).every((name) => other[kind]?.includes(name));
  const isNamed = !isScoped(other) || (isScoped(one) && names("segments") && names("models"));
  return isNamed && other.where === undefined && (other.stage === undefined || other.stage === one.stage);
}

/** The days from a date of the account to today, or from today to it, lie between two lengths. */
export function daysBetween(node: "time_since" | "time_to", field: string, from: number, to: number): Condition {
  const time = { node, field, type: "duration", text: `${node} ${field}` } as const;
  const compare = (operator: "<=" | ">=", amount: number): Condition => ({
    node: "compare",
    operator,
    left: time,
    right: { node: "literal", type: "duration", value: { unit: "days", amount }, text: `${amount}d` },
    text: `${time.text} ${operator} ${amount}d`,
  });
  const operands = [compare(">=", from), ...(to === Infinity ? [] : [compare("<=", to)])];
  return { node: "and", operands, text: operands.map(({ text }) => text).join(" and ") };
}

/** The condition that a clause says, without the parentheses around it. */
export function bare(syntax: ConditionSyntax | undefined): ConditionSyntax | undefined {
  return syntax?.kind === "parentheses" ? bare(syntax.inner) : syntax;
}

export const isNever = (prover: Prover, ...parts: readonly Formula[]): boolean => prover.impossible(all(...parts));
