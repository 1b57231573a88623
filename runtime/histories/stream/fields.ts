/** From staged rows of fields and persons to changes in order of day: defaults filled in, repetitions left out. */
import type { Field } from "../../../schedule/types.ts";
import { parseDay } from "../../calendar/days.ts";
import type { Cell, Row } from "../database.ts";
import type { FieldChange, FieldValue } from "../types.ts";
import { storedInstant, storedValue } from "../values/fields.ts";

/** A column of rows, the day in the row that it holds from (null: since ever), and how to read it. */
export interface ChangesRequest {
  rows: readonly Row[];
  day: number;
  value: number;
  read: (cell: Cell | undefined) => FieldValue | undefined;
  /** What an absent value stands for. */
  otherwise?: FieldValue;
}

/** The changes of one column; rows are in order of day. */
export function changesOf({ rows, day, value, read, otherwise }: ChangesRequest): FieldChange[] {
  const changes: FieldChange[] = [];
  const add = (from: number, next: FieldValue | undefined) => {
    const last = changes.at(-1);
    if (last === undefined ? next === undefined : sameValue(last.value, next)) return;
    changes.push({ from, value: next });
  };
  const first = rows[0]?.[day];
  if (rows.length === 0 || typeof first === "number") add(-Infinity, otherwise);
  for (const row of rows) {
    const from = row[day];
    add(typeof from === "number" ? from : -Infinity, read(row[value]) ?? otherwise);
  }
  return changes;
}

/** The value a field has where the data has none. */
export function defaultOf(field: Field, zone: string): FieldValue | undefined {
  const { default: value, type } = field;
  if (type === "date" && typeof value === "string") return parseDay(value);
  if (type === "instant" && typeof value === "string") return storedInstant(value, zone);
  return value;
}

/** How a field's staged cells are read. */
export function readerOf(field: Field, zone: string): (cell: Cell | undefined) => FieldValue | undefined {
  return (cell) => storedValue(field.type, cell, zone);
}

function sameValue(left: FieldValue | undefined, right: FieldValue | undefined): boolean {
  if (typeof left === "object" && typeof right === "object") {
    return left.unit === right.unit && left.amount === right.amount;
  }
  return left === right;
}
