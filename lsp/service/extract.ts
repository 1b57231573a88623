/**
 * Makes an escalation that is written inside of a play, where the language wants its name, a declaration of its own that
 * the play names.
 */
import type { Diagnostic } from "../../compiler/diagnostics/diagnostic.ts";
import { parse } from "../../grammar/parser.ts";
import type { Action } from "./actions.ts";
import type { Analysis } from "./analysis.ts";

/** What stands before the brace: the clause, and the name where there is one. */
const clause = /\bescalation(?:[ \t]+([A-Za-z_]\w*))?\s*$/;
/** As many braces as an escalation may hold. */
const mostBraces = 50;

export function extracted(analysis: Analysis, diagnostic: Diagnostic): Action[] {
  const { file, span } = diagnostic;
  const text = analysis.textOf(file) ?? "";
  const play = analysis.declarationAt(file, span.start);
  if (play?.kind !== "play" || text[span.start] !== "{") return [];
  const before = clause.exec(text.slice(play.span.start, span.start));
  if (!before) return [];
  const end = endOfBlock(text, span.start, play.span.end);
  if (end === undefined) return [];
  const start = play.span.start + before.index;
  const name = freeName(analysis, before[1] ?? play.name?.text ?? "ladder");
  const block = text.slice(span.start, end);
  const edits = [
    { path: file, span: { start, end }, text: `escalation ${name}` },
    {
      path: file,
      span: { start: play.span.end, end: play.span.end },
      text: `\n\nescalation ${name} ${outdented(block, indentAt(text, start))}`,
    },
  ];
  return [{ title: `Make the escalation \`${name}\` of it`, kind: "refactor", edits, mends: [diagnostic] }];
}

/** Where the block ends that begins at the brace, if it can be that of an escalation. */
function endOfBlock(text: string, open: number, last: number): number | undefined {
  let end = open;
  for (let index = 0; index < mostBraces; index++) {
    end = text.indexOf("}", end) + 1;
    if (end === 0 || end > last) return undefined;
    const { file, problems } = parse("escalation.play", `escalation name ${text.slice(open, end)}`);
    if (problems.length === 0 && file.declarations.length === 1) return end;
  }
  return undefined;
}

/** The name, or where an escalation has it already, one that none has. */
function freeName(analysis: Analysis, wanted: string): string {
  const { symbols } = analysis.examination.program;
  let name = wanted;
  for (let number = 2; symbols.get("escalation", name); number++) name = `${wanted}_${number}`;
  return name;
}

function indentAt(text: string, offset: number): string {
  const line = text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset);
  return /^[ \t]*/.exec(line)![0];
}

function outdented(block: string, indent: string): string {
  return block
    .split("\n")
    .map((line, index) => (index > 0 && line.startsWith(indent) ? line.slice(indent.length) : line))
    .join("\n");
}
