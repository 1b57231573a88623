/** What tells one input from another: the names and bytes of all its files. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { DataError } from "../types.ts";
import { type ResolvedFile, stampOf } from "./resolve.ts";

const bytesAtOnce = 2 ** 20;

/**
 * SHA-256 over names and contents, in any order of the files: some 1.5 seconds a gigabyte. DataError of kind `io` for
 * a file that was written to since it was found: what was read of it may be something else.
 */
export async function digestOf(files: readonly ResolvedFile[]): Promise<string> {
  const byName = new Map(files.map((file) => [file.shown, file]));
  const hash = createHash("sha256");
  for (const [shown, { path, stamp }] of [...byName].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const content = createHash("sha256");
    for await (const chunk of createReadStream(path, { highWaterMark: bytesAtOnce })) content.update(chunk);
    if (stampOf(await stat(path)) !== stamp) {
      throw new DataError(
        "The file changed while it was read. Run again when nobody writes to it.",
        { file: shown },
        "io",
      );
    }
    hash.update(`${JSON.stringify(shown)} ${content.digest("hex")}\n`);
  }
  return hash.digest("hex");
}
