/** How deep conditions may be nested: programs that walk them recursively must not run out of stack. */

/** Levels of nodes inside each other, a single node being one. */
export const deepestCondition = 256;

/** Whether objects or lists inside `value` are nested more than `limit` objects deep; walks no deeper than that. */
export function isDeeperThan(value: unknown, limit: number): boolean {
  if (Array.isArray(value)) return value.some((item) => isDeeperThan(item, limit));
  if (typeof value !== "object" || value === null) return false;
  if (limit === 0) return true;
  return Object.values(value).some((member) => isDeeperThan(member, limit - 1));
}
