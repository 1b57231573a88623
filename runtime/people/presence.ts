/** From when to when somebody who is named is there: the days between the first and the last with us. */
import type { DayRange, FieldChange } from "../histories/types.ts";
import type { Team } from "./types.ts";

const always: DayRange = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };

/** Of a pool from the first day of any member to the last of any; of who is unknown always. */
export function daysThere({ people, pools }: Pick<Team, "people" | "pools">, owner: string): DayRange {
  const person = people.get(owner);
  if (person) return person;
  const members = pools.get(owner);
  if (!members) return always;
  return {
    from: Math.min(...members.map(({ from }) => from)),
    to: Math.max(...members.map(({ to }) => to)),
  };
}

/** The changes of who holds a role, with nobody on the days on which who is named is not there. */
export function whileThere(
  team: Pick<Team, "people" | "pools">,
  changes: readonly FieldChange[],
): readonly FieldChange[] {
  const bounded = changes.flatMap((change, index): FieldChange[] => {
    const { from, value } = change;
    if (typeof value !== "string") return [change];
    const until = changes[index + 1]?.from ?? Number.POSITIVE_INFINITY;
    const there = daysThere(team, value);
    const start = Math.max(from, there.from);
    const end = Math.min(until, there.to + 1);
    if (start >= end) return [{ from, value: undefined }];
    return [
      ...(start > from ? [{ from, value: undefined }] : []),
      { from: start, value },
      ...(end < until ? [{ from: end, value: undefined }] : []),
    ];
  });
  return bounded.length === changes.length ? changes : bounded;
}
