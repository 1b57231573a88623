/** A plan with the changes of a scenario, one after the other. */
import type { Schedule } from "../../schedule/types.ts";
import type { AccountHistory, AccountPlaces, FieldChange, Histories } from "../histories/types.ts";
import { changesOf } from "../people/assignments.ts";
import { peopled, teamOf } from "../people/peopled.ts";
import { whileThere } from "../people/presence.ts";
import { surveyed } from "../survey-accounts.ts";
import type { Change, Scenario } from "./change.ts";
import { withMoreAccounts } from "./more-accounts.ts";
import { type Plan, type Ruled, withOtherHours, withOtherPeople, withTimeOff } from "./people-changes.ts";

/** A plan that can be simulated: accounts are ranked and given to people. */
export type Ready<Given extends Histories> = Pick<Plan<Given>, "schedule" | "histories">;

/**
 * The scenario ready to be simulated; `histories` as they were opened. ScenarioError where the data cannot give what it
 * asks for, DataError as for the plan itself.
 */
export async function applied<Given extends Histories>(
  plan: Ready<Given>,
  { changes }: Pick<Scenario, "changes">,
): Promise<Ready<Given>> {
  let changed: Plan<Given> = { ...plan, ruled: new Map() };
  for (const change of changes) {
    if (change.kind !== "accounts") changed = withPeople(changed, change);
    else {
      const { schedule, histories } = changed;
      const { cutoffs } = change.when ? await surveyed(schedule, histories) : histories;
      const given = cutoffs ? { ...histories, cutoffs } : histories;
      changed = { ...changed, histories: await withMoreAccounts(schedule, given, change) };
    }
  }
  const known = plan.histories.staff?.rules;
  const ruled = new Map([...changed.ruled].filter(([role]) => !known?.has(role)));
  return { schedule: changed.schedule, histories: await readied(changed.schedule, changed.histories, ruled) };
}

/** One change of people alone. ScenarioError as `applied`. */
export function withPeople<Given extends Histories>(
  plan: Plan<Given>,
  change: Exclude<Change, { kind: "accounts" }>,
): Plan<Given> {
  if (change.kind === "people") return withOtherPeople(plan, change);
  if (change.kind === "hours") return withOtherHours(plan, change);
  return withTimeOff(plan, change);
}

/** Rules that a scenario brings give accounts from their day on; before, and where the data names nobody, all is as the data has it. */
async function readied<Given extends Histories>(
  schedule: Schedule,
  histories: Given,
  ruled: ReadonlyMap<string, Ruled>,
): Promise<Given> {
  if (ruled.size === 0) return surveyed(schedule, histories);
  const found = await surveyed(schedule, {
    ...histories,
    accounts: (places) => mapped(histories.accounts(places), (history) => unnamed(history, ruled)),
    everybody: () => mapped(histories.everybody(), (history) => unnamed(history, ruled)),
  });
  const team = teamOf(schedule, found.staff!);
  const byRule = new Map((found.assignments ?? []).map((assignments) => [assignments.role, assignments]));
  const given = (history: AccountHistory): AccountHistory => {
    const people = new Map(history.people);
    for (const [role, { from }] of ruled) {
      const named = whileThere(team, history.people.get(role) ?? []);
      const assigned = changesOf(byRule.get(role)!, history.ordinal!);
      people.set(role, named.some(({ value }) => value !== undefined) ? joinedAt(from, named, assigned) : named);
    }
    return { ...history, people };
  };
  const joined = {
    ...histories,
    accounts: (places: AccountPlaces | undefined) => mapped(histories.accounts(places), given),
    everybody: () => mapped(histories.everybody(), given),
  };
  const others = (found.assignments ?? []).filter(({ role }) => !ruled.has(role));
  const { cutoffs } = found;
  return peopled(schedule, cutoffs ? { ...joined, cutoffs } : joined, others);
}

/** The data names nobody any more from the day on which the rule decides: who has an account then keeps it. */
function unnamed(history: AccountHistory, ruled: ReadonlyMap<string, Ruled>): AccountHistory {
  const people = new Map(history.people);
  for (const [role, { from: day, beforeNames }] of ruled) {
    const before = (people.get(role) ?? []).filter(({ from }) => from < day);
    if (beforeNames) people.set(role, [...before, { from: day, value: undefined }]);
  }
  return { ...history, people };
}

function joinedAt(day: number, before: readonly FieldChange[], after: readonly FieldChange[]): FieldChange[] {
  const then = after.findLast(({ from }) => from <= day);
  return [
    ...before.filter(({ from }) => from < day),
    ...(then ? [{ from: day, value: then.value }] : []),
    ...after.filter(({ from }) => from > day),
  ];
}

async function* mapped<From, To>(all: AsyncIterable<From>, change: (each: From) => To): AsyncGenerator<To> {
  for await (const each of all) yield change(each);
}
