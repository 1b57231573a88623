/** The order in which diagnostics are reported: by file, place, code, then wording. */
import { compareText } from "../../schedule/order.ts";
import type { Diagnostic } from "./diagnostic.ts";

/** Sorted by file, offset and code; a diagnostic said twice about one place is kept once. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const sorted = [...diagnostics].sort(
    (a, b) =>
      compareText(a.file, b.file) ||
      a.span.start - b.span.start ||
      compareText(a.code, b.code) ||
      a.span.end - b.span.end ||
      compareText(a.message, b.message),
  );
  return sorted.filter((diagnostic, index) => {
    const before = sorted[index - 1];
    return !(
      before &&
      before.file === diagnostic.file &&
      before.span.start === diagnostic.span.start &&
      before.code === diagnostic.code &&
      before.message === diagnostic.message
    );
  });
}
