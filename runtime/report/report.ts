/** Everything the report page shows beside the summary: sums over a finished ledger, and the stories of some accounts. */
import type { Schedule } from "../../schedule/types.ts";
import type { Query } from "../ledger/store.ts";
import type { Summary } from "../summary/types.ts";
import { coverage } from "./coverage.ts";
import { stageMoves } from "./flow.ts";
import { rungCounts } from "./ladders.ts";
import { lateWeeks, loadBy, roleWeeks } from "./load.ts";
import { waitingWeeks } from "./queues.ts";
import { accountStories } from "./stories.ts";
import type { ReportData } from "./types.ts";

/** What memory it takes does not grow with the number of accounts. */
export async function reportData(
  query: Query,
  schedule: Schedule,
  { range }: Pick<Summary, "range">,
): Promise<ReportData> {
  return {
    roleWeeks: await roleWeeks(query),
    segments: await loadBy(query, "segment"),
    channels: await loadBy(query, "channel"),
    sources: await loadBy(query, "source"),
    lateWeeks: await lateWeeks(query),
    waiting: await waitingWeeks(query),
    coverage: await coverage(query, schedule, range.to, range.days),
    rungs: await rungCounts(query, schedule),
    moves: await stageMoves(query, schedule),
    stories: await accountStories(query, schedule, range.to),
  };
}
