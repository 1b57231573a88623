/**
 * Histories in which a declaration has something to do, made of its own words: a trigger's condition becomes true, a play
 * is won, a step's day comes. A seed is told as edits of a plain account; which of them show a difference is found by
 * running both programs.
 */
import { formatDay } from "../../runtime/calendar/days.ts";
import type { EpochDay } from "../../runtime/histories/types.ts";
import { settledCases } from "../../schedule/figures.ts";
import type { Action, Cadence, Condition, Experiment, Play, Schedule, Scope, Trigger } from "../../schedule/types.ts";
import type { DeclarationKind } from "../types.ts";
import { plainValue } from "./amounts.ts";
import { addTouch, asItIs, type Edit, later, setArm, setField, together } from "./draft.ts";
import { happening } from "./events.ts";
import { before, daysOf, eachWith, type Ground, inTurns } from "./ground.ts";
import { searchWays } from "./make-ground.ts";
import { linesOf, lineWays, scoreWays } from "./scores.ts";
import { intoStage, outOf } from "./stages.ts";

export interface Named {
  readonly kind: DeclarationKind;
  readonly name: string | null;
}

/** In the order in which they are worth trying. */
export function seedsOf({ kind, name }: Named, at: EpochDay, ground: Ground): Edit[] {
  const { schedule } = ground;
  switch (kind) {
    case "trigger":
      return seedsFor(schedule.triggers, name, (trigger) => triggerSeeds(trigger, at, ground));
    case "play":
      return seedsFor(schedule.plays, name, (play) => playSeeds(play, at, ground));
    case "cadence":
      return seedsFor(schedule.cadences, name, (cadence) => cadenceSeeds(cadence, at, ground));
    case "escalation":
      return schedule.plays
        .filter(({ escalations }) => escalations.includes(name ?? ""))
        .flatMap((play) => playSeeds(play, at, ground));
    case "segment":
    case "segments":
      return searchSeeds(schedule.segments, name, at, ground);
    case "model":
    case "models":
      return searchSeeds(schedule.models ?? [], name, at, ground);
    case "health":
      return name === null ? [] : healthSeeds(name, at, ground);
    case "journey":
      return journeySeeds(name, at, ground);
    case "experiment":
      return seedsFor(schedule.experiments ?? [], name, (experiment) => experimentSeeds(experiment, at, ground));
    default:
      return [];
  }
}

function seedsFor<Node extends { name: string }>(
  nodes: readonly Node[],
  name: string | null,
  seeds: (node: Node) => Edit[],
): Edit[] {
  return nodes.filter((node) => node.name === name).flatMap(seeds);
}

/** More of one sort are not tried. */
const mostSeeds = 96;

/** All of several edits, one of each list; a list without any is passed over. */
function pairs(...lists: readonly (readonly Edit[])[]): Edit[] {
  return eachWith(
    lists.filter((list) => list.length > 0),
    mostSeeds,
  );
}

// ---- scopes ----------------------------------------------------------------------------------------------------------

/** The first few, as what happens from a day on. */
function behind(edits: readonly Edit[], from: EpochDay): Edit[] {
  return edits.slice(0, 6).map((edit) => later(edit, from));
}

/** What puts an account into a scope; with figures by segment, into each of their segments. */
function scopeWays({ segments, models, stage, where }: Scope, figures: object, at: EpochDay, ground: Ground): Edit[] {
  const cases = segmentsOfFigures(figures).filter((name) => !segments || segments.includes(name));
  const named = [...new Set([...cases, ...(segments ?? [])])];
  const bySegment = named.length > 0 ? ground.inSegment(named, true) : [];
  const byModel = models ? ground.inModel(models, true) : [];
  const during: Condition[] = stage === undefined ? [] : [{ node: "during_stage", stage, text: "" }];
  return pairs(
    [...(cases.length > 0 && !segments && !models ? [asItIs] : []), ...bySegment, ...byModel],
    ...during.map((condition) => ground.ways(condition, true, at)),
    where ? ground.ways(where, true, at) : [],
    [asItIs],
  );
}

function segmentsOfFigures(node: object): string[] {
  const found = new Set<string>();
  const look = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    if ("bySegment" in value && Array.isArray(value.bySegment)) {
      for (const { segment } of value.bySegment) if (typeof segment === "string") found.add(segment);
    }
    for (const member of Object.values(value)) look(member);
  };
  look(node);
  return [...found];
}

