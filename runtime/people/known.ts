/** What is known of our people before anything is simulated: how the roster and the names of the data go together. */
import { compareText } from "../../schedule/order.ts";
import type { Schedule } from "../../schedule/types.ts";
import type { Staff } from "../histories/types.ts";
import { createTeam } from "./team.ts";

/** Sorted by name, and by role. */
export interface TeamKnown {
  /** In the roster. */
  readonly people: number;
  /** Whom the data or a rule names for roles that a person holds, and how many of them are people or pools of the roster. */
  readonly owners: number;
  readonly ownersInTeam: number;
  /** Of the data, and not in the roster: taken with the hours of their role. */
  readonly notInTeam: readonly { readonly role: string; readonly names: readonly string[] }[];
  /** In the roster, and named by nothing; with a role that a rule gives they are not among them. */
  readonly ownNothing: readonly string[];
  /** Time off of names that neither the roster nor the data has. */
  readonly awayOnly: readonly string[];
  /** Roles of the roster that the playbooks do not have. */
  readonly rolesNotDeclared: readonly string[];
  /** Where the playbooks say how many people a role has, and the roster has another number of them. */
  readonly otherNumber: readonly { readonly role: string; readonly said: number; readonly inTeam: number }[];
  /** In the roster, with more minutes a week for plays than their shifts hold. */
  readonly beyondShifts: readonly { readonly person: string; readonly minutes: number; readonly fits: number }[];
}

/** Undefined without a roster: then everybody is who the data says. */
export function teamKnown(
  schedule: Pick<Schedule, "roles" | "team" | "policy" | "covers">,
  staff: Staff,
): TeamKnown | undefined {
  const { roles, team } = schedule;
  const { roster, owners, rules, zone } = staff;
  if (!roster) return undefined;
  const all = createTeam({ schedule, roster, owners, zone }).people;
  const { people, away = new Map() } = roster;
  const names = new Set(people.flatMap(({ name, pool }) => (pool === undefined ? [name] : [name, pool])));
  const allNamed = new Set([...owners.values()].flatMap((all) => [...all]));
  const isPerson = new Set(roles.flatMap(({ name, kind }) => (kind === "person" ? name : [])));
  const ofPersons = [...owners].filter(([role]) => isPerson.has(role));
  const named = new Set(ofPersons.flatMap(([, all]) => [...all]));
  const declared = new Set(roles.map(({ name }) => name));
  const sorted = (all: Iterable<string>) => [...new Set(all)].sort(compareText);
  const inRole = (role: string) => people.filter((person) => person.roles.includes(role)).length;
  const owns = ({ name, pool, roles: held }: (typeof people)[number]) =>
    allNamed.has(name) || (pool !== undefined && allNamed.has(pool)) || held.some((role) => rules.has(role));
  return {
    people: people.length,
    owners: named.size,
    ownersInTeam: [...named].filter((name) => names.has(name)).length,
    notInTeam: ofPersons
      .map(([role, all]) => ({
        role,
        names: people.length === 0 ? [] : sorted([...all].filter((name) => !names.has(name))),
      }))
      .filter((each) => each.names.length > 0)
      .sort((one, other) => compareText(one.role, other.role)),
    ownNothing: sorted(people.filter((person) => !owns(person)).map(({ name }) => name)),
    awayOnly: sorted([...away.keys()].filter((name) => !names.has(name) && !allNamed.has(name))),
    rolesNotDeclared: sorted(people.flatMap((person) => person.roles.filter((role) => !declared.has(role)))),
    otherNumber: team.flatMap(({ role, people: said }) => {
      const inTeam = inRole(role);
      return said === undefined || inTeam === 0 || inTeam === said ? [] : [{ role, said, inTeam }];
    }),
    beyondShifts: [...all.values()].flatMap(({ name: person, weekMinutes, shiftMinutes: fits }) =>
      names.has(person) && weekMinutes < Infinity && weekMinutes > fits ? [{ person, minutes: weekMinutes, fits }] : [],
    ),
  };
}
