/** What two programs did for an account, put side by side by its days. Pure. */
import { compareText } from "../../schedule/order.ts";
import type { AccountTimeline, DoneThing, TimelineDay } from "./types.ts";

/** Something done, and on which day of the customer's own. */
export interface Done extends DoneThing {
  readonly day: string;
}

/** `before` in the names of the program after. */
export function timelineOf(account: string, before: readonly Done[], after: readonly Done[]): AccountTimeline {
  const names = [...new Set([...before, ...after].map(({ day }) => day))].sort(compareText);
  const days = names.map((day) => {
    const there = (all: readonly Done[]) => all.filter((each) => each.day === day).map(thingOf);
    return dayOf(day, there(before), there(after));
  });
  const alone = days.flatMap((day) => [...day.before, ...day.after]);
  const touches = alone.filter(({ kind }) => kind === "touch").length;
  return { account, moved: { touches, others: alone.length - touches }, days };
}

/** Things of one name are the same thing, whoever asked for it; those that the same declaration asked for are matched first. */
function dayOf(day: string, before: readonly DoneThing[], after: readonly DoneThing[]): TimelineDay {
  const exact = matched(before, after, isSameThing);
  const named = matched(exact.before, exact.after, isSameName);
  const sorted = (things: readonly DoneThing[]) => things.toSorted(inOrder);
  return {
    day,
    both: sorted([...exact.both, ...named.both]),
    before: sorted(named.before),
    after: sorted(named.after),
  };
}

/** Each of `after` with at most one of `before`, and what is left of both. */
function matched(
  before: readonly DoneThing[],
  after: readonly DoneThing[],
  isSame: (one: DoneThing, other: DoneThing) => boolean,
): Pick<TimelineDay, "both" | "before" | "after"> {
  const left = [...before];
  const [both, rest]: [DoneThing[], DoneThing[]] = [[], []];
  for (const thing of after) {
    const at = left.findIndex((other) => isSame(thing, other));
    if (at < 0) rest.push(thing);
    else {
      left.splice(at, 1);
      both.push(thing);
    }
  }
  return { both, before: left, after: rest };
}

function isSameName(one: DoneThing, other: DoneThing): boolean {
  return one.kind === other.kind && one.name === other.name;
}

function isSameThing(one: DoneThing, other: DoneThing): boolean {
  return isSameName(one, other) && one.source === other.source;
}

const kinds: readonly DoneThing["kind"][] = ["touch", "task", "alert", "handoff"];

function inOrder(one: DoneThing, other: DoneThing): number {
  return (
    kinds.indexOf(one.kind) - kinds.indexOf(other.kind) ||
    compareText(one.name, other.name) ||
    compareText(one.source ?? "", other.source ?? "")
  );
}

function thingOf({ kind, name, source }: Done): DoneThing {
  return { kind, name, source };
}
