/** The measures of a run held against what SQL of its own makes of the input files. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";

const oracle = readFileSync(new URL("oracle.sql", import.meta.url), "utf8");

/** What one account adds to a part of a measure, or to a line of the return, as a line of text. */
export type Added = Map<string, string>;

export interface Comparison {
  readonly expected: Added;
  readonly found: Added;
}

/** `data`: the input files, `out`: those of the run; `from` and `to`: its reported days. */
export async function compareMeasures(data: string, out: string, from: string, to: string): Promise<Comparison> {
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await instance.connect();
  const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
  try {
    await connection.run("SET TimeZone = 'UTC'");
    await connection.run(`SET VARIABLE data = ${quoted(data)}`);
    await connection.run(`SET VARIABLE out = ${quoted(out)}`);
    await connection.run(`SET VARIABLE a = DATE ${quoted(from)}`);
    await connection.run(`SET VARIABLE b = DATE ${quoted(to)}`);
    for (const statement of oracle.split(/;\n/)) if (/^(?!--)\S/m.test(statement)) await connection.run(statement);
    const ask = async (sql: string): Promise<Added> => {
      const rows = (await connection.runAndReadAll(sql)).getRows();
      return new Map(rows.map((row) => [String(row[0]), row.slice(1).map(String).join(" ")]));
    };
    const sums = "sum(x), sum(y), sum(waiting), max(days), sum(unknown)";
    const parquet = (name: string) => `read_parquet(${quoted(join(out, `${name}.parquet`))})`;
    const [measured, lines] = [
      (table: string) => `SELECT concat_ws(' ', account, measure, part), ${sums} FROM ${table} GROUP BY ALL`,
      (table: string) => `SELECT concat_ws(' ', account, line), times, units::DOUBLE, unknown FROM ${table}`,
    ];
    return {
      expected: new Map([...(await ask(measured("expected"))), ...(await ask(lines("expected_lines")))]),
      found: new Map([...(await ask(measured(parquet("measures")))), ...(await ask(lines(parquet("roi"))))]),
    };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** What the two say differently, a line each. */
export function differences({ expected, found }: Comparison): string[] {
  const keys = new Set([...expected.keys(), ...found.keys()]);
  return [...keys]
    .filter((key) => expected.get(key) !== found.get(key))
    .map((key) => `${key}: expected ${expected.get(key)}, found ${found.get(key)}`)
    .sort();
}
