/** What paths and names of the program before are called in the program after. */
import { goneWords } from "../../runtime/engine/change/translation.ts";
import type { Compared } from "../types.ts";

export { goneWords };

export interface LaterNames {
  /** Of a path: `trigger login_drop`, `policy/limit/1`. */
  path(path: string): string;
  /** Of what is declared with `kind`. */
  name(kind: string, name: string): string;
}

export function laterNames({ diff, pairs }: Compared): LaterNames {
  const paths = new Map(pairs.map(({ before, after }): [string, string] => [before, after]));
  // Rules of the policy are called by their places in it, so that a new one may be called as one that is gone.
  const added = diff.changes.flatMap(({ what, paths: { after } }) => (what === "added" ? (after ?? []) : []));
  const taken = new Set([...paths.values(), ...added]);
  // What is gone keeps its path, unless that is another one's now.
  const later = (path: string): string => {
    const own = paths.get(path);
    if (own !== undefined) return own;
    // `play rescue/pauses`: a rule that is no part of its own is called after what it is of.
    const end = path.lastIndexOf("/");
    const owner = end < 0 ? undefined : paths.get(path.slice(0, end));
    const called = owner === undefined ? path : `${owner}${path.slice(end)}`;
    return taken.has(called) ? `${called}${goneWords}` : called;
  };
  const name = (kind: string, old: string) => later(`${kind} ${old}`).slice(kind.length + 1);
  return { path: later, name };
}
