/** Lines of a file as they are typed: `tests.play:3,20`. */
import { InvalidArgumentError } from "commander";

export interface LinesOfFile {
  /** From the project's folder on, with `/`. */
  file: string;
  /** From 1. */
  lines: readonly number[];
}

/** Added to those before. */
export function linesOf(value: string, before: readonly LinesOfFile[] = []): LinesOfFile[] {
  const [, file, lines] = /^(.+):([1-9]\d{0,8}(?:,[1-9]\d{0,8})*)$/.exec(value) ?? [];
  if (file === undefined || lines === undefined) throw new InvalidArgumentError("Write it as `tests.play:3,20`.");
  return [...before, { file, lines: lines.split(",").map(Number) }];
}
