/** Objects of the schedule have no members that are undefined: absent is absent. */

/** `undefined` may stand for an optional member, and only for one. */
type WithUndefined<T> = {
  [Key in keyof T]: Record<never, never> extends Pick<T, Key> ? T[Key] | undefined : T[Key];
};

/** A copy without the members whose value is undefined. */
export function compact<T extends object>(members: WithUndefined<T>): T {
  const kept: Partial<WithUndefined<T>> = {};
  for (const key in members) if (members[key] !== undefined) kept[key] = members[key];
  return kept as T;
}
