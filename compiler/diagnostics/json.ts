/** Diagnostics as data: for tools, with lines and columns instead of offsets. */
import type { Diagnostic, Severity } from "./diagnostic.ts";
import { type LineRange, linesOf } from "./lines.ts";

export interface DiagnosticJson extends LineRange {
  code: string;
  slug: string;
  severity: Severity;
  message: string;
  reason: string;
  hint: string;
  file: string;
  suggestion?: string;
  related: ({ message: string; file: string } & LineRange)[];
  fix?: { title: string; safe: boolean; edits: ({ file: string; text: string } & LineRange)[] };
}

/** Lines and columns are 1-based, columns in UTF-16 code units, ends exclusive. `textOf` gives a file's text. */
export function diagnosticToJson(
  diagnostic: Diagnostic,
  textOf: (file: string) => string | undefined,
  linesIn = linesOf,
): DiagnosticJson {
  const rangeIn = (file: string, span: Diagnostic["span"]) => linesIn(textOf(file) ?? "").rangeOf(span);
  const { code, slug, severity, message, reason, hint, file, fix } = diagnostic;
  return {
    code,
    slug,
    severity,
    message,
    reason,
    hint,
    file,
    ...rangeIn(file, diagnostic.span),
    ...(diagnostic.suggestion === undefined ? {} : { suggestion: diagnostic.suggestion }),
    related: diagnostic.related.map((place) => ({
      message: place.message,
      file: place.file,
      ...rangeIn(place.file, place.span),
    })),
    ...(fix
      ? {
          fix: {
            title: fix.title,
            safe: fix.safe,
            edits: fix.edits.map((edit) => ({ file: edit.file, text: edit.text, ...rangeIn(edit.file, edit.span) })),
          },
        }
      : {}),
  };
}
