/**
 * The formatter: decides the white space of a `.play` file and nothing else. No word is made, changed, moved or left
 * out, and the result is read again before it is given away.
 */
import { lengthLimit, type Parsed, parse } from "../../grammar/parser.ts";
import { scan } from "../../grammar/scan.ts";
import { byteOrderMark } from "../../grammar/source.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { fromSyntax } from "../diagnostics/from-syntax.ts";
import { layOutDeclaration } from "./declarations.ts";
import { Layout } from "./layout.ts";
import { isSameProgram } from "./same-program.ts";
import { write } from "./write.ts";

export type Formatted =
  /** Equal to the input when that was formatted already. */
  | { kind: "formatted"; text: string }
  /** The file has syntax errors, which come first: what cannot be read cannot be laid out. */
  | { kind: "refused"; diagnostics: Diagnostic[] }
  /** The formatted text reads as another program. A mistake of the formatter's; its text is thrown away. */
  | { kind: "changed" };

/**
 * Formats one file; pure, never throws. Lines end with LF, the last one too; a byte order mark is dropped.
 * Formatting the result again gives the result (docs/language.md, section 12).
 */
export function format(path: string, text: string): Formatted {
  const parsed = parse(path, text);
  if (parsed.problems.length > 0) return refused(parsed);
  const formatted = layOut(parsed);
  const again = parse(path, formatted);
  if (formatted.length > lengthLimit) return refused(again);
  return isSameProgram(parsed, again) ? { kind: "formatted", text: formatted } : { kind: "changed" };
}

function refused({ file, problems }: Parsed): Formatted {
  return { kind: "refused", diagnostics: problems.map((problem) => fromSyntax(problem, file, file.declarations)) };
}

function layOut({ file: { text, declarations }, comments }: Parsed): string {
  const readable = text.startsWith(byteOrderMark) ? ` ${text.slice(1)}` : text;
  const lineEnds = (from: number, to: number) => readable.slice(from, to).match(/\r\n|[\r\n]/g)?.length ?? 0;
  const layout = new Layout(scan(readable).tokens, declarations, (from, to) => lineEnds(from, to) > 0);
  for (const declaration of declarations) layOutDeclaration(layout, declaration);
  return write(layout, comments, lineEnds);
}
