/** Compares the whole program of a data set with the oracle, and tells what was compared. */
import { afterAll, describe, expect, test } from "vitest";
import { openOracle } from "./answers.ts";
import { type DataSet, dataFolder, dataSets } from "./data-sets.ts";
import { compareLived, live, loadSpine, type Outcome } from "./spine.ts";

export type Sample = Readonly<Partial<Record<DataSet, number>>>;

/** One test a data set: no differences for one account in so many. Gives what was compared, once it has been. */
export function compareDataSets(sample: Sample): Map<DataSet, Outcome> {
  const outcomes = new Map<DataSet, Outcome>();
  describe.each(dataSets.filter((dataSet) => dataSet in sample))("%s", (dataSet) => {
    const every = sample[dataSet]!;
    const folder = dataFolder(dataSet);
    test.skipIf(folder === undefined)(
      `the whole program says what the SQL says${folder === undefined ? " (skipped: its files are not here)" : ""}`,
      async () => {
        const outcome = await compareDataSet(dataSet, folder!, every);
        outcomes.set(dataSet, outcome);
        const differing = [...outcome.cases, ...outcome.agreements].filter(([, { differences }]) => differences > 0);
        expect(differing.map(([{ name }, { differences, examples }]) => ({ name, differences, examples }))).toEqual([]);
      },
      every === 1 ? 3_600_000 : 600_000,
    );
  });
  afterAll(() => console.info([...outcomes].map(([dataSet, outcome]) => report(dataSet, outcome)).join("\n\n")));
  return outcomes;
}

async function compareDataSet(dataSet: DataSet, folder: string, every: number): Promise<Outcome> {
  const oracle = await openOracle(dataSet, folder, every);
  const spine = await loadSpine(dataSet, folder, oracle.accounts);
  expect(spine.subject.histories.grid).toEqual(oracle.grid);
  const parts = [...spine.parts.values()];
  const lived = await live(
    spine.subject,
    parts.flatMap(({ cases }) => cases.map(({ name }) => name)),
  );
  await oracle.readRun(lived.files);
  for (const { facts } of parts) await oracle.run(facts);
  const outcome = await compareLived(spine, lived, oracle);
  lived.close();
  oracle.close();
  return outcome;
}

function report(dataSet: DataSet, { cases, agreements }: Outcome): string {
  const cells = [...cases.values()].reduce((sum, { accountDays }) => sum + accountDays, 0);
  const rows = [...agreements.values()].reduce((sum, compared) => sum + compared.rows, 0);
  const line = (name: string, told: readonly (string | number)[]) =>
    name.padEnd(62) + told.map((cell) => String(cell).padStart(12)).join("");
  return [
    `${dataSet}: ${cells} cells of an account, a day and a condition, and ${rows} rows of what the run wrote`,
    line("form: case", ["true", "false", "unknown", "fires", "differences"]),
    ...[...cases]
      .map(([{ form, name }, tally]) =>
        line(`${form}: ${name}`, [tally.true, tally.false, tally.unknown, tally.fires, tally.differences]),
      )
      .sort(),
    line("form: rows that must be the same", ["rows", "", "", "", "differences"]),
    ...[...agreements].map(([{ form, name }, compared]) =>
      line(`${form}: ${name}`, [compared.rows, "", "", "", compared.differences]),
    ),
  ].join("\n");
}
