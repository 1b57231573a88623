/**
 * The cases of `colours.cases`: texts with marks under what is coloured. `^^^ keyword` is coloured so by both, the TextMate
 * grammar and the server; `~~~ variable` by the server alone, which knows what a name is; `--- function` by the grammar
 * alone. What bears no mark neither of them colours. Everything before the first `=== title` is a remark.
 */
import type { Colour } from "../../lsp/service/semantic.ts";
import type { Coloured } from "./colours.ts";

export interface ColourCase {
  readonly title: string;
  /** Without marks. */
  readonly text: string;
  /** With marks, as it stands in the file. */
  readonly marked: string;
}

const markLine = /^ *(?:\^+|~+|-+) \w+$/;

export function colourCases(file: string): ColourCase[] {
  return file
    .split(/^=== /m)
    .slice(1)
    .map((part) => {
      const [title = "", ...lines] = part.trimEnd().split("\n");
      const text = lines.filter((line) => !markLine.test(line)).join("\n");
      return { title, text, marked: lines.join("\n") };
    });
}

/** A text with a mark under each span that is coloured. Where the two say different things both marks stand. */
export function marked(text: string, grammar: readonly Coloured[], server: readonly Colour[]): string {
  const byGrammar = joined(grammar).flatMap(({ start, end, colour }) => (colour ? [{ start, end, colour }] : []));
  const byServer = server.map(({ span, type }) => ({ ...span, colour: type }));
  const has = (list: typeof byGrammar, one: (typeof byGrammar)[number]) =>
    list.some(({ start, end, colour }) => start === one.start && end === one.end && colour === one.colour);
  const marks = [
    ...byGrammar.map((each) => ({ ...each, sign: has(byServer, each) ? "^" : "-" })),
    ...byServer.filter((each) => !has(byGrammar, each)).map((each) => ({ ...each, sign: "~" })),
  ].sort((a, b) => a.start - b.start);
  let offset = 0;
  return text
    .split("\n")
    .flatMap((line) => {
      const from = offset;
      offset += line.length + 1;
      const here = marks.filter(({ start }) => start >= from && start < offset);
      return [
        line,
        ...here.map(
          ({ start, end, colour, sign }) => `${" ".repeat(start - from)}${sign.repeat(end - start)} ${colour}`,
        ),
      ];
    })
    .join("\n");
}

/** A text is one colour, though its escapes are told apart: what touches and is coloured the same is one. */
function joined(list: readonly Coloured[]): Coloured[] {
  const found: Coloured[] = [];
  for (const each of list) {
    const last = found.at(-1);
    if (last?.colour === "string" && each.colour === "string" && last.end === each.start)
      found[found.length - 1] = { ...last, end: each.end };
    else found.push(each);
  }
  return found;
}
