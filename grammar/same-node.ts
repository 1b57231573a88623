/** Whether two nodes of syntax trees say the same, wherever they stand. */

const places: ReadonlySet<string> = new Set(["span"]);

/** Nodes are what JSON can hold; nesting is bounded by the scanner. Members called like one of `ignored` do not count. */
export function isSameNode(one: unknown, other: unknown, ignored: ReadonlySet<string> = places): boolean {
  if (typeof one !== "object" || one === null || typeof other !== "object" || other === null) return one === other;
  const [left, right] = [membersOf(one, ignored), membersOf(other, ignored)];
  return (
    Array.isArray(one) === Array.isArray(other) &&
    left.length === right.length &&
    left.every(([key, value], index) => key === right[index]![0] && isSameNode(value, right[index]![1], ignored))
  );
}

function membersOf(node: object, ignored: ReadonlySet<string>): [string, unknown][] {
  return Object.entries(node).filter(([key, value]) => !ignored.has(key) && value !== undefined);
}
