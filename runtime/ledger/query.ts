/**
 * Questions in SQL over the files a simulation left. The database reads those files when it opens, and nothing else
 * afterwards: no other file, no network, no extension, no setting.
 */
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance, StatementType } from "@duckdb/node-api";

export interface RunTables {
  readonly connection: DuckDBConnection;
  /** Values as JSON has them; dates and instants as text. */
  rows(sql: string): Promise<{ columns: string[]; rows: Record<string, unknown>[] }>;
  close(): void;
}

/** `names` of the Parquet files in `folder`, each a table; errors of the database pass through. */
export async function openRunTables(folder: string, names: readonly string[]): Promise<RunTables> {
  const instance = await DuckDBInstance.create(":memory:", {
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
  });
  const connection = await instance.connect();
  await connection.run(`SET allowed_directories = [${literal(folder)}]`);
  await connection.run("SET enable_external_access = false");
  await connection.run("SET lock_configuration = true");
  for (const name of names) {
    const file = literal(join(folder, `${name}.parquet`));
    await connection.run(`CREATE VIEW "${name.replaceAll('"', '""')}" AS SELECT * FROM read_parquet(${file})`);
  }
  return {
    connection,
    async rows(sql) {
      const reader = await connection.runAndReadAll(sql);
      return { columns: reader.deduplicatedColumnNames(), rows: reader.getRowObjectsJson() };
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** Whether the text is one statement, and one that only reads. */
export async function asksForRows({ connection }: RunTables, sql: string): Promise<boolean> {
  const statements = await connection.extractStatements(sql);
  if (statements.count !== 1) return false;
  const prepared = await statements.prepare(0);
  try {
    return prepared.statementType === StatementType.SELECT;
  } finally {
    prepared.destroySync();
  }
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
