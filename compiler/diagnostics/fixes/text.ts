/** Fixes of text that is not the language, and of comments that silence. */
import { scan } from "../../../grammar/scan.ts";
import { type FixMakers, type Made, type Place, removal, replaced } from "./maker.ts";

/** What other languages write for words of this one. */
const foreign: Record<string, string> = { "&&": "and", "||": "or", "!": "not" };

/** Units that are written with a blank before them, by the letters people put behind a number. */
const spacedUnit = /^(\d+)(days?|weeks?|months?|quarters?|years?)$/i;
const shortUnits: Record<string, string> = { hrs: "h", hr: "h", hours: "h", hour: "h", mins: "min", minutes: "min" };

export const textFixes: FixMakers = {
  unclosed: ({ diagnostic }, { bracket }) => {
    const { start } = diagnostic.span;
    const closing = bracket === "{" ? "}" : ")";
    return { title: `Write \`${closing}\` here`, edits: [{ span: { start, end: start }, text: ` ${closing} ` }] };
  },
  "bad-character": badCharacter,
  "bad-number": (place) => {
    const number = plainNumber(place.written);
    return number === undefined ? undefined : replaced(place, number, true);
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
  const blanks = /\d([ \t]+)$/.exec(text.slice(Math.max(0, start - 50), start))?.[1];
  if (written === "%" && blanks) {
    return {
      title: "Write the `%` behind its number",
      edits: [{ span: { start: start - blanks.length, end: start }, text: "" }],
      safe: true,
    };
  }
  if (written === ";") return { title: "Remove `;`", edits: [{ span: { start, end }, text: "" }], safe: true };
  return foreign[written] === undefined ? undefined : replaced(place, foreign[written], true);
}

/** `$1,000`, `25k` and `30days` as the language writes them. */
function plainNumber(written: string): string | undefined {
  if (/^[$€£]?\d{1,3}(,\d{3})+(\.\d+)?[KMB%]?$/.test(written)) return written.replaceAll(",", "");
  if (/^[$€£]?\d+(\.\d+)?[kmb]$/.test(written) && !/m$/.test(written)) return written.toUpperCase();
  const [, amount, unit] = spacedUnit.exec(written) ?? [];
  if (amount !== undefined && unit !== undefined) return `${amount} ${unit.toLowerCase()}`;
  const [, number, short] = /^(\d+)([a-z]+)$/i.exec(written) ?? [];
  const known = short && Object.hasOwn(shortUnits, short.toLowerCase()) ? shortUnits[short.toLowerCase()] : undefined;
  return known === undefined ? undefined : `${number}${known}`;
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
