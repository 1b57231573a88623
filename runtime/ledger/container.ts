/**
 * Files of this project that hold others: a line of JSON, the head, and behind it sections of bytes, one after another.
 * The head says how long each is, and carries a SHA-256 over the whole file, so that no byte of it can be wrong
 * unnoticed. Written under another name and put in place when all of it is on disk.
 */
import { createHash, type Hash } from "node:crypto";
import { closeSync, fsyncSync, openSync, readSync, renameSync, rmSync, statSync, writeSync } from "node:fs";
import { dirname } from "node:path";

/** Bytes by themselves, or those of a file. */
export interface SectionSource {
  readonly name: string;
  readonly from: Uint8Array | { readonly file: string };
}

/** Where a section is in the file. */
export interface Section {
  readonly name: string;
  readonly start: number;
  readonly bytes: number;
}

export interface Container {
  /** What the head says besides; nothing of it is checked. */
  readonly head: Readonly<Record<string, unknown>>;
  readonly sections: readonly Section[];
}

/** What is wrong with a file: truncated, changed, or not of this format. */
export class ContainerError extends Error {
  override name = "ContainerError";
}

const noSum = "0".repeat(64);
const longestHead = 2 ** 20;
const bytesAtOnce = 2 ** 20;
/** The sum is the last that stands in the head. */
const sumAt = /"sha256":"([0-9a-f]{64})"\}\n$/;

/** Writes a file whole or not at all, over an earlier one. `head` is JSON. */
export function writeContainer(
  path: string,
  head: Readonly<Record<string, unknown>>,
  from: readonly SectionSource[],
): void {
  const sections = from.map(({ name, from: source }) => [
    name,
    source instanceof Uint8Array ? source.byteLength : statSync(source.file).size,
  ]);
  const line = Buffer.from(`${JSON.stringify({ ...head, sections, sha256: noSum })}\n`);
  const beside = `${path}.${process.pid}.part`;
  try {
    const file = openSync(beside, "w");
    try {
      const hash = createHash("sha256").update(line);
      writeAll(file, line);
      for (const { from: source } of from) {
        if (source instanceof Uint8Array) {
          hash.update(source);
          writeAll(file, source);
        } else copyAll(source.file, file, hash);
      }
      writeAll(file, Buffer.from(`${hash.digest("hex")}"}\n`), line.length - noSum.length - 3);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
  syncFolder(dirname(path));
}

/** Reads a file's head and checks its sum. ContainerError when it is not whole, or no file of that format and version. */
export function readContainer(path: string, format: string, version: number): Container {
  const file = openSync(path, "r");
  try {
    const line = headLine(file);
    const sum = sumAt.exec(line)?.[1];
    const head = sum === undefined ? undefined : parsed(line);
    if (sum === undefined || head === undefined || head.format !== format) {
      throw new ContainerError(`it is not a file of the format ${format}`);
    }
    if (head.version !== version) {
      throw new ContainerError(
        `it is of version ${String(head.version)} of its format, and this playc reads version ${version}`,
      );
    }
    const length = Buffer.byteLength(line);
    const sections = sectionsIn(head.sections, length);
    const end = sections.at(-1);
    const size = end === undefined ? length : end.start + end.bytes;
    if (statSync(path).size !== size)
      throw new ContainerError("it is not as long as it says: it was cut off, or added to");
    const hash = createHash("sha256").update(`${line.slice(0, -sum.length - 3)}${noSum}"}\n`);
    eachChunk(file, length, size - length, (chunk) => hash.update(chunk));
    if (hash.digest("hex") !== sum) throw new ContainerError("its checksum is wrong: bytes of it were changed");
    return { head, sections };
  } finally {
    closeSync(file);
  }
}

/** The bytes of a section of a file that was read, at most `most` of them. */
export function readSection(path: string, { start, bytes, name }: Section, most: number): Buffer {
  if (bytes > most) throw new ContainerError(`its ${name} is longer than ${most} bytes`);
  const file = openSync(path, "r");
  try {
    const chunks: Buffer[] = [];
    eachChunk(file, start, bytes, (chunk) => chunks.push(Buffer.from(chunk)));
    return Buffer.concat(chunks);
  } finally {
    closeSync(file);
  }
}

/** Writes a section of a file that was read to a new file of its own. */
export function extractSection(path: string, { start, bytes }: Section, to: string): void {
  const [file, target] = [openSync(path, "r"), openSync(to, "wx")];
  try {
    eachChunk(file, start, bytes, (chunk) => writeAll(target, chunk));
  } finally {
    closeSync(file);
    closeSync(target);
  }
}

function headLine(file: number): string {
  const start = Buffer.alloc(longestHead);
  const end = start.subarray(0, readSync(file, start, 0, longestHead, 0)).indexOf("\n");
  return end < 0 ? "" : start.toString("utf8", 0, end + 1);
}

function parsed(line: string): Record<string, unknown> | undefined {
  try {
    const head: unknown = JSON.parse(line);
    return typeof head === "object" && head !== null && !Array.isArray(head) ? { ...head } : undefined;
  } catch {
    return undefined;
  }
}

/** Each name once, each length a length. */
function sectionsIn(said: unknown, from: number): Section[] {
  const sections = new Map<string, Section>();
  let start = from;
  for (const entry of Array.isArray(said) ? said : [undefined]) {
    const [name, bytes]: unknown[] = Array.isArray(entry) ? entry : [];
    if (
      typeof name !== "string" ||
      sections.has(name) ||
      typeof bytes !== "number" ||
      !Number.isSafeInteger(bytes) ||
      bytes < 0
    ) {
      throw new ContainerError("its head does not say which sections it has");
    }
    sections.set(name, { name, start, bytes });
    start += bytes;
  }
  return [...sections.values()];
}

function copyAll(from: string, to: number, hash: Hash): void {
  const file = openSync(from, "r");
  try {
    eachChunk(file, 0, statSync(from).size, (chunk) => {
      hash.update(chunk);
      writeAll(to, chunk);
    });
  } finally {
    closeSync(file);
  }
}

/** A chunk is valid until the next comes. */
function eachChunk(file: number, start: number, bytes: number, use: (chunk: Buffer) => void): void {
  const buffer = Buffer.allocUnsafe(Math.min(bytesAtOnce, bytes));
  for (let done = 0; done < bytes; ) {
    const read = readSync(file, buffer, 0, Math.min(buffer.length, bytes - done), start + done);
    if (read === 0) throw new ContainerError("it ends before all of it was read");
    use(buffer.subarray(0, read));
    done += read;
  }
}

/** A disk may take less at a time than it is given. */
function writeAll(file: number, bytes: Uint8Array, at: number | null = null): void {
  for (let done = 0; done < bytes.byteLength; ) {
    done += writeSync(file, bytes, done, bytes.byteLength - done, at === null ? null : at + done);
  }
}

/** The new name is on disk, too, where the system can be told so. */
function syncFolder(folder: string): void {
  try {
    const file = openSync(folder, "r");
    try {
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  } catch {
    // Not all systems open folders. A name that was lost is a part to be made again.
  }
}
