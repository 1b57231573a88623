/** Open cases of one account: which opening is ended by which closing (docs/language.md section 5, "Open cases"). */

import type { EpochDay, EventRecord, FieldValue, Instant } from "../histories/types.ts";

/**
 * The day each opening's case is closed, by place; Infinity while nothing closes it.
 * The first closing of the same key at or after an opening ends it, and every other case of that key still open. A
 * closing of the same instant as a reopening ends what was open before; only when nothing was, the new case.
 */
export function closingDays(
  openings: readonly EventRecord[],
  openingKey: string,
  closings: readonly EventRecord[],
  closingKey: string,
): Float64Array {
  const closed = new Float64Array(openings.length).fill(Infinity);
  for (const steps of stepsByKey(openings, openingKey, closings, closingKey).values()) pair(steps, closed);
  return closed;
}

interface Steps {
  openings: { at: Instant; place: number }[];
  closings: { at: Instant; day: EpochDay }[];
}

/** An opening without a key cannot be closed; a closing without one closes nothing. */
function stepsByKey(
  openings: readonly EventRecord[],
  openingKey: string,
  closings: readonly EventRecord[],
  closingKey: string,
): Map<string, Steps> {
  const byKey = new Map<string, Steps>();
  openings.forEach((record, place) => {
    const key = keyOf(record, openingKey);
    if (key === undefined) return;
    const steps = byKey.get(key);
    if (steps) steps.openings.push({ at: record.at, place });
    else byKey.set(key, { openings: [{ at: record.at, place }], closings: [] });
  });
  for (const record of closings) {
    const key = keyOf(record, closingKey);
    if (key !== undefined) byKey.get(key)?.closings.push({ at: record.at, day: record.day });
  }
  return byKey;
}

function keyOf(record: EventRecord, field: string): string | undefined {
  const value: FieldValue | undefined = record.fields[field];
  return value === undefined ? undefined : JSON.stringify(value);
}

function pair({ openings, closings }: Steps, closed: Float64Array): void {
  openings.sort((left, right) => left.at - right.at);
  closings.sort((left, right) => left.at - right.at);
  let open: number[] = [];
  let next = 0;
  const closeAll = (day: EpochDay) => {
    for (const place of open) closed[place] = day;
    open = [];
  };
  for (let index = 0; index < closings.length; index++) {
    const { at, day } = closings[index]!;
    while (next < openings.length && openings[next]!.at < at) open.push(openings[next++]!.place);
    if (open.length === 0) {
      while (next < openings.length && openings[next]!.at === at) open.push(openings[next++]!.place);
    }
    closeAll(day);
  }
}
