/** Where the clauses that changed are written. A schedule says where declarations and their parts are; the clause is found in the text there. */
import { tokenize } from "../grammar/lexer.ts";
import { createLineMap, type Position } from "../grammar/source.ts";
import type { SourcePlace } from "../schedule/types.ts";
import type { Change } from "./types.ts";

/** The text of a file of the program; undefined of a file that is not the project's own. */
export type TextOf = (file: string) => string | undefined;

/** The same changes, each with the places of its clause where they are found, else those of what it stands in. */
export function withClausePlaces(changes: readonly Change[], before: TextOf, after: TextOf): Change[] {
  const [old, now] = [finder(before), finder(after)];
  return changes.map((change) => {
    const { clause, places, text } = change;
    // Where a side does not have the clause there is nothing to find.
    const found = (find: Finder, place: SourcePlace | null, said: string | null) =>
      place && clause !== null && said !== null ? find(place, clause) : place;
    return {
      ...change,
      places: { before: found(old, places.before, text.before), after: found(now, places.after, text.after) },
    };
  });
}

type Finder = (place: SourcePlace, clause: string) => SourcePlace;

interface Word {
  readonly image: string;
  readonly start: Position;
  readonly end: Position;
}

/** Each file is read once. */
function finder(textOf: TextOf): Finder {
  const read = new Map<string, readonly Word[]>();
  return (place, clause) => {
    const words = read.get(place.file) ?? wordsOf(textOf(place.file) ?? "");
    read.set(place.file, words);
    return clauseIn(words, place, clause) ?? place;
  };
}

function wordsOf(text: string): Word[] {
  const lines = createLineMap(text);
  return tokenize(text).tokens.map(({ image, startOffset }) => ({
    image,
    start: lines.positionOf(startOffset),
    end: lines.positionOf(startOffset + image.length),
  }));
}

/** The clause's own words, in the head of what stands at the place or directly between its braces; a line that begins with them first. */
function clauseIn(words: readonly Word[], place: SourcePlace, clause: string): SourcePlace | undefined {
  const from = firstFrom(words, place);
  const wanted = clause.split(" ");
  let depth = 0;
  let found: SourcePlace | undefined;
  for (let index = from; index < words.length; index++) {
    const word = words[index]!;
    if (!isBefore(word.start, { line: place.endLine, column: place.endColumn })) break;
    if (word.image === "{") depth++;
    else if (word.image === "}") depth--;
    else if (depth <= 1 && wanted.every((each, next) => words[index + next]?.image === each)) {
      const { start } = word;
      const { end } = words[index + wanted.length - 1]!;
      const { line: endLine, column: endColumn } = end;
      const there = { file: place.file, line: start.line, column: start.column, endLine, endColumn };
      if (words[index - 1]?.end.line !== start.line) return there;
      found ??= there;
    }
  }
  return found;
}

/** The first word at the place or behind it; they are in order, and there may be very many. */
function firstFrom(words: readonly Word[], place: Position): number {
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(words[middle]!.start, place)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isBefore(one: Position, other: Position): boolean {
  return one.line < other.line || (one.line === other.line && one.column < other.column);
}
