/** How actions and scopes are compared and said: what cadences, triggers, plays and rungs share. */
import type { Figure } from "../../../schedule/figures.ts";
import type { OnChange } from "../../../schedule/on-change.ts";
import type { Action, Duration, Scope, Within } from "../../../schedule/types.ts";
import { parts } from "../parts.ts";
import { byTable, type NodeRule, type Rename, type Rule } from "../rule.ts";
import { clause, condition, identity, name, names, nested, together, toldWith } from "../rules.ts";
import { figureText, lengthText, line, mappedFigure } from "../words.ts";

/** A length of time under its keyword, which may be another one for each segment. */
export function length<Node>(keyword: string, named = keyword): Rule<Figure<Duration> | undefined, Node> {
  return clause<Figure<Duration> | undefined, Node>(
    named,
    (figure) => line(keyword, figureText(figure, lengthText)),
    segmentsOf,
  );
}

/** A figure with its segments renamed. */
export function segmentsOf<T>(figure: Figure<T>, rename: Rename): Figure<T> {
  return mappedFigure(
    figure,
    (segment) => rename("segment", segment),
    (value) => value,
  );
}

/** What becomes of who is in the middle of it when the program changes. */
export function onChange<Node>(): Rule<Exclude<OnChange, "continue"> | undefined, Node> {
  return clause("on change", (word) => `on change ${word}`);
}

// ---- scopes ----------------------------------------------------------------------------------------------------------

function whom({ segments = [], models = [] }: Pick<Scope, "segments" | "models">): string {
  const all = [...segments, ...models];
  return all.length === 0 ? "" : `for ${all.join(", ")}`;
}

/** Segments and touch models that something is for: a set. */
export function forWhom<Node extends Pick<Scope, "segments" | "models">>(): Rule<Node["segments"], Node> {
  const pick = ({ segments, models }: Node, rename: Rename) => ({
    ...(segments && { segments: names("segment", true)(segments, rename) }),
    ...(models && { models: names("model", true)(models, rename) }),
  });
  return {
    ...together<Node["segments"], Node>("for", pick, whom),
    atoms: (segments, rename) => (segments ?? []).map((segment) => `for ${rename("segment", segment)}`),
  };
}

const scopeRule: NodeRule<Scope> = byTable<Scope>({
  segments: forWhom(),
  models: {
    ...toldWith<string[] | undefined, Scope>(),
    atoms: (models, rename) => (models ?? []).map((model) => `for ${rename("model", model)}`),
  },
  stage: clause("during", (stage) => `during ${stage}`, name("stage")),
  where: condition("where", "true"),
});

export const scopeText = scopeRule.text;
export const scope = <Node>(): Rule<Scope, Node> => nested(scopeRule);

// ---- actions ---------------------------------------------------------------------------------------------------------

const kindOfNames = { touch: "touch", task: "task", alert: "role", start: "play", handoff: "role" } as const;

function what({ kind, names: all, inTurn }: Action): string {
  const word = kind === "handoff" ? "handoff to" : kind;
  return line(word, all.join(", "), inTurn ? "in turn" : "");
}

const withinText = (within: Within) => (within === "the_day" ? "the day" : lengthText(within));

const action: NodeRule<Action> = byTable<Action>({
  path: identity(),
  kind: {
    ...together<Action["kind"], Action>(
      "what is done",
      ({ kind, names: all, inTurn }, rename) => [kind, names(kindOfNames[kind])(all, rename), inTurn],
      what,
    ),
  },
  names: {
    ...toldWith<string[], Action>(),
    atoms: (all) => all,
  },
  inTurn: toldWith(),
  contact: clause("to contact", (contact) => `to ${contact}`, name("contact")),
  role: clause("to role", (role) => `to ${role}`, name("role")),
  needs: clause("needs", (needs) => `needs ${needs.join(", ")}`, names("field")),
  within: clause<Figure<Within> | undefined, Action>(
    "within",
    (within) => `within ${figureText(within, withinText)}`,
    segmentsOf,
  ),
  level: clause("level", (level) => `level ${level}`),
  expects: clause<Action["expects"], Action>(
    "expects",
    ({ event, within }) => `expects ${event} within ${figureText(within, lengthText)}`,
    ({ event, within }, rename) => ({ event: rename("event", event), within: segmentsOf(within, rename) }),
  ),
});

/** What somebody would call it: `qbr`, `alert csm`. */
export function actionLabel({ kind, names: all }: Action): string {
  return kind === "touch" || kind === "task" ? all.join(", ") : `${kind} ${all.join(", ")}`;
}

export const actionsLabel = (actions: readonly Action[]): string => actions.map(actionLabel).join(", ");

const named: NodeRule<Action> = {
  ...action,
  // Names of actions mean what their kind says, so that likeness asks of both at once.
  atoms: (node, rename) => [
    ...node.names.map((each) => `${node.kind} ${rename(kindOfNames[node.kind], each)}`),
    ...action.atoms({ ...node, names: [] }, rename),
  ],
};

export const actions = <Node>(): Rule<Action[], Node> =>
  parts<Action, Action[], Node>({ clause: "do", rule: named, label: actionLabel, isOrdered: true });
