/**
 * Parts of a change in GitHub's Markdown. Whatever is quoted stands in a code span, where nothing is markup and GitHub makes no
 * links: of names with `@`, of numbers with `#`, of addresses, of what looks like a commit. Names of plain words stand as they are.
 */
import { escaped } from "../../report/html.ts";
import type { Column } from "../layout.ts";
import type { Block, Item, Part, Words } from "./words.ts";

/** From a declaration to the page about it; undefined where there is none. */
export type PageOf = (declaration: NonNullable<Item["declaration"]>) => string | undefined;

export const noPages: PageOf = () => undefined;

/** Letters, and between words of them a space, hyphen or apostrophe: nothing of it can be markup or looks like a link. */
const plainName = /^\p{L}[\p{L}\p{M}]*(?:[ '’-]\p{L}[\p{L}\p{M}]*)*$/u;
/** Looks like the hash of a commit. */
const hashLike = /^[a-f]{7,}$/i;
const rightToLeft = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

export function wordsMarkdown(words: Words): string {
  return joined(words)
    .map((piece) => (typeof piece === "string" ? ownMarkdown(piece) : quoteMarkdown(piece.quote, "isName" in piece)))
    .join("");
}

/** Quotes that follow each other as one: the ends of two code spans would be taken for something else. */
function joined(words: Words): Words {
  const all: Words[number][] = [];
  for (const piece of words) {
    const last = all.at(-1);
    if (typeof piece === "object" && typeof last === "object")
      all[all.length - 1] = { quote: last.quote + piece.quote };
    else all.push(piece);
  }
  return all;
}

/** playc's own words have nothing to hide, but they say `>=` and `[`. */
function ownMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>|#~&$]/g, "\\$&");
}

function quoteMarkdown(quote: string, isName: boolean): string {
  if (isName && plainName.test(quote) && !hashLike.test(quote) && !rightToLeft.test(quote)) return quote;
  const spans = quote
    .split(/(\|+)/)
    .map((part) => (part.startsWith("|") ? "&#124;".repeat(part.length) : codeSpan(part)))
    .join("");
  return rightToLeft.test(quote) ? `<span dir="auto">${spans}</span>` : spans;
}

/** A pipe would end a cell of a table, even in code: the caller leaves it out. */
function codeSpan(text: string): string {
  if (text === "") return "";
  const longestRun = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longestRun + 1);
  const isBare = /^`|`$/.test(text) || (/^ .* $/.test(text) && text.trim() !== "");
  const space = isBare ? " " : "";
  return `${fence}${space}${text}${space}${fence}`;
}

/** Ended by a line end. `isFolded`: its title and what it comes to can be seen, the rest when it is opened. One text is one line. */
export function partMarkdown({ title, gist, blocks }: Part, isFolded: boolean, pageOf: PageOf): string {
  const [first, second] = blocks;
  if (first?.kind === "text" && !second) return `**${wordsMarkdown(title)}:** ${wordsMarkdown(first.words)}\n`;
  const body = blocks.map((block) => `${blockMarkdown(block, pageOf)}\n`).join("\n");
  if (!isFolded) return `#### ${wordsMarkdown(title)}\n\n${body}`;
  const summary = `<b>${wordsHtml(title)}</b>${gist === "" ? "" : `: ${escaped(gist)}`}`;
  return `<details><summary>${summary}</summary>\n\n${body}\n</details>\n`;
}

/** In markup that Markdown leaves alone. */
function wordsHtml(words: Words): string {
  return words
    .map((piece) => (typeof piece === "string" ? escaped(piece) : `<code>${escaped(piece.quote)}</code>`))
    .join("");
}

function blockMarkdown(block: Block, pageOf: PageOf): string {
  switch (block.kind) {
    case "text":
      return wordsMarkdown(block.words);
    case "list":
      return block.items.map((item) => itemMarkdown(item, pageOf)).join("\n");
    case "table":
      return tableMarkdown(block.columns, block.rows);
    case "code": {
      const longestRun = Math.max(2, ...[...block.text.matchAll(/`+/g)].map(([run]) => run.length));
      const fence = "`".repeat(longestRun + 1);
      return `${fence}play\n${block.text.trimEnd()}\n${fence}`;
    }
  }
}

function itemMarkdown({ words, declaration, under = [] }: Item, pageOf: PageOf): string {
  const page = declaration && pageOf(declaration);
  const [kind = "", name = "", ...rest] = words;
  const line =
    page === undefined ? wordsMarkdown(words) : `[${wordsMarkdown([kind, name])}](${page})${wordsMarkdown(rest)}`;
  return [`- ${line}`, ...under.map((each) => `  - ${wordsMarkdown(each)}`)].join("\n");
}

function tableMarkdown(columns: readonly Column[], rows: readonly (readonly Words[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    line(columns.map(({ title }) => ownMarkdown(title))),
    line(columns.map(({ align }) => (align === "right" ? "---:" : "---"))),
    ...rows.map((row) =>
      line(row.map((words, index) => wordsMarkdown(columns[index]?.align === "right" ? words.map(unbroken) : words))),
    ),
  ].join("\n");
}

/** Figures stay on one line, however narrow their column. */
function unbroken(piece: Words[number]): Words[number] {
  return typeof piece === "string" ? piece.replaceAll(" ", "\u00A0") : piece;
}
