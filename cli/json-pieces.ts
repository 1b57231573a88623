/**
 * A document as JSON, in pieces: the text of a year of many people does not fit into one string beside what it is made of.
 * Together they are what `JSON.stringify(value, null, 2)` gives, and a line end.
 */

/** Pieces are gathered up to about so many characters. */
const PIECE = 1 << 20;
/** Members of the document, and rows of those that are lists, are written one by one. */
const DEPTH = 2;

export function* jsonPieces(document: object): Generator<string> {
  let gathered = "";
  for (const text of textsOf(document, "", DEPTH)) {
    gathered += text;
    if (gathered.length < PIECE) continue;
    yield gathered;
    gathered = "";
  }
  yield `${gathered}\n`;
}

function* textsOf(value: unknown, indent: string, depth: number): Generator<string> {
  const entries = depth > 0 && typeof value === "object" && value !== null ? entriesOf(value) : [];
  if (entries.length === 0) {
    yield (JSON.stringify(value, null, 2) ?? "null").replaceAll("\n", `\n${indent}`);
    return;
  }
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  const inner = `${indent}  `;
  let before = open;
  for (const [key, member] of entries) {
    yield `${before}\n${inner}${key}`;
    yield* textsOf(member, inner, depth - 1);
    before = ",";
  }
  yield `\n${indent}${close}`;
}

function entriesOf(value: object): [key: string, member: unknown][] {
  if (Array.isArray(value)) return value.map((member) => ["", member]);
  return Object.entries(value).flatMap(([key, member]) =>
    member === undefined ? [] : [[`${JSON.stringify(key)}: `, member]],
  );
}
