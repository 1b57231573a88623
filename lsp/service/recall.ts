/**
 * What proofs told of the text before: shown until the text as it is now is proved, so that nothing flickers while
 * somebody types. A warning in the file that was edited moves with the text around it.
 */
import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import { sortDiagnostics } from "../../compiler/diagnostics/sort.ts";
import type { Span } from "../../grammar/tree.ts";
import type { Analysis, Findings } from "./analysis.ts";

export class Recall {
  #proved: readonly Diagnostic[] = [];
  #texts: ReadonlyMap<string, string> = new Map();

  /** Keeps what was proved of an analysis that is complete. */
  keep(analysis: Analysis): void {
    const known = new Set(analysis.first.diagnostics.map(keyOf));
    this.#proved = analysis.all.diagnostics.filter((each) => !known.has(keyOf(each)));
    const files = new Set(this.#proved.map(({ file }) => file));
    this.#texts = new Map([...files].map((file) => [file, analysis.textOf(file) ?? ""]));
  }

  /** What is known at once, and what was proved before. Of a program with errors nothing is proved. */
  withEarlier(analysis: Analysis): Findings {
    const { first } = analysis;
    if (this.#proved.length === 0 || first.diagnostics.some(({ severity }) => severity === "error")) return first;
    const earlier = this.#proved.flatMap((diagnostic) => {
      const moved = movedSpan(
        diagnostic.span,
        this.#texts.get(diagnostic.file) ?? "",
        analysis.textOf(diagnostic.file),
      );
      return moved ? [{ ...diagnostic, span: moved, related: [] }] : [];
    });
    return { ...first, diagnostics: sortDiagnostics([...first.diagnostics, ...earlier]) };
  }
}

function keyOf({ file, code, span, message }: Diagnostic): string {
  return `${file} ${code} ${span.start} ${span.end} ${message}`;
}

/** Where a span of one text stands in another that differs from it at one place; undefined when it was changed itself. */
export function movedSpan({ start, end }: Span, before: string, after: string | undefined): Span | undefined {
  if (after === undefined) return undefined;
  if (before === after) return { start, end };
  const most = Math.min(before.length, after.length);
  let same = 0;
  while (same < most && before[same] === after[same]) same++;
  if (end <= same) return { start, end };
  let tail = 0;
  while (tail < most - same && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const by = after.length - before.length;
  return start >= before.length - tail ? { start: start + by, end: end + by } : undefined;
}
