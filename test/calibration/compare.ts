/** The figures of `playc calibrate` held against a table `banded (account, lost, low, high, band)` that SQL worked out. */
import type { DuckDBConnection } from "@duckdb/node-api";
import { expect } from "vitest";

interface Told {
  accounts: unknown;
  areaUnderCurve: { value: number; low: number; high: number };
  bands: { band: string | null; accounts: number; lost: number; lossRate: Share | null; shareOfLost: Share | null }[];
  warnings: { below: string; warned: number; lost: number; accuracy: Share; precision: Share | null; recall: Share }[];
  missed: { account: string }[];
}

interface Share {
  value: number;
  low: number;
  high: number;
}

/** `bands`: highest first. */
export async function expectSameFigures(
  told: Told,
  connection: DuckDBConnection,
  bands: readonly string[],
): Promise<void> {
  const rows = async (sql: string) => (await connection.runAndReadAll(sql)).getRowObjectsJson();

  const [all] = await rows(`SELECT count(*)::INTEGER AS told, count(*) FILTER (lost)::INTEGER AS lost,
    count(*) FILTER (low < high)::INTEGER AS "notDecided" FROM banded`);
  expect(told.accounts).toMatchObject(all!);

  const [pairs] = await rows(`SELECT avg(CASE WHEN one.low + one.high < other.low + other.high THEN 1.0
      WHEN one.low + one.high = other.low + other.high THEN 0.5 ELSE 0.0 END)::DOUBLE AS auc
    FROM banded one, banded other WHERE one.lost AND NOT other.lost`);
  expect(told.areaUnderCurve.value).toBeCloseTo(Number(pairs!.auc), 10);
  expect(told.areaUnderCurve.low).toBeLessThan(told.areaUnderCurve.value);
  expect(told.areaUnderCurve.high).toBeGreaterThan(told.areaUnderCurve.value);

  const counts = await rows(`SELECT band, count(*)::INTEGER AS accounts, count(*) FILTER (lost)::INTEGER AS lost
    FROM banded GROUP BY band`);
  for (const { band, accounts, lost, lossRate, shareOfLost } of told.bands) {
    const counted = counts.find((each) => each.band === band) ?? { accounts: 0, lost: 0 };
    expect([band, accounts, lost]).toEqual([band, counted.accounts, counted.lost]);
    if (accounts > 0) await expectShare(lossRate, lost, accounts);
    await expectShare(shareOfLost, lost, Number(all!.lost));
  }
  expect(told.bands.reduce((sum, { accounts }) => sum + accounts, 0)).toBe(all!.told);

  expect(told.warnings.map(({ below }) => below)).toEqual(bands.slice(0, -1));
  for (const [index, warning] of told.warnings.entries()) {
    const below = bands
      .slice(index + 1)
      .map((band) => `'${band}'`)
      .join(", ");
    const [counted] = await rows(`SELECT count(*) FILTER (band IN (${below}))::INTEGER AS warned,
      count(*) FILTER (band IN (${below}) AND lost)::INTEGER AS hits, count(*) FILTER (lost)::INTEGER AS lost,
      count(*) FILTER (lost = (band IN (${below})))::INTEGER AS "right", count(*)::INTEGER AS decided
      FROM banded WHERE band IS NOT NULL`);
    const [warned, hits, lost, right, decided] = ["warned", "hits", "lost", "right", "decided"].map((name) =>
      Number(counted![name]),
    );
    expect(warning).toMatchObject({ warned, lost: hits });
    await expectShare(warning.accuracy, right!, decided!);
    await expectShare(warning.recall, hits!, lost!);
    if (warned! > 0) await expectShare(warning.precision, hits!, warned!);
  }

  const missed = await rows(`SELECT account FROM banded WHERE lost AND band = '${bands[0]}' ORDER BY account`);
  expect(told.missed.map(({ account }) => account)).toEqual(missed.map(({ account }) => account));

  /** Wilson's interval, as its paper has it: the shares that lie just so far from what was seen. */
  async function expectShare(share: Share | null, part: number, whole: number): Promise<void> {
    const z2 = "power(1.959963984540054, 2)";
    const [ends] = await rows(`SELECT p, (p + ${z2} / (2 * n) - w) / (1 + ${z2} / n) AS low,
        (p + ${z2} / (2 * n) + w) / (1 + ${z2} / n) AS high
      FROM (SELECT *, sqrt(${z2}) * sqrt(p * (1 - p) / n + ${z2} / (4 * n * n)) AS w
        FROM (SELECT ${part}::DOUBLE / ${whole} AS p, ${whole}::DOUBLE AS n))`);
    expect(share!.value).toBeCloseTo(Number(ends!.p), 12);
    expect(share!.low).toBeCloseTo(Number(ends!.low), 12);
    expect(share!.high).toBeCloseTo(Number(ends!.high), 12);
  }
}
