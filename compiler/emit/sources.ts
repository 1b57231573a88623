/** `sources`: where every node of the schedule is written. */

import type { File } from "../../grammar/tree.ts";
import { compareText } from "../../schedule/order.ts";
import type { Path, SourcePlace } from "../../schedule/types.ts";
import { type Lines, linesOf } from "../diagnostics/lines.ts";
import type { Program } from "../program.ts";

/** Sorted by path. Lines and columns are 1-based, columns in UTF-16 code units. */
export function sourcesOf(program: Program): Record<Path, SourcePlace> {
  const linesByFile = new Map<File, Lines>();
  const sources: Record<Path, SourcePlace> = Object.create(null);
  for (const [path, { file, span }] of [...new Map(program.places)].sort(([a], [b]) => compareText(a, b))) {
    let lines = linesByFile.get(file);
    if (!lines) {
      lines = linesOf(file.text);
      linesByFile.set(file, lines);
    }
    sources[path] = { file: file.path, ...lines.rangeOf(span) };
  }
  return sources;
}
