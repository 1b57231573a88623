/**
 * One pass over all accounts before the first is simulated, where something needs them all: how they rank at reviews,
 * and who is given which. With what is left of it every account can be simulated by itself again.
 */
import type { Schedule } from "../schedule/types.ts";
import type { Histories } from "./histories/types.ts";
import { createAssigning, peopled } from "./people/peopled.ts";
import { createRanking } from "./rank-accounts.ts";

/**
 * The histories with their cut-offs where the schedule ranks customers, and with roles held by those who are there.
 * DataError where a rule of assignment can give nobody anything.
 */
export async function surveyed<Given extends Histories>(schedule: Schedule, histories: Given): Promise<Given> {
  const ranking = createRanking(schedule, histories);
  const assigning = createAssigning(schedule, histories);
  if (ranking || assigning) {
    for await (const history of histories.everybody()) {
      ranking?.add(history);
      assigning?.add(history);
    }
  }
  const all = ranking ? { ...histories, cutoffs: ranking.cutoffs() } : histories;
  return peopled(schedule, all, assigning?.finish() ?? []);
}
