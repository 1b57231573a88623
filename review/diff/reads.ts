/** What conditions read, straight and through what they name, and whether it says in both programs the same. */
import { compareText } from "../../schedule/order.ts";
import type { Condition } from "../../schedule/types.ts";
import { type Change, type DeclarationKind, declarationKinds } from "../types.ts";
import type { Declared } from "./kinds.ts";
import { keyOf, type Matched } from "./renames.ts";
import { type NameKind, type NameOf, type Rename, sameNames } from "./rule.ts";
import { renamedTree } from "./trees.ts";

/** What one program declares, in the names of the program after. */
interface Meaning {
  /** What a person calls it, where it does not say in the other program what it says here. */
  readonly changed: string | undefined;
  readonly uses: readonly NameOf[];
  /** Names under which conditions read it. */
  readonly keys: readonly string[];
  readonly kind: DeclarationKind;
}

export type Meanings = readonly { declared: readonly Meaning[]; named: ReadonlyMap<string, readonly Meaning[]> }[];

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

/** `changes`: all that differs between the two programs. */
export function meaningsOf(all: readonly Matched[], changes: readonly Change[], rename: Rename): Meanings {
  const changed = new Set(changes.filter(({ weight }) => weight === "meaning").flatMap(subjectsOf));
  return (["before", "after"] as const).map((side) => {
    const declared = all.flatMap((each) => meaningsIn(each, side, changed, side === "before" ? rename : sameNames));
    const named = new Map<string, Meaning[]>();
    for (const each of declared) for (const key of each.keys) named.set(key, [...(named.get(key) ?? []), each]);
    return { declared, named };
  });
}

/** What a change is of, as it is called on either side; one that comes or goes changes the search that it is part of. */
function subjectsOf({ kind, name, what, clause }: Change): string[] {
  const own = [`before ${kind} ${name.before}`, `after ${kind} ${name.after}`];
  const isWhole = clause === null && (what === "added" || what === "removed");
  return isWhole ? [...own, `before ${kind}s null`, `after ${kind}s null`] : own;
}

function meaningsIn(
  { kind, declared, pairs }: Matched,
  side: "before" | "after",
  changed: ReadonlySet<string>,
  rename: Rename,
): Meaning[] {
  const names = giveMeaning[kind.kind];
  if (!names) return [];
  const later = new Map(pairs);
  return declared[side].map((each, index) => {
    const place = side === "before" ? later.get(index) : undefined;
    const name = place === undefined ? each.name : declared.after[place]!.name;
    const isChanged = changed.has(`${side} ${each.kind} ${each.name}`);
    return {
      kind: each.kind,
      changed: isChanged ? (name === null ? each.kind : `${each.kind} ${name}`) : undefined,
      uses: namesUsedBy(each, rename),
      keys: keysOf(each, names, rename),
    };
  });
}

function namesUsedBy(declared: Declared, rename: Rename): NameOf[] {
  const used = new Map<string, NameOf>();
  declared.atoms((kind, name) => {
    const called = rename(kind, name);
    used.set(keyOf({ kind, name: called }), { kind, name: called });
    return called;
  });
  return [...used.values()];
}

/** The search for one segment or model reads the others: all of them stand under one key. */
function keysOf(declared: Declared, kind: NameKind, rename: Rename): string[] {
  if (kind === "segment" || kind === "model") return [kind];
  if (declared.kind === "journey") {
    const { stages } = declared.node as { stages: readonly { name: string }[] };
    return stages.map(({ name }) => keyOf({ kind, name: rename(kind, name) }));
  }
  return [keyOf({ kind, name: rename(kind, declared.name ?? "") })];
}

/** What any of the conditions reads and that has changed, by what a person calls it, in the order of the language. */
export function changedAmong(
  meanings: Meanings,
  conditions: readonly Condition[],
  also: readonly NameOf[],
): readonly string[] {
  const names: NameOf[] = [...also];
  for (const condition of conditions) {
    renamedTree(condition, (kind, name) => {
      names.push({ kind, name });
      return name;
    });
  }
  const found = new Map<string, DeclarationKind>();
  for (const { declared, named } of meanings) {
    const seen = new Set(declared.filter(({ kind }) => everywhere.has(kind)));
    const reach = (list: readonly NameOf[]) => {
      for (const { kind, name } of list) {
        const [owner = name] = name.split(".");
        const key = kind === "segment" || kind === "model" ? kind : keyOf({ kind, name: owner });
        for (const each of named.get(key) ?? []) seen.add(each);
      }
    };
    reach(names);
    for (const { uses, changed, kind } of seen) {
      reach(uses);
      if (changed !== undefined) found.set(changed, kind);
    }
  }
  const order = (kind: DeclarationKind) => declarationKinds.indexOf(kind);
  return [...found]
    .sort(([a, one], [b, other]) => order(one) - order(other) || compareText(a, b))
    .map(([name]) => name);
}