/** Into each arm that names a declaration. */
function armWays(kind: "cadences" | "triggers", name: string, { schedule }: Ground): Edit[] {
  return (schedule.experiments ?? []).flatMap((experiment) =>
    experiment.arms.flatMap((arm) => (arm[kind].includes(name) ? [setArm(experiment.name, arm.name)] : [])),
  );
}

// ---- triggers --------------------------------------------------------------------------------------------------------

const morning = 9 * 60;

function triggerSeeds(trigger: Trigger, at: EpochDay, ground: Ground): Edit[] {
  const { scope, cause, until, name } = trigger;
  const around = pairs(scopeWays(scope, trigger, at, ground), armWays("triggers", name, ground));
  const needed = handovers(trigger.actions, ground);
  const rests = settledCases({ rest: trigger.rest }).flatMap(({ rest }) => (rest ? [daysOf(rest, at)] : []));
  if (cause.kind === "when") {
    const causes = ground.ways(cause.when, true, at);
    const again = (day: EpochDay, since: EpochDay) =>
      ground
        .ways(cause.when, true, day)
        .slice(0, 2)
        .map((edit) => later(edit, since, day));
    const rearmed = until
      ? pairs(causes.slice(0, 3), behind(ground.ways(until, true, at + 5), at + 1), again(at + 9, at + 6))
      : pairs(causes.slice(0, 4), behind(ground.ways(cause.when, false, at + 3), at + 1), again(at + 6, at + 4));
    // What fields alone make so is so from ever, unless they change on the day.
    const onTheDay = causes.slice(0, 2).map((edit) => later(edit, ground.days.from, at));
    const rested = rests.flatMap((rest) =>
      [rest, rest - 1].flatMap((gap) => {
        const between = at + Math.ceil(gap / 2);
        const calmed = until ? ground.ways(until, true, between) : ground.ways(cause.when, false, between);
        const calms = calmed.slice(0, 2).map((edit) => later(edit, at + 1, between));
        return pairs(
          inTurns(onTheDay, causes.slice(0, 3)),
          until ? calms : [asItIs, ...calms],
          again(at + gap, between + 1),
        );
      }),
    );
    const handed = needed.length > 0 ? pairs(around, causes.slice(0, 3), needed) : [];
    return inTurns(pairs(around, causes), pairs(around, rearmed), pairs(around, rested), handed);
  }
  const on = (day: EpochDay, minutes: number | null, want = true) =>
    happening(cause.event, cause.where, day, ground, { minutes, want });
  const twice = [1, ...rests.flatMap((rest) => [rest, rest - 1])].flatMap((gap) =>
    pairs(on(at, null).slice(0, 2), on(at + gap, null).slice(0, 2)),
  );
  return inTurns(
    pairs(around, on(at, null)),
    pairs(around, on(at, morning)),
    pairs(around, twice),
    needed.length > 0 ? pairs(around, on(at, null).slice(0, 2), needed) : [],
    cause.where ? pairs(around, on(at, null, false)) : [],
  );
}

// ---- plays -----------------------------------------------------------------------------------------------------------

function playSeeds(play: Play, at: EpochDay, ground: Ground): Edit[] {
  const starts = pairs(scopeWays(play.scope, play, at, ground), playStarts(play, at, ground));
  const courses = playCourses(play, at, ground);
  const [likeliest, ...others] = starts.slice(0, 4);
  const begun = likeliest ? courses.map((course) => together(likeliest, course)) : [];
  return inTurns(starts, begun, pairs(others, courses));
}

function playStarts(play: Play, at: EpochDay, ground: Ground): Edit[] {
  const { schedule } = ground;
  const own = play.start ? ground.ways(play.start, true, at) : [];
  const byTrigger = schedule.triggers
    .filter(({ actions }) => actions.some(({ kind, names }) => kind === "start" && names.includes(play.name)))
    .flatMap((trigger) => triggerSeeds(trigger, at, ground).slice(0, 8));
  const spans = play.phases.flatMap(({ span }) => settledCases({ span }).map((each) => each.span));
  const byDate = spans.flatMap((span) =>
    span.kind === "before" ? [setField(span.field, formatDay(at + daysOf(span.from, at)))] : [],
  );
  return inTurns(own, byTrigger, byDate);
}

