/** Asks DuckDB about the synthetic histories in the repository. */
import { fileURLToPath } from "node:url";
import { DuckDBInstance } from "@duckdb/node-api";

export const repositoryData = fileURLToPath(new URL("../../playbooks/saas/data", import.meta.url));

/** Rows of a query, counts as numbers and dates as text. Tables of the repository stand in `$data`. */
export async function rowsOf(query: string): Promise<Record<string, unknown>[]> {
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await instance.connect();
  try {
    const reader = await connection.runAndReadAll(query.replaceAll("$data", repositoryData));
    return reader
      .getRowObjectsJS()
      .map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)])));
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** The one number a query asks for. */
export async function numberOf(query: string): Promise<number> {
  const [row] = await rowsOf(query);
  return Number(Object.values(row!)[0]);
}

function plain(value: unknown): unknown {
  if (typeof value === "bigint") return Number(value);
  return value instanceof Date ? value.toISOString().slice(0, 10) : value;
}
