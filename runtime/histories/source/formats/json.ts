/**
 * JSON Lines: an object a line. Rows need not have all columns, so the columns are the names that any row has. Strings
 * stay as they are, everything else is its text, and `null` is absent.
 */
import { literal } from "../../sql.ts";
import { DataError } from "../../types.ts";
import { COUNTED_ROW, type FormatReader, pathList } from "./reader.ts";

/** Bytes of one line that are sure to fit: buffers are at least 32 times larger. */
const LONGEST_LINE = 1_000_000;
/** More names are values that stand where names should. */
const MOST_COLUMNS = 10_000;

export const json: FormatReader = {
  async columns(database, files) {
    const file = files[0]!.shown;
    const rows = await database.rows(
      `select distinct unnest(json_keys(json)) from read_ndjson_objects(${pathList(files)},
       maximum_object_size = ${LONGEST_LINE}) limit ${MOST_COLUMNS + 1}`,
    );
    if (rows.length === 0) throw new DataError(`\`${file}\` has no rows: nothing tells its columns.`, { file });
    if (rows.length > MOST_COLUMNS) {
      throw new DataError(`\`${file}\` has more than ${MOST_COLUMNS} different names in its objects.`, { file });
    }
    const names = rows.map((row) => String(row[0])).sort();
    refuseAlike(names, file);
    return names.map((name, index) => ({ name, sql: `r${index}`, type: "VARCHAR" }));
  },
  ofAll: true,
  rows(files, columns) {
    const types = columns.map(({ name }) => `${literal(name)}: 'VARCHAR'`).join(", ");
    const read = (more: string) =>
      `read_json(${pathList(files)}, format = 'newline_delimited', auto_detect = false, records = true,
       maximum_object_size = ${LONGEST_LINE}, columns = {${types}}${more})`;
    const renamed = columns.map(({ sql }) => sql).join(", ");
    return {
      from: `${read("")} as t(${renamed})`,
      items: columns.map(({ sql }) => sql),
      place: { kind: "counted", row: COUNTED_ROW, filesSql: read(", filename = true") },
    };
  },
  firstRow: 1,
};

function refuseAlike(names: readonly string[], file: string): void {
  const seen = new Map<string, string>();
  for (const name of names) {
    const other = seen.get(name.toLowerCase());
    if (other !== undefined) {
      throw new DataError(`\`${file}\` has both \`${other}\` and \`${name}\`, which cannot be told apart.`, { file });
    }
    seen.set(name.toLowerCase(), name);
  }
}
