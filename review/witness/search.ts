/** Looks for a history on which two programs differ in what a declaration does, and makes the one it finds small. */
import type { DayRange, EpochDay } from "../../runtime/histories/types.ts";
import type { Schedule } from "../../schedule/types.ts";
import type { Rename } from "../diff/rule.ts";
import { type Draft, type Edit, keyOf, setField, sizeOf, together, withGaps } from "./draft.ts";
import { eachWith, inTurns } from "./ground.ts";
import { createGround, plainDraft } from "./make-ground.ts";
import { knownTo, renamedDraft } from "./names.ts";
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
}

/** So many that differ are looked at for the smallest. */
const mostFound = 4;
/** So many more are tried for one that a test can tell of, where only what tests cannot ask for differs. */
const mostBehindOther = 60;
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
 * the declaration hangs on; what is found is asked of the whole ones, in which it is made smaller at last.
 */
export function search(programs: Programs, subject: Named, reached: Reached, spending: Spending): Found | undefined {
  const part = createRunner(partsOf(programs, reached.actors), spending, 1);
  const whole = createRunner(programs, spending, wholeCosts);
  const sayable: Draft[] = [];
  let other: Draft | undefined;
  let otherAt = 0;
  const seen = new Set<string>();
  for (const draft of draftsOf(part.programs, subject, reached)) {
    const isEnough = sayable.length >= mostFound || (other && spending.histories - otherAt > mostBehindOther);
    if (spending.isSpent || isEnough) break;
    const key = keyOf(draft);
    if (seen.has(key)) continue;
    seen.add(key);
    const differs = part.differs(draft, reached.about);
    if (differs === "nothing" || (differs === "other" && other)) continue;
    if (whole.differs(draft, reached.about) !== differs) continue;
    if (differs === "sayable") sayable.push(draft);
    else [other, otherAt] = [draft, spending.histories];
  }
  const kind = sayable.length > 0 ? "sayable" : "other";
  const smallest = sayable.sort((one, two) => sizeOf(one) - sizeOf(two))[0] ?? other;
  if (!smallest) return undefined;
  const still = (runner: Runner) => (draft: Draft) => runner.differs(draft, reached.about) === kind;
  const small = shrunk(smallest, programs.after, still(part));
  const isSoInAll = still(whole)(small);
  const draft = isSoInAll
    ? withoutMore(small, programs.after, still(whole))
    : shrunk(smallest, programs.after, still(whole));
  return { draft, kind };
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
