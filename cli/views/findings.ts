/**
 * What `playc check` finds as places of a repository: what the runners of GitHub and GitLab and code scanning are told, each in its
 * own form (`annotations.ts`, `sarif.ts`, `code-quality.ts`).
 */
import { createHash } from "node:crypto";
import type { LineRange } from "../../compiler/diagnostics/lines.ts";
import { linesOf } from "../../compiler/diagnostics/lines.ts";
import { compareText } from "../../schedule/order.ts";
import type { Problem } from "../failure.ts";
import { projectFileName } from "../project-files.ts";
import { printable } from "./printable.ts";
import type { Report } from "./report.ts";

/** Lines and columns as in the JSON of `playc check`: 1-based, columns in UTF-16 code units, ends exclusive. */
export interface FoundPlace extends LineRange {
  /** From the root of the repository, with `/`. */
  readonly path: string;
}

export interface Finding {
  /** A code of the table, or `not-text`. */
  readonly rule: string;
  readonly slug: string;
  readonly severity: "error" | "warning";
  readonly message: string;
  /** Empty of a file that is no text. */
  readonly reason: string;
  readonly hint: string;
  readonly place: FoundPlace;
  readonly related: readonly { readonly message: string; readonly place: FoundPlace }[];
  /** Absent where it would change a file that is not of the project. */
  readonly fix?: { readonly title: string; readonly edits: readonly (FoundPlace & { readonly text: string })[] };
  /**
   * Names what was found as long as its line says the same, wherever that line moves: the first 16 hex digits of a SHA-256,
   * and which of the same it is in its file.
   */
  readonly fingerprint: string;
}

/** A file that cannot be read as text has no code of the table. */
export const notTextRule = "not-text";

const start: LineRange = { line: 1, column: 1, endLine: 1, endColumn: 1 };

/** `prefix`: of the project's folder in the repository, empty or with `/` at its end. In order of path, place and rule. */
export function findingsOf(report: Report, prefix: string): Finding[] {
  // What is wrong in a library that comes with playc has no file here: playc.yaml names the library.
  const isOurs = (file: string) => !report.foreign.some((foreign) => file.startsWith(foreign));
  const placeIn = (file: string, range: LineRange): FoundPlace =>
    isOurs(file) ? { path: prefix + file, ...rangeOf(range) } : { path: prefix + projectFileName, ...start };
  const said = (file: string, line: number, message: string) =>
    printable(isOurs(file) ? message : `${file}:${line}: ${message}`);
  const lineText = (file: string, line: number) => {
    const text = report.textOf(file) ?? "";
    const bounds = linesOf(text).bounds(line);
    return text.slice(bounds.start, bounds.end);
  };
  const found = [
    ...report.inFiles.map((problem) => ofFile(problem, prefix)),
    ...report.diagnostics.map((diagnostic) => {
      const { code, slug, severity, message, reason, hint, file, line, related, fix } = diagnostic;
      const edits = fix?.edits.every((edit) => isOurs(edit.file)) ? fix.edits : [];
      return {
        rule: code,
        slug,
        severity,
        message: said(file, line, message),
        reason: printable(reason),
        hint: printable(hint),
        place: placeIn(file, diagnostic),
        related: related.map((place) => ({
          message: said(place.file, place.line, place.message),
          place: placeIn(place.file, place),
        })),
        ...(fix && edits.length > 0 && { fix: fixOf(fix.title, edits, placeIn) }),
        line: lineText(file, line),
      };
    }),
  ];
  return withFingerprints(found.sort(inOrder));
}

function fixOf(
  title: string,
  edits: readonly ({ file: string; text: string } & LineRange)[],
  placeIn: (file: string, range: LineRange) => FoundPlace,
) {
  return { title: printable(title), edits: edits.map((edit) => ({ ...placeIn(edit.file, edit), text: edit.text })) };
}

function ofFile({ severity, message, file = projectFileName }: Problem, prefix: string) {
  const place = { path: prefix + file, ...start };
  return {
    rule: notTextRule,
    slug: notTextRule,
    severity,
    message,
    reason: "",
    hint: "",
    place,
    related: [],
    line: "",
  };
}

function rangeOf({ line, column, endLine, endColumn }: LineRange): LineRange {
  return { line, column, endLine, endColumn };
}

function inOrder(one: Omit<Finding, "fingerprint">, other: Omit<Finding, "fingerprint">): number {
  return (
    compareText(one.place.path, other.place.path) ||
    one.place.line - other.place.line ||
    one.place.column - other.place.column ||
    compareText(one.rule, other.rule) ||
    compareText(one.message, other.message)
  );
}

function withFingerprints(found: readonly (Omit<Finding, "fingerprint"> & { line: string })[]): Finding[] {
  const times = new Map<string, number>();
  return found.map(({ line, ...finding }) => {
    const words = JSON.stringify([finding.rule, line.trim().replace(/\s+/g, " ")]);
    const name = createHash("sha256").update(words).digest("hex").slice(0, 16);
    const key = `${name} ${finding.place.path}`;
    const time = (times.get(key) ?? 0) + 1;
    times.set(key, time);
    return { ...finding, fingerprint: `${name}:${time}` };
  });
}
