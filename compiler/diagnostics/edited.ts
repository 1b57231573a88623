/** Text with edits made. */
import type { Edit } from "./diagnostic.ts";

/** RangeError when edits overlap. Of two insertions at one place the first given comes first. */
export function edited(text: string, edits: readonly Edit[]): string {
  const inOrder = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  const parts: string[] = [];
  let at = 0;
  for (const { span, text: replacement } of inOrder) {
    if (span.start < at) throw new RangeError("Edits overlap.");
    parts.push(text.slice(at, span.start), replacement);
    at = span.end;
  }
  return [...parts, text.slice(at)].join("");
}
