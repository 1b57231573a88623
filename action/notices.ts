/** What the change says otherwise, at the lines that say it. */
import type { Annotation } from "../cli/views/annotations.ts";
import { printable } from "../cli/views/printable.ts";
import { bySubject, sentenceOf, subjectText } from "../review/sentences.ts";
import type { DiffReport } from "../review/types.ts";

/** A notice a declaration, at its first line that changed. `prefix`: of the project in its repository. */
export function changeNotices({ changes }: DiffReport, prefix: string): Annotation[] {
  const meant = (changes ?? []).filter(({ weight }) => weight === "meaning");
  return bySubject(meant).flatMap((subject): Annotation[] => {
    const place = subject.changes.flatMap(({ places }) => places.after ?? [])[0];
    // A library that comes with playc has no line here.
    if (!place || /^[^/]*:/.test(place.file)) return [];
    const message = subject.changes.map((change) => printable(sentenceOf(change))).join("\n");
    const title = printable(subjectText(subject));
    return [{ level: "notice", title, message, place: { path: prefix + place.file, line: place.line } }];
  });
}
