/** Whom a rule can give accounts to (docs/language.md section 18), and whether what the rule says makes sense. */
import type { AssignRule } from "../../project/team-types.ts";
import { compareText } from "../../schedule/order.ts";
import type { Schedule } from "../../schedule/types.ts";
import { DataError, type Staff } from "../histories/types.ts";
import type { OwnersFound, Person, Team } from "./types.ts";

/** A person, or the people of a pool, who hold accounts under one name. */
export interface Candidate {
  readonly name: string;
  readonly members: readonly Person[];
  /** Values of the attribute that the rule matches on; none: takes the accounts that nobody matches. */
  readonly values: ReadonlySet<string>;
}

/** No team has more; `team` may say any number. */
const MOST_PEOPLE = 20_000;

type Told = Pick<Schedule, "team" | "account">;

/** All who are named for a role, those included whom only the number in `team` makes. */
export function everyOwner(schedule: Pick<Schedule, "team">, { rules, owners, roster }: Staff): OwnersFound {
  const all = new Map(owners);
  for (const role of rules.keys()) {
    const isTold = roster?.people.some(({ roles }) => roles.includes(role));
    if (!isTold && !owners.get(role)?.size) all.set(role, new Set(numbered(schedule, role)));
  }
  return all;
}

/** `csm 1` to `csm 6` of `team { csm 6 people }`. */
function numbered({ team }: Pick<Schedule, "team">, role: string): string[] {
  const people = team.find((member) => member.role === role)?.people ?? 0;
  if (people > MOST_PEOPLE) {
    throw new DataError(
      `people.${role}.assign: \`team\` says ${people} people; accounts are given to ${MOST_PEOPLE} at most.`,
    );
  }
  return Array.from({ length: people }, (_, index) => `${role} ${index + 1}`);
}

/**
 * In order of names: those in the roster for the role, else those the data names for it, else as many as `team` says.
 * DataError where there is nobody, or where nobody and nothing has what the rule goes by.
 */
export function candidatesFor(
  role: string,
  rule: AssignRule,
  schedule: Told,
  { team, owners }: { readonly team: Team; readonly owners: OwnersFound },
): Candidate[] {
  const where = `people.${role}.assign`;
  const told = [...team.people.values()].filter(({ roles }) => roles.includes(role));
  const named = [...(owners.get(role) ?? [])].flatMap((name) => team.people.get(name) ?? []);
  const byName = new Map<string, Person[]>();
  for (const person of told.length > 0 ? told : named) {
    const owner = person.pool ?? person.name;
    byName.set(owner, [...(byName.get(owner) ?? []), person]);
  }
  if (byName.size === 0) {
    throw new DataError(
      `${where}: there is nobody to give accounts to. Name people with the role \`${role}\` under \`team\`, or say in the playbooks how many there are: \`team { ${role} 6 people }\`.`,
    );
  }
  const { by } = rule;
  if (by !== undefined) checkMatch(`${where}.by`, by, schedule, [...byName.values()].flat());
  return [...byName]
    .map(([name, members]) => ({ name, members, values: valuesOf(members, by) }))
    .sort((one, other) => compareText(one.name, other.name));
}

function valuesOf(members: readonly Person[], by: string | undefined): Set<string> {
  return new Set(members.flatMap(({ attributes }) => (by === undefined ? [] : (attributes.get(by) ?? []))));
}

function checkMatch(where: string, by: string, { account }: Told, people: readonly Person[]): void {
  const field = account.fields.find(({ name }) => name === by);
  if (field?.type !== "text" && field?.type !== "enum") {
    throw new DataError(`${where}: the account has no field \`${by}\` of text or of named values.`);
  }
  if (valuesOf(people, by).size === 0) {
    throw new DataError(`${where}: nobody under \`team\` has an attribute \`${by}\`: add it under \`attributes\`.`);
  }
}
