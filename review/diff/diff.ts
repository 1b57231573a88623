/**
 * What is different between two schedules, in the words of the language. The order of declarations and files, layout and
 * comments are no part of a schedule, so they are no difference; and what a schedule does say is told by a rule for every
 * member of its types (`rule.ts`), so that no change means that the two say the same.
 */
import { createProver } from "../../compiler/proofs/prover.ts";
import { canonicalJson } from "../../schedule/digest.ts";
import { compareText } from "../../schedule/order.ts";
import type { Condition, Schedule } from "../../schedule/types.ts";
import { type Change, type Compared, declarationKinds, type Movement, type Pairing } from "../types.ts";
import { movementOf } from "./movement.ts";
import { changedAmong, type Meanings, meaningsOf } from "./reads.ts";
import { type Matched, matched } from "./renames.ts";
import { type Spot, sameNames, type Telling, tell } from "./rule.ts";

/** Pure; never throws for two valid schedules. */
export function compare(before: Schedule, after: Schedule): Compared {
  const { all, rename, hasRenames } = matched({ before, after });
  const sources = { before: before.sources, after: after.sources };
  const words = { before, after };
  const run = (movement: Telling["movement"]) => {
    const [changes, pairs]: [Change[], Pairing[]] = [[], []];
    const telling: Telling = {
      words,
      sources,
      rename,
      movement,
      emit: (change) => changes.push(change),
      pair: (one, other) => pairs.push({ before: one, after: other }),
    };
    for (const each of all) compareKind(each, hasRenames, telling);
    return { changes, pairs };
  };
  // What conditions read must be known to be the same before anything is said of them.
  let asked = 0;
  const first = run(() => {
    asked++;
    return unproved;
  });
  const { changes, pairs } = asked === 0 ? first : run(moved(after, meaningsOf(all, first.changes, rename)));
  const digest = { before: before.digest, after: after.digest };
  return { diff: { digest, changes: inOrder(changes) }, pairs };
}

const unproved: Movement = { kind: "unproved", lost: null, gained: null, because: [] };

/** Both conditions are read in the program after, in which all that they read is what it was before. */
function moved(after: Schedule, meanings: Meanings): Telling["movement"] {
  const prover = createProver(after);
  return (one: Condition, other: Condition, also) =>
    movementOf(one, other, prover, changedAmong(meanings, [one, other], also));
}

function compareKind({ kind, declared, pairs }: Matched, hasRenames: boolean, telling: Telling): void {
  const { before, after } = declared;
  const laterOf = new Map(pairs);
  const paired = new Set(pairs.map(([, other]) => other));
  for (const [index, old] of before.entries()) {
    const place = laterOf.get(index);
    const now = place === undefined ? undefined : after[place]!;
    const spot = spotOf(old, now, telling);
    if (!now) {
      tell(spot, telling, {
        clause: null,
        text: { before: old.text(telling.words.before), after: null },
        what: "removed",
      });
      continue;
    }
    telling.pair(old.path, now.path);
    if (!hasRenames && canonicalJson(old.node) === canonicalJson(now.node)) {
      for (const path of pathsIn(old.node)) if (path !== old.path) telling.pair(path, path);
      continue;
    }
    if (old.key(telling.rename) !== now.key(sameNames)) {
      tell(spot, telling, { clause: null, text: { before: old.name, after: now.name }, what: "renamed" });
    }
    kind.compare({ before: old, after: now }, spot, telling);
  }
  for (const [index, now] of after.entries()) {
    if (paired.has(index)) continue;
    const text = { before: null, after: now.text(telling.words.after) };
    tell(spotOf(undefined, now, telling), telling, { clause: null, text, what: "added" });
  }
}

/** Of a node and all parts of it. */
function* pathsIn(node: unknown): Generator<string> {
  if (typeof node !== "object" || node === null || "node" in node) return;
  for (const [key, member] of Object.entries(node)) {
    if (key === "path" && typeof member === "string") yield member;
    else yield* pathsIn(member);
  }
}

type Side = Matched["declared"]["before"][number] | undefined;

function spotOf(before: Side, after: Side, { sources }: Telling): Spot {
  const place = (side: Side, from: Schedule["sources"]) =>
    side && Object.hasOwn(from, side.path) ? from[side.path]! : null;
  return {
    kind: (before ?? after)!.kind,
    name: { before: before?.name ?? null, after: after?.name ?? null },
    within: [],
    places: { before: place(before, sources.before), after: place(after, sources.after) },
    paths: { before: before?.path ?? null, after: after?.path ?? null },
  };
}

/** By kind, then by name; those of one declaration stay in the order of its clauses. */
function inOrder(changes: readonly Change[]): Change[] {
  const place = new Map(declarationKinds.map((kind, index) => [kind, index]));
  const nameOf = ({ name }: Change) => name.after ?? name.before ?? "";
  return [...changes].sort(
    (one, other) => place.get(one.kind)! - place.get(other.kind)! || compareText(nameOf(one), nameOf(other)),
  );
}
