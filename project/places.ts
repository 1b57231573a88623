/** Where the keys and values of a project file stand in its text. */
import { type Document, isMap, isNode, isPair, isScalar } from "yaml";
import type { Mistake } from "./problems.ts";
import type { Span } from "./types.ts";

/**
 * The key, where that is what is wrong; a plain value; of a mapping or list the key that names it; and of what is not
 * there the nearest that is around it.
 */
export function spanOfMistake({ path, atKey }: Pick<Mistake, "path" | "atKey">, document: Document): Span {
  for (let length = path.length; length > 0; length--) {
    const part = path.slice(0, length);
    const node = document.getIn(part, true);
    const key = keyOf(part, document);
    const isKey = atKey === true && length === path.length;
    const span = isScalar(node) && !isKey ? spanOfNode(node) : (key ?? beginningOf(node));
    if (span) return span;
  }
  return beginningOf(document.contents) ?? { start: 0, end: 0 };
}

function keyOf(path: readonly (string | number)[], document: Document): Span | undefined {
  const parent = document.getIn(path.slice(0, -1), true);
  if (!isMap(parent)) return undefined;
  const pair = parent.items.find((item) => isPair(item) && String(item.key) === String(path.at(-1)));
  return spanOfNode(pair?.key);
}

/** A key or a plain value. */
export function spanOfNode(node: unknown): Span | undefined {
  if (!isNode(node) || !node.range) return undefined;
  const [start, end] = node.range;
  return { start, end: Math.max(start, end) };
}

/** A mapping or list is as long as what it holds: only its first place is shown. */
function beginningOf(node: unknown): Span | undefined {
  const span = spanOfNode(node);
  return span && { start: span.start, end: span.start };
}
