/**
 * Checks the templates that touches name, and makes their schedule nodes. A customer never reads a gap: what may be
 * unknown says what stands there otherwise.
 */
import { compareText } from "../../schedule/order.ts";
import type { Template, TemplatePart, Touch } from "../../schedule/types.ts";
import { compact } from "../compact.ts";
import { Checker, type Program, textOf } from "../program.ts";
import { warnOfLength } from "./length.ts";
import { type Piece, readTemplate } from "./read.ts";
import { checkSlot } from "./slots.ts";

/** Sorted by path; those that touches name and that can be read. */
export function checkTemplates(program: Program, touches: readonly Touch[]): Template[] {
  const uses = new Map<string, Touch[]>();
  for (const touch of touches) {
    if (touch.template === undefined) continue;
    uses.set(touch.template, [...(uses.get(touch.template) ?? []), touch]);
  }
  return [...uses]
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([path, users]) => {
      const text = textOf(program, path);
      const checker = new Checker(program, { path, text: text ?? "", declarations: [] });
      return text === undefined ? [] : [checkTemplate(checker, users)];
    });
}

function checkTemplate(checker: Checker, users: readonly Touch[]): Template {
  const { path, text } = checker.file;
  const { subject, body } = readTemplate(text);
  if (body.pieces.every((piece) => piece.kind === "text" && piece.text.trim() === "")) {
    checker.report("empty-template", { path, hasSubject: subject !== undefined }, { start: 0, end: text.length });
  }
  let slots = 0;
  const partsOf = (pieces: readonly Piece[]): TemplatePart[] =>
    pieces.flatMap((piece) => {
      if (piece.kind === "text") return [{ kind: "text" as const, text: piece.text }];
      const part = checkSlot(checker, piece, users);
      if (!part) return [];
      slots++;
      for (const { name } of users) checker.record(`touch ${name}/slot/${slots}`, piece.span);
      return [part];
    });
  const template = compact<Template>({
    file: path,
    subject: subject && partsOf(subject.pieces),
    body: partsOf(body.pieces),
  });
  warnOfLength(checker, template, { subject: subject?.span, body: body.span }, users);
  return template;
}
