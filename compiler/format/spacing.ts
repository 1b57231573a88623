/** The white space between two tokens on one line: a space, or nothing beside the signs that hold words together. */

const closesUp = new Set([",", ")", "?", ".", ".."]);
const opensUp = new Set(["(", ".", ".."]);

/** A space or nothing, between a token and the next as they are written. */
export function spaceBetween(before: string, after: string): "" | " " {
  if (closesUp.has(after) || opensUp.has(before)) return "";
  return before === "{" && after === "}" ? "" : " ";
}
