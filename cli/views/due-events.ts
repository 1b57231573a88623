/**
 * What can be done today as CloudEvents 1.0, one JSON document a line: for machines that act on it. The same list makes
 * the same ids; who acts on a demand once only looks at `subject`, which stays the same on every morning.
 * https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md
 */
import { parseDay } from "../../runtime/calendar/days.ts";
import { zoneOf } from "../../runtime/calendar/zones.ts";
import type { DueItem, DueList } from "../../runtime/due/types.ts";

export interface DueEvent {
  readonly specversion: "1.0";
  /** The demand on this morning. */
  readonly id: string;
  readonly source: "/playc/due";
  readonly type: "playc.demand.due";
  /** The demand. */
  readonly subject: string;
  /** When the day opened, where the customer is. */
  readonly time: string;
  readonly datacontenttype: "application/json";
  readonly data: DueItem;
}

export function dueEvents({ asOf, items }: DueList): DueEvent[] {
  const day = parseDay(asOf)!;
  return items
    .filter(({ status }) => status === "today")
    .map((item) => ({
      specversion: "1.0",
      id: `${item.id}|${asOf}`,
      source: "/playc/due",
      type: "playc.demand.due",
      subject: item.id,
      time: new Date(zoneOf(item.zone).dayStart(day)).toISOString(),
      datacontenttype: "application/json",
      data: item,
    }));
}
