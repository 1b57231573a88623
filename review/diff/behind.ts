/** What was changed behind a declaration: in itself, in what it reads, in what starts, pauses or bounds it. */
import { compareText } from "../../schedule/order.ts";
import type { Schedule } from "../../schedule/types.ts";
import { type Compared, type DeclarationKind, declarationKinds } from "../types.ts";
import { type Declared, type Kind, kinds } from "./kinds.ts";
import { keyOf } from "./renames.ts";
import type { NameKind, Two } from "./rule.ts";

/** What bears on everything that is done, though nothing names it. */
const everywhere: ReadonlySet<DeclarationKind> = new Set(["currency", "account", "policy", "team", "cover", "assume"]);
/** Who names one of these starts it, pauses it or stands in for it: what comes of it hangs on them, too. */
const driven: ReadonlySet<DeclarationKind> = new Set(["cadence", "trigger", "play", "escalation"]);

/**
 * `paths`: of declarations, as ledgers name what asks. Gives what was changed behind any of them, or all that was where
 * nothing was: limits and queues connect everything. As a person calls it, `segment large`, in the order of the language.
 */
export function changedBehind(
  schedules: Two<Schedule>,
  { diff, pairs }: Compared,
  paths: readonly string[],
): readonly string[] {
  const changed = new Map<string, DeclarationKind>();
  for (const { kind, name, what, weight } of diff.changes) {
    if (weight !== "meaning" || what === "renamed") continue;
    const called = name.after ?? name.before;
    changed.set(called === null ? kind : `${kind} ${called}`, kind);
  }
  const later = new Map(pairs.map(({ before, after }) => [before, after]));
  const behind = new Set([
    // What was renamed is called as it is now.
    ...reached(schedules.before, paths, (path) => later.get(path) ?? path),
    ...reached(schedules.after, paths, (path) => path),
  ]);
  const found = [...changed].filter(([name, kind]) => behind.has(name) || everywhere.has(kind));
  const order = (kind: DeclarationKind) => declarationKinds.indexOf(kind);
  return (found.length > 0 ? found : [...changed])
    .sort(([a, one], [b, other]) => order(one) - order(other) || compareText(a, b))
    .map(([name]) => name);
}

/** Of all that stands behind the declarations its path, by `called`. */
function reached(schedule: Schedule, paths: readonly string[], called: (path: string) => string): Set<string> {
  const nodes = kinds.flatMap((kind) => kind.declared(schedule).map((declared) => ({ kind, declared })));
  const asked = new Set(paths.flatMap((path) => [path, path.split("/", 1)[0]!]));
  const named = new Map<string, Declared[]>();
  const drivers = new Map<string, Declared[]>();
  const uses = new Map<Declared, Set<string>>();
  const own = new Map<Declared, readonly string[]>();
  const put = (map: Map<string, Declared[]>, key: string, declared: Declared) => {
    const known = map.get(key);
    if (known) known.push(declared);
    else map.set(key, [declared]);
  };
  for (const { kind, declared } of nodes) {
    const used = new Set<string>();
    declared.atoms((nameKind, name) => {
      used.add(keyFor(nameKind, name));
      return name;
    });
    for (const key of used) put(drivers, key, declared);
    uses.set(declared, used);
    own.set(declared, keysOf(kind, declared));
    for (const key of keysOf(kind, declared)) put(named, key, declared);
  }
  const seen = new Set(nodes.flatMap(({ declared }) => (asked.has(called(declared.path)) ? [declared] : [])));
  const followed = new Set<string>();
  const follow = (map: ReadonlyMap<string, readonly Declared[]>, keys: Iterable<string>, way: string) => {
    for (const key of keys) {
      if (followed.has(way + key)) continue;
      followed.add(way + key);
      for (const each of map.get(key) ?? []) seen.add(each);
    }
  };
  for (const each of seen) {
    follow(named, uses.get(each)!, "uses ");
    if (driven.has(each.kind)) follow(drivers, own.get(each)!, "driven by ");
  }
  return new Set([...seen].map(({ path }) => called(path)));
}

/** The search for one segment or model reads the others: all of them stand under one key. Components are their score's. */
function keyFor(kind: NameKind, name: string): string {
  const [owner = name] = name.split(".");
  return kind === "segment" || kind === "model" ? kind : keyOf({ kind, name: kind === "metric" ? owner : name });
}

/** Under what others name it. */
function keysOf({ kind, names, members }: Kind, declared: Declared): readonly string[] {
  if (kind === "segments") return ["segment"];
  if (kind === "models") return ["model"];
  if (kind === "journey") return (members?.(declared) ?? []).map(({ name }) => keyFor("stage", name));
  return names && declared.name !== null ? [keyFor(names, declared.name)] : [];
}
