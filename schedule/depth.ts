/** How deep conditions may be nested: programs that walk them recursively must not run out of stack. */

/** Levels of nodes inside each other, a single node being one. */
export const deepestCondition = 256;

/** Levels of objects inside each other; the value's nesting must be known to be bounded, as that of a syntax tree is. */
export function depthOf(value: object): number {
  let deepest = 0;
  const isList = Array.isArray(value);
  for (const member of isList ? value : Object.values(value)) {
    if (typeof member === "object" && member !== null) deepest = Math.max(deepest, depthOf(member));
  }
  return isList ? deepest : deepest + 1;
}

/**
 * Whether objects inside `value` are nested more than `limit` deep; walks no deeper than that. A list counts with the
 * object it belongs to, a list in a list counts as one more.
 */
export function isDeeperThan(value: unknown, limit: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (limit === 0) return true;
  const isList = Array.isArray(value);
  for (const member of isList ? value : Object.values(value)) {
    if (typeof member !== "object" || member === null) continue;
    if (isDeeperThan(member, isList && !Array.isArray(member) ? limit : limit - 1)) return true;
  }
  return false;
}
