/** Putting names and texts of others into SQL: the only ways it is ever done. */
import { DataError } from "./types.ts";

/** A name as a quoted identifier. */
export function identifier(name: string): string {
  return `"${withoutNul(name).replaceAll('"', '""')}"`;
}

/** A text as a string literal. */
export function literal(text: string): string {
  return `'${withoutNul(text).replaceAll("'", "''")}'`;
}

/** A path for the database's readers, which take one with `[`, `*` or `?` in it for a pattern. */
export function exactPath(path: string): string {
  return path.replaceAll(/[[*?]/g, "[$&]");
}

/** `(a, b, c)` for an `in` of texts. */
export function literals(texts: readonly string[]): string {
  return `(${texts.map(literal).join(", ")})`;
}

/** The database reads statements up to the first NUL: what comes after one would silently be lost. */
function withoutNul(text: string): string {
  if (text.includes("\0")) throw new DataError(`${JSON.stringify(text)} holds a NUL character. Take it away.`);
  return text;
}
