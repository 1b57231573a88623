/** The ground of a search, with the plain account that everything is done to. */
import { formatDay } from "../../runtime/calendar/days.ts";
import { createConditions } from "../../runtime/conditions/index.ts";
import { closeOf } from "../../runtime/engine/scope.ts";
import type { DayRange, EpochDay } from "../../runtime/histories/types.ts";
import { historiesOf } from "../../runtime/testing/accounts.ts";
import type { Condition, Schedule } from "../../schedule/types.ts";
import { plainValue } from "./amounts.ts";
import { asItIs, caseOf, type Draft, type Edit } from "./draft.ts";
import { eachWith, type Ground } from "./ground.ts";
import { waysTo } from "./ways.ts";

/** Beyond any day that a search looks at. */
const farAhead = 1000;

/** An account with nothing but what every account of the program must have; it begins on the first day. */
export function plainDraft(schedule: Schedule, days: DayRange, name: string): Draft {
  const { fields, begins, ends } = schedule.account;
  const given = fields.flatMap((field) => {
    const isNeeded = (!field.optional && field.default === undefined) || field.name === begins;
    const day = field.name === begins ? days.from : days.to + farAhead;
    return isNeeded ? [[field.name, plainValue(field, schedule, formatDay(day))] as const] : [];
  });
  return {
    name,
    days,
    fields: new Map(given),
    moves: [],
    fixed: new Set([begins, ends].filter((field) => field !== undefined)),
    metrics: new Map(),
    events: [],
    touches: [],
    arms: new Map(),
  };
}

export function createGround(schedule: Schedule, other: Schedule, days: DayRange, at: EpochDay): Ground {
  const segments = lazily(() => segmentWays(schedule, ground, at));
  const places = schedule.models?.map(({ name }) => name) ?? [];
  const ground: Ground = {
    schedule,
    other,
    days,
    at,
    made: new Map(),
    ways: remembered((condition, want, day) => waysTo(condition, want, day, ground)),
    inSegment: (names, want) => {
      const found = [...segments()].filter(([name]) => names.includes(name) === want);
      return found.map(([, edit]) => edit);
    },
    inModel: (names, want) =>
      places
        .filter((name) => names.includes(name) === want)
        .flatMap((name) => searchWays(schedule.models ?? [], name, at, ground).slice(0, 3)),
  };
  return ground;
}

/** Conditions that hang on themselves through stages, or on more others than these, are left as they are. */
const mostNested = 5;

/** Each condition is asked about once a day. */
function remembered(find: Ground["ways"]): Ground["ways"] {
  const known = new Map<Condition, Map<string, readonly Edit[]>>();
  let nested = 0;
  return (condition, want, day) => {
    const ofCondition = known.get(condition) ?? new Map<string, readonly Edit[]>();
    known.set(condition, ofCondition);
    const key = `${want} ${day}`;
    const found = ofCondition.get(key);
    if (found) return found;
    if (nested >= mostNested) return [asItIs];
    ofCondition.set(key, [asItIs]);
    nested++;
    const made = find(condition, want, day);
    nested--;
    ofCondition.set(key, made);
    return made;
  };
}

function lazily<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** An edit for each segment that brings an account into it, as far as one is found. */
function segmentWays(schedule: Schedule, ground: Ground, at: EpochDay): ReadonlyMap<string, Edit> {
  const plain = plainDraft(schedule, { from: at - 1, to: at + 1 }, "acme");
  const found = new Map<string, Edit>();
  const looked = new Set<string>();
  for (const { name } of schedule.segments) {
    for (const edit of [asItIs, ...searchWays(schedule.segments, name, at, ground)]) {
      if (found.has(name)) break;
      const draft = edit(plain);
      const key = JSON.stringify([[...draft.fields], [...draft.metrics], draft.events]);
      if (looked.has(key)) continue;
      looked.add(key);
      const segment = segmentOf(schedule, draft, at);
      if (segment !== undefined && !found.has(segment)) found.set(segment, edit);
    }
    // Where it is not that simple, the likeliest is taken.
    const [likeliest] = found.has(name) ? [] : searchWays(schedule.segments, name, at, ground);
    if (likeliest) found.set(name, likeliest);
  }
  return new Map(schedule.segments.flatMap(({ name }) => (found.has(name) ? [[name, found.get(name)!] as const] : [])));
}

/** Its own condition is so, and no earlier one is. */
export function searchWays(
  searched: readonly { readonly name: string; readonly when?: Condition }[],
  name: string,
  at: EpochDay,
  ground: Ground,
): Edit[] {
  const place = searched.findIndex((each) => each.name === name);
  const earlier = searched
    .slice(0, place)
    .flatMap(({ when }) => (when ? [ground.ways(when, false, at).slice(0, 3)] : []));
  const own = searched[place]?.when;
  const lists = [...earlier, ...(own ? [ground.ways(own, true, at)] : [])];
  return eachWith(lists.filter((list) => list.length > 0));
}

function segmentOf(schedule: Schedule, draft: Draft, at: EpochDay): string | undefined {
  const { accounts, grid, covers } = historiesOf(schedule, caseOf(draft), "UTC");
  const conditions = createConditions(schedule, { grid, covers });
  const [history] = accounts.values();
  const { segment } = conditions.segmentOf(
    conditions.view(history!, () => undefined),
    closeOf(at),
  );
  return segment;
}
