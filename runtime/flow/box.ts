/** The text of a node in lines, and how large it is drawn. Widths are guesses that are rather too wide: nothing here knows fonts. */
import type { FlowNode, FlowNodeKind } from "./types.ts";

export interface Box {
  /** The first `titles` of them are the title's. */
  readonly lines: readonly string[];
  readonly titles: number;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** Letters of a line of text. */
const longest = 34;
/** More of a condition than this nobody reads in a drawing. */
const mostLines = 8;

export const textSize = { title: 13, line: 12, leading: 17 } as const;
const perSign = { title: 7.6, line: 6.6 } as const;
const margin = { x: 14, y: 9 } as const;

/** Pixels that the sides of a branch lean inwards. */
export const lean = 14;

export function boxOf({ kind, title, lines }: FlowNode): Box {
  const titles = cut(wrapped(title));
  const rest = cut(lines.flatMap(wrapped));
  const width = Math.max(
    ...titles.map((line) => signsOf(line) * perSign.title),
    ...rest.map((line) => signsOf(line) * perSign.line),
  );
  const count = titles.length + rest.length;
  return {
    lines: [...titles, ...rest],
    titles: titles.length,
    width: Math.ceil(width) + 2 * margin.x + 2 * sideOf(kind),
    height: count * textSize.leading + 2 * margin.y,
  };
}

function sideOf(kind: FlowNodeKind): number {
  return kind === "branch" ? lean : 0;
}

/** Broken between words, and inside of words that are longer than a line. */
function wrapped(text: string): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).flatMap(pieces)) {
    if (line !== "" && signsOf(line) + 1 + signsOf(word) > longest) {
      lines.push(line);
      line = "";
    }
    line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

function pieces(word: string): string[] {
  const signs = [...word];
  const count = Math.max(1, Math.ceil(signs.length / longest));
  return Array.from({ length: count }, (_, index) => signs.slice(index * longest, (index + 1) * longest).join(""));
}

function cut(lines: readonly string[]): readonly string[] {
  return lines.length <= mostLines ? lines : [...lines.slice(0, mostLines - 1), "..."];
}

/** Signs of East Asian scripts and emoji are two wide. */
function signsOf(text: string): number {
  return [...text].reduce((sum, sign) => sum + (sign.codePointAt(0)! >= 0x1100 ? 2 : 1), 0);
}
