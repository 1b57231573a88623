/**
 * Which declarations of two programs belong together: those of one name, and of the others those that are most alike in
 * what they say and in who names them. What names a renamed one has then not changed.
 */
import type { Schedule } from "../../schedule/types.ts";
import type { Declared, Kind } from "./kinds.ts";
import { kinds } from "./kinds.ts";
import { type Likened, pairsOf } from "./likeness.ts";
import { type NameKind, type NameOf, type Rename, sameNames, type Two } from "./rule.ts";

export interface Matched {
  readonly kind: Kind;
  readonly declared: Two<readonly Declared[]>;
  /** Positions. */
  readonly pairs: readonly (readonly [before: number, after: number])[];
}

/** What two declarations of different names must have in common to be the same one. */
const least = 0.7;
const usedBy = "used by ";

/** Something that names both, or enough that both say: a bare number of seats is like any other. */
const isEnoughOf =
  ({ telling }: Pick<Kind, "telling">) =>
  (common: readonly string[]): boolean =>
    common.length >= telling || common.some((atom) => atom.startsWith(usedBy));

export const keyOf = ({ kind, name }: NameOf): string => `${kind} ${name}`;

export function matched(schedules: Two<Schedule>): {
  all: readonly Matched[];
  rename: Rename;
  hasRenames: boolean;
} {
  const renamed = new Map<string, string>();
  const rename: Rename = (kind, name) => {
    const own = renamed.get(keyOf({ kind, name }));
    if (own !== undefined) return own;
    const [owner = "", ...member] = name.split(".");
    if (kind !== "metric" || member.length === 0) return name;
    return [renamed.get(keyOf({ kind, name: owner })) ?? owner, ...member].join(".");
  };
  const declared = kinds.map((kind) => ({
    kind,
    before: kind.declared(schedules.before),
    after: kind.declared(schedules.after),
  }));
  const users = {
    before: lazily(() => usersOf(declared.flatMap(({ before }) => before))),
    after: lazily(() => usersOf(declared.flatMap(({ after }) => after))),
  };
  const all = declared.map(({ kind, before, after }): Matched => {
    const likened = (list: readonly Declared[], side: "before" | "after"): Likened[] => {
      const called: Rename = side === "before" ? rename : sameNames;
      return list.map((each) => ({ key: each.key(called), atoms: atomsWithUsers(kind, each, users[side], called) }));
    };
    const pairs = pairsOf(likened(before, "before"), likened(after, "after"), least, isEnoughOf(kind));
    for (const [one, other] of pairs) {
      const [old, now] = [before[one]!, after[other]!];
      if (kind.names && old.name !== null && now.name !== null && old.name !== now.name) {
        renamed.set(keyOf({ kind: kind.names, name: old.name }), now.name);
      }
      for (const [from, to] of membersRenamed(kind, old, now, users, rename)) renamed.set(from, to);
    }
    return { kind, declared: { before, after }, pairs };
  });
  return { all, rename, hasRenames: renamed.size > 0 };
}

function atomsWithUsers(
  { names }: Pick<Kind, "names">,
  declared: Pick<Declared, "name" | "atoms">,
  users: () => Users,
  rename: Rename,
): Likened["atoms"] {
  const { name } = declared;
  return () => {
    const named = names && name !== null ? (users().get(keyOf({ kind: names, name })) ?? []) : [];
    return [...declared.atoms(rename), ...named.map((user) => usedBy + user)];
  };
}

/** Of each name, the declarations that name it. */
type Users = ReadonlyMap<string, readonly string[]>;

/** Made when it is first asked for, and kept. */
function lazily<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function usersOf(declared: readonly Declared[]): Map<string, string[]> {
  const users = new Map<string, string[]>();
  for (const each of declared) {
    const used = new Set<string>();
    each.atoms((kind, name) => {
      used.add(keyOf({ kind, name }));
      return name;
    });
    for (const key of used) users.set(key, [...(users.get(key) ?? []), `${each.kind} ${each.name}`]);
  }
  return users;
}

/** Names inside declarations that others name, too: stages of a journey, components of a score. */
function membersRenamed(
  kind: Kind,
  before: Declared,
  after: Declared,
  users: Two<() => Users>,
  rename: Rename,
): [from: string, to: string][] {
  const names = memberKinds[kind.kind];
  if (!names || !kind.members) return [];
  const [old, now] = [kind.members(before), kind.members(after)];
  const likened = (list: typeof old, side: "before" | "after", called: Rename) =>
    list.map((member) => {
      const atoms = atomsWithUsers({ names }, member, users[side], called);
      const key = side === "before" ? rename(names, member.name) : member.name;
      return { key, atoms };
    });
  return pairsOf(likened(old, "before", rename), likened(now, "after", sameNames), least, isEnoughOf(kind)).flatMap(
    ([one, other]): [string, string][] => {
      const [from, to] = [old[one]!.name, now[other]!.name];
      return rename(names, from) === to ? [] : [[keyOf({ kind: names, name: from }), to]];
    },
  );
}

const memberKinds: Partial<Record<Kind["kind"], NameKind>> = { journey: "stage", health: "metric" };
