/** Histories in which events happen, cases are opened and closed, and touches are answered. */
import type { EpochDay } from "../../runtime/histories/types.ts";
import type { Condition, EventType, Expression, Literal } from "../../schedule/types.ts";
import { within } from "./amounts.ts";
import { addEvent, addTouch, asItIs, type Edit, together } from "./draft.ts";
import { type EventFields, filtersFor, plainFields } from "./filters.ts";
import { daysOf, firstDayOf, type Ground } from "./ground.ts";

/** More of one event than this on a day are not told. */
const mostAtOnce = 12;

/** An event of whose fields the filter is so; `minutes` after midnight, or at the close. */
export function happening(
  name: string,
  where: Condition | undefined,
  day: EpochDay,
  ground: Ground,
  {
    want = true,
    minutes = null,
    more = new Map(),
  }: { want?: boolean; minutes?: number | null; more?: EventFields } = {},
): Edit[] {
  const event = eventOf(name, ground);
  if (!event) return [];
  return filtersFor(where, event, ground.schedule, want).map(
    (fields): Edit =>
      (draft) => {
        const which = draft.events.length + 1;
        const own = fitting(event, new Map([...plainFields(event, ground.schedule, day, which), ...fields, ...more]));
        return addEvent({ event: name, day, minutes, fields: own })(draft);
      },
  );
}

/** So many of them on one day. */
export function happenings(
  name: string,
  where: Condition | undefined,
  day: EpochDay,
  count: number,
  ground: Ground,
  more: EventFields = new Map(),
): Edit[] {
  if (count <= 0) return [asItIs];
  return happening(name, where, day, ground, { more }).map((once) =>
    together(...new Array<Edit>(Math.min(count, mostAtOnce)).fill(once)),
  );
}

function eventOf(name: string, { schedule }: Ground): EventType | undefined {
  return schedule.events.find((event) => event.name === name);
}

function fitting(event: EventType, fields: EventFields): EventFields {
  return new Map(
    [...fields].map(([name, value]): [string, Literal] => {
      const field = event.fields.find((each) => each.name === name);
      return [name, field && typeof value === "number" ? within(field, value) : value];
    }),
  );
}

/** A case that has been open for so long; or none, or one that was closed again. */
export function cases(
  { event: name, where, over }: Extract<Condition, { node: "open_case" }>,
  want: boolean,
  at: EpochDay,
  ground: Ground,
): Edit[] {
  const opened = over ? firstDayOf(over, at) : at;
  if (want) return [...happening(name, where, opened, ground), ...happening(name, where, opened - 1, ground)];
  const closes = closing(name, at, ground);
  return [asItIs, closes, ...happening(name, where, at - 2, ground).map((opens) => together(opens, closes))];
}

/** Closes every case there is of an event, on a day. */
function closing(name: string, at: EpochDay, ground: Ground): Edit {
  const { closedBy, key } = eventOf(name, ground) ?? {};
  if (!closedBy || key === undefined) return asItIs;
  return (draft) => {
    const open = draft.events.filter((each) => each.event === name).map(({ fields }) => fields.get(key));
    const closes = open.flatMap((value) => {
      const more = new Map(value === undefined ? [] : [[closedBy.field, value] as const]);
      return happening(closedBy.event, undefined, at, ground, { more }).slice(0, 1);
    });
    return together(...closes)(draft);
  };
}

/** A touch that was delivered and whose time is over, answered or not. */
export function deliveries(
  { touch: named, channel, event, within: time }: Extract<Expression, { node: "touch_share" }>,
  isAnswered: boolean,
  at: EpochDay,
  ground: Ground,
): Edit[] {
  const touch = ground.schedule.touches.find(({ name, channels }) =>
    named === undefined ? channel === undefined || channels.includes(channel) : name === named,
  );
  if (!touch) return [];
  const day = at - daysOf(time, at) - 2;
  const delivered = addTouch({ touch: touch.name, day });
  return isAnswered
    ? happening(event, undefined, day + 1, ground).map((answer) => together(delivered, answer))
    : [delivered];
}
