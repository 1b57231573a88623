/** Turns what the parser found wrong into diagnostics: the parser knows the place, the table knows the words. */
import type { SyntaxProblem } from "../../grammar/problems.ts";
import type { Declaration, File, Span } from "../../grammar/tree.ts";
import { wordsOf } from "../../grammar/vocabulary.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { nearest } from "./suggest.ts";
import { wayOutOf } from "./syntax-hints.ts";
import { diagnostic } from "./table.ts";

/** `declared`: what all files of the program declare. */
export function fromSyntax(
  problem: SyntaxProblem,
  { path: file, text }: File,
  declared: readonly Declaration[],
): Diagnostic {
  const { span } = problem;
  switch (problem.kind) {
    case "unexpected": {
      const { found, expected, context } = problem;
      const isNameAsked = expected.includes("a name") && !expected.includes("`one of`");
      if (problem.reserved && isNameAsked) {
        return diagnostic("reserved-word", { found, context }, file, span);
      }
      const wayOut = wayOutOf(found, expected, { context, rest: restOfLine(text, span), declared });
      return diagnostic("unexpected-text", { found, expected, context, ...wayOut }, file, span);
    }
    case "unclosed": {
      const { bracket, found, context, opened } = problem;
      const related = [{ message: "opened here", file, span: opened }];
      return diagnostic("unclosed", { bracket, found, context }, file, span, { related });
    }
    case "unknown_declaration": {
      const suggestion = nearest(problem.word, wordsOf("declaration"));
      return diagnostic("unknown-declaration", { word: problem.word, suggestion }, file, span, { suggestion });
    }
    case "too_deep":
      return diagnostic("too-deeply-nested", { limit: problem.limit }, file, span);
    case "bad_character":
      return diagnostic("bad-character", { characters: problem.characters, ...meantOf(problem) }, file, span, {
        suggestion: problem.meant,
      });
    case "bad_number": {
      const meant = problem.meant ?? minutesMeant(problem.text, text.slice(0, span.start));
      const parameters = { text: problem.text, problem: problem.reason, ...meantOf({ meant }) };
      return diagnostic("bad-number", parameters, file, span, { suggestion: meant });
    }
    case "no_number": {
      const { text, meant } = problem;
      return diagnostic("length-without-number", { text, meant }, file, span, { suggestion: meant });
    }
    case "wrong_quotes":
      return diagnostic("wrong-quotes", { text: problem.text }, file, span, { suggestion: problem.meant });
    case "bad_date":
      return diagnostic("no-such-date", { text: problem.text }, file, span);
    case "bad_time":
      return diagnostic("no-such-time", { text: problem.text }, file, span);
    case "unterminated_text":
      return diagnostic("unterminated-text", {}, file, span);
    case "bad_escape":
      return diagnostic("bad-escape", { escape: problem.escape }, file, span);
    case "misread":
      return diagnostic("needs-parentheses", { word: problem.word, beside: problem.beside }, file, span);
    case "too_large":
      return diagnostic("file-too-large", { limit: problem.limit, length: problem.length }, file, span);
    case "too_many":
      return diagnostic("too-many-problems", { limit: problem.limit }, file, span);
  }
}

/** What is likely to be meant, where that is known. */
function meantOf({ meant }: { meant?: string | undefined }): { meant?: string } {
  return meant === undefined ? {} : { meant };
}

/** `20m` as `20min` behind words that months never follow. */
function minutesMeant(written: string, before: string): string | undefined {
  return /^\d+m$/.test(written) && /\b(?:effort|prep)\s+$/.test(before) ? `${written}in` : undefined;
}

/** From the place on, as far as a phrase may go. */
function restOfLine(text: string, { start }: Span): string {
  return text.slice(start, start + 80).split(/[\r\n]/, 1)[0] ?? "";
}
