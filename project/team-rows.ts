/**
 * One row that tells of a person, of time off or of a holiday, from its texts: those of the project file and those of
 * a table are read by the same words. Nothing is guessed: a text that is none of what it should be is told.
 */
import { isDay } from "./days.ts";
import {
  type AwayColumn,
  type AwayRow,
  type HolidayColumn,
  type HolidayRow,
  type PersonColumn,
  type PersonRow,
  weekdays,
} from "./team-types.ts";
import { zoneMistake } from "./zones.ts";

/** The texts of a row; what is empty or blank is not there. */
export type Cells<Column extends string> = ReadonlyMap<Column, string>;

/** What is wrong with a row: of which column, in a sentence or two. */
export class CellMistake<Column extends string = string> extends Error {
  constructor(
    readonly column: Column,
    message: string,
    /** The place of the row among several. */
    readonly row?: number,
  ) {
    super(message);
  }
}

const minutesOfWeek = 7 * 24 * 60;
const everything = 1_000_000;

/** CellMistake when a text is none of what its column says. */
export function readPerson(cells: Cells<PersonColumn>, attributes: ReadonlyMap<string, string>): PersonRow {
  const read = <Value>(column: PersonColumn, reader: (text: string) => Value | undefined, hint: string) => {
    const text = cells.get(column);
    if (text === undefined) return undefined;
    const value = reader(text);
    if (value === undefined) throw new CellMistake(column, `\`${text}\` is ${hint}`);
    return value;
  };
  const day = (column: "from" | "to") => read(column, dayOf, noDay);
  const zone = cells.get("zone");
  const mistake = zone === undefined ? undefined : zoneMistake(zone);
  if (mistake !== undefined) throw new CellMistake("zone", mistake);
  const row: PersonRow = {
    person: required(cells, "person", "Nobody is named: write the name that the accounts' owners have."),
    roles: words(cells.get("role") ?? ""),
    hoursPerWeekMinutes: read(
      "hours",
      hoursOf,
      "no number of hours a week, from 1min to 168h. Write `30h`, `37.5` or `30h 30min`.",
    ),
    shareForPlays: read("share", shareOf, "no share of the week, above 0% and up to 100%. Write `65%` or `0.65`."),
    days: read("days", daysOf, "no list of working days. Write `mon..fri`, or `mon, wed, fri`."),
    shift: read("shift", shiftOf, "no time of the day from and to. Write `09:00..17:30`."),
    zone,
    from: day("from"),
    to: day("to"),
    pool: cells.get("pool"),
    calendar: cells.get("calendar"),
    attributes,
  };
  if (row.from !== undefined && row.to !== undefined && row.to < row.from) {
    throw new CellMistake("to", `\`${row.to}\` is before the first day, ${row.from}.`);
  }
  if (row.pool === row.person) {
    throw new CellMistake(
      "pool",
      `\`${row.person}\` is the name of the person and of the pool. Give the pool another.`,
    );
  }
  return row;
}

/**
 * A row a person, in the order given: rows of one person are one that has the roles of all of them. CellMistake when
 * they differ in anything else, or when a pool has the name of a person.
 */
export function personsOf(rows: readonly PersonRow[]): PersonRow[] {
  const people = new Map<string, PersonRow>();
  for (const [index, row] of rows.entries()) {
    const known = people.get(row.person);
    const other = known && columnThatDiffers(known, row);
    if (other !== undefined) {
      throw new CellMistake(
        other,
        `Two rows of \`${row.person}\` differ in \`${other}\`. Make them alike, or keep one.`,
        index,
      );
    }
    people.set(row.person, { ...row, roles: [...new Set([...(known?.roles ?? []), ...row.roles])] });
  }
  const named = rows.findIndex(({ pool }) => pool !== undefined && people.has(pool));
  if (named >= 0) {
    const message = `\`${rows[named]!.pool}\` is the name of a person and of a pool. Give the pool another.`;
    throw new CellMistake("pool", message, named);
  }
  return [...people.values()];
}

