/** Looks for a history on which two programs differ in what a declaration does, and makes the one it finds small. */
import type { DayRange, EpochDay } from "../../runtime/histories/types.ts";
import type { Schedule } from "../../schedule/types.ts";
import type { Rename } from "../diff/rule.ts";
import { type Draft, type Edit, keyOf, setField, sizeOf, together, withGaps } from "./draft.ts";
import { eachWith, inTurns } from "./ground.ts";
import { createGround, plainDraft } from "./make-ground.ts";
import { knownTo, renamedDraft } from "./names.ts";
import { namingsOf } from "./namings.ts";
import { bearingOn, partOf } from "./part.ts";
import { daysAround, daysToTry, type Reached } from "./plan.ts";
import { restraints } from "./restraints.ts";
import { createRunner, type Differs, type Programs, type Runner, type Spending } from "./run.ts";
import { type Named, seedsOf } from "./seeds.ts";
import { shrunk, withoutMore } from "./shrink.ts";

export interface Found {
  readonly draft: Draft;
  /** Whether tests can ask for what differs. */
  readonly kind: Exclude<Differs, "nothing">;
  /** Whether the two differ, too, where the declaration alone is changed; null where that cannot be asked. */
  readonly byItself: boolean | null;
}

/** So many that differ are looked at for the smallest. */
const mostFound = 4;
/** So many more are tried for one that a test can tell of, where only what tests cannot ask for differs. */
const mostBehindOther = 60;
/** So many more for one that the declaration shows by itself, where one was found on which it takes part only. */
const mostBehindShared = 300;
/** A day of a whole program costs as much as so many of a part of it. */
const wholeCosts = 4;
/** So many days behind the one on which things happen are enough for most; what comes later is looked for behind that. */
const near = 21;
const nearBefore = 130;
const mostBefore = 400;
/** Combinations of one declaration's histories with what a policy asks. */
const mostRestrained = 400;

/**
 * Undefined where none of what was tried shows a difference. Histories are looked for in the parts of both programs that
 * the declaration hangs on; what is found is asked of the whole ones, in which it is made smaller at last. `alone`: the
 * program before with the declaration's own change; a history on which that differs, too, is preferred.
 */
export function search(
  programs: Programs,
  subject: Named,
  reached: Reached,
  spending: Spending,
  alone: Schedule | undefined,
): Found | undefined {
  const { actors, about } = reached;
  const part = createRunner(partsOf(programs, actors), spending, 1);
  const whole = createRunner(programs, spending, wholeCosts);
  const own = alone && aloneRunners({ ...programs, after: alone }, actors, spending);
  /** What tests cannot ask for is not what makes the difference that they ask for. */
  const isOwn = (draft: Draft, kind: Found["kind"]) =>
    !own || own.every((runner) => runner.differs(draft, about) === kind);
  const sayable: Draft[] = [];
  /** The first that tests cannot ask for, and the first that takes more than the declaration: each with when it was found. */
  let other: { draft: Draft; at: number } | undefined;
  let shared: { draft: Draft; at: number; kind: Found["kind"] } | undefined;
  const isBehind = (found: { at: number } | undefined, most: number) => found && spending.histories - found.at > most;
  const seen = new Set<string>();
  for (const draft of draftsOf(part.programs, subject, reached)) {
    const isEnough =
      sayable.length >= mostFound || isBehind(other, mostBehindOther) || isBehind(shared, mostBehindShared);
    if (spending.isSpent || isEnough) break;
    const key = keyOf(draft);
    if (seen.has(key)) continue;
    seen.add(key);
    const differs = part.differs(draft, about);
    if (differs === "nothing" || (differs === "other" && other)) continue;
    if (whole.differs(draft, about) !== differs) continue;
    const at = spending.histories;
    if (!isOwn(draft, differs)) shared ??= { draft, at, kind: differs };
    else if (differs === "sayable") sayable.push(draft);
    else other = { draft, at };
  }
  const [first] = sayable.sort((one, two) => sizeOf(one) - sizeOf(two));
  const found = first
    ? { draft: first, kind: "sayable" as const, byItself: true }
    : other
      ? { ...other, kind: "other" as const, byItself: true }
      : shared && { ...shared, byItself: false };
  if (!found) return undefined;
  const { kind, byItself } = found;
  const still = (runner: Runner) => (draft: Draft) =>
    runner.differs(draft, about) === kind && (!byItself || isOwn(draft, kind));
  const small = shrunk(found.draft, programs.after, still(part));
  const draft = still(whole)(small)
    ? withoutMore(small, programs.after, still(whole))
    : shrunk(found.draft, programs.after, still(whole));
  return { draft, kind, byItself: own ? byItself : null };
}

