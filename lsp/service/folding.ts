/** What can be folded away, and what is selected next when a selection grows: both by brackets, lines and declarations. */
import { type Comment, scan } from "../../grammar/scan.ts";
import * as tokens from "../../grammar/tokens.ts";
import type { File, Span } from "../../grammar/tree.ts";
import { holds, isInside, lineAt, wordAt } from "./places.ts";

export interface Fold {
  readonly span: Span;
  readonly kind: "block" | "comment" | "region";
}

/** Braces over several lines, comments of several lines, and what stands between `# region` and `# endregion`. */
export function foldsOf(text: string): Fold[] {
  const { tokens: list, comments } = scan(text);
  const blocks = bracketsIn(list.map(({ tokenType, startOffset, image }) => ({ tokenType, startOffset, image })))
    .filter(({ start, end }) => /[\n\r]/.test(text.slice(start, end)))
    .map((span): Fold => ({ span, kind: "block" }));
  const runs: Fold[] = [];
  let run: Span | undefined;
  for (const { span } of comments) {
    const isAlone = text.slice(lineAt(text, span.start).start, span.start).trim() === "";
    const between = run && text.slice(run.end, span.start);
    if (run && isAlone && between?.trim() === "" && (between.match(/\n/g)?.length ?? 0) === 1) {
      run = { start: run.start, end: span.end };
    } else {
      if (run && text.slice(run.start, run.end).includes("\n")) runs.push({ span: run, kind: "comment" });
      run = isAlone ? span : undefined;
    }
  }
  if (run && text.slice(run.start, run.end).includes("\n")) runs.push({ span: run, kind: "comment" });
  return [...blocks, ...runs, ...regionsIn(comments)].sort((a, b) => a.span.start - b.span.start);
}

function regionsIn(comments: readonly Comment[]): Fold[] {
  const open: number[] = [];
  return comments.flatMap(({ text, span }): Fold[] => {
    if (/^#\s*region\b/.test(text)) open.push(span.start);
    const start = /^#\s*endregion\b/.test(text) ? open.pop() : undefined;
    return start === undefined ? [] : [{ span: { start, end: span.end }, kind: "region" }];
  });
}

type Sign = { tokenType: unknown; startOffset: number; image: string };

/** Pairs of brackets, with them; one without a partner makes none. */
function bracketsIn(list: readonly Sign[]): Span[] {
  const open: Sign[] = [];
  const pairs: Span[] = [];
  for (const sign of list) {
    const { tokenType, startOffset, image } = sign;
    if (tokenType === tokens.LeftBrace || tokenType === tokens.LeftParenthesis) open.push(sign);
    const isBrace = tokenType === tokens.RightBrace;
    if (!isBrace && tokenType !== tokens.RightParenthesis) continue;
    const partner = isBrace ? tokens.LeftBrace : tokens.LeftParenthesis;
    const at = open.findLastIndex((each) => each.tokenType === partner);
    if (at < 0) continue;
    pairs.push({ start: open[at]!.startOffset, end: startOffset + image.length });
    open.length = at;
  }
  return pairs;
}

/** Ever larger selections around a place, the smallest first, each holding the one before. */
export function selectionsAt(file: File, offset: number): Span[] {
  const { text } = file;
  const word = wordAt(text, offset);
  const line = lineAt(text, offset);
  const trimmed = text.slice(line.start, line.end);
  const written = {
    start: line.start + (trimmed.length - trimmed.trimStart().length),
    end: line.start + trimmed.trimEnd().length,
  };
  const brackets = bracketsIn(scan(text).tokens).filter((span) => holds(span, offset));
  const spans = [
    ...(word.end > word.start ? [word] : []),
    ...(written.end > written.start && holds(written, offset) ? [written] : []),
    ...brackets.flatMap((span) => [{ start: span.start + 1, end: span.end - 1 }, span]),
    ...nodesAt(file.declarations, offset),
    { start: 0, end: text.length },
  ];
  const bySize = spans.filter((span) => holds(span, offset)).sort((a, b) => a.end - a.start - (b.end - b.start));
  const chain: Span[] = [];
  for (const span of bySize) {
    const last = chain.at(-1);
    if (!last || (isInside(last, span) && span.end - span.start > last.end - last.start)) chain.push(span);
  }
  return chain;
}

/** Spans of the parts of a tree around a place. */
function nodesAt(node: unknown, offset: number): Span[] {
  if (typeof node !== "object" || node === null) return [];
  const span = "span" in node && isSpan(node.span) ? node.span : undefined;
  if (span && !holds(span, offset)) return [];
  const inside = Object.entries(node).flatMap(([key, part]) => (key === "span" ? [] : nodesAt(part, offset)));
  return span ? [span, ...inside] : inside;
}

function isSpan(value: unknown): value is Span {
  return typeof value === "object" && value !== null && "start" in value && "end" in value;
}
