/** HS7: the figures for the students of `learning`, worked out a second time in SQL over the files. */

import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { beforeAll, expect, test } from "vitest";
import { type BuiltCli, buildCli } from "../cli/built.ts";
import { expectSameFigures } from "./compare.ts";

const data = join(import.meta.dirname, "../../../shared/data/learning");

/** One row a student who had begun: what was known 90 days before the end, and whether they withdrew. */
const stories = `
WITH students AS (
  SELECT account, start_date AS begins, end_date, least(coalesce(withdrawn_on, end_date), end_date) AS ends
  FROM read_csv('${data}/accounts.csv')
), ending AS (
  SELECT *, least(ends, DATE '2015-06-27') AS last_day FROM students WHERE ends >= begins
), asked AS (
  SELECT account, begins, ends, ends < end_date AS lost, last_day - 90 AS day
  FROM ending WHERE last_day - 90 >= begins
), days AS (
  SELECT account, begins, ends, a.day, i AS ago, a.day - i::INTEGER AS on_day
  FROM asked a, range(28) AS r(i)
), clicks AS (
  SELECT days.account, ago, coalesce(c.clicks, CASE WHEN on_day BETWEEN begins AND ends THEN 0 END) AS clicks
  FROM days LEFT JOIN read_csv('${data}/daily_activity.csv.gz') c ON c.account = days.account AND c.day = on_day
), windows AS (
  SELECT account,
    count(*) FILTER (ago < 14 AND clicks > 0) AS active,
    count(*) FILTER (ago < 14 AND clicks IS NULL) AS open_now,
    count(*) FILTER (clicks IS NULL) AS open_all,
    coalesce(sum(clicks) FILTER (ago < 14), 0) AS now,
    coalesce(sum(clicks) FILTER (ago >= 14), 0) AS before
  FROM clicks GROUP BY account
), handed_in AS (
  SELECT a.account, max(s.submitted_on) AS last
  FROM asked a LEFT JOIN read_csv('${data}/submissions.csv') s ON s.account = a.account AND s.submitted_on <= a.day
  GROUP BY a.account
), judged AS (
  SELECT a.account, a.lost,
    CASE WHEN active >= 5 THEN 1 WHEN active + open_now < 5 THEN 0 END AS regular,
    CASE WHEN open_all > 0 OR before <= 0 THEN NULL WHEN before - now > 0.5 * before THEN 0 ELSE 1 END AS steady,
    CASE WHEN open_now = 0 THEN least(now, 100) / 10.0 END AS clicked,
    CASE WHEN last IS NOT NULL THEN (a.day - last <= 42)::INTEGER
         WHEN a.day - greatest(a.begins, DATE '2013-01-23') >= 42 THEN 0 END AS working
  FROM asked a JOIN windows USING (account) JOIN handed_in USING (account)
)
SELECT account, lost,
  30 * coalesce(regular, 0) + 20 * coalesce(steady, 0) + coalesce(clicked, 0) + 40 * coalesce(working, 0) AS low,
  30 * coalesce(regular, 1) + 20 * coalesce(steady, 1) + coalesce(clicked, 10) + 40 * coalesce(working, 1) AS high
FROM judged`;

const banded = `SELECT *, CASE WHEN low >= 70 THEN 'with_us' WHEN high < 40 THEN 'leaving'
  WHEN low >= 40 AND high < 70 THEN 'drifting' END AS band FROM stories`;

let cli: BuiltCli;
beforeAll(() => {
  cli = buildCli();
});

test("playc calibrate and SQL agree on every figure", async () => {
  const ended = await cli.run(["calibrate", "playbooks/learning", "--data", data, "--format", "json"]);
  expect(ended.exitCode, ended.stderr).toBe(0);
  const told = JSON.parse(ended.stdout);

  const connection = await (await DuckDBInstance.create()).connect();
  await connection.run(`CREATE TABLE stories AS ${stories}`);
  await connection.run(`CREATE TABLE banded AS ${banded}`);
  await expectSameFigures(told, connection, ["with_us", "drifting", "leaving"]);
}, 120_000);
