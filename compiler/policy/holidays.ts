/** The holidays file: `YYYY-MM-DD: name`, one a line. Mistakes are reported in that file, at their line. */
import type { File, Literal } from "../../grammar/tree.ts";
import { Checker } from "../program.ts";
import { problemOfDate } from "../values/dates.ts";
import { isInsideProject } from "../work/project-path.ts";

const holidayLine = /^(["']?)(\d{4}-\d{2}-\d{2})\1[ \t]*:(?:[ \t]|$)/;

/** Sorted days; empty when there is no file or it was reported. */
export function checkHolidays(checker: Checker, literal: Literal | undefined): string[] {
  if (literal?.kind !== "text") return [];
  const path = literal.value;
  if (!isInsideProject(path)) {
    checker.report("path-leaves-project", { path }, literal.span);
    return [];
  }
  const text = checker.folder.readText(path);
  if (text === undefined) {
    checker.report("missing-file", { path, what: "holidays" }, literal.span);
    return [];
  }
  return readHolidays(new Checker(checker.program, { path: checker.pathOf(path), text, declarations: [] }));
}

function readHolidays(checker: Checker): string[] {
  const days = new Set<string>();
  for (const { line, start } of linesOf(checker.file)) {
    const trimmed = line.trim();
    if (trimmed === "" || trimmed === "---" || trimmed.startsWith("#")) continue;
    const span = { start, end: start + line.trimEnd().length };
    const day = holidayLine.exec(line)?.[2];
    if (day === undefined || problemOfDate(day) !== undefined) {
      checker.report("bad-holiday", { line: trimmed }, span);
    } else if (days.has(day)) {
      checker.report("repeated-holiday", { day }, span);
    } else days.add(day);
  }
  return [...days].sort();
}

function* linesOf({ text }: File): Generator<{ line: string; start: number }> {
  let start = text.startsWith("\uFEFF") ? 1 : 0;
  for (const { index, 0: end } of text.matchAll(/\r\n|\n|\r|$/g)) {
    yield { line: text.slice(start, index), start };
    start = index + end.length;
  }
}
