/** Turns what the parser found wrong into diagnostics: the parser knows the place, the table knows the words. */
import type { SyntaxProblem } from "../../grammar/problems.ts";
import { wordsOf } from "../../grammar/vocabulary.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { nearest } from "./suggest.ts";
import { wayOutOf } from "./syntax-hints.ts";
import { diagnostic } from "./table.ts";

export function fromSyntax(problem: SyntaxProblem, file: string): Diagnostic {
  const { span } = problem;
  switch (problem.kind) {
    case "unexpected": {
      const { found, expected, context } = problem;
      const isNameAsked = expected.includes("a name") && !expected.includes("`one of`");
      if (problem.reserved && isNameAsked) {
        return diagnostic("reserved-word", { found, context }, file, span);
      }
      return diagnostic("unexpected-text", { found, expected, context, ...wayOutOf(found, expected) }, file, span);
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
    case "bad_number":
      return diagnostic(
        "bad-number",
        { text: problem.text, problem: problem.reason, ...meantOf(problem) },
        file,
        span,
        {
          suggestion: problem.meant,
        },
      );
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
function meantOf({ meant }: { meant?: string }): { meant?: string } {
  return meant === undefined ? {} : { meant };
}
