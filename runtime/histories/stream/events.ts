/** From staged rows of events to records, in an order that the order of input rows cannot be seen in. */
import { compareText } from "../../../schedule/order.ts";
import type { EventType, Field } from "../../../schedule/types.ts";
import { parseDay } from "../../calendar/days.ts";
import { zoneOf } from "../../calendar/zones.ts";
import type { Cell } from "../database.ts";
import type { EventRecord, FieldValue } from "../types.ts";
import { storedInstant } from "../values/fields.ts";
import { defaultOf, readerOf } from "./fields.ts";

/** `cells`: when it happened, as staged, then one cell for each of `fields`. */
export function recordOf(
  event: EventType,
  fields: readonly Field[],
  cells: readonly Cell[],
  zone: string,
): EventRecord {
  const values = Object.create(null) as Record<string, FieldValue>;
  for (const field of event.fields) {
    const index = fields.indexOf(field);
    const value = (index < 0 ? undefined : readerOf(field, zone)(cells[index + 1])) ?? defaultOf(field, zone);
    if (value !== undefined) values[field.name] = value;
  }
  const text = String(cells[0]);
  const clock = zoneOf(zone);
  const date = parseDay(text);
  if (date !== undefined) return { at: clock.dayStart(date + 1), day: date, fields: values };
  const at = storedInstant(text, zone);
  return { at, day: clock.dayOf(at), fields: values };
}

/**
 * By instant, then key, then content. A key tells cases apart, so of records that are the same in key and everything
 * else one is kept: exports overlap. Without a key every row is an event of its own.
 */
export function inOrder(event: EventType, records: readonly EventRecord[]): EventRecord[] {
  const sortable = records.map((record) => {
    const key = event.key === undefined ? undefined : record.fields[event.key];
    return { record, key: canonical(key), content: canonicalFields(record) };
  });
  sortable.sort(
    (left, right) =>
      left.record.at - right.record.at ||
      left.record.day - right.record.day ||
      compareText(left.key, right.key) ||
      compareText(left.content, right.content),
  );
  const kept = sortable.filter((item, index) => {
    if (item.key === "") return true;
    const before = sortable[index - 1];
    return (
      before?.record.at !== item.record.at || before.record.day !== item.record.day || before.content !== item.content
    );
  });
  return kept.map((item) => item.record);
}

function canonicalFields(record: EventRecord): string {
  const names = Object.keys(record.fields).sort();
  return JSON.stringify(names.map((name) => [name, canonical(record.fields[name])]));
}

function canonical(value: FieldValue | undefined): string {
  if (typeof value === "object") return JSON.stringify([value.unit, value.amount]);
  return value === undefined ? "" : JSON.stringify(value);
}
