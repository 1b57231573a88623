/** Which declarations of a program name which others. */
import type { Schedule } from "../../schedule/types.ts";
import { type Declared, type Kind, kinds } from "../diff/kinds.ts";
import { keyOf } from "../diff/renames.ts";
import type { DeclarationKind } from "../types.ts";

export interface Naming {
  readonly kind: DeclarationKind;
  readonly name: string | null;
  /** Under which others name it or a part of it. */
  readonly keys: readonly string[];
  /** The keys of what it names. */
  readonly named: ReadonlySet<string>;
}

/** Of every declaration, in the order of the language. */
export function namingsOf(schedule: Schedule): Naming[] {
  return kinds.flatMap((kind) =>
    kind.declared(schedule).map((declared) => ({
      kind: declared.kind,
      name: declared.name,
      keys: keysOf(kind, declared),
      named: namedBy(declared),
    })),
  );
}

function keysOf(kind: Kind, declared: Declared): string[] {
  const { names } = kind;
  const own = names && declared.name !== null ? [keyOf({ kind: names, name: declared.name })] : [];
  const parts = kind.members?.(declared) ?? [];
  const partsAre = kind.kind === "journey" ? "stage" : "metric";
  return [...own, ...parts.map(({ name }) => keyOf({ kind: partsAre, name }))];
}

function namedBy(declared: Declared): Set<string> {
  const named = new Set<string>();
  declared.atoms((kind, name) => {
    named.add(keyOf({ kind, name }));
    return name;
  });
  return named;
}
