/** What the entry of a declaration with a name is made of, where nothing but its sentences is to be told. */
import { nameText, type Said } from "../../../runtime/prose/prose.ts";
import type { PageKind } from "../kinds.ts";
import type { Entry } from "../site-data.ts";

export function plainEntry(
  kind: PageKind,
  { name, doc }: { readonly name: string; readonly doc?: string },
  said: readonly Said[],
): Entry {
  // Without a comment, the first sentence says what it is.
  const summary = doc === undefined ? (said[0]?.text ?? []) : [];
  return {
    subject: { kind, name },
    title: nameText(name),
    code: name,
    summary,
    said,
    more: [],
    path: `${kind} ${name}`,
    ...(doc !== undefined && { doc }),
  };
}
