/** The first record of a CSV file: the names of its columns. Read by us, so that no name is ever guessed or changed. */
import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { DataError } from "../types.ts";
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
  const raw = createReadStream(file.path);
  const zipped = file.path.toLowerCase().endsWith(".gz") || file.shown.toLowerCase().endsWith(".gz");
  const stream = zipped ? raw.pipe(createGunzip()) : raw;
  raw.on("error", (error) => stream.destroy(error));
  const decoder = new TextDecoder("utf-8");
  let text = "";
  let quoted = false;
  try {
    for await (const bytes of stream) {
      const start = text.length;
      text += decoder.decode(bytes as Uint8Array, { stream: true });
      for (let index = start; index < text.length; index++) {
        if (text[index] === '"') quoted = !quoted;
        else if (!quoted && (text[index] === "\n" || text[index] === "\r")) return text.slice(0, index);
      }
      if (text.length > LONGEST)
        throw new DataError("The first line has no end: this is no CSV file.", { file: file.shown });
    }
  } catch (error) {
    if (error instanceof DataError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    // What cannot be unzipped is a damaged file; what cannot be read is a damaged disk, or forbidden.
    const damaged = error instanceof Error && "code" in error && String(error.code).startsWith("Z_");
    const kind = damaged ? "data" : "io";
    throw new DataError(`\`${file.shown}\` cannot be read: ${reason}`, { file: file.shown }, kind);
  } finally {
    raw.destroy();
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
