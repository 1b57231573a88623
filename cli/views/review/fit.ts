/** A view that has room for so many characters: rows are left out whole, from the end of the least important part on. */
import type { Block, Item, Part } from "./words.ts";

export interface Fitted {
  readonly parts: readonly Part[];
  /** Of which parts lines were left out, in the order of the parts. */
  readonly leftOut: readonly { readonly part: Part; readonly lines: number; readonly of: number }[];
}

export interface Room {
  /** Characters for all parts, and for saying what was left out. */
  readonly most: number;
  /** Saying that some of a part was left out takes no more. */
  readonly forSaying: number;
  readonly sizeOf: (part: Part) => number;
}

/** `order`: ids of parts, the least important first; what is not in it stays. */
export function fitted(parts: readonly Part[], order: readonly string[], { most, forSaying, sizeOf }: Room): Fitted {
  const kept = new Map(parts.map((part) => [part.id, { part, lines: linesOf(part), size: sizeOf(part) }]));
  const room = () => {
    const all = [...kept.values()];
    return most - all.reduce((sum, { part, lines, size }) => sum + size + (lines < linesOf(part) ? forSaying : 0), 0);
  };
  for (const id of order) {
    const found = kept.get(id);
    if (!found || room() >= 0) continue;
    const keep = (lines: number) => {
      const size = cutTo(found.part, lines).reduce((sum, part) => sum + sizeOf(part), 0);
      kept.set(id, { part: found.part, lines, size });
    };
    // The most lines with which it fits; none where it never does.
    let [fits, tooMany] = [0, found.lines];
    while (tooMany - fits > 1) {
      const middle = Math.floor((fits + tooMany) / 2);
      keep(middle);
      if (room() < 0) tooMany = middle;
      else fits = middle;
    }
    keep(fits);
  }
  const all = [...kept.values()];
  return {
    parts: all.flatMap(({ part, lines }) => cutTo(part, lines)),
    leftOut: all.flatMap(({ part, lines }) => {
      const of = linesOf(part);
      return lines < of ? [{ part, lines: of - lines, of }] : [];
    }),
  };
}

/** Rows of tables, lines of lists, texts of the language. */
function linesOf({ blocks }: Part): number {
  return blocks.reduce((sum, block) => sum + linesOfBlock(block), 0);
}

function linesOfBlock(block: Block): number {
  switch (block.kind) {
    case "table":
      return block.rows.length;
    case "list":
      return block.items.reduce((sum, { under = [] }) => sum + 1 + under.length, 0);
    case "code":
      return 1;
    case "text":
      return 0;
  }
}

/** Its first lines, and what stands before them; nothing without any. */
function cutTo(part: Part, lines: number): Part[] {
  if (lines === 0 && linesOf(part) > 0) return [];
  let left = lines;
  const blocks: Block[] = [];
  for (const block of part.blocks) {
    const own = linesOfBlock(block);
    if (left === 0 && lines < linesOf(part)) break;
    blocks.push(own > left ? cutBlock(block, left) : block);
    left -= Math.min(own, left);
  }
  return [{ ...part, blocks }];
}

function cutBlock(block: Block, lines: number): Block {
  if (block.kind === "table") return { ...block, rows: block.rows.slice(0, lines) };
  if (block.kind !== "list") return block;
  let left = lines;
  const items: Item[] = [];
  for (const item of block.items) {
    if (left === 0) break;
    const under = (item.under ?? []).slice(0, left - 1);
    items.push({ ...item, under });
    left -= 1 + under.length;
  }
  return { ...block, items };
}
