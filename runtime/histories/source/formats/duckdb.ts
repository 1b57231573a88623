/** Tables of DuckDB files: attached read only, each file under a name of its own. Views are code, and are not read. */
import { createHash } from "node:crypto";
import { didYouMean } from "../../../../project/suggest.ts";
import type { Database } from "../../database.ts";
import type { ResolvedFile } from "../../files/resolve.ts";
import { identifier, literal } from "../../sql.ts";
import { DataError } from "../../types.ts";
import type { FormatReader } from "./reader.ts";

export const duckdb: FormatReader = {
  async columns(database, [file]) {
    const { shown, path } = file!;
    await database.run(`attach if not exists ${literal(path)} as ${aliasOf(path)} (type duckdb, read_only)`);
    const { schema, table } = await tableOf(database, file!);
    const rows = await database.rows(
      `select column_name, data_type from duckdb_columns() where database_name = ${literal(aliasOf(path))}
       and schema_name = ${literal(schema)} and table_name = ${literal(table)} order by column_index`,
    );
    if (rows.some((row) => /^rowid$/i.test(String(row[0])))) {
      throw new DataError(`\`${shown}\`: the table \`${table}\` has a column \`rowid\`. Rename it.`, { file: shown });
    }
    return rows.map((row, index) => ({ name: String(row[0]), sql: `r${index}`, type: String(row[1]) }));
  },
  ofAll: false,
  rows(files, columns) {
    const tables = files.map((file, index) => {
      const { schema, table } = written(file);
      const items = columns.map((column) => `${identifier(column.name)} as ${column.sql}`);
      return `select ${[...items, `${index} as source_file`, "rowid as source_row"].join(", ")}
        from ${aliasOf(file.path)}.${identifier(schema)}.${identifier(table)}`;
    });
    return {
      from: `(${tables.join(" union all ")})`,
      items: columns.map(({ sql }) => sql),
      place: { kind: "stored", file: "source_file", row: "source_row" },
    };
  },
  firstRow: 0,
};

/** The same name for the same file, without a list of names to keep. */
function aliasOf(path: string): string {
  return `source_${createHash("sha256").update(path).digest("hex").slice(0, 32)}`;
}

/** `usage`, or with its schema `sales.usage`. */
function written({ table = "" }: ResolvedFile): { schema: string; table: string } {
  const [, schema, name] = /^([^.]+)\.(.+)$/s.exec(table) ?? [];
  return schema !== undefined && name !== undefined ? { schema, table: name } : { schema: "main", table };
}

async function tableOf(database: Database, file: ResolvedFile) {
  const wanted = written(file);
  const rows = await database.rows(
    `select schema_name, table_name from duckdb_tables() where database_name = ${literal(aliasOf(file.path))}`,
  );
  const found = rows.some((row) => row[0] === wanted.schema && row[1] === wanted.table);
  if (found) return wanted;
  const names = rows.map((row) => (row[0] === "main" ? String(row[1]) : `${row[0]}.${row[1]}`)).sort();
  const hint =
    didYouMean(file.table ?? "", names) ||
    ` It has ${
      names
        .slice(0, 12)
        .map((name) => `\`${name}\``)
        .join(", ") || "none"
    }.`;
  throw new DataError(`\`${file.shown}\` has no table \`${file.table}\`.${hint}`, { file: file.shown });
}
