/**
 * Reads a template: text for people with slots such as `{account.goal otherwise "your goals"}` in it. Pure text to
 * pieces, each with its place; what the names mean is for others to check.
 */
import type { Name, Span } from "../../grammar/tree.ts";

/** A place that is filled in for each customer. */
export interface Slot {
  kind: "slot";
  /** With its braces. */
  span: Span;
  /** Before the dot: what knows the value. */
  subject: Name;
  /** Behind the dot. */
  name: Name;
  /** What is written where the value is not known. */
  otherwise?: string;
}

/** Text in braces that is no slot. */
export interface NoSlot {
  kind: "doubled" | "unreadable";
  span: Span;
  /** What stands between the braces, blanks aside. */
  inside: string;
}

export type Piece = { kind: "text"; text: string } | Slot | NoSlot;

/** The pieces of a template's two parts. */
export interface ReadTemplate {
  /** What stands behind `Subject:` on the first line. */
  subject?: { pieces: Piece[]; span: Span };
  body: { pieces: Piece[]; span: Span };
}

const subjectLine = /^(\uFEFF?)(subject:[ \t]*)([^\r\n]*)/i;
const slot =
  /\{([ \t]*)([A-Za-z_]\w*)\.([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)?)(?:[ \t]+otherwise[ \t]+"((?:[^"\\\r\n]|\\["\\])*)")?[ \t]*\}/y;
const doubled = /\{\{([^{}\r\n]*)\}\}/y;
const unreadable = /\{([^{}\r\n]*)\}?/y;

/** Never fails: what cannot be read is a piece of its own. Line ends become `\n`. */
export function readTemplate(text: string): ReadTemplate {
  const [line = "", mark = "", keyword, written = ""] = subjectLine.exec(text) ?? [];
  if (keyword === undefined) {
    const start = text.startsWith("\uFEFF") ? 1 : 0;
    return { body: partOf(text, { start, end: text.length }) };
  }
  const start = mark.length + keyword.length;
  const behind = line.length + (/^(?:[ \t]*(?:\r\n|\n|\r))*/.exec(text.slice(line.length))?.[0].length ?? 0);
  return {
    subject: partOf(text, { start, end: start + written.trimEnd().length }),
    body: partOf(text, { start: behind, end: text.length }),
  };
}

function partOf(text: string, { start, end: last }: Span): { pieces: Piece[]; span: Span } {
  const end = Math.max(start, text.slice(0, last).trimEnd().length);
  const pieces: Piece[] = [];
  let at = start;
  let plain = "";
  const flush = () => {
    if (plain !== "") pieces.push({ kind: "text", text: plain.replace(/\r\n?/g, "\n") });
    plain = "";
  };
  while (at < end) {
    if (text.startsWith("\\{", at)) {
      plain += "{";
      at += 2;
    } else if (text[at] === "{") {
      flush();
      const piece = bracedAt(text, at);
      pieces.push(piece);
      at = piece.span.end;
    } else {
      const next = nextMark(text, at + 1, end);
      plain += text.slice(at, next);
      at = next;
    }
  }
  flush();
  return { pieces, span: { start, end } };
}

/** Where a brace or a backslash stands next. */
function nextMark(text: string, from: number, end: number): number {
  for (let at = from; at < end; at++) if (text[at] === "{" || text[at] === "\\") return at;
  return end;
}

function bracedAt(text: string, start: number): Slot | NoSlot {
  return slotAt(text, start) ?? noSlotAt(text, start);
}

function slotAt(text: string, start: number): Slot | undefined {
  slot.lastIndex = start;
  const found = slot.exec(text);
  if (!found) return undefined;
  const [all, blanks = "", subject = "", name = "", otherwise] = found;
  const at = start + 1 + blanks.length;
  const fallback = otherwise?.replace(/\\(["\\])/g, "$1");
  if (fallback?.trim() === "") return undefined;
  return {
    kind: "slot",
    span: { start, end: start + all.length },
    subject: { text: subject, span: { start: at, end: at + subject.length } },
    name: { text: name, span: { start: at + subject.length + 1, end: at + subject.length + 1 + name.length } },
    ...(fallback === undefined ? {} : { otherwise: fallback }),
  };
}

function noSlotAt(text: string, start: number): NoSlot {
  doubled.lastIndex = start;
  const twice = doubled.exec(text);
  unreadable.lastIndex = start;
  const [all = "{", inside = ""] = twice ?? unreadable.exec(text) ?? [];
  return { kind: twice ? "doubled" : "unreadable", span: { start, end: start + all.length }, inside: inside.trim() };
}
