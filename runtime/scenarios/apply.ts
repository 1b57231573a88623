/** A plan with the changes of a scenario, one after the other. */
import type { Histories } from "../histories/types.ts";
import { surveyed } from "../survey-accounts.ts";
import type { Scenario } from "./change.ts";
import { withMoreAccounts } from "./more-accounts.ts";
import { type Plan, withOtherHours, withOtherPeople, withTimeOff } from "./people-changes.ts";

/**
 * The scenario ready to be simulated: accounts ranked and given to people anew. ScenarioError where the data cannot give
 * what it asks for, DataError as for the plan itself.
 */
export async function applied<Given extends Histories>(plan: Plan<Given>, { changes }: Scenario): Promise<Plan<Given>> {
  let changed = plan;
  for (const change of changes) {
    switch (change.kind) {
      case "people":
        changed = withOtherPeople(changed, change);
        break;
      case "hours":
        changed = withOtherHours(changed, change);
        break;
      case "away":
        changed = withTimeOff(changed, change);
        break;
      case "accounts": {
        const { schedule } = changed;
        const seen = change.when ? await surveyed(schedule, changed.histories) : changed.histories;
        const { cutoffs } = seen;
        const given = cutoffs ? { ...changed.histories, cutoffs } : changed.histories;
        changed = { schedule, histories: await withMoreAccounts(schedule, given, change) };
      }
    }
  }
  return { ...changed, histories: await surveyed(changed.schedule, changed.histories) };
}
