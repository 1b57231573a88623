/** What changed in the words of two programs, where one of them cannot be compiled: by file and by declaration, as far as they can be read. */
import { parse } from "../grammar/parser.ts";
import { isSameNode } from "../grammar/same-node.ts";
import type { Declaration } from "../grammar/tree.ts";
import { compareText } from "../schedule/order.ts";
import type { TextChange, TextDiff } from "./types.ts";

interface Text {
  readonly path: string;
  readonly text: string;
}

export function compareTexts(before: readonly Text[], after: readonly Text[]): TextDiff {
  const texts = (files: readonly Text[]) => new Map(files.map(({ path, text }) => [path, text]));
  return {
    files: changesOf(texts(before), texts(after), (one, other) => one === other),
    declarations: changesOf(declared(before), declared(after), (one, other) => isSameNode(one, other)),
  };
}

function changesOf<T>(
  before: ReadonlyMap<string, T>,
  after: ReadonlyMap<string, T>,
  isSame: (one: T, other: T) => boolean,
): TextChange[] {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort(compareText);
  return names.flatMap((name): TextChange[] => {
    const [old, now] = [before.get(name), after.get(name)];
    if (old === undefined) return [{ what: "added", name }];
    if (now === undefined) return [{ what: "removed", name }];
    return isSame(old, now) ? [] : [{ what: "changed", name }];
  });
}

/** Declarations by what a person calls them; those of one name, such as several `use`, together. */
function declared(files: readonly Text[]): Map<string, Declaration[]> {
  const all = new Map<string, Declaration[]>();
  for (const { path, text } of files) {
    for (const declaration of parse(path, text).file.declarations) {
      const name = nameOf(declaration);
      all.set(name, [...(all.get(name) ?? []), declaration]);
    }
  }
  return all;
}

function nameOf(declaration: Declaration): string {
  if ("names" in declaration) return `${declaration.kind} ${declaration.names.map(({ text }) => text).join(", ")}`;
  const name = "name" in declaration ? declaration.name : undefined;
  if (name === undefined) return declaration.kind;
  return `${declaration.kind} ${name.text}`;
}
