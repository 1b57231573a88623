/** The synthetic customers are the base the handbook speaks of (TM, HS6, ME), and their files tell one story. */
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { numberOf, repositoryData, rowsOf } from "./histories.ts";

const accounts = "'$data/accounts.csv'";
const scores = "'$data/scores.csv.gz'";
const usage = "'$data/usage/*.parquet'";
/** Everybody who left, with the day. */
const churned = `(select account, max(churned_on) as left_on from ${accounts} group by account having left_on is not null)`;

describe("the synthetic customers", { timeout: 60_000 }, () => {
  it("are 500, over eighteen months, in less than 3 MB", async () => {
    expect(await numberOf(`select count(distinct account) from ${accounts}`)).toBe(500);
    expect(await rowsOf(`select min(day) as first, max(day) as last from ${usage}`)).toEqual([
      { first: "2025-01-01", last: "2026-06-30" },
    ]);
    const files = readdirSync(repositoryData, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    const bytes = files.reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
    expect(bytes).toBeLessThan(3_000_000);
  });

  it("are spread over the four touch models as TM1 to TM4 say", async () => {
    const tiers = await rowsOf(`
      select case when most >= 100000 then 'TM1' when most >= 25000 then 'TM2' when most >= 5000 then 'TM3' else 'TM4' end as tier, count(*) as accounts
      from (select account, max(arr) as most from ${accounts} group by account) group by tier order by tier`);
    expect(tiers).toEqual([
      { tier: "TM1", accounts: 75 },
      { tier: "TM2", accounts: 150 },
      { tier: "TM3", accounts: 175 },
      { tier: "TM4", accounts: 100 },
    ]);
  });

  it("are mostly healthy and rarely critical (ME7)", async () => {
    const share = (condition: string) =>
      numberOf(`select count(*) filter (where ${condition}) / count(*) from ${scores} where score = 'Health Score'`);
    expect(await share("value >= 80")).toBeGreaterThan(0.6);
    expect(await share("value < 40")).toBeLessThan(0.05);
    expect(await share("value < 60")).toBeGreaterThan(0.04);
  });

  it("use less before they leave", async () => {
    const falls = await rowsOf(`
      select account,
        avg(active_users) filter (where left_on - day between 0 and 14) as at_the_end,
        avg(active_users) filter (where left_on - day between 180 and 240) as before
      from ${usage} join ${churned} using (account) group by account having before is not null`);
    expect(falls.length).toBeGreaterThan(30);
    const fallen = falls.filter((each) => Number(each.at_the_end) < 0.55 * Number(each.before));
    expect(fallen.length / falls.length).toBeGreaterThan(0.85);
  });

  it("are not in good health when they leave", async () => {
    const last = await rowsOf(`
      select account, arg_max(value, "on") as health from ${scores} join ${churned} using (account)
      where score = 'Health Score' group by account`);
    expect(last.filter((each) => Number(each.health) < 60).length / last.length).toBeGreaterThan(0.85);
  });

  it("leave no trace after they left, nor before they came", async () => {
    const lives = `(select account, min(contract_start) as came, coalesce(max(churned_on), date '9999-01-01') as went from ${accounts} group by account)`;
    const outside = (table: string, day: string) =>
      numberOf(`select count(*) from ${table} join ${lives} using (account) where ${day} not between came and went`);
    expect(await outside(usage, "day")).toBe(0);
    expect(await outside(scores, '"on"')).toBe(0);
    expect(await outside("'$data/nps.csv'", "answered_on")).toBe(0);
    expect(await outside("'$data/people_changes.csv'", '"on"')).toBe(0);
    // An instant of the evening may be tomorrow in UTC.
    expect(await outside("'$data/activities.csv'", '("at" - interval 1 day)::date + 1')).toBe(0);
  });

  it("renew by moving the renewal a year ahead, and leave on it", async () => {
    const steps = await rowsOf(`
      select date_diff('month', before, renewal) as months, count(*) as times
      from (select renewal, lag(renewal) over (partition by account order by valid_from) as before from ${accounts})
      where before <> renewal group by months`);
    expect(steps).toEqual([{ months: 12, times: expect.any(Number) }]);
    expect(await numberOf(`select count(*) from ${accounts} where churned_on <> renewal`)).toBe(0);
    expect(await numberOf(`select count(*) from ${accounts} where notice_given >= renewal`)).toBe(0);
  });

  it("are quiet at weekends and at the end of the year", async () => {
    const mean = (days: string) => numberOf(`select avg(logins) from ${usage} where ${days}`);
    const workday = await mean("isodow(day) <= 5 and day between '2025-11-01' and '2025-12-15'");
    expect(await mean("isodow(day) > 5")).toBeLessThan(0.2 * workday);
    expect(await mean("isodow(day) <= 5 and day between '2025-12-20' and '2026-01-05'")).toBeLessThan(0.6 * workday);
  });

  it("close every ticket after it was opened, and leave some open", async () => {
    expect(await numberOf("select count(*) from '$data/tickets.csv' where closed_at <= opened_at")).toBe(0);
    expect(await numberOf("select count(*) from '$data/tickets.csv' where closed_at is null")).toBeGreaterThan(5);
    expect(await numberOf("select count(*) - count(distinct (account, ticket)) from '$data/tickets.csv'")).toBe(0);
  });

  it.each(["csm", "onboarding_lead", "sponsor", "champion", "alternate"])(
    "have a %s, but not all and not always",
    async (role) => {
      const held = await numberOf(
        `select count(distinct account) from '$data/people.csv' where role = '${role}' and person is not null`,
      );
      expect(held).toBeGreaterThan(150);
      expect(held).toBeLessThan(500);
    },
  );
});
