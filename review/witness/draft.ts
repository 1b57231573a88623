/**
 * A made-up account while it is searched for: what it is and what happens to it, day by day. Edits give another draft and
 * change none. Values are in base units, as in a test's plan.
 */
import { formatDay } from "../../runtime/calendar/days.ts";
import type { DayRange, EpochDay } from "../../runtime/histories/types.ts";
import type { TestAccount, TestCase } from "../../schedule/tests.ts";
import type { Literal } from "../../schedule/types.ts";

export interface Draft {
  readonly name: string;
  readonly days: DayRange;
  /** Of the account, from ever; one that is not here is absent. */
  readonly fields: ReadonlyMap<string, Literal>;
  /** Fields that have another value from a day on; no field twice on a day. */
  readonly moves: readonly Move[];
  /** Fields that say when the account begins and ends: they never move. */
  readonly fixed: ReadonlySet<string>;
  /** Stretches of days with one value each, in order and apart; other days are unknown. */
  readonly metrics: ReadonlyMap<string, readonly Stretch[]>;
  readonly events: readonly Occurrence[];
  readonly touches: readonly Delivery[];
  /** By experiment; null: in none. */
  readonly arms: ReadonlyMap<string, string | null>;
}

export interface Move {
  readonly field: string;
  readonly day: EpochDay;
  /** Undefined: none from then on. */
  readonly value: Literal | undefined;
}

export interface Stretch extends DayRange {
  readonly value: number;
}

export interface Occurrence {
  readonly event: string;
  readonly day: EpochDay;
  /** After midnight; null: at the close. */
  readonly minutes: number | null;
  readonly fields: ReadonlyMap<string, Literal>;
}

export interface Delivery {
  readonly touch: string;
  readonly day: EpochDay;
}

export type Edit = (draft: Draft) => Draft;

export const asItIs: Edit = (draft) => draft;

/** One edit after the other. */
export function together(...edits: readonly Edit[]): Edit {
  return (draft) => edits.reduce((made, edit) => edit(made), draft);
}

/** What an edit makes of the days from one on: metrics before it stay as they were, and fields until the day `on`. */
export function later(edit: Edit, from: EpochDay, on = from): Edit {
  return (draft) => {
    const isWithinDays = on > draft.days.from && on <= draft.days.to;
    const now = isWithinDays ? { ...draft, fields: fieldsOn(draft, on) } : draft;
    const made = edit(now);
    const names = new Set([...draft.metrics.keys(), ...made.metrics.keys()]);
    const moved = [...names].reduce((joined, name) => {
      const before = stretchesIn(draft, name, { from: -Infinity, to: from - 1 });
      const behind = stretchesIn(made, name, { from, to: Infinity });
      return withStretches(joined, name, [...before, ...behind]);
    }, made);
    return isWithinDays ? withMoves(moved, draft.fields, now.fields, on) : moved;
  };
}

/** The fields as they were from ever, and what is another one than it was until then from a day on. */
function withMoves(made: Draft, ever: Draft["fields"], until: Draft["fields"], day: EpochDay): Draft {
  const names = [...new Set([...until.keys(), ...made.fields.keys()])];
  const others = names.filter((name) => JSON.stringify(until.get(name)) !== JSON.stringify(made.fields.get(name)));
  const moving = others.filter((name) => !made.fixed.has(name));
  const fields = new Map([...ever, ...[...made.fields].filter(([name]) => made.fixed.has(name))]);
  const moves = [
    ...made.moves.filter((each) => each.day !== day || !moving.includes(each.field)),
    ...moving.map((field) => ({ field, day, value: made.fields.get(field) })),
  ];
  return { ...made, fields, moves };
}

/** The values in force on a day. */
function fieldsOn({ fields, moves }: Draft, day: EpochDay): Map<string, Literal> {
  const found = new Map(fields);
  for (const move of [...moves].sort((one, other) => one.day - other.day)) {
    if (move.day > day) continue;
    if (move.value === undefined) found.delete(move.field);
    else found.set(move.field, move.value);
  }
  return found;
}

function stretchesIn({ metrics }: Draft, name: string, days: DayRange): Stretch[] {
  return (metrics.get(name) ?? [])
    .map((each) => ({ ...each, from: Math.max(each.from, days.from), to: Math.min(each.to, days.to) }))
    .filter(({ from, to }) => from <= to);
}

/** In base units; undefined where nothing is told of the day. */
export function valueOn({ metrics }: Draft, metric: string, day: EpochDay): number | undefined {
  return metrics.get(metric)?.find(({ from, to }) => from <= day && day <= to)?.value;
}

/** Of each stretch of a metric only the first day and the last: what lies between is missing. */
export function withGaps(draft: Draft, metric: string): Draft {
  const ends = (draft.metrics.get(metric) ?? []).flatMap((each) => [
    { ...each, to: each.from },
    { ...each, from: each.to },
  ]);
  const apart = ends.filter(({ from }, index) => ends.findIndex((other) => other.from === from) === index);
  return withStretches(draft, metric, apart);
}

export function setField(name: string, value: Literal | undefined): Edit {
  return (draft) => {
    const fields = new Map(draft.fields);
    if (value === undefined) fields.delete(name);
    else fields.set(name, value);
    return { ...draft, fields };
  };
}

