/** Fixes of text that is not the language, and of comments that silence. */
import { scan } from "../../../grammar/scan.ts";
import { wordsOf } from "../../../grammar/vocabulary.ts";
import type { WayOut } from "../syntax-hints.ts";
import { type FixMakers, type Made, type Place, removal, replaced } from "./maker.ts";

/** What other languages write for words of this one. */
const foreign: Record<string, string> = { "&&": "and", "||": "or", "!": "not" };

export const textFixes: FixMakers = {
  unclosed: ({ diagnostic }, { bracket }) => {
    const { start } = diagnostic.span;
    const closing = bracket === "{" ? "}" : ")";
    return { title: `Write \`${closing}\` here`, edits: [{ span: { start, end: start }, text: ` ${closing} ` }] };
  },
  "bad-character": badCharacter,
  "unexpected-text": insteadOf,
  "no-such-date": (place) => {
    const date = dateMeant(place.written);
    return date === undefined ? undefined : replaced(place, date, true);
  },
  "no-such-time": (place) =>
    /^\d:[0-5]\d$/.test(place.written) ? replaced(place, `0${place.written}`, true) : undefined,
  "bad-escape": (place) => (place.written.startsWith("\\") ? replaced(place, `\\${place.written}`) : undefined),
  "needs-parentheses": parenthesised,
  "unused-allow": ({ diagnostic, text, written }) =>
    written.startsWith("#")
      ? { title: "Remove the comment", edits: [removal(text, diagnostic.span)], safe: true }
      : undefined,
};

function badCharacter(place: Place): Made | undefined {
  const { diagnostic, text, written } = place;
  const { start, end } = diagnostic.span;
  if (written === ";" || written === ":") {
    return { title: `Remove \`${written}\``, edits: [{ span: { start, end }, text: "" }], safe: true };
  }
  if (/^[-–—]$/.test(written)) {
    const [before = "", after = ""] = [text[start - 1], text[end]];
    const isName = /[A-Za-z_]/.test(before) && /[A-Za-z_]/.test(after);
    const isRange = /\d/.test(before) && /\d/.test(after);
    if (isRange) return replaced(place, "..", true);
    if (isName) return replaced(place, isWeekday(text.slice(Math.max(0, start - 3), start)) ? ".." : "_");
  }
  return foreign[written] === undefined ? undefined : replaced(place, foreign[written], true);
}

function isWeekday(word: string): boolean {
  return wordsOf("weekday").includes(word.toLowerCase());
}

/** What the parser's words suggest: another word in its place, nothing in its place, or a word before it. */
function insteadOf(place: Place, { replacement, replaced: length, missing, sure = false }: WayOut): Made | undefined {
  const { diagnostic } = place;
  if (replacement !== undefined && length !== undefined) {
    const { start } = diagnostic.span;
    return { title: `Write \`${replacement}\``, edits: [{ span: { start, end: start + length }, text: replacement }] };
  }
  if (replacement === "") {
    return { title: `Remove \`${place.written}\``, edits: [{ span: diagnostic.span, text: "" }], safe: sure };
  }
  if (replacement !== undefined) return replaced(place, replacement, sure);
  if (missing === undefined) return undefined;
  const { start } = diagnostic.span;
  return { title: `Write \`${missing}\` before it`, edits: [{ span: { start, end: start }, text: `${missing} ` }] };
}

/** `21.11.2026` as `2026-11-21`, where only one of the two numbers can be the month. */
function dateMeant(written: string): string | undefined {
  const [, year = "", ...rest] = /^(\d{4})[./](\d{1,2})[./](\d{1,2})$/.exec(written) ?? [];
  const [, first = "", second = "", last = ""] = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(written) ?? [];
  const [month = "", day = ""] = year !== "" ? rest : Number(first) > 12 ? [second, first] : [first, second];
  const isOnlyOne = year !== "" || Number(day) > 12 || month === day;
  if (!isOnlyOne || month === "") return undefined;
  return `${year || last}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

/** `A and B or C` as `(A and B) or C`: the reading that most languages share, but not everybody. */
function parenthesised({ diagnostic, written }: Place): Made | undefined {
  const operands: { start: number; end: number; joins: number }[] = [];
  let open = 0;
  let current: { start: number; end: number; joins: number } | undefined;
  for (const { image, startOffset } of scan(written).tokens) {
    if (image === "(") open++;
    if (image === ")") open--;
    if (open === 0 && image === "or") current = undefined;
    else {
      if (!current) {
        current = { start: startOffset, end: startOffset, joins: 0 };
        operands.push(current);
      }
      if (open === 0 && image === "and") current.joins++;
      current.end = startOffset + image.length;
    }
  }
  const joined = operands.filter(({ joins }) => joins > 0);
  if (operands.length < 2 || joined.length === 0) return undefined;
  const at = (offset: number) => ({ start: diagnostic.span.start + offset, end: diagnostic.span.start + offset });
  return {
    title: "Put parentheses around what `and` joins",
    edits: joined.flatMap(({ start, end }) => [
      { span: at(start), text: "(" },
      { span: at(end), text: ")" },
    ]),
  };
}
