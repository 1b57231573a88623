/**
 * What befell single accounts, for a page that can hold only some of them: those with most touches, those with most that
 * was not done, and those longest untouched by a person.
 */
import type { Schedule } from "../../schedule/types.ts";
import type { Query, Row } from "../ledger/store.ts";
import type { DayText } from "../summary/types.ts";
import { untouchedDays } from "./coverage.ts";
import type { AccountStory, StoryDemand } from "./types.ts";

/** How many of each. */
const most = { touched: 100, undone: 50, untouched: 50 };
/** The last demands of an account that are told; more than that nobody reads on a page. */
const mostDemands = 300;

/** By account id; each at most once. */
export async function accountStories(
  query: Query,
  schedule: Pick<Schedule, "roles" | "touches">,
  to: DayText,
): Promise<AccountStory[]> {
  const chosen = chosenAccounts(schedule, to);
  const accounts = await query(`WITH ${chosen},
    lives AS (SELECT account, any_value(first_day) AS first_day, any_value(last_day) AS last_day FROM account_days GROUP BY account)
    SELECT account, coalesce(touches, 0) AS touches, coalesce(minutes, 0) AS minutes, coalesce(undone, 0) AS undone,
      first_day::VARCHAR AS first_day, last_day::VARCHAR AS last_day
    FROM chosen LEFT JOIN counts USING (account) LEFT JOIN lives USING (account) ORDER BY account`);
  if (accounts.length === 0) return [];
  const of = await rowsByAccount(query, chosen);
  return accounts.map((row): AccountStory => {
    const account = row.account as string;
    const demands = of.demands(account);
    return {
      account,
      life: row.first_day === null ? null : { from: row.first_day as string, to: row.last_day as string },
      touches: row.touches as number,
      minutes: row.minutes as number,
      undone: row.undone as number,
      demands: demands.slice(-mostDemands) as unknown as StoryDemand[],
      demandsLeftOut: Math.max(0, demands.length - mostDemands),
      runs: of.runs(account) as unknown as AccountStory["runs"],
      visits: of.visits(account) as unknown as AccountStory["visits"],
    };
  });
}

/** Common tables that end in `chosen`, their ids. */
function chosenAccounts(schedule: Pick<Schedule, "roles" | "touches">, to: DayText): string {
  return `${untouchedDays(schedule, to)},
    counts AS (
      SELECT account, count(*) FILTER (kind = 'touch' AND outcome = 'done') AS touches,
        coalesce(sum(effort_minutes + prep_minutes) FILTER (outcome = 'done' AND kind <> 'start'), 0) AS minutes,
        count(*) FILTER (outcome IN ('dropped', 'held', 'unserved', 'withdrawn')) AS undone
      FROM ledger GROUP BY account),
    chosen AS (
      (SELECT account FROM counts WHERE touches > 0 ORDER BY touches DESC, minutes DESC, account LIMIT ${most.touched})
      UNION (SELECT account FROM counts WHERE undone > 0 ORDER BY undone DESC, account LIMIT ${most.undone})
      UNION (SELECT account FROM standing ORDER BY days_by_person DESC, days DESC, account LIMIT ${most.untouched}))`;
}

async function rowsByAccount(query: Query, chosen: string) {
  const grouped = async (sql: string) => {
    const groups = new Map<string, Row[]>();
    for (const { account, ...row } of await query(`WITH ${chosen} ${sql}`)) {
      const group = groups.get(account as string);
      if (group) group.push(row);
      else groups.set(account as string, [row]);
    }
    return (account: string) => groups.get(account) ?? [];
  };
  return {
    demands: await grouped(`SELECT account, dated::VARCHAR AS dated, done_on::VARCHAR AS "doneOn", kind, name, source,
        segment, outcome, coalesce(rule, deferred_by) AS rule, owner, channel, late_minutes AS "lateMinutes"
      FROM ledger JOIN chosen USING (account) ORDER BY account, ledger.dated, path, occurrence`),
    runs: await grouped(`SELECT account, play, started::VARCHAR AS started, ended::VARCHAR AS ended, ending
      FROM play_runs JOIN chosen USING (account) ORDER BY account, play_runs.started, play`),
    visits: await grouped(`SELECT account, journey, stage, entered::VARCHAR AS entered, "left"::VARCHAR AS "left", how
      FROM journey JOIN chosen USING (account) ORDER BY account, journey, journey.entered, stage`),
  };
}
