/** The names of the program that a project file gives data for, and where it does. */
import type { RawProject } from "./raw.ts";
import type { PersonRow } from "./team-types.ts";
import type { Span } from "./types.ts";

/** What a name is of. */
export type MappedKind = "field" | "event" | "event field" | "metric" | "person" | "touch";

export interface MappedName {
  kind: MappedKind;
  name: string;
  /** Of a field of an event: whose. */
  event?: string;
  /** The keys that lead to it. */
  path: readonly (string | number)[];
}

/** What a project file maps, with the places of its keys. */
export interface Mapping {
  names: readonly MappedName[];
  /** Role -> the field by which it is assigned. */
  assignedBy: ReadonlyMap<string, string>;
  /** The people that the file itself lists, row by row as they are written; none where a table has them. */
  roster: readonly PersonRow[];
  /** Of the last key of a path or, where it is missing, of the nearest key above it. */
  placeOf(path: readonly (string | number)[]): Span;
}

/** Role -> the field of `assign ... by`. */
export function assignedBy({ people = {} }: RawProject): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(people).flatMap(([role, { assign }]) => (assign?.by ? [[role, assign.by] as const] : [])),
  );
}

/** Every mapped name, table by table; a metric of two tables is there twice. */
export function mappedNames(raw: RawProject): MappedName[] {
  return [
    ...named("field", ["account", "fields"], raw.account.fields),
    ...named("person", ["people"], raw.people),
    ...named("event", ["events"], raw.events),
    ...Object.entries(raw.events ?? {}).flatMap(([event, { fields }]) =>
      named("event field", ["events", event, "fields"], fields).map((each) => ({ ...each, event })),
    ),
    ...inTables("metrics", raw.metrics).flatMap(([path, { columns, names }]) => [
      ...named("metric", [...path, "columns"], columns),
      ...named("metric", [...path, "names"], names),
    ]),
    ...inTables("touches", raw.touches).flatMap(([path, { names }]) => named("touch", [...path, "names"], names)),
  ];
}

function named(kind: MappedKind, path: MappedName["path"], keys: object | undefined): MappedName[] {
  return Object.keys(keys ?? {}).map((name) => ({ kind, name, path: [...path, name] }));
}

/** The tables of a key that takes one or a list, each with the keys that lead to it. */
function inTables<Table>(key: string, tables: Table | Table[] | undefined): [(string | number)[], Table][] {
  if (Array.isArray(tables)) return tables.map((table, index) => [[key, index], table]);
  return tables === undefined ? [] : [[[key], tables]];
}
