/**
 * What the database cannot read of a file is the file's: told with its name, and never as a mistake of ours. What it
 * does not understand of a question is ours, and stays as it is.
 */
import { DataError } from "../types.ts";

/** Questions that are wrong in themselves. */
const OURS = /^(Binder|Parser|Catalog|Syntax|Interrupt) Error/;

/** Runs what reads `file` (as people know it); a failure that is the file's becomes a DataError with its name. */
export async function blaming<Answer>(file: string, read: () => Promise<Answer>): Promise<Answer> {
  try {
    return await read();
  } catch (error) {
    throw blamed(error, file);
  }
}

function blamed(error: unknown, file: string): unknown {
  if (!(error instanceof Error)) return error;
  if (error instanceof DataError) {
    if (error.place.file !== undefined || error.kind === "io") return error;
    return new DataError(`\`${file}\`: ${error.message}`, { ...error.place, file });
  }
  if (OURS.test(error.message) || !/^[A-Za-z ]+ Error: |^INTERNAL/.test(error.message)) return error;
  const reason = (error.message.split("\n")[0] ?? "").replace(/^[\w ]+ Error: /, "");
  if (/^(Conversion|Out of Range|Invalid Input) Error/.test(error.message)) {
    return new DataError(`\`${file}\`: its values cannot be computed or read: ${reason}`, { file });
  }
  return new DataError(`\`${file}\` is damaged, or not what its name says: ${reason}`, { file });
}
