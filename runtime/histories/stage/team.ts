/**
 * The people of `team` in the project file, read whole: they are few, and a row that cannot be read refuses the input,
 * since somebody's hours would silently be lost or gained with it.
 */
import { CellMistake, type Cells, personsOf, readAway, readHoliday, readPerson } from "../../../project/team-rows.ts";
import type { PersonRow, TeamPart, TeamSource } from "../../../project/team-types.ts";
import { parseDay } from "../../calendar/days.ts";
import type { Roster, RosterPerson } from "../../people/types.ts";
import { type ColumnRequest, openSource, type Source, type SourceContext } from "../source/open.ts";
import { placesOf } from "../source/origin.ts";
import { DataError, type DayRange } from "../types.ts";
import { rawText } from "../values/fields.ts";

/** More people than any team of one company has; a table of them is another table. */
const MOST_PEOPLE = 20_000;
const MOST_DAYS = 500_000;

interface Read<Row> {
  readonly rows: readonly Row[];
  /** Of a table the first, as it is shown. */
  readonly file?: string | undefined;
  /** Refuses the input for what is wrong with a row. */
  refuse(row: number, mistake: CellMistake): Promise<never>;
}

/** DataError with file, row and column for what cannot be read, or makes no sense. */
export async function readRoster(context: SourceContext, team: TeamSource): Promise<Roster> {
  const people = await readPart(context, "team", team.people, MOST_PEOPLE, readPerson);
  if (team.people?.kind === "table" && people.rows.length === 0) throw nobody(people);
  const away = await readPart(context, "team.away", team.away, MOST_DAYS, readAway);
  const holidays = await readPart(context, "team.holidays", team.holidays, MOST_DAYS, readHoliday);
  const calendars = new Map<string, number[]>();
  for (const { calendar, day } of holidays.rows) {
    const days = calendars.get(calendar);
    if (days) days.push(dayOf(day));
    else calendars.set(calendar, [dayOf(day)]);
  }
  const unknown = people.rows.findIndex(({ calendar }) => calendar !== undefined && !calendars.has(calendar));
  if (unknown >= 0) {
    const message = `The calendar \`${people.rows[unknown]!.calendar}\` has no day under \`team.holidays\`.`;
    await people.refuse(unknown, new CellMistake("calendar", message));
  }
  return { people: (await joined(people)).map((row) => personOf(row, calendars)), away: absences(away.rows) };
}

async function joined(people: Read<PersonRow>): Promise<PersonRow[]> {
  try {
    return personsOf(people.rows);
  } catch (error) {
    if (error instanceof CellMistake && error.row !== undefined) return people.refuse(error.row, error);
    throw error;
  }
}

function personOf(row: PersonRow, calendars: ReadonlyMap<string, readonly number[]>): RosterPerson {
  const { person: name, from, to, calendar, ...rest } = row;
  return {
    ...rest,
    name,
    from: from === undefined ? undefined : dayOf(from),
    to: to === undefined ? undefined : dayOf(to),
    holidays: calendar === undefined ? undefined : calendars.get(calendar),
  };
}

function absences(rows: readonly { person: string; from: string; to: string }[]): Map<string, DayRange[]> {
  const all = new Map<string, DayRange[]>();
  for (const { person, from, to } of rows) {
    const range = { from: dayOf(from), to: dayOf(to) };
    const known = all.get(person);
    if (known) known.push(range);
    else all.set(person, [range]);
  }
  return all;
}

/** The project file's reader has made sure that it is one. */
function dayOf(text: string): number {
  const day = parseDay(text);
  if (day === undefined) throw new RangeError(`${JSON.stringify(text)} is no date.`);
  return day;
}

async function readPart<Row, Column extends string>(
  context: SourceContext,
  name: string,
  part: TeamPart<Row, Column> | undefined,
  most: number,
  read: (cells: Cells<Column>, attributes: ReadonlyMap<string, string>) => Row,
): Promise<Read<Row>> {
  if (!part || part.kind === "rows") {
    return { rows: part?.rows ?? [], refuse: (_, { message }) => refuseAt({ file: context.projectFile }, message) };
  }
  const columns = [...part.columns, ...part.attributes];
  const request = columns.map(([key, column], index): ColumnRequest => {
    const where = index < part.columns.size ? `${name}.${key}` : `${name}.attributes.${key}`;
    return { column, role: "value", where };
  });
  const source = await openSource(context, { ...part, name, columns: request });
  const texts = source.columns.map((column) => rawText(column!));
  const found = await context.database.rows(
    `select origin, ${texts.join(", ")} from ${source.sql} order by origin limit ${most + 1}`,
  );
  const refuse = async (row: number, { column, message }: CellMistake): Promise<never> => {
    const place = (await placesOf(context.database, source.relations))(BigInt(String(found[row]![0])));
    return refuseAt({ ...place, column: columnNamed(part, column) }, message);
  };
  if (found.length > most) throw tooMany(source, most);
  const rows: Row[] = [];
  for (const [index, [, ...cells]] of found.entries()) {
    const told = new Map(columns.map(([key], at) => [key, String(cells[at] ?? "").trim()]));
    const of = <Key extends string>(keys: ReadonlyMap<Key, string>) =>
      new Map([...keys.keys()].flatMap((key) => (told.get(key) ? [[key, told.get(key)!] as const] : [])));
    try {
      rows.push(read(of(part.columns), of(part.attributes)));
    } catch (error) {
      if (!(error instanceof CellMistake)) throw error;
      await refuse(index, error);
    }
  }
  return { rows, file: source.files[0]?.shown, refuse };
}

function columnNamed(part: { readonly columns: ReadonlyMap<string, string> }, key: string): string {
  return part.columns.get(key) ?? key;
}

/** Half of an export is easily taken for a team without people, whose work then never waits. */
function nobody({ file }: Read<PersonRow>): DataError {
  const message = "`team` has no row, so that nobody's hours are known. Export it again, or take `team` out.";
  return new DataError(message, file === undefined ? {} : { file });
}

function tooMany({ name, files }: Source, most: number): DataError {
  return new DataError(`\`${name}\` has more than ${most} rows: too many for people and their days.`, {
    ...(files[0] && { file: files[0].shown }),
  });
}

async function refuseAt(place: DataError["place"], message: string): Promise<never> {
  throw new DataError(message, place);
}
