/** CSV files: every column is text, and empty is absent. */
import { csvHeader } from "../../files/header.ts";
import { refuseLongRecords } from "../../files/longest-record.ts";
import { COUNTED_ROW, type FormatReader, pathList } from "./reader.ts";

/** Bytes. Buffers are held for each thread and part of a query: shorter lines make for smaller ones. */
const LONGEST_LINE = 1_000_000;

export const csv: FormatReader = {
  async columns(_, files) {
    await refuseLongRecords(files[0]!, LONGEST_LINE);
    return (await csvHeader(files[0]!)).map((name, index) => ({ name, sql: `r${index}`, type: "VARCHAR" }));
  },
  rows(files, columns) {
    const types = columns.map((column) => `'${column.sql}': 'VARCHAR'`).join(", ");
    const read = (more: string) =>
      `read_csv(${pathList(files)}, auto_detect = false, header = true, delim = ',', quote = '"', escape = '"',
       nullstr = '', max_line_size = ${LONGEST_LINE}, buffer_size = ${4 * LONGEST_LINE}, columns = {${types}}${more})`;
    return {
      from: read(""),
      items: columns.map(({ sql }) => sql),
      place: { kind: "counted", row: COUNTED_ROW, filesSql: read(", filename = true") },
    };
  },
  ofAll: false,
  firstRow: 2,
};
