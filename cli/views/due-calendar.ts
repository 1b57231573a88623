/**
 * What people can do today as calendars, one a person (RFC 5545). Everything is an event, because calendars show no
 * to-dos (docs/decisions/due.md): talks have a time, one after the other from the first permitted instant on; what has
 * no time of its own, or finds none today, lasts all day and blocks nothing.
 */
import { createHash } from "node:crypto";
import ical, { ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from "ical-generator";
import type { DueItem, DueList } from "../../runtime/due/types.ts";
import { talks } from "../../runtime/prose/actions.ts";
import { plainText } from "../../runtime/templates/values.ts";
import { descriptionText, forPeople, titleText } from "./due-words.ts";

export interface PersonCalendar {
  readonly owner: string;
  /** A name that any file system takes, no other person's. */
  readonly file: string;
  readonly text: string;
}

/** By name of the person. The same list makes the same bytes. */
export function dueCalendars(list: DueList): PersonCalendar[] {
  const people = new Map<string, DueItem[]>();
  for (const item of forPeople(list.items)) people.set(item.owner, [...(people.get(item.owner) ?? []), item]);
  return [...people].map(([owner, items]) => ({
    owner,
    file: fileOf(owner),
    text: calendarOf(list.asOf, owner, items),
  }));
}

function calendarOf(asOf: string, owner: string, items: readonly DueItem[]): string {
  const calendar = ical({
    name: `Due: ${plainText(owner)}`,
    prodId: { company: "playc", product: "due", language: "EN" },
    method: ICalCalendarMethod.PUBLISH,
  });
  const times = timesOf(items);
  const midnight = Date.parse(asOf);
  for (const item of items) {
    const time = times.get(item);
    calendar.createEvent({
      id: `${digestOf(item.id)}@playc`,
      sequence: (midnight - Date.parse(item.dated)) / 86_400_000,
      stamp: new Date(midnight),
      start: time?.start ?? new Date(midnight),
      ...(time && { end: time.end }),
      allDay: time === undefined,
      summary: plainText(`${titleText(item)}: ${item.account}${item.late ? " (late)" : ""}`),
      description: withoutControls(descriptionText(item)),
      status: ICalEventStatus.TENTATIVE,
      transparency: time ? ICalEventTransparency.OPAQUE : ICalEventTransparency.TRANSPARENT,
    });
  }
  return `${calendar.toString()}\r\n`;
}

/** One talk after the other, the first permitted first, within the working hours of its customer. */
function timesOf(items: readonly DueItem[]): Map<DueItem, { start: Date; end: Date }> {
  const times = new Map<DueItem, { start: Date; end: Date }>();
  const withTime = items.flatMap((item) => {
    const { permitted, channel, effortMinutes } = item;
    const to = permitted?.to ?? null;
    if (permitted === null || to === null || channel === null || !talks.has(channel) || effortMinutes === 0) return [];
    return [{ item, from: Date.parse(permitted.from), to: Date.parse(to), lasts: effortMinutes * 60_000 }];
  });
  let free = Number.NEGATIVE_INFINITY;
  for (const { item, from, to, lasts } of withTime.sort((a, b) => a.from - b.from)) {
    const start = Math.max(free, from);
    if (start + lasts > to) continue;
    free = start + lasts;
    times.set(item, { start: new Date(start), end: new Date(free) });
  }
  return times;
}

/** Readable as far as letters go, and no two persons' the same, also where a file system knows no capitals. */
function fileOf(owner: string): string {
  const letters = owner
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 40);
  return `${letters === "" ? "person" : letters}-${digestOf(owner).slice(0, 8)}.ics`;
}

function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}

/** RFC 5545, 3.3.11: text has line ends, tabs and no other control. */
function withoutControls(text: string): string {
  return text.replaceAll(/[^\P{Cc}\t\n]|\p{Cs}/gu, "");
}
