/** Why a metric or an event type is unknown on some days: no table, before its data or the account, after its data, no value. */

import type { EpochDay } from "../histories/types.ts";
import type { AccountView } from "./view.ts";

export const BEFORE_RUN = "window before the run";

/** Undefined when every day of the window has a value. */
export function metricReason(view: AccountView, place: number, from: EpochDay, to: EpochDay): string | undefined {
  const { words, horizon } = view.shape.metrics[place]!;
  const series = view.series(place);
  if (horizon === undefined) return words.noTable;
  if (series.isKnown(from, to)) return undefined;
  let day = from;
  while (!Number.isNaN(series.at(day))) day++;
  const begins = view.beginsOn(day);
  // An account that did not say when it begins was not there yet: its fields tell it from a later day on.
  if (begins === undefined || day < Math.max(begins, horizon.from))
    return words.tooEarly(begins === undefined || begins > horizon.from, from < to);
  return day > horizon.to ? words.afterData : words.noValue;
}

/** Undefined when events of that type are known on every day of the window. */
export function eventReason(view: AccountView, place: number, from: EpochDay, to: EpochDay): string | undefined {
  const { words, horizon } = view.shape.events[place]!;
  if (horizon === undefined) return words.noTable;
  if (view.beginsOn(to) === undefined) return absentBegins(view);
  if (to > horizon.to) return words.afterData;
  const knownFrom = view.eventsKnownFrom(place, to);
  if (from >= knownFrom) return undefined;
  return words.tooEarly(knownFrom > horizon.from, from < to);
}

export function absentBegins({ shape }: AccountView): string {
  return `absent: ${shape.fields[shape.begins]?.name ?? "begins"}`;
}
