/** The accounts of a test as the engine knows accounts: what `runtime/histories` makes of tables, made of a test's words. */
import type { TestAccount, TestCase, TestGiven } from "../../schedule/tests.ts";
import type { EventType, Field, Literal, Schedule } from "../../schedule/types.ts";
import { parseDay } from "../calendar/days.ts";
import { zoneOf } from "../calendar/zones.ts";
import { inOrder } from "../histories/stream/events.ts";
import { defaultOf } from "../histories/stream/fields.ts";
import { touchesInOrder } from "../histories/stream/touches.ts";
import type {
  AccountHistory,
  DayRange,
  EpochDay,
  EventRecord,
  FieldChange,
  FieldValue,
  Histories,
  Instant,
  RecordedTouch,
} from "../histories/types.ts";

/** What a simulation of a test starts from. */
export interface TestHistories extends Pick<Histories, "grid" | "covers"> {
  /** By name, in the order of the test. */
  accounts: ReadonlyMap<string, AccountHistory>;
}

/** `zone`: the time zone of accounts without a field that says theirs. */
export function historiesOf(schedule: Schedule, test: TestCase, zone: string): TestHistories {
  const grid = { from: dayOf(test.from), to: dayOf(test.to) };
  const forAll = test.accounts.flatMap(({ events }) => events.filter(({ event }) => isForAll(schedule, event)));
  const metrics = horizonsOf(test);
  const accounts = test.accounts.map((account) => historyOf(schedule, account, { grid, zone, forAll, metrics }));
  return {
    grid,
    // Telling of no event is telling that there was none; of a metric the days that are told are known.
    covers: new Map([...schedule.events.map(({ name }) => [name, grid] as const), ...metrics]),
    accounts: new Map(accounts.map((account) => [account.id, account])),
  };
}

/** A date of a plan, which the compiler has checked. */
export function dayOf(date: string): EpochDay {
  const day = parseDay(date);
  if (day === undefined) throw new RangeError(`${date} is no date`);
  return day;
}

function isForAll(schedule: Schedule, event: string): boolean {
  return schedule.events.some(({ name, forAll }) => name === event && forAll);
}

/** The first to the last day told of each metric, whichever account it is told of: as of a table of the data. */
function horizonsOf({ accounts }: TestCase): Map<string, DayRange> {
  const horizons = new Map<string, DayRange>();
  for (const { metric, from, values } of accounts.flatMap((account) => account.metrics)) {
    const first = dayOf(from);
    const last = first + values.length - 1;
    const known = horizons.get(metric) ?? { from: first, to: last };
    horizons.set(metric, { from: Math.min(known.from, first), to: Math.max(known.to, last) });
  }
  return horizons;
}

interface Around {
  grid: DayRange;
  zone: string;
  forAll: TestAccount["events"];
  metrics: ReadonlyMap<string, DayRange>;
}

function historyOf(schedule: Schedule, account: TestAccount, around: Around): AccountHistory {
  const zone = zoneOfAccount(schedule, account) ?? around.zone;
  const fields = schedule.account.fields.map((field) => {
    const given = account.fields.filter(({ name }) => name === field.name);
    const toValue = (value: Literal | null) => valueOfField(field, value, zone);
    return [field.name, changesOf(given, toValue)] as const;
  });
  return {
    id: account.name,
    zone,
    fields: new Map(fields),
    people: peopleOf(schedule, account),
    metrics: new Map([...around.metrics.keys()].map((metric) => [metric, seriesOf(account, metric, around.grid)])),
    events: new Map(schedule.events.map((event) => [event.name, recordsOf(event, account, around.forAll, zone)])),
    touches: touchesInOrder(account.touches.map((touch) => deliveryOf(touch, zone))),
    arms: new Map(account.arms.map(({ experiment, arm }) => [experiment, arm ?? undefined])),
  };
}

function deliveryOf(
  { kind, name, day, minutes, owner, channel }: TestAccount["touches"][number],
  zone: string,
): RecordedTouch {
  const when = { day: dayOf(day), at: instantOf(day, minutes, zone) };
  return { ...when, kind, name, owner: owner ?? undefined, channel: channel ?? undefined, demand: undefined };
}

/** Without a time it is the close of the day. */
function instantOf(day: string, minutes: number | null, zone: string): Instant {
  const clock = zoneOf(zone);
  return minutes === null ? clock.dayStart(dayOf(day) + 1) : clock.at(dayOf(day), minutes);
}

function zoneOfAccount({ account: { fields } }: Schedule, account: TestAccount): string | undefined {
  const field = fields.find(({ type }) => type === "zone");
  const value = account.fields.find(({ name }) => name === field?.name)?.value ?? field?.default;
  return typeof value === "string" ? value : undefined;
}

/** What is given without a date holds from ever; before the first of those with one there is the default, or nothing. */
function changesOf<Value>(
  given: readonly TestGiven<Value>[],
  toValue: (value: Value | null) => FieldValue | undefined,
): FieldChange[] {
  const first = toValue(given.find(({ from }) => from === null)?.value ?? null);
  const later = given.flatMap(({ from, value }) =>
    from === null ? [] : [{ from: dayOf(from), value: toValue(value) }],
  );
  return [{ from: -Infinity, value: first }, ...later];
}

function valueOfField(field: Field, value: Literal | null, zone: string): FieldValue | undefined {
  return defaultOf(value === null ? field : { ...field, default: value }, zone);
}

/** A role or contact of which nothing is told is held by somebody of that name: tests are seldom about who it is. */
function peopleOf({ roles, contacts }: Schedule, account: TestAccount): Map<string, FieldChange[]> {
  const persons = roles.flatMap(({ name, kind }) => (kind === "person" ? [name] : []));
  const told = account.people.map(({ name }) => name);
  return new Map(
    [...new Set([...persons, ...contacts, ...told])].map((name) => {
      const given = account.people.filter((each) => each.name === name);
      const isTold = given.some(({ from }) => from === null);
      const initial = isTold ? given : [{ name, from: null, value: name }, ...given];
      return [name, changesOf(initial, (person) => person ?? undefined)];
    }),
  );
}

function seriesOf({ metrics }: TestAccount, metric: string, grid: DayRange): Float64Array {
  const series = new Float64Array(grid.to - grid.from + 1).fill(Number.NaN);
  for (const told of metrics) {
    if (told.metric !== metric) continue;
    const first = dayOf(told.from) - grid.from;
    for (const [index, value] of told.values.entries()) if (value !== null) series[first + index] = value;
  }
  return series;
}

function recordsOf(event: EventType, account: TestAccount, forAll: TestAccount["events"], zone: string): EventRecord[] {
  const told = (event.forAll ? forAll : account.events).filter((each) => each.event === event.name);
  return inOrder(
    event,
    told.map((each) => recordOf(event, each, zone)),
  );
}

function recordOf(event: EventType, told: TestAccount["events"][number], zone: string): EventRecord {
  const fields = Object.create(null) as Record<string, FieldValue>;
  for (const field of event.fields) {
    const given = told.fields.find(({ name }) => name === field.name);
    const value = valueOfField(field, given?.value ?? null, zone);
    if (value !== undefined) fields[field.name] = value;
  }
  return { at: instantOf(told.day, told.minutes, zone), day: dayOf(told.day), fields };
}
