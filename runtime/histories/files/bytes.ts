/** The bytes of a text file, unzipped when its name says that it is zipped. */
import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { DataError } from "../types.ts";
import type { ResolvedFile } from "./resolve.ts";

/** By its name, or that of the file a link leads to. */
export function isZipped(file: ResolvedFile): boolean {
  return [file.path, file.shown].some((path) => path.toLowerCase().endsWith(".gz"));
}

/** Pieces of the file in order. What cannot be unzipped is bad data; what cannot be read is a failure to read. */
export async function* bytesOf(file: ResolvedFile): AsyncGenerator<Uint8Array> {
  const raw = createReadStream(file.path, { highWaterMark: 262_144 });
  const stream = isZipped(file) ? raw.pipe(createGunzip()) : raw;
  raw.on("error", (error) => stream.destroy(error));
  try {
    for await (const bytes of stream) yield bytes as Uint8Array;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const damaged = error instanceof Error && "code" in error && String(error.code).startsWith("Z_");
    const place = { file: file.shown };
    throw new DataError(`\`${file.shown}\` cannot be read: ${reason}`, place, damaged ? "data" : "io");
  } finally {
    raw.destroy();
  }
}
