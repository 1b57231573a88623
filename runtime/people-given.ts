/** Who the people of a run are, and what is told of their days (docs/language.md section 18). */
import { createHash } from "node:crypto";
import { compareText } from "../schedule/order.ts";
import type { Schedule } from "../schedule/types.ts";
import { type Books, booksOf } from "./books/books-of.ts";
import type { Capacity } from "./capacity.ts";
import type { DayRange, Histories } from "./histories/types.ts";
import type { PersonDayRow } from "./ledger/person-days.ts";
import type { AccountOutcome, LedgerRow } from "./ledger/types.ts";
import type { Person, Team } from "./people/types.ts";

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

/** What everybody whose hours are finite has, and pools of such people have not; nothing is known of queues where there are none. */
export function* capacityDays(
  { people, pools }: Team,
  { from, to }: DayRange,
  capacity: Capacity,
): Generator<PersonDayRow> {
  const nothing = { workedMinutes: 0, ...noQueue(capacity) };
  for (const { name, weekMinutes, minutesOn } of people.values()) {
    if (weekMinutes === Infinity) continue;
    for (let day = from; day <= to; day++) yield { person: name, day, capacityMinutes: minutesOn(day), ...nothing };
  }
  for (const [person, members] of pools) {
    if (!areFinite(members)) continue;
    for (let day = from; day <= to; day++) yield { person, day, capacityMinutes: 0, ...nothing };
  }
}

/**
 * What people with finite hours, and pools of such, did for an account without a queue: all of it where nothing waits
 * for them, and with `enforce` what `isQueued` does not tell of. That came and was worked on one day.
 */
export function* daysDone(
  { people, pools }: Team,
  { rows }: AccountOutcome,
  capacity: Capacity,
  isQueued: (row: LedgerRow) => boolean = () => false,
): Generator<PersonDayRow> {
  for (const row of rows) {
    const { outcome, owner: person, doneOn: day, effortMinutes, prepMinutes } = row;
    const workedMinutes = effortMinutes + prepMinutes;
    if (outcome !== "done" || day === null || workedMinutes === 0 || isQueued(row)) continue;
    const known = people.get(person);
    if (!areFinite(known ? [known] : (pools.get(person) ?? []))) continue;
    yield { person, day, capacityMinutes: 0, workedMinutes, ...noQueue(capacity, workedMinutes) };
  }
}

function areFinite(people: readonly Person[]): boolean {
  return people.length > 0 && people.every(({ weekMinutes }) => weekMinutes < Infinity);
}

/** What is known of queues, where there are any: nothing waits. `cameMinutes`: what came and was worked at once. */
function noQueue(capacity: Capacity, cameMinutes = 0) {
  const [came, none] = capacity === "enforce" ? [cameMinutes, 0] : [null, null];
  return { cameMinutes: came, leftMinutes: none, inHandMinutes: none, waitingMinutes: none };
}
