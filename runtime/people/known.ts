/** What is known of our people before anything is simulated: how the roster and the names of the data go together. */
import { numbersThere } from "../../project/people-there.ts";
import { compareText } from "../../schedule/order.ts";
import type { Schedule } from "../../schedule/types.ts";
import type { DayRange, Staff } from "../histories/types.ts";
import { createTeam } from "./team.ts";

/** Sorted by name, and by role. */
export interface TeamKnown {
  /** In the roster, and there on one of the days at least. */
  readonly people: number;
  /** Whom the data or a rule names for roles that a person holds, and how many of them are people or pools of the roster. */
  readonly owners: number;
  readonly ownersInTeam: number;
  /** Of the data, and not in the roster: taken with the hours of their role. */
  readonly notInTeam: readonly { readonly role: string; readonly names: readonly string[] }[];
  /** Of these, named by nothing; with a role that a rule gives they are not among them. */
  readonly ownNothing: readonly string[];
  /** Time off of names that neither the roster nor the data has. */
  readonly awayOnly: readonly string[];
  /** Roles of the roster that the playbooks do not have. */
  readonly rolesNotDeclared: readonly string[];
  /** Where the playbooks say how many people a role has, and the roster has so many on none of the days: the most there are at once. */
  readonly otherNumber: readonly { readonly role: string; readonly said: number; readonly inTeam: number }[];
  /** Of these, with more minutes a week for plays than their shifts hold. */
  readonly beyondShifts: readonly { readonly person: string; readonly minutes: number; readonly fits: number }[];
}

/** Of the days of the data. Undefined without a roster: then everybody is who the data says. */
export function teamKnown(
  schedule: Pick<Schedule, "roles" | "team" | "policy" | "covers">,
  staff: Staff,
  days: DayRange,
): TeamKnown | undefined {
  const { roles, team } = schedule;
  const { roster, owners, rules, zone } = staff;
  if (!roster) return undefined;
  const all = createTeam({ schedule, roster, owners, zone }).people;
  const { people: listed, away = new Map() } = roster;
  const people = listed.filter(({ from = days.from, to = days.to }) => from <= days.to && to >= days.from);
  const names = new Set(listed.flatMap(({ name, pool }) => (pool === undefined ? [name] : [name, pool])));
  const allNamed = new Set([...owners.values()].flatMap((all) => [...all]));
  const isPerson = new Set(roles.flatMap(({ name, kind }) => (kind === "person" ? name : [])));
  const ofPersons = [...owners].filter(([role]) => isPerson.has(role));
  const named = new Set(ofPersons.flatMap(([, all]) => [...all]));
  const declared = new Set(roles.map(({ name }) => name));
  const sorted = (all: Iterable<string>) => [...new Set(all)].sort(compareText);
  const there = new Set(people.map(({ name }) => name));
  const owns = ({ name, pool, roles: held }: (typeof people)[number]) =>
    allNamed.has(name) || (pool !== undefined && allNamed.has(pool)) || held.some((role) => rules.has(role));
  return {
    people: people.length,
    owners: named.size,
    ownersInTeam: [...named].filter((name) => names.has(name)).length,
    notInTeam: ofPersons
      .map(([role, all]) => ({
        role,
        names: listed.length === 0 ? [] : sorted([...all].filter((name) => !names.has(name))),
      }))
      .filter((each) => each.names.length > 0)
      .sort((one, other) => compareText(one.role, other.role)),
    ownNothing: sorted(people.filter((person) => !owns(person)).map(({ name }) => name)),
    awayOnly: sorted([...away.keys()].filter((name) => !names.has(name) && !allNamed.has(name))),
    rolesNotDeclared: sorted(listed.flatMap((person) => person.roles.filter((role) => !declared.has(role)))),
    otherNumber: team.flatMap(({ role, people: said }) => {
      const numbers = numbersThere(
        people.filter(({ roles: held }) => held.includes(role)),
        days,
      );
      const inTeam = Math.max(...numbers);
      return said === undefined || inTeam === 0 || numbers.has(said) ? [] : [{ role, said, inTeam }];
    }),
    beyondShifts: [...all.values()].flatMap(({ name: person, weekMinutes, shiftMinutes: fits }) =>
      there.has(person) && weekMinutes < Infinity && weekMinutes > fits ? [{ person, minutes: weekMinutes, fits }] : [],
    ),
  };
}
