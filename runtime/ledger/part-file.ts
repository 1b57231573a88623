/**
 * The file of one part of a run: its rows of every table as Parquet, what is added up besides as JSON, and a head that
 * says which part of which run it is. Made by a process of this run, by an earlier run that was interrupted, or on
 * another machine: it is checked before it is believed.
 */
import { join } from "node:path";
import type { Part } from "../parts/cut.ts";
import { type PartTotals, totalsJson, totalsOf } from "../parts/totals.ts";
import {
  type Container,
  ContainerError,
  extractSection,
  readContainer,
  readSection,
  writeContainer,
} from "./container.ts";
import { allTables } from "./run-tables.ts";
import type { TableRows } from "./store.ts";

const format = "playc-part";
const version = 1;
const totalsName = "totals";
/** Totals grow with measures and the days they count, not with accounts. */
const longestTotals = 2 ** 28;

/** All that the parts of a run hang on, by name: files of which any differs belong to different runs. */
export type RunIdentity = Readonly<Record<string, string | number>>;

/** The part of a run that a file is to be. */
export interface PartWanted {
  readonly identity: RunIdentity;
  readonly part: Part;
  /** How many parts the run has. */
  readonly parts: number;
}

export interface ReadPart {
  readonly totals: PartTotals;
  readonly tables: readonly TableRows[];
  /** Writes the Parquet file of one of the tables. */
  extract(table: string, to: string): void;
}

/** Writes a part whose tables are in `folder`, as `exportPart` leaves them, whole or not at all. */
export function writePart(
  path: string,
  { identity, part, parts }: PartWanted,
  folder: string,
  tables: readonly TableRows[],
  totals: PartTotals,
): void {
  const head = { format, version, run: identity, ...part, parts, rows: tables.map(({ table, rows }) => [table, rows]) };
  writeContainer(path, head, [
    { name: totalsName, from: Buffer.from(totalsJson(totals)) },
    ...tables.map(({ table }) => ({ name: table, from: { file: join(folder, `${table}.parquet`) } })),
  ]);
}

/** Reads and checks a part. ContainerError when it is not whole, or another than what is wanted. */
export function readPart(path: string, { identity, part, parts }: PartWanted): ReadPart {
  const container = readContainer(path, format, version);
  const { head, sections } = container;
  const differs = differenceOf(identity, head.run);
  if (differs !== undefined) throw new ContainerError(`it is of another run: ${differs} differs`);
  const place = { number: head.number, from: head.from, to: head.to, parts: head.parts };
  if (differenceOf({ ...part, parts }, place) !== undefined) throw new ContainerError("it is another part of the run");
  const tables = tablesIn(container);
  const [first, ...others] = sections;
  const names = tables.map(({ table }) => table);
  if (first?.name !== totalsName || others.map(({ name }) => name).join() !== names.join()) {
    throw new ContainerError("its sections are not the tables that it says it has");
  }
  const totals = readTotals(path, container);
  if (totals.accounts !== part.to - part.from || totals.demands !== rowsOf(tables, "ledger")) {
    throw new ContainerError("its totals are of other accounts or demands than its tables");
  }
  return {
    totals,
    tables,
    extract(table, to) {
      const section = others.find(({ name }) => name === table);
      if (section) extractSection(path, section, to);
    },
  };
}

/** The first thing that two runs differ in; undefined when they are the same. */
export function differenceOf(one: RunIdentity, other: unknown): string | undefined {
  const members =
    typeof other === "object" && other !== null ? new Map<string, unknown>(Object.entries(other)) : new Map();
  const names = new Set([...Object.keys(one), ...members.keys()]);
  return [...names].find((name) => one[name] !== members.get(name));
}

function tablesIn({ head }: Container): TableRows[] {
  const known = allTables.map(({ name }) => name);
  let last = -1;
  return (Array.isArray(head.rows) ? head.rows : [undefined]).map((entry: unknown) => {
    const [table, rows]: unknown[] = Array.isArray(entry) ? entry : [];
    const at = typeof table === "string" ? known.indexOf(table) : -1;
    if (at <= last || typeof rows !== "number" || !Number.isSafeInteger(rows) || rows <= 0) {
      throw new ContainerError("its head does not say how many rows it has");
    }
    last = at;
    return { table: known[at]!, rows };
  });
}

function rowsOf(tables: readonly TableRows[], table: string): number {
  return tables.find((each) => each.table === table)?.rows ?? 0;
}

function readTotals(path: string, { sections }: Container): PartTotals {
  try {
    return totalsOf(readSection(path, sections[0]!, longestTotals).toString("utf8"));
  } catch (error) {
    if (error instanceof RangeError || error instanceof SyntaxError) {
      throw new ContainerError("its totals are not what playc writes", { cause: error });
    }
    throw error;
  }
}
