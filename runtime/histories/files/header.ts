/** The first record of a CSV file: the names of its columns. Read by us, so that no name is ever guessed or changed. */
import { DataError } from "../types.ts";
import { bytesOf } from "./bytes.ts";
import type { ResolvedFile } from "./resolve.ts";

/** A header longer than this is none. */
const LONGEST = 1_000_000;

/** Column names in the order of the file. */
export async function csvHeader(file: ResolvedFile): Promise<string[]> {
  const text = await firstRecord(file);
  const names = fieldsOf(text);
  const place = { file: file.shown, line: 1 };
  if (names.length === 1 && names[0] === "")
    throw new DataError("The file is empty: it needs a line of column names.", place);
  const other = /[;\t|]/.exec(names[0] ?? "");
  if (names.length === 1 && other) {
    const mark = other[0] === "\t" ? "tabs" : `\`${other[0]}\``;
    throw new DataError(`The columns are separated by ${mark}. Save the file with commas.`, place);
  }
  return names;
}

/** Text up to the first line end outside quotes. */
async function firstRecord(file: ResolvedFile): Promise<string> {
  const decoder = new TextDecoder("utf-8");
  let text = "";
  let quoted = false;
  for await (const bytes of bytesOf(file)) {
    const start = text.length;
    text += decoder.decode(bytes, { stream: true });
    for (let index = start; index < text.length; index++) {
      if (text[index] === '"') quoted = !quoted;
      else if (!quoted && (text[index] === "\n" || text[index] === "\r")) return text.slice(0, index);
    }
    if (text.length > LONGEST)
      throw new DataError("The first line has no end: this is no CSV file.", { file: file.shown });
  }
  return text;
}

/** One record's values; a doubled quote inside quotes is one quote. */
function fieldsOf(record: string): string[] {
  const fields: string[] = [];
  let current = "";
  let quoted = false;
  for (let index = 0; index < record.length; index++) {
    const letter = record[index]!;
    if (quoted && letter === '"' && record[index + 1] === '"') {
      current += '"';
      index++;
    } else if (letter === '"') quoted = !quoted;
    else if (letter === "," && !quoted) {
      fields.push(current);
      current = "";
    } else current += letter;
  }
  return [...fields, current];
}
