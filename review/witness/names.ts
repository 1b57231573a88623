/** The names of two programs: a history is told in those of the program after, and each program reads it in its own. */
import type { Expectation } from "../../schedule/tests.ts";
import type { Path, Schedule } from "../../schedule/types.ts";
import { kinds } from "../diff/kinds.ts";
import { keyOf, matched } from "../diff/renames.ts";
import type { NameKind, Rename } from "../diff/rule.ts";
import type { Draft } from "./draft.ts";

export interface Names {
  /** From what the program before calls it to what the one after does. */
  readonly toAfter: Rename;
  readonly toBefore: Rename;
}

export function namesOf(before: Schedule, after: Schedule): Names {
  const { rename, hasRenames } = matched({ before, after });
  const back = new Map<string, string>();
  if (hasRenames) for (const [kind, name] of namedIn(before)) back.set(keyOf({ kind, name: rename(kind, name) }), name);
  return { toAfter: rename, toBefore: (kind, name) => back.get(keyOf({ kind, name })) ?? name };
}

function namedIn(schedule: Schedule): [kind: NameKind, name: string][] {
  const declared = kinds.flatMap(({ names, declared: all }) =>
    all(schedule).flatMap(({ name }): [NameKind, string][] => (names && name !== null ? [[names, name]] : [])),
  );
  const stages = (schedule.journeys ?? []).flatMap((journey) => journey.stages);
  const components = (schedule.scores ?? []).flatMap((score) => score.components);
  return [
    ...declared,
    ...stages.map(({ name }): [NameKind, string] => ["stage", name]),
    ...components.map(({ name }): [NameKind, string] => ["metric", name]),
  ];
}

const renamedKeys = <Value>(map: ReadonlyMap<string, Value>, rename: (name: string) => string): Map<string, Value> =>
  new Map([...map].map(([name, value]) => [rename(name), value]));

export function renamedDraft(draft: Draft, rename: Rename): Draft {
  return {
    ...draft,
    fields: renamedKeys(draft.fields, (name) => rename("field", name)),
    moves: draft.moves.map((each) => ({ ...each, field: rename("field", each.field) })),
    fixed: new Set([...draft.fixed].map((name) => rename("field", name))),
    metrics: renamedKeys(draft.metrics, (name) => rename("metric", name)),
    events: draft.events.map((each) => ({ ...each, event: rename("event", each.event) })),
    touches: draft.touches.map((each) => ({ ...each, touch: rename("touch", each.touch) })),
  };
}

/** A draft with what a program declares, and nothing else. */
export function knownTo({ account, metrics, events, touches, experiments = [] }: Schedule, draft: Draft): Draft {
  const named = (nodes: readonly { readonly name: string }[]) => new Set(nodes.map(({ name }) => name));
  const [fields, measured, happen, delivered] = [account.fields, metrics, events, touches].map(named);
  const arms = [...draft.arms].filter(([experiment, arm]) =>
    experiments.some((each) => each.name === experiment && (arm === null || named(each.arms).has(arm))),
  );
  return {
    ...draft,
    fields: new Map([...draft.fields].filter(([name]) => fields!.has(name))),
    moves: draft.moves.filter(({ field }) => fields!.has(field)),
    metrics: new Map([...draft.metrics].filter(([name]) => measured!.has(name))),
    events: draft.events.filter(({ event }) => happen!.has(event)),
    touches: draft.touches.filter(({ touch }) => delivered!.has(touch)),
    arms: new Map(arms),
  };
}

const demandKinds = { touch: "touch", task: "task", alert: "role", handoff: "role", start: "play" } as const;

/** The kind of name that the demand of an action has. */
export function nameKindOf(kind: keyof typeof demandKinds): NameKind {
  return demandKinds[kind];
}

/** The same expectation in the names of another program. */
export function renamedExpectation(expectation: Expectation, rename: Rename): Expectation {
  switch (expectation.kind) {
    case "trigger":
      return { ...expectation, trigger: rename("trigger", expectation.trigger) };
    case "demand": {
      const { name, sources, demand } = expectation;
      return {
        ...expectation,
        name: name === null ? null : rename(nameKindOf(demand), name),
        sources: sources?.map((path) => renamedPath(path, rename)) ?? null,
      };
    }
    case "run":
      return { ...expectation, play: rename("play", expectation.play) };
    case "rung":
      return { ...expectation, path: renamedPath(expectation.path, rename) };
    case "stage": {
      const { stage, other } = expectation;
      return {
        ...expectation,
        stage: rename("stage", stage),
        other: other === null ? null : rename("stage", other),
      };
    }
    case "inside":
      return { ...expectation, stage: rename("stage", expectation.stage) };
    case "points":
      return { ...expectation, score: rename("metric", expectation.score) };
    case "state": {
      const { condition } = expectation;
      if (condition.node !== "segment" && condition.node !== "model") return expectation;
      const values = condition.values.map((name) => rename(condition.node, name));
      return { ...expectation, condition: { ...condition, values } };
    }
  }
}

const pathKinds: ReadonlySet<string> = new Set<NameKind>(["cadence", "trigger", "play", "escalation"]);

function isPathKind(word: string): word is "cadence" | "trigger" | "play" | "escalation" {
  return pathKinds.has(word);
}

/** `trigger login_drop/do/1`; of what stands in a declaration, the declaration's name alone is another one. */
export function renamedPath(path: Path, rename: Rename): Path {
  const [, kind = "", name = "", rest = ""] = /^(\w+) (\w+)(.*)$/s.exec(path) ?? [];
  return isPathKind(kind) ? `${kind} ${rename(kind, name)}${rest}` : path;
}
