/**
 * The project against the oracle on every data set: for every condition, account and day the same truth, and for every
 * trigger the same fires. ORACLE=all takes every account.
 */
import { afterAll, describe, expect, test } from "vitest";
import { type Answer, type OracleCase, openOracle, readCases } from "./answers.ts";
import { compareCases, type Tally } from "./compare.ts";
import { dataFolder, dataSets, keepEvery } from "./data-sets.ts";
import { loadSubject } from "./subject.ts";

/** The forms that matter most: over all data sets together each must be seen often enough to have been tested at all. */
const forms = [
  "fall week over week",
  "fall over N",
  "zero over N days",
  "count in a window with a filter",
  "days with over a window",
  "snapshot change",
  "for N days",
  "becomes",
  "time since",
  "date nearness",
  "open case",
];

const found: { dataSet: string; oracleCase: OracleCase; tally: Tally }[] = [];

describe.each(dataSets)("%s", (dataSet) => {
  const folder = dataFolder(dataSet);
  test.skipIf(folder === undefined)(
    `the same truth and the same fires${folder === undefined ? " (skipped: its files are not here)" : ""}`,
    async () => {
      const oracle = await openOracle(dataSet, folder!, keepEvery(dataSet));
      const subject = await loadSubject(dataSet, folder!, oracle.accounts);
      expect(subject.histories.grid).toEqual(oracle.grid);
      expect(subject.accounts.map(({ id }) => id).sort()).toEqual([...oracle.accounts].sort());
      const answers = new Map<OracleCase, ReadonlyMap<string, Answer>>();
      for (const oracleCase of readCases(dataSet)) answers.set(oracleCase, await oracle.answer(oracleCase));
      oracle.close();
      for (const [oracleCase, tally] of compareCases(subject, answers)) found.push({ dataSet, oracleCase, tally });
      const differing = found.filter((each) => each.dataSet === dataSet && each.tally.differences > 0);
      expect(differing.map(({ oracleCase, tally }) => ({ case: oracleCase.name, ...tally }))).toEqual([]);
    },
    process.env.ORACLE === "all" ? 3_600_000 : 300_000,
  );
});

test.skipIf(dataSets.some((dataSet) => dataFolder(dataSet) === undefined)).each(forms)(
  "%s has at least 50 fires and 50 unknown days somewhere",
  (form) => {
    const best = (count: (tally: Tally) => number) =>
      Math.max(0, ...found.filter(({ oracleCase }) => oracleCase.form === form).map(({ tally }) => count(tally)));
    expect(best((tally) => tally.fires)).toBeGreaterThanOrEqual(50);
    expect(best((tally) => tally.unknown)).toBeGreaterThanOrEqual(50);
  },
);

afterAll(() => {
  const heads = ["account-days", "true", "false", "unknown", "fires", "fires rest 30d", "differences"];
  const line = (name: string, cells: readonly (string | number)[]) =>
    name.padEnd(58) + cells.map((cell) => String(cell).padStart(15)).join("");
  const lines = found.map(({ dataSet, oracleCase: { form, name }, tally }) =>
    line(`${form}: ${dataSet}, ${name}`, [
      tally.accountDays,
      tally.true,
      tally.false,
      tally.unknown,
      tally.fires,
      tally.restedFires,
      tally.differences,
    ]),
  );
  console.info([line("form: data set, case", heads), ...lines.sort()].join("\n"));
});
