/** Lines and columns of offsets, for people. Everything inside the compiler speaks offsets. */

export interface Position {
  /** From 1. */
  line: number;
  /** From 1, in UTF-16 units. */
  column: number;
}

export interface LineMap {
  /** Where an offset stands; offsets outside the text are moved to its nearest end. */
  positionOf(offset: number): Position;
}

/** A mark at the start of a file that some editors leave; it is no part of the first line. */
export const byteOrderMark = "\uFEFF";

/** Lines end with LF, CRLF or CR. */
export function createLineMap(text: string): LineMap {
  const first = text.startsWith(byteOrderMark) ? 1 : 0;
  const starts = [first];
  for (let offset = first; offset < text.length; offset++) {
    const code = text.charCodeAt(offset);
    if (code === 10 || (code === 13 && text.charCodeAt(offset + 1) !== 10)) starts.push(offset + 1);
  }
  return {
    positionOf(offset) {
      const inside = Math.min(Math.max(offset, first), text.length);
      const line = lineAt(starts, inside);
      return { line: line + 1, column: inside - starts[line]! + 1 };
    },
  };
}

/** The line, counted from 0, that an offset lies in. `starts`: of each line, ascending; the first counts for all before it. */
export function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
