/** Parquet files: columns in their own types, rows numbered by the file. */
import { identifier } from "../../sql.ts";
import { COUNTED_ROW, type FormatReader, pathList } from "./reader.ts";

export const parquet: FormatReader = {
  async columns(database, files) {
    const rows = await database.rows(
      `describe select * from read_parquet(${pathList(files)}, hive_partitioning = false)`,
    );
    return rows.map((row, index) => ({ name: String(row[0]), sql: `r${index}`, type: String(row[1]) }));
  },
  rows(files, columns) {
    const read = (more: string) => `read_parquet(${pathList(files)}, hive_partitioning = false${more})`;
    // A column of the file hides the number of the same name.
    const hidden = columns.some(({ name }) => /^(file_index|file_row_number)$/i.test(name));
    return {
      from: read(""),
      items: columns.map((column) => `${identifier(column.name)} as ${column.sql}`),
      place: hidden
        ? { kind: "counted", row: COUNTED_ROW, filesSql: read(", filename = true") }
        : { kind: "stored", file: "file_index", row: "file_row_number" },
    };
  },
  ofAll: false,
  firstRow: 0,
};