/** Of its part first, which costs little, then of the whole. */
function aloneRunners(programs: Programs, actors: readonly Named[], spending: Spending): Runner[] {
  const { namings, after } = programs;
  const alone = { ...programs, namings: { ...namings, after: namingsOf(after) } };
  return [createRunner(partsOf(alone, actors), spending, 1), createRunner(alone, spending, wholeCosts)];
}

/** Of the two programs what decides what these do in one of them. */
function partsOf(programs: Programs, actors: readonly Named[]): Programs {
  const { before, after, names, namings } = programs;
  const wasCalled = (actor: Named): Named => ({ ...actor, name: nameIn(names.toBefore, actor) });
  const isCalled = (actor: Named): Named => ({ ...actor, name: nameIn(names.toAfter, actor) });
  const kept = [...bearingOn(actors, namings.after), ...bearingOn(actors.map(wasCalled), namings.before).map(isCalled)];
  return { ...programs, before: partOf(before, kept.map(wasCalled)), after: partOf(after, kept) };
}

/** Of one day after the other, in turns of the words of the program after and of the one before. */
function* draftsOf(programs: Programs, subject: Named, { actors }: Reached): Generator<Draft> {
  const { before, after, names } = programs;
  const around = daysAround([before, after], actors);
  for (const { at, days } of spansOf(daysToTry([after, before], subject), around, subject)) {
    const lists = actors.map((actor) => {
      const was = { ...actor, name: nameIn(names.toBefore, actor) };
      return inTurns(
        seeded(after, before, actor, { subject, at, days }).map((edit) => edit(plainDraft(after, days, account))),
        seeded(before, after, was, { subject, at, days }).map((edit) =>
          completed(renamedDraft(edit(plainDraft(before, days, account)), names.toAfter), after),
        ),
      );
    });
    for (const draft of inTurns(...lists)) yield* variants(draft, subject);
  }
}

/** Around each day first what is near, then all that is within reach and more before it. */
function spansOf(
  days: readonly EpochDay[],
  { before, behind }: { before: number; behind: number },
  { kind }: Named,
): { at: EpochDay; days: DayRange }[] {
  const close = { before: Math.min(before, nearBefore), behind: Math.min(behind, near) };
  const far = { before: Math.min(2 * before, mostBefore), behind };
  // A trigger that waits for nothing has nothing to do far away; other things take their time.
  const isQuick = kind === "trigger" && before <= nearBefore && behind <= 2 * near;
  const reaches = isQuick ? [{ ...close, behind }] : [close, far];
  return days.flatMap((at) =>
    reaches.map((reach) => ({ at, days: { from: at - reach.before, to: at + reach.behind } })),
  );
}

/** A draft, and what of it shows how a field or metric is read where data have nothing of it. */
function* variants(draft: Draft, { kind, name }: Named): Generator<Draft> {
  yield draft;
  if (kind === "metric" && name !== null) yield withGaps(draft, name);
  if (kind === "field" && name !== null) yield setField(name, undefined)(draft);
}

const account = "acme";

/** With fields that the program after has and the one before has not, and without what only that one has. */
function completed(draft: Draft, after: Schedule): Draft {
  const known = knownTo(after, draft);
  return { ...known, fields: new Map([...plainDraft(after, draft.days, draft.name).fields, ...known.fields]) };
}

function nameIn(rename: Rename, { kind, name }: Named): string | null {
  if (name === null) return null;
  const isNamed = kind === "trigger" || kind === "play" || kind === "cadence" || kind === "escalation";
  if (isNamed || kind === "segment" || kind === "model") return rename(kind, name);
  return kind === "health" ? rename("metric", name) : name;
}

/** Of the words of one program; `other`: the other one. */
function seeded(
  schedule: Schedule,
  other: Schedule,
  actor: Named,
  { subject, at, days }: { subject: Named; at: EpochDay; days: DayRange },
): Edit[] {
  const ground = createGround(schedule, other, days, at);
  const seeds = seedsOf(actor, at, ground);
  if (subject.kind !== "policy") return seeds.length > 0 ? seeds : [together()];
  return eachWith([seeds, restraints(ground, at)], mostRestrained);
}
