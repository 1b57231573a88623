/** Looks for a history on which two programs differ in what a declaration does, and makes the one it finds small. */
import type { DayRange, EpochDay } from "../../runtime/histories/types.ts";
import type { Schedule } from "../../schedule/types.ts";
import { type Draft, type Edit, setField, sizeOf, together, withGaps } from "./draft.ts";
import { eachWith, inTurns } from "./ground.ts";
import { createGround, plainDraft } from "./make-ground.ts";
import { knownTo, renamedDraft } from "./names.ts";
import { daysAround, daysToTry, type Reached } from "./plan.ts";
import { restraints } from "./restraints.ts";
import type { Differs, Programs, Runner } from "./run.ts";
import { type Named, seedsOf } from "./seeds.ts";
import { shrunk } from "./shrink.ts";

export interface Found {
  readonly draft: Draft;
  /** Whether tests can ask for what differs. */
  readonly kind: Exclude<Differs, "nothing">;
}

/** So many that differ are looked at for the smallest. */
const mostFound = 4;
/** So many more are tried for one that a test can tell of, where only what tests cannot ask for differs. */
const mostBehindOther = 60;
/** Combinations of one declaration's histories with what a policy asks. */
const mostRestrained = 400;

/** Undefined where none of what was tried shows a difference. */
export function search(runner: Runner, subject: Named, reached: Reached): Found | undefined {
  const sayable: Draft[] = [];
  let other: Draft | undefined;
  let otherAt = 0;
  const seen = new Set<string>();
  for (const draft of draftsOf(runner.programs, subject, reached)) {
    const isEnough = sayable.length >= mostFound || (other && runner.histories - otherAt > mostBehindOther);
    if (runner.isSpent || isEnough) break;
    const key = keyOf(draft);
    if (seen.has(key)) continue;
    seen.add(key);
    const differs = runner.differs(draft, reached.about);
    if (differs === "sayable") sayable.push(draft);
    if (differs !== "other" || other) continue;
    other = draft;
    otherAt = runner.histories;
  }
  const kind = sayable.length > 0 ? "sayable" : "other";
  const smallest = sayable.sort((one, two) => sizeOf(one) - sizeOf(two))[0] ?? other;
  if (!smallest) return undefined;
  const still = (draft: Draft) => runner.differs(draft, reached.about) === kind;
  return { draft: shrunk(smallest, runner.programs.after, still), kind };
}

function keyOf({ name, days, fields, metrics, events, touches, arms }: Draft): string {
  const happened = events.map((event) => ({ ...event, fields: [...event.fields] }));
  return JSON.stringify([name, days, [...fields], [...metrics], happened, touches, [...arms]]);
}

/** Of one day after the other, in turns of the words of the program after and of the one before. */
function* draftsOf(programs: Programs, subject: Named, { actors }: Reached): Generator<Draft> {
  const { before, after, names } = programs;
  const around = daysAround([before, after], actors);
  for (const at of daysToTry([before, after], subject)) {
    const days = { from: at - around.before, to: at + around.behind };
    const lists = actors.map((actor) => {
      const was = { ...actor, name: oldNameOf(actor, programs) };
      return inTurns(
        seeded(after, actor, subject, at, days).map((edit) => edit(plainDraft(after, days, account))),
        seeded(before, was, subject, at, days).map((edit) =>
          completed(renamedDraft(edit(plainDraft(before, days, account)), names.toAfter), after),
        ),
      );
    });
    for (const draft of inTurns(...lists)) yield* variants(draft, subject);
  }
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

function oldNameOf({ kind, name }: Named, { names }: Programs): string | null {
  if (name === null) return null;
  const isNamed = kind === "trigger" || kind === "play" || kind === "cadence" || kind === "escalation";
  if (isNamed || kind === "segment" || kind === "model") return names.toBefore(kind, name);
  return kind === "health" ? names.toBefore("metric", name) : name;
}

function seeded(schedule: Schedule, actor: Named, subject: Named, at: EpochDay, days: DayRange): Edit[] {
  const ground = createGround(schedule, days, at);
  const seeds = seedsOf(actor, at, ground);
  if (subject.kind !== "policy") return seeds.length > 0 ? seeds : [together()];
  return eachWith([seeds, restraints(ground, at)], mostRestrained);
}
