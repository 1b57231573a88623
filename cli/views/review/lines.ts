/** Parts of a change for a terminal. */
import { gridLines, type Style, section } from "../layout.ts";
import { type Block, type Item, type Part, plainText } from "./words.ts";

/** Lines, each part ended by an empty one. */
export function partLines(part: Part, style: Style): string[] {
  return section(
    plainText(part.title),
    part.blocks.flatMap((block) => blockLines(block, style)),
    style,
  );
}

function blockLines(block: Block, style: Style): string[] {
  switch (block.kind) {
    case "text":
      return [`  ${plainText(block.words)}`];
    case "list":
      return block.items.flatMap(itemLines);
    case "table":
      return gridLines({ columns: block.columns, rows: block.rows.map((row) => row.map(plainText)) }, style);
    case "code":
      return block.text
        .trimEnd()
        .split("\n")
        .map((line) => `    ${line}`.trimEnd());
  }
}

function itemLines({ words, under = [] }: Item): string[] {
  return [`  ${plainText(words)}`, ...under.map((each) => `    ${plainText(each)}`)];
}
