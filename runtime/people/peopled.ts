/** Histories in which roles are held by those who are there: as the data says or, where it names nobody, by rule. */
import { compareText } from "../../schedule/order.ts";
import type { Schedule } from "../../schedule/types.ts";
import { createConditions } from "../conditions/index.ts";
import type { AccountHistory, DayRange, FieldChange, Histories, Staff } from "../histories/types.ts";
import { type AccountSeen, Dealer } from "./assign.ts";
import { changesOf, type RoleAssignments } from "./assignments.ts";
import { candidatesFor } from "./candidates.ts";
import { whileThere } from "./presence.ts";
import { createTeam } from "./team.ts";
import type { Team } from "./types.ts";

const none: readonly FieldChange[] = [];

export interface Assigning {
  /** Of the next account, in order of id; none is left out. */
  add(history: AccountHistory): void;
  finish(): RoleAssignments[];
}

/** The people of the histories. RangeError for a zone that is none. */
export function teamOf(schedule: Schedule, staff: Omit<Staff, "rules">): Team {
  return createTeam({ schedule, roster: staff.roster, owners: staff.owners, zone: staff.zone });
}

/** Undefined where no role has a rule. DataError for a rule that can give nobody anything. */
export function createAssigning(schedule: Schedule, histories: Histories): Assigning | undefined {
  const { staff, grid } = histories;
  if (!staff || staff.rules.size === 0) return undefined;
  const team = teamOf(schedule, staff);
  const dealers = [...staff.rules]
    .sort(([one], [other]) => compareText(one, other))
    .map(([role, rule]) => {
      const dealer = new Dealer(role, rule, candidatesFor(role, rule, schedule, { team, owners: staff.owners }), grid);
      return { role, by: rule.by, dealer };
    });
  const conditions = createConditions(schedule, histories);
  const memory = conditions.newMemory();
  return {
    add(history) {
      const life = daysAlive(conditions.aliveDays(conditions.view(history, () => undefined, memory)), grid);
      for (const { role, by, dealer } of dealers) {
        const seen: AccountSeen = {
          life,
          named: whileThere(team, history.people.get(role) ?? none),
          values: by === undefined ? none : (history.fields.get(by) ?? none),
        };
        dealer.add(seen);
      }
    },
    finish: () => dealers.map(({ dealer }) => dealer.finish()),
  };
}

/** From the first to the last day on which the account is a customer. */
function daysAlive(alive: Uint8Array, { from }: DayRange): DayRange | undefined {
  const first = alive.indexOf(1);
  return first < 0 ? undefined : { from: from + first, to: from + alive.lastIndexOf(1) };
}

/** What is left of the pass over all accounts, and gives each its people: plain data, for other processes too. */
export interface PeopleFound {
  readonly staff?: Staff;
  readonly assignments?: readonly RoleAssignments[];
}

/** The same histories with the people that presence and rules make of them; `assignments` are those of all accounts. */
export function peopled<Given extends Histories>(
  schedule: Schedule,
  histories: Given,
  assignments: readonly RoleAssignments[],
): Given {
  const { staff } = histories;
  if (!staff) return histories;
  return {
    ...histories,
    team: teamOf(schedule, staff),
    assignments,
    accounts: withPeople(schedule, { staff, assignments }, histories.accounts),
    everybody: withPeople(schedule, { staff, assignments }, histories.everybody),
  };
}

/** Accounts as before, with their people as they really are. */
export function withPeople<Asked extends unknown[]>(
  schedule: Schedule,
  { staff, assignments = [] }: PeopleFound,
  accounts: (...asked: Asked) => AsyncIterable<AccountHistory>,
): (...asked: Asked) => AsyncIterable<AccountHistory> {
  if (!staff) return accounts;
  const team = teamOf(schedule, staff);
  const isBounded = [...team.people.values()].some(({ from, to }) => from > -Infinity || to < Infinity);
  if (assignments.length === 0 && !isBounded) return accounts;
  const given = new Map(assignments.map((one) => [one.role, one]));
  const persons = schedule.roles.filter(({ kind }) => kind === "person").map(({ name }) => name);
  const peopleOf = ({ people, ordinal }: AccountHistory): AccountHistory["people"] => {
    const all = new Map(people);
    for (const role of persons) {
      const byRule = given.get(role);
      const named = people.get(role);
      if (byRule && ordinal !== undefined) all.set(role, changesOf(byRule, ordinal));
      else if (named) all.set(role, whileThere(team, named));
    }
    return all;
  };
  return async function* (...asked) {
    for await (const history of accounts(...asked)) yield { ...history, people: peopleOf(history) };
  };
}
