/** What conditions read, straight and through what they name, and whether it says in both programs the same. */
import type { Condition } from "../../schedule/types.ts";
import type { Change, DeclarationKind } from "../types.ts";
import type { Declared } from "./kinds.ts";
import { keyOf, type Matched, namesUsedBy } from "./renames.ts";
import type { NameKind, NameOf } from "./rule.ts";
import { renamedTree } from "./trees.ts";

export interface Meanings {
  /** Declarations of the program after by the names under which conditions read them, as positions. */
  readonly named: ReadonlyMap<string, readonly number[]>;
  readonly declared: readonly Declared[];
  /** Of each, what it names. */
  readonly uses: readonly (readonly NameOf[])[];
  /** Positions of those that do not say what they said. */
  readonly changed: ReadonlySet<number>;
}

/** Kinds that say what a condition means; what is done and by whom decides none. */
const giveMeaning: Partial<Record<DeclarationKind, NameKind>> = {
  field: "field",
  metric: "metric",
  health: "metric",
  event: "event",
  calendar: "calendar",
  stage: "stage",
  journey: "stage",
  segments: "segment",
  segment: "segment",
  models: "model",
  model: "model",
  account: "field",
  currency: "field",
};

/** Said of everything: what money and days are. */
const everywhere: ReadonlySet<DeclarationKind> = new Set(["account", "currency"]);

export function meaningsOf(all: readonly Matched[], changes: readonly Change[]): Meanings {
  const declared = all.flatMap(({ declared: { after } }) => after).filter(({ kind }) => giveMeaning[kind]);
  const meant = new Set(changes.filter(({ weight }) => weight === "meaning").map(keyOfChange));
  const named = new Map<string, number[]>();
  const add = (key: string, index: number) => named.set(key, [...(named.get(key) ?? []), index]);
  for (const [index, { kind, name }] of declared.entries()) {
    const names = giveMeaning[kind]!;
    // The search for one segment or model reads the others: all of them stand under each name.
    add(names === "segment" || names === "model" ? names : keyOf({ kind: names, name: name ?? "" }), index);
  }
  for (const [index, each] of declared.entries()) {
    if (each.kind !== "journey") continue;
    for (const stage of stagesOf(each)) add(keyOf({ kind: "stage", name: stage }), index);
  }
  const changed = new Set(declared.flatMap((each, index) => (meant.has(`${each.kind} ${each.name}`) ? [index] : [])));
  return { named, declared, uses: declared.map(namesUsedBy), changed };
}

/** One that is gone has changed the search that it was part of. */
function keyOfChange({ kind, name, what }: Change): string {
  if (what === "removed" && name.after === null) return `${kind}s null`;
  return `${kind} ${name.after}`;
}

function stagesOf({ node }: Declared): string[] {
  const { stages } = node as { stages: readonly { name: string }[] };
  return stages.map(({ name }) => name);
}

/** What any of the conditions reads and that has changed, by what a person calls it, in order. */
export function changedAmong(
  { named, declared, uses, changed }: Meanings,
  conditions: readonly Condition[],
  also: readonly NameOf[],
): string[] {
  const names: NameOf[] = [...also];
  for (const condition of conditions) {
    renamedTree(condition, (kind, name) => {
      names.push({ kind, name });
      return name;
    });
  }
  const seen = new Set(declared.flatMap(({ kind }, index) => (everywhere.has(kind) ? [index] : [])));
  const reach = (list: readonly NameOf[]) => {
    for (const { kind, name } of list) {
      const [owner = name] = name.split(".");
      const key = kind === "segment" || kind === "model" ? kind : keyOf({ kind, name: owner });
      for (const index of named.get(key) ?? []) seen.add(index);
    }
  };
  reach(names);
  for (const index of seen) reach(uses[index]!);
  return declared.flatMap(({ kind, name }, index) =>
    seen.has(index) && changed.has(index) ? [name === null ? kind : `${kind} ${name}`] : [],
  );
}
