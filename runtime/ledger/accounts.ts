/** Asks the files of a run that is over which accounts it was of. */
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";

/** The file with a row for every account of a run. */
export const accountsFile = "account_days.parquet";

/** Whether the run whose files are in `folder` had an account of that id. Throws when the file is not there or broken. */
export async function hasAccount(folder: string, id: string): Promise<boolean> {
  const instance = await DuckDBInstance.create(":memory:", { threads: "1", memory_limit: "64MB" });
  const connection = await instance.connect();
  try {
    const statement = await connection.prepare("SELECT 1 FROM read_parquet($1) WHERE account = $2 LIMIT 1");
    statement.bind([join(folder, accountsFile), id]);
    return (await statement.runAndReadAll()).currentRowCount > 0;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
