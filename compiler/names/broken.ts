/** Which parts of a project could not be read, so that what follows from them is not reported. */
import type { File, Span } from "../../grammar/tree.ts";

/** Files with more text than this between declarations are not searched for words one by one. */
const mostBrokenText = 2_000_000;

/**
 * All words of declarations that contain a syntax problem, and of text that belongs to no declaration: a name that
 * stands there may be declared there.
 */
export function brokenWords(files: readonly File[], spans: ReadonlyMap<string, readonly Span[]>): Set<string> {
  const words = new Set<string>();
  for (const file of files) {
    const problems = spans.get(file.path) ?? [];
    if (problems.length === 0 || file.text.length > mostBrokenText) continue;
    let end = 0;
    for (const { span } of file.declarations) {
      addWords(words, file.text.slice(end, span.start));
      const isBroken = problems.some((problem) => problem.start <= span.end && problem.end >= span.start);
      if (isBroken) addWords(words, file.text.slice(span.start, span.end));
      end = Math.max(end, span.end);
    }
    addWords(words, file.text.slice(end));
  }
  return words;
}

function addWords(words: Set<string>, text: string): void {
  for (const [word] of text.matchAll(/[A-Za-z_][A-Za-z0-9_]*/g)) words.add(word);
}
