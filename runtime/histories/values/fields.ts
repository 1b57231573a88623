/**
 * One value of input: how SQL reads it, what is wrong with it when it cannot be read, and how it comes out of the
 * staged table again. Values that cannot be read never fail a query; they name the reason their row is set aside for.
 */
import type { Field, FieldType, Schedule } from "../../../schedule/types.ts";
import { zoneOf } from "../../calendar/zones.ts";
import type { Cell } from "../database.ts";
import { literals } from "../sql.ts";
import type { FieldValue } from "../types.ts";
import { DURATION, durationOf } from "./durations.ts";
import { LARGEST, numberSql } from "./numbers.ts";
import { daySql, instantSql } from "./times.ts";

export type Column = { sql: string; type: string };

/** A column as the project file calls it: its name, or the expression that computes it. */
export type NamedColumn = Column & { name: string };

/** Why a row is set aside: SQL over the row's raw and read values, the words for it, and whose value it is about. */
export interface Fault {
  when: string;
  reason: string;
  /** As the project file calls it. */
  column?: string;
  /** SQL of the value as text. */
  value?: string;
}

/** A fault of one column, told with its value. */
export function faultOf(column: NamedColumn, when: string, reason: string): Fault {
  return { when, reason, column: column.name, value: rawText(column) };
}

/** SQL that reads one value, and what can be wrong with what was read; `value` is SQL of the read column. */
export interface Reading {
  read: string;
  faults(value: string): Fault[];
}

/** Decimal digits of the base unit of each quantity. */
export function scaleOf(quantity: FieldType, currency: Schedule["currency"]): number {
  if (quantity === "money") return currency.minorDigits;
  return quantity === "ratio" || quantity === "points" ? 6 : 0;
}

const WHAT: Readonly<Record<FieldType, string>> = {
  money: "not a plain number",
  count: "not a whole number",
  ratio: "not a fraction or percentage",
  points: "not a plain number",
  duration: "not a duration",
  date: "not a date (YYYY-MM-DD)",
  instant: "not a date and time",
  text: "not text",
  flag: "not yes or no",
  zone: "not a time zone",
  enum: "none of its names",
};

/** How a column is read as a field. `zones` are the texts of zone columns that are zones. */
export function readingOf(field: Field, column: NamedColumn, schedule: Schedule, zones: ReadonlySet<string>): Reading {
  const { type } = field;
  const label = `\`${field.name}\``;
  return {
    read: readSql(type, column, schedule.currency),
    faults: (value) => {
      const fault = (when: string, what: string) => faultOf(column, when, `${label}: ${what}`);
      const faults: Fault[] = [fault(unreadable(column, value), WHAT[type])];
      if (!field.optional && field.default === undefined) {
        faults.unshift(fault(isAbsent(column), "absent, but required"));
      }
      if (type === "enum") {
        faults.push(fault(`${value} not in ${literals(field.members ?? [])}`, WHAT.enum));
      }
      if (type === "zone") {
        const known = zones.size === 0 ? "true" : `${value} not in ${literals([...zones])}`;
        faults.push(fault(`${value} is not null and ${known}`, WHAT.zone));
      }
      if (isQuantity(type)) faults.push(rangeFault(column, label, value, field.range));
      return faults;
    },
  };
}

/** A number beyond its declared range, or beyond what is held exactly. */
export function rangeFault(column: NamedColumn, label: string, value: string, range: Field["range"]): Fault {
  const from = Math.max(range?.from ?? -LARGEST, -LARGEST);
  const to = Math.min(range?.to ?? LARGEST, LARGEST);
  return faultOf(column, `${value} not between ${from} and ${to}`, `${label}: out of range`);
}

export function isQuantity(type: FieldType): boolean {
  return type === "money" || type === "count" || type === "ratio" || type === "points";
}

/** SQL of a raw value of any type, null when empty. */
export function rawText({ sql, type }: Column): string {
  return type === "VARCHAR" ? `nullif(${sql}, '')` : `cast(${sql} as varchar)`;
}

/** SQL of whether a raw value is absent; only texts can be so without being null. */
export function isAbsent(column: Column): string {
  return column.type === "VARCHAR" ? `${rawText(column)} is null` : `${column.sql} is null`;
}

/** SQL of whether a raw value is there and the value read from it is not. Hardly ever, so that is asked first. */
export function unreadable(column: Column, value: string): string {
  return `${value} is null and not (${isAbsent(column)})`;
}

function readSql(type: FieldType, column: Column, currency: Schedule["currency"]): string {
  const text = rawText(column);
  switch (type) {
    case "money":
    case "count":
    case "ratio":
    case "points":
      return numberSql(column, {
        scale: String(scaleOf(type, currency)),
        whole: String(type === "count"),
        percent: String(type === "ratio"),
      });
    case "date":
      return daySql(column);
    case "instant":
      return instantSql(column);
    case "duration":
      return `case when regexp_full_match(trim(${text}), '${DURATION}') then trim(${text}) end`;
    case "flag":
      return `case when lower(trim(${text})) in ('true', 'yes', '1', 't', 'y') then true
        when lower(trim(${text})) in ('false', 'no', '0', 'f', 'n') then false end`;
    case "text":
    case "zone":
    case "enum":
      return text;
  }
}

/** A staged value as the engine knows it; `undefined` when absent. `zone` is the account's. */
export function storedValue(type: FieldType, cell: Cell | undefined, zone: string): FieldValue | undefined {
  if (cell === null || cell === undefined) return undefined;
  if (type === "duration") return durationOf(String(cell));
  if (type === "instant") return storedInstant(String(cell), zone);
  return typeof cell === "bigint" ? Number(cell) : cell;
}

/** The instant of a stored text, as `instantSql` makes it. */
export function storedInstant(text: string, zone: string): number {
  if (/^-?\d+$/.test(text)) return Number(text);
  const instant = zoneOf(zone).instantOfLocal(text);
  if (instant === undefined) throw new RangeError(`${JSON.stringify(text)} is no local time.`);
  return instant;
}
