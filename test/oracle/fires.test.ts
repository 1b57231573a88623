/**
 * The recursive query of fires, which steps from fire to fire, against the rule of docs/language.md section 7 told day
 * by day: armed at first; armed and true fires and is spent; what arms arms; out of scope nothing; rest.
 */
import { readFileSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { expect, test } from "vitest";

interface Day {
  truth: boolean | null;
  inScope: boolean;
  rearms: boolean;
}

function fireDays(days: readonly Day[], rest: number): number[] {
  const fires: number[] = [];
  let armed = true;
  for (const [day, { truth, inScope, rearms }] of days.entries()) {
    if (!inScope) continue;
    if (rearms) armed = true;
    if (armed && truth && day >= (fires.at(-1) ?? Number.NEGATIVE_INFINITY) + rest) {
      fires.push(day);
      armed = false;
    }
  }
  return fires;
}

const aDay = fc
  .record({
    truth: fc.constantFrom(true, true, false, null),
    inScope: fc.constantFrom(true, true, true, false),
    until: fc.constantFrom(undefined, undefined, true, false),
  })
  // Without `until` what is known false arms; where both are, `until` and the condition exclude each other.
  .map(({ truth, inScope, until }): Day => ({ truth, inScope, rearms: truth !== true && (until ?? truth === false) }));
/** Long stretches of one kind, so that rest is outlived; an account is some of them. */
const aLife = fc
  .array(fc.tuple(aDay, fc.integer({ min: 1, max: 25 })), { minLength: 1, maxLength: 12 })
  .map((stretches) => stretches.flatMap(([day, length]) => Array.from({ length }, () => day)));

test("stepping from fire to fire fires on the days of the day-by-day rule", async () => {
  const lives = fc.sample(aLife, { numRuns: 300, seed: 20250101 });
  const rows = lives.flatMap((days, account) =>
    days.map(
      ({ truth, inScope, rearms }, day) => `(${account}, date '2025-01-01' + ${day}, ${truth}, ${inScope}, ${rearms})`,
    ),
  );
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  await connection.run(
    `create temp table truths as from (values ${rows.join(", ")}) t(account, day, truth, in_scope, rearms)`,
  );
  await connection.run(readFileSync(new URL("sql/fires.sql", import.meta.url), "utf8"));
  const result = await connection.runAndReadAll(
    `select account, rest, cast(day - date '2025-01-01' as integer) as day from fires order by all`,
  );
  const found = result.getRowObjectsJS() as { account: number; rest: number; day: number }[];
  connection.closeSync();
  instance.closeSync();
  const expected = lives.flatMap((days, account) =>
    [0, 30].flatMap((rest) => fireDays(days, rest).map((day) => ({ account, rest, day }))),
  );
  expect(found).toEqual(expected);
  expect(expected.filter(({ rest }) => rest === 30).length).toBeGreaterThan(300);
});
