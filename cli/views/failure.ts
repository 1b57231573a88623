/** Why a command ended without its result: for people on stderr, for tools as the JSON that takes the result's place. */
import stringWidth from "string-width";
import type { Failure, MarkedText } from "../failure.ts";
import { printable } from "./printable.ts";

/** For people, without a line end at the end. A program's own report is shown as it is. */
export function failureText(failure: Failure): string {
  const { kind, details } = failure;
  if (kind === "program") return failure.message;
  if (kind === "internal") {
    const trace = details.cause instanceof Error ? (details.cause.stack ?? "") : (failure.stack ?? "");
    return `playc: a mistake in playc itself, not in your playbooks: ${printable(failure.message)}\n${trace}`;
  }
  const { file, row, line, column } = details.place ?? {};
  const place = [
    file,
    line === undefined ? undefined : `line ${line}`,
    row === undefined ? undefined : `row ${row}`,
    column === undefined ? undefined : `column ${column}`,
  ].filter((part) => part !== undefined);
  return `playc: ${place.length === 0 ? "" : `${printable(place.join(", "))}: `}${printable(failure.message)}${details.marked ? markedText(details.marked) : ""}`;
}

/** The text on a line of its own, and a mark under what is wrong in it. */
function markedText({ text, at, length }: MarkedText): string {
  const [before, marked] = [printable(text.slice(0, at)), printable(text.slice(at, at + length))];
  const mark = "^".repeat(Math.max(1, stringWidth(marked)));
  return `\n  ${printable(text)}\n  ${" ".repeat(stringWidth(before))}${mark}`;
}

/** One document: `{ "error": { ... } }`. */
export function failureJson(failure: Failure): string {
  const { kind, exitCode, message, details } = failure;
  const { place, diagnostics } = details;
  const error = {
    kind,
    exitCode,
    message: kind === "program" ? "The program has errors." : message,
    ...(place && Object.keys(place).length > 0 ? { place } : {}),
    ...(diagnostics ? { diagnostics } : {}),
  };
  return `${JSON.stringify({ error }, null, 2)}\n`;
}
