/**
 * What can be taken from a library one by one: its declarations and, of those that declare several things, each of them:
 * every field of `account`, every name of `event a, b` and `contact a, b`.
 */
import type { Declaration, File, Name } from "../../grammar/tree.ts";
import { namesOf } from "../names/collect.ts";
import { oncePer } from "../once.ts";

export interface Unit {
  file: File;
  declaration: Declaration;
  /** What it declares: `touch qbr`, and for a kind without a name the kind. The first tells it from all others. */
  keys: readonly [string, ...string[]];
}

/** The units of a file, in the order of its text. What belongs to the file alone, such as `use`, is none. */
export const unitsOf = oncePer((file: File): readonly Unit[] =>
  file.declarations.flatMap(piecesOf).flatMap((declaration) => {
    const [first, ...others] = keysOf(declaration);
    return first === undefined ? [] : [{ file, declaration, keys: [first, ...others] as const }];
  }),
);

function piecesOf(declaration: Declaration): Declaration[] {
  switch (declaration.kind) {
    case "account": {
      const fields = declaration.fields.map((field) => ({ ...declaration, fields: [field], begins: [], ends: [] }));
      return [...fields, { ...declaration, fields: [] }];
    }
    case "event":
    case "contact":
      return declaration.names.map((name) => ({ ...declaration, names: [name] }));
    default:
      return [declaration];
  }
}

function keysOf(declaration: Declaration): string[] {
  const names = namesOf(declaration).map(([kind, name]) => `${kind} ${name.text}`);
  switch (declaration.kind) {
    case "account":
      return names.length > 0 ? names : ["account"];
    case "segments":
    case "models":
      return [declaration.kind, ...names];
    case "policy":
    case "team":
    case "assume":
    case "cover":
    case "roi":
      return [declaration.kind];
    default:
      return names;
  }
}

/** The words of a unit as a person would write them: `touch qbr`, `policy`, `field arr`. */
export function wordsOfUnit({ declaration, keys: [key] }: Unit): string {
  return declaration.kind === "health" ? key.replace(/^metric /, "health ") : key;
}

/** Where a unit's name stands or, when it has none, its first word. */
export function placeOfUnit({ declaration }: Unit): Name["span"] {
  const [named] = namesOf(declaration);
  const { start } = declaration.replaces ? declaration.replaces.span : declaration.span;
  const ofParts = declaration.kind === "segments" || declaration.kind === "models";
  const isNamed = named !== undefined && !ofParts && named[1].span.start >= start;
  return isNamed ? named[1].span : (declaration.replaces?.span ?? { start, end: start + declaration.kind.length });
}

/** The files of these units with their declarations, and no others. What was asked last of a file is the same object. */
export function filesOf(units: readonly Unit[]): File[] {
  const declarations = new Map<File, Declaration[]>();
  for (const { file, declaration } of units) {
    const list = declarations.get(file);
    if (list) list.push(declaration);
    else declarations.set(file, [declaration]);
  }
  return [...declarations].map(([file, list]) => {
    const last = lastOf.get(file);
    if (last && areSame(last.declarations, list)) return last;
    const part = { ...file, declarations: list };
    lastOf.set(file, part);
    return part;
  });
}

/** An editor asks for the same part of a file again and again. */
const lastOf = new WeakMap<File, File>();

function areSame(one: readonly Declaration[], other: readonly Declaration[]): boolean {
  return one.length === other.length && one.every((declaration, index) => declaration === other[index]);
}