export function setArm(experiment: string, arm: string | null): Edit {
  return (draft) => ({ ...draft, arms: new Map(draft.arms).set(experiment, arm) });
}

export function addEvent(event: Occurrence): Edit {
  return (draft) => (isWithin(event.day, draft) ? { ...draft, events: [...draft.events, event] } : draft);
}

export function addTouch(touch: Delivery): Edit {
  return (draft) => (isWithin(touch.day, draft) ? { ...draft, touches: [...draft.touches, touch] } : draft);
}

function isWithin(day: EpochDay, { days }: Draft): boolean {
  return day >= days.from && day <= days.to;
}

/** The value of a metric on days from `from` to `to`, whatever it was; ends are those of the draft where none is said. */
export function setMetric(
  metric: string,
  value: number,
  { from = -Infinity, to = Infinity }: Partial<DayRange> = {},
): Edit {
  return (draft) => {
    const first = Math.max(from, draft.days.from);
    const last = Math.min(to, draft.days.to);
    if (first > last) return draft;
    const before = draft.metrics.get(metric) ?? [];
    const left = [
      ...before.filter((each) => each.from < first).map((each) => ({ ...each, to: Math.min(each.to, first - 1) })),
      ...before.filter((each) => each.to > last).map((each) => ({ ...each, from: Math.max(each.from, last + 1) })),
    ];
    return withStretches(draft, metric, [...left, { from: first, to: last, value }]);
  };
}

/** Puts stretches in order and joins those that meet and have one value; none: the metric is not told at all. */
export function withStretches(draft: Draft, metric: string, stretches: readonly Stretch[]): Draft {
  const joined: Stretch[] = [];
  for (const each of [...stretches].sort((one, other) => one.from - other.from)) {
    const last = joined.at(-1);
    if (last && last.value === each.value && last.to + 1 === each.from)
      joined[joined.length - 1] = { ...last, to: each.to };
    else joined.push(each);
  }
  const metrics = new Map(draft.metrics);
  if (joined.length === 0) metrics.delete(metric);
  else metrics.set(metric, joined);
  return { ...draft, metrics };
}

/** Only these days: what happens on others is left out. */
export function cutTo(draft: Draft, days: DayRange): Draft {
  const metrics = [...draft.metrics.keys()].flatMap((name): [string, Stretch[]][] => {
    const left = stretchesIn(draft, name, days);
    return left.length === 0 ? [] : [[name, left]];
  });
  const isLeft = ({ day }: { day: EpochDay }) => day >= days.from && day <= days.to;
  return {
    ...draft,
    days,
    fields: fieldsOn(draft, days.from),
    moves: draft.moves.filter(({ day }) => day > days.from && day <= days.to),
    metrics: new Map(metrics),
    events: draft.events.filter(isLeft),
    touches: draft.touches.filter(isLeft),
  };
}

/** How much there is to read, less is smaller: what is told, before how many days it takes. */
export function sizeOf({ fields, moves, metrics, events, touches, arms, days }: Draft): number {
  const stretches = [...metrics.values()].reduce((sum, each) => sum + each.length, 0);
  const details = events.reduce((sum, each) => sum + each.fields.size, 0);
  const told = fields.size + moves.length + stretches + events.length + details + touches.length + arms.size;
  return 10_000 * told + (days.to - days.from);
}

/** In order of name and date. */
function givenOf(fields: Draft["fields"], moves: Draft["moves"]): TestAccount["fields"] {
  const names = [...new Set([...fields.keys(), ...moves.map(({ field }) => field)])].sort();
  return names.flatMap((name) => {
    const value = fields.get(name);
    const own = moves.filter(({ field }) => field === name).sort((one, other) => one.day - other.day);
    return [
      ...(value === undefined ? [] : [{ name, from: null, value }]),
      ...own.map((move) => ({ name, from: formatDay(move.day), value: move.value ?? null })),
    ];
  });
}

/** As a test that expects nothing yet. */
export function caseOf(draft: Draft): TestCase {
  const { from, to } = draft.days;
  return {
    name: "",
    place: { file: "", line: 1 },
    from: formatDay(from),
    to: formatDay(to),
    accounts: [accountOf(draft)],
    expectations: [],
  };
}

function accountOf({ name, fields, moves, metrics, events, touches, arms }: Draft): TestAccount {
  return {
    name,
    fields: givenOf(fields, moves),
    people: [],
    metrics: [...metrics].flatMap(([metric, stretches]) =>
      stretches.map(({ from, to, value }) => ({
        metric,
        from: formatDay(from),
        values: new Array<number>(to - from + 1).fill(value),
      })),
    ),
    arms: [...arms].map(([experiment, arm]) => ({ experiment, arm })),
    touches: touches.map(({ touch, day }) => ({
      kind: "touch",
      name: touch,
      day: formatDay(day),
      minutes: null,
      owner: null,
      channel: null,
    })),
    events: events.map(({ event, day, minutes, fields: own }) => ({
      event,
      day: formatDay(day),
      minutes,
      fields: [...own].map(([field, value]) => ({ name: field, value })),
    })),
  };
}

/** The same for drafts that are the same. */
export function keyOf({ name, days, fields, moves, metrics, events, touches, arms }: Draft): string {
  const happened = events.map((event) => ({ ...event, fields: [...event.fields] }));
  return JSON.stringify([name, days, [...fields], moves, [...metrics], happened, touches, [...arms]]);
}
