/** Who the people of a run are, and what is told of their days (docs/language.md section 18). */
import { createHash } from "node:crypto";
import { compareText } from "../schedule/order.ts";
import type { Schedule } from "../schedule/types.ts";
import { type Books, booksOf } from "./books/books-of.ts";
import type { Capacity } from "./capacity.ts";
import type { DayRange, Histories } from "./histories/types.ts";
import type { PersonDayRow } from "./ledger/person-days.ts";
import type { AccountOutcome } from "./ledger/types.ts";
import type { Team } from "./people/types.ts";

export type PeopleGiven =
  | { readonly capacity: "off" }
  | { readonly capacity: "report"; readonly team: Team }
  | { readonly capacity: "enforce"; readonly team: Team; readonly books: Books };

/** Finds out who the people are and, where work waits for them, which accounts make a book: one look at every account. */
export async function peopleOf(schedule: Schedule, histories: Histories, capacity: Capacity): Promise<PeopleGiven> {
  const { team } = histories;
  const isEnforced = team !== undefined && capacity === "enforce";
  const books = isEnforced ? await booksOf(histories.everybody(), schedule.roles, team) : undefined;
  return peopleGiven(capacity, team, books);
}

/** Where nothing is known of people, nobody looks at them; `books` are there with `enforce`. */
export function peopleGiven(capacity: Capacity, team: Team | undefined, books: Books | undefined): PeopleGiven {
  if (!team || capacity === "off") return { capacity: "off" };
  return books ? { capacity: "enforce", team, books } : { capacity: "report", team };
}

/** Of all that a run hangs on and the program does not say: two runs with the same have the same people. */
export function digestOfPeople({ staff }: Pick<Histories, "staff">): string {
  if (!staff) return "";
  const { roster, owners, rules, zone } = staff;
  const named = [...owners].map(([role, names]) => [role, [...names].sort()]);
  const people = (roster?.people ?? [])
    .map((person) => ({ ...person, attributes: [...(person.attributes ?? [])] }))
    .sort((one, other) => compareText(one.name, other.name));
  const away = [...(roster?.away ?? [])].sort(([one], [other]) => compareText(one, other));
  return createHash("sha256")
    .update(JSON.stringify([people, away, named, [...rules], zone]))
    .digest("hex");
}

/** What everybody whose hours are finite has; nothing is known of queues where there are none. */
export function* capacityDays({ people }: Team, { from, to }: DayRange, capacity: Capacity): Generator<PersonDayRow> {
  const queue = capacity === "enforce" ? 0 : null;
  const unknown = { cameMinutes: queue, leftMinutes: queue, waitingMinutes: queue };
  for (const { name, weekMinutes, minutesOn } of people.values()) {
    if (weekMinutes === Number.POSITIVE_INFINITY) continue;
    for (let day = from; day <= to; day++) {
      yield { person: name, day, capacityMinutes: minutesOn(day), workedMinutes: 0, ...unknown };
    }
  }
}

/** What people with finite hours did for an account, where nothing waits for them. */
export function* daysDone({ people }: Team, { rows }: AccountOutcome): Generator<PersonDayRow> {
  const unknown = { cameMinutes: null, leftMinutes: null, waitingMinutes: null };
  for (const { outcome, owner, doneOn, effortMinutes, prepMinutes } of rows) {
    const workedMinutes = effortMinutes + prepMinutes;
    if (outcome !== "done" || doneOn === null || workedMinutes === 0) continue;
    if ((people.get(owner)?.weekMinutes ?? Number.POSITIVE_INFINITY) === Number.POSITIVE_INFINITY) continue;
    yield { person: owner, day: doneOn, capacityMinutes: 0, workedMinutes, ...unknown };
  }
}