/** What can happen in a run: it is won or lost, rungs come and are skipped, the customer answers, it begins anew. */
function playCourses(play: Play, at: EpochDay, ground: Ground): Edit[] {
  const { schedule } = ground;
  const { win, lose } = play;
  const ladders = schedule.escalations.filter(({ name }) => play.escalations.includes(name));
  const ends = [win, lose].flatMap((condition) =>
    condition ? [1, 3, 10, 30].flatMap((day) => behind(ground.ways(condition, true, at + day), at + 1)) : [],
  );
  const rungs = ladders.flatMap(({ rungs: all }) =>
    all.flatMap((rung) =>
      settledCases({ after: rung.after }).flatMap(({ after }) =>
        [rung.unless, rung.while].flatMap((condition) => {
          const day = at + daysOf(after, at) - 1;
          return condition ? [true, false].flatMap((want) => behind(ground.ways(condition, want, day), at + 1)) : [];
        }),
      ),
    ),
  );
  const asked = play.phases.flatMap(({ steps }) =>
    steps.flatMap(({ actions }) => actions.flatMap(({ expects }) => expects?.event ?? [])),
  );
  const events = [...new Set([...ladders.flatMap(({ stopOn }) => stopOn), ...asked])];
  const answers = events.flatMap((event) =>
    [2, 5, 10, 20].flatMap((day) => happening(event, undefined, at + day, ground)),
  );
  const again =
    play.start && win
      ? pairs(behind(ground.ways(win, true, at + 5), at + 1), behind(ground.ways(play.start, true, at + 9), at + 6))
      : [];
  const held = play.pauses.cadences.flatMap((name) =>
    seedsFor(schedule.cadences, name, (cadence) => cadenceSeeds(cadence, at - 3, ground).slice(0, 4)),
  );
  const handed = handovers(
    play.phases.flatMap(({ steps }) => steps.flatMap(({ actions }) => actions)),
    ground,
  );
  const other = ground.other.plays.find(({ name }) => name === play.name);
  const isOther = (...members: readonly (keyof Play)[]) =>
    other !== undefined && members.some((member) => JSON.stringify(play[member]) !== JSON.stringify(other[member]));
  const courses = [
    { edits: ends, isOther: isOther("win", "lose", "endAfter") },
    { edits: rungs, isOther: isOther("escalations") },
    { edits: answers, isOther: false },
    { edits: again, isOther: isOther("again") },
    { edits: held, isOther: isOther("pauses") },
    { edits: handed, isOther: isOther("phases") },
  ];
  // As many of what differs as of all the rest.
  const listed = (isMeant: boolean) => courses.filter((each) => each.isOther === isMeant).map(({ edits }) => edits);
  return inTurns(inTurns(...listed(true)), inTurns(...listed(false)));
}

/** All that handoffs need is known, and all but one. */
function handovers(actions: readonly Action[], { schedule, days }: Ground): Edit[] {
  const needed = [...new Set(actions.flatMap(({ needs }) => needs ?? []))];
  const fields = schedule.account.fields.filter(({ name }) => needed.includes(name));
  const known = fields.map((field) =>
    setField(field.name, field.type === "flag" ? true : plainValue(field, schedule, formatDay(days.from))),
  );
  const unknown = fields.map(({ name }) => setField(name, undefined));
  return known.length === 0 ? [] : [together(...known), ...unknown.map((edit) => together(...known, edit))];
}

// ---- cadences --------------------------------------------------------------------------------------------------------

