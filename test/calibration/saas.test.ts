/** HS7 of a score that is imported as it is: the figures for the demo's customers, worked out a second time in SQL. */

import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { beforeAll, expect, test } from "vitest";
import { type BuiltCli, buildCli } from "../cli/built.ts";
import { expectSameFigures } from "./compare.ts";

const data = join(import.meta.dirname, "../../playbooks/saas/data");

/** One row a customer who had begun: the health score of 90 days before the end, and whether they left. */
const banded = `
WITH customers AS (
  SELECT account, arg_max(contract_start, valid_from) AS begins, arg_max(churned_on, valid_from) AS ends
  FROM (SELECT account, valid_from::DATE AS valid_from, contract_start::DATE AS contract_start,
      coalesce(churned_on::DATE, DATE '9999-01-01') AS churned_on FROM read_csv('${data}/accounts.csv'))
  GROUP BY account
), asked AS (
  SELECT account, ends <= DATE '2026-06-30' AS lost, least(ends, DATE '2026-06-30') - 90 AS day
  FROM customers
  WHERE begins <= DATE '2026-06-30' AND least(ends, DATE '2026-06-30') - 90 >= greatest(begins, DATE '2025-01-01')
), scored AS (
  SELECT a.account, a.lost, arg_max(s.value, s."on"::DATE) AS score
  FROM asked a JOIN read_csv('${data}/scores.csv.gz') s
    ON s.account = a.account AND s.score = 'Health Score' AND s."on"::DATE <= a.day
  GROUP BY a.account, a.lost
)
SELECT account, lost, score AS low, score AS high, CASE WHEN score >= 80 THEN 'green' WHEN score >= 60 THEN 'yellow'
  WHEN score >= 40 THEN 'orange' ELSE 'red' END AS band
FROM scored`;

let cli: BuiltCli;
beforeAll(() => {
  cli = buildCli();
});

test("playc calibrate and SQL agree on every figure of an imported score", async () => {
  const ended = await cli.run(["calibrate", "playbooks/saas", "--format", "json"]);
  expect(ended.exitCode, ended.stderr).toBe(0);
  const told = JSON.parse(ended.stdout);
  expect(told).toMatchObject({ score: "health", lost: "churned_on is known" });

  const connection = await (await DuckDBInstance.create()).connect();
  await connection.run(`CREATE TABLE banded AS ${banded}`);
  await expectSameFigures(told, connection, ["green", "yellow", "orange", "red"]);
  // What looked fine: the parts that the same tool gives beside its score.
  const names = told.missed[0].components.map(({ name }: { name: string }) => name);
  expect(names).toEqual(["engagement_score", "sentiment_score", "usage_score"]);
}, 120_000);
