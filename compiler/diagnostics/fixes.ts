/**
 * Fixes: for kinds of diagnostics that have one likely mend, the edits that make it. They are made from the text at the
 * place, after everything was checked, so that no check has to know of them. Safe ones `playc check --fix` makes by
 * itself; the others are offered to whoever edits.
 */
import type { File, Span } from "../../grammar/tree.ts";
import type { Diagnostic, Fix } from "./diagnostic.ts";
import { clauseFixes } from "./fixes/clauses.ts";
import type { FixMakers, Made, Place } from "./fixes/maker.ts";
import { textFixes } from "./fixes/text.ts";
import { valueFixes } from "./fixes/values.ts";
import type { Slug } from "./table.ts";

const makers: FixMakers = { ...textFixes, ...clauseFixes, ...valueFixes };

/** The diagnostics, each with its fix where there is one. `files`: the parsed files; `textOf`: of the others. */
export function withFixes(
  diagnostics: readonly Diagnostic[],
  files: readonly File[],
  textOf: (path: string) => string | undefined,
): Diagnostic[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const others = new Map<string, string | undefined>();
  const otherText = (path: string) => {
    if (!others.has(path)) others.set(path, textOf(path));
    return others.get(path);
  };
  return diagnostics.map((diagnostic) => {
    const file = byPath.get(diagnostic.file);
    const text = file?.text ?? otherText(diagnostic.file);
    const fix = text === undefined ? undefined : fixOf(diagnostic, file, text);
    return fix ? { ...diagnostic, fix } : diagnostic;
  });
}

function fixOf(diagnostic: Diagnostic, file: File | undefined, text: string): Fix | undefined {
  const { span, suggestion } = diagnostic;
  if (suggestion !== undefined) {
    const edits = [{ file: diagnostic.file, span, text: suggestion }];
    return { title: `Write \`${suggestion}\``, edits, safe: !diagnostic.unsure };
  }
  // The table made the diagnostic from the parameters of its kind.
  const maker = makers[diagnostic.slug as Slug] as ((place: Place, parameters: object) => Made | undefined) | undefined;
  if (!maker) return undefined;
  const written = text.slice(span.start, span.end);
  const declaration = file && declarationAround(file, span);
  const made = maker({ diagnostic, text, written, declaration }, diagnostic.parameters);
  if (!made) return undefined;
  const edits = made.edits.map((edit) => ({ file: diagnostic.file, ...edit }));
  return { title: made.title, safe: made.safe ?? false, edits };
}

/** The declaration that a place lies in; they stand in the order of the text. */
function declarationAround({ declarations }: File, { start }: Span): Span | undefined {
  let low = 0;
  let high = declarations.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (declarations[middle]!.span.start <= start) low = middle + 1;
    else high = middle;
  }
  const span = declarations[low - 1]?.span;
  return span && start <= span.end ? span : undefined;
}