function columnThatDiffers(one: PersonRow, other: PersonRow): string | undefined {
  const textOf = (value: unknown) => JSON.stringify(value instanceof Map ? [...value].sort() : (value ?? null));
  const columns = {
    hours: "hoursPerWeekMinutes",
    share: "shareForPlays",
    days: "days",
    shift: "shift",
    zone: "zone",
    from: "from",
    to: "to",
    pool: "pool",
    calendar: "calendar",
    attributes: "attributes",
  } as const;
  const found = Object.entries(columns).find(([, key]) => textOf(one[key]) !== textOf(other[key]));
  return found?.[0];
}

/** CellMistake when a text is none of what its column says. */
export function readAway(cells: Cells<AwayColumn>): AwayRow {
  const person = required(cells, "person", "Nobody is named: write who is away.");
  const from = requiredDay(cells, "from");
  const to = requiredDay(cells, "to");
  if (to < from) throw new CellMistake("to", `\`${to}\` is before the first day away, ${from}.`);
  return { person, from, to };
}

/** CellMistake when a text is none of what its column says. */
export function readHoliday(cells: Cells<HolidayColumn>): HolidayRow {
  const calendar = required(cells, "calendar", "No calendar is named: write the name that people's `calendar` has.");
  return { calendar, day: requiredDay(cells, "day") };
}

const noDay = "no date. Write it as `2026-03-01`.";

function required<Column extends string>(cells: Cells<Column>, column: Column, message: string): string {
  const text = cells.get(column);
  if (text === undefined) throw new CellMistake(column, message);
  return text;
}

function requiredDay<Column extends string>(cells: Cells<Column>, column: Column): string {
  const text = required(cells, column, "The date is missing. Write it as `2026-03-01`.");
  const day = dayOf(text);
  if (day === undefined) throw new CellMistake(column, `\`${text}\` is ${noDay}`);
  return day;
}

/** Of a timestamp the date as written. */
function dayOf(text: string): string | undefined {
  const day = /^\d{4}-\d{2}-\d{2}(?=$|[T ]\d{2}:\d{2})/.exec(text)?.[0];
  return day !== undefined && isDay(day) ? day : undefined;
}

/** In minutes, a fraction of one left out. */
function hoursOf(text: string): number | undefined {
  const found = /^(?:(\d{1,3})(?:\.(\d{1,4}))? ?h?)?(?: ?(\d{1,5}) ?min)?$/.exec(text);
  const [, hours, fraction = "", minutes] = found ?? [];
  if (hours === undefined && minutes === undefined) return undefined;
  const scale = 10 ** fraction.length;
  const ofHours = Math.floor((Number(`${hours ?? 0}${fraction}`) * 60) / scale);
  const all = ofHours + Number(minutes ?? 0);
  return all >= 1 && all <= minutesOfWeek ? all : undefined;
}

/** In millionths. */
function shareOf(text: string): number | undefined {
  const [, whole, fraction = "", percent] = /^(\d{1,3})(?:\.(\d{1,6}))? ?(%)?$/.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const digits = Number(whole) * everything + Number(fraction.padEnd(6, "0"));
  const share = percent === undefined ? digits : Math.floor(digits / 100);
  return share >= 1 && share <= everything ? share : undefined;
}

function daysOf(text: string): PersonRow["days"] | undefined {
  const names: readonly string[] = weekdays;
  const all = new Set<string>();
  for (const part of words(text.toLowerCase())) {
    const [first = "", last = first, more] = part.split("..");
    const from = names.indexOf(first);
    const to = names.indexOf(last);
    if (from < 0 || to < from || more !== undefined) return undefined;
    for (const day of names.slice(from, to + 1)) all.add(day);
  }
  return all.size === 0 ? undefined : weekdays.filter((day) => all.has(day));
}

function shiftOf(text: string): PersonRow["shift"] | undefined {
  const [, ...parts] = /^(\d{1,2}):(\d{2}) ?(?:\.\.|-) ?(\d{1,2}):(\d{2})$/.exec(text) ?? [];
  if (parts.length === 0) return undefined;
  const [hour = 0, minute = 0, lastHour = 0, lastMinute = 0] = parts.map(Number);
  const from = hour * 60 + minute;
  const to = lastHour * 60 + lastMinute;
  return minute < 60 && lastMinute < 60 && from < to && to <= 1440 ? { from, to } : undefined;
}

function words(text: string): string[] {
  return [...new Set(text.split(/[\s,;]+/).filter((word) => word !== ""))];
}
