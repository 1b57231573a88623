/**
 * Refuses CSV files with a record that is longer than the database's buffers: it drops such a record without a word
 * when it is the last one. Looked at here, byte by byte, so that no row is ever lost.
 */
import { stat } from "node:fs/promises";
import { DataError } from "../types.ts";
import { bytesOf, isZipped } from "./bytes.ts";
import type { ResolvedFile } from "./resolve.ts";

const [QUOTE, COMMA, LINE_FEED, RETURN] = [0x22, 0x2c, 0x0a, 0x0d];

/** Where a byte stands. `Closed`: after a quote in a quoted field, its end or the first half of a doubled quote. */
const At = { FieldStart: 0, Plain: 1, Quoted: 2, Closed: 3 } as const;

/** DataError with the row (the header is 1) of the first record of more than `longest` bytes. */
export async function refuseLongRecords(file: ResolvedFile, longest: number): Promise<void> {
  if (!isZipped(file) && (await stat(file.path)).size <= longest) return;
  let at: number = At.FieldStart;
  let length = 0;
  let row = 1;
  for await (const bytes of bytesOf(file)) {
    // An index, and no function for each byte: this runs over all of the file.
    for (let index = 0; index < bytes.length; index++) {
      const byte = bytes[index];
      length++;
      if (at === At.Quoted) {
        if (byte === QUOTE) at = At.Closed;
      } else if (byte === LINE_FEED || byte === RETURN) {
        // Of `\r\n` the second ends a record of nothing, which is none.
        if (length > 1) row++;
        length = 0;
        at = At.FieldStart;
      } else if (byte === COMMA) at = At.FieldStart;
      else if (byte === QUOTE) at = at === At.Plain ? At.Plain : At.Quoted;
      else at = At.Plain;
      if (length > longest) {
        throw new DataError(`In \`${file.shown}\`, row ${row} is longer than a megabyte.`, { file: file.shown, row });
      }
    }
  }
}
