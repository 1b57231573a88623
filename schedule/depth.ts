/** How deep conditions may be nested: programs that walk them recursively must not run out of stack. */

/** Levels of nodes inside each other, a single node being one. */
export const deepestCondition = 256;

/** Levels of objects inside each other; the value's nesting must be known to be bounded, as that of a syntax tree is. */
export function depthOf(value: object): number {
  return Array.isArray(value) ? deepestOf(value) : deepestOf(Object.values(value)) + 1;
}

function deepestOf(members: readonly unknown[]): number {
  let deepest = 0;
  for (const member of members) {
    if (typeof member === "object" && member !== null) deepest = Math.max(deepest, depthOf(member));
  }
  return deepest;
}

/**
 * Whether objects inside `value` are nested more than `limit` deep; walks no deeper than that. A list counts with the
 * object it belongs to, a list in a list counts as one more.
 */
export function isDeeperThan(value: unknown, limit: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (limit === 0) return true;
  if (!Array.isArray(value)) return Object.values(value).some((member) => isDeeperThan(member, limit - 1));
  return value.some((item) => isDeeperThan(item, Array.isArray(item) ? limit - 1 : limit));
}
