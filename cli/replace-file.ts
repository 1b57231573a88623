/** Replaces a file whole or not at all: the new text is written beside it and takes its name in one step. */

import { randomUUID } from "node:crypto";
import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";

/** Keeps the file's mode; a file that may not be written is not replaced either. Throws what the file system throws. */
export function replaceFile(path: string, text: string): void {
  accessSync(path, constants.W_OK);
  const { mode } = statSync(path);
  const beside = join(dirname(path), `.${basename(path).slice(0, 100)}.${randomUUID()}`);
  // Exclusive: nobody's file or link is written through.
  const file = openSync(beside, "wx", mode & 0o777);
  try {
    try {
      writeFileSync(file, text);
      fchmodSync(file, mode & 0o7777);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}