function cadenceSeeds(cadence: Cadence, at: EpochDay, ground: Ground): Edit[] {
  const { scope, anchor, steps, name } = cadence;
  const { field } = anchor;
  const leads = steps.flatMap((step) =>
    settledCases({ timing: step.timing }).flatMap(({ timing }) =>
      timing.kind === "before" ? [daysOf(timing.before, at)] : [],
    ),
  );
  const furthest = Math.max(0, ...leads);
  const anchored = anchor.kind === "from" ? [at] : [at + furthest];
  // Last as whom it is for sets it: at once for those who must have begun long ago.
  const starts = [...anchored.map((day) => setField(field, formatDay(day))), asItIs];
  const around = pairs(armWays("cadences", name, ground), scopeWays(scope, cadence, at, ground));
  const conditions = steps.flatMap(({ when, unless, timing, notWithin }) => {
    const [first] = settledCases({ timing });
    const day = first ? firstDayOfStep(first.timing, at, furthest) : at;
    const touches = notWithin
      ? settledCases({ over: notWithin.over }).flatMap(({ over }) =>
          [daysOf(over, day), daysOf(over, day) - 1, 1].map((gap) =>
            addTouch({ touch: notWithin.touch, day: day - gap }),
          ),
        )
      : [];
    const asked = [when, unless].flatMap((condition) =>
      condition ? [true, false].flatMap((want) => ground.ways(condition, want, day - 1).slice(0, 6)) : [],
    );
    return [...asked, ...touches];
  });
  const dated = pairs(around, starts);
  return inTurns(dated, pairs(dated.slice(0, 6), conditions), pairs(conditions, dated.slice(0, 6)));
}

type Timing = Exclude<Cadence["steps"][number]["timing"], { bySegment: unknown }>;

function firstDayOfStep(timing: Timing, at: EpochDay, furthest: number): EpochDay {
  switch (timing.kind) {
    case "every":
      return at + daysOf(timing.every, at);
    case "day":
    case "every_from":
      return at + timing.day - 1;
    case "week":
      return at + 7 * (timing.week - 1);
    case "before":
      return before(at + furthest, timing.before);
  }
}

// ---- what an account is ----------------------------------------------------------------------------------------------

function searchSeeds(
  searched: NonNullable<Schedule["models"]> | Schedule["segments"],
  name: string | null,
  at: EpochDay,
  ground: Ground,
): Edit[] {
  const named = searched.filter((each) => name === null || each.name === name);
  const inOrder = named.flatMap((each) => searchWays(searched, each.name, at, ground));
  const alone = named.flatMap(({ when }) => (when ? [true, false].flatMap((want) => ground.ways(when, want, at)) : []));
  return inTurns(inOrder, alone);
}

function healthSeeds(name: string, at: EpochDay, ground: Ground): Edit[] {
  const lines = linesOf(name, ground).map((line) => [true, false].flatMap((want) => lineWays(line, want, at, ground)));
  return [...lines.flat(), ...scoreWays(name, at, ground)];
}

function journeySeeds(name: string | null, at: EpochDay, ground: Ground): Edit[] {
  const stages = (ground.schedule.journeys ?? []).filter((each) => each.name === name).flatMap((each) => each.stages);
  return inTurns(
    ...stages.map((stage) => {
      const entered = intoStage(stage.name, at, ground);
      const expected = stage.expects.flatMap(({ segment }) =>
        segment === undefined ? [] : ground.inSegment([segment], true),
      );
      return inTurns(
        entered,
        pairs(
          entered.slice(0, 4),
          [5, 15, 40].flatMap((day) => behind(outOf(stage, at + day, ground), at + 1)),
        ),
        pairs(entered.slice(0, 2), expected),
      );
    }),
  );
}

/** Of each thing that an arm names: with an account of the arm, and of every other. */
function experimentSeeds({ name, scope, arms }: Experiment, at: EpochDay, ground: Ground): Edit[] {
  const around = scopeWays(scope, {}, at, ground);
  const chosen = [...arms.map((arm) => setArm(name, arm.name)), setArm(name, null)];
  const works = (kind: "cadence" | "trigger", names: readonly string[]) =>
    names.flatMap((each) => seedsOf({ kind, name: each }, at, ground).slice(0, 4));
  const seeds = arms.map((arm) => inTurns(works("cadence", arm.cadences), works("trigger", arm.triggers)));
  return inTurns(
    ...seeds.map((each) => pairs(around, each, chosen)),
    ...seeds.map((each) => pairs(around, each, unnamed)),
  );
}

/** Who is in which arm hangs on the name alone. */
const unnamed: readonly Edit[] = Array.from(
  { length: 12 },
  (_, index): Edit =>
    (draft) => ({
      ...draft,
      name: `a${index + 1}`,
      arms: new Map(),
    }),
);
