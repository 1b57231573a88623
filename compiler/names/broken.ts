/** Which names may be declared where a project could not be read, so that they are not reported as unknown. */
import type { Declaration, File, Span } from "../../grammar/tree.ts";
import { wordsOf } from "../../grammar/vocabulary.ts";
import { nearest } from "../diagnostics/suggest.ts";

/** Files with more text than this between declarations are not searched for words one by one. */
const mostBrokenText = 2_000_000;

/** Kinds of declaration that declare names inside their braces or in a list: any of their words may be one. */
const declareMany: ReadonlySet<string> = new Set<Declaration["kind"]>([
  "account",
  "event",
  "contact",
  "segments",
  "models",
  "journey",
]);

const word = /[A-Za-z_][A-Za-z0-9_]*/g;
/** `tuch hello {`: what may be a declaration where none could be read. */
const lineHead = /^[ \t]*[A-Za-z_][A-Za-z0-9_]*[ \t]+([A-Za-z_][A-Za-z0-9_]*)/gm;
/** Names stand in the head of a declaration, which is short. */
const longestHead = 400;

/** Names that declarations with a syntax problem, and text that belongs to no declaration, may declare. */
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

/** Words of a text that begins with a declaration's word, or with what was meant to be one. */
function addWords(words: Set<string>, text: string): void {
  const first = /[A-Za-z_][A-Za-z0-9_]*/.exec(text)?.[0];
  if (first === undefined) return;
  const kind = nearest(first, wordsOf("declaration")) ?? first;
  const opened = text.indexOf("{");
  const head =
    declareMany.has(kind) || declareMany.has(first)
      ? text
      : text.slice(0, Math.min(longestHead, opened < 0 ? Infinity : opened));
  for (const [each] of head.matchAll(word)) words.add(each);
  for (const [, name] of text.matchAll(lineHead)) if (name !== undefined) words.add(name);
}
