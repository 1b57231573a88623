/** The project file's `team` and `assign`: what they must obey beyond the schema, and the form the program reads. */
import { isDay } from "./days.ts";
import type { Mistake } from "./problems.ts";
import type { RawAssign, RawPersonRow, RawProject, RawTeam } from "./raw.ts";
import { CellMistake, type Cells, personsOf, readAway, readHoliday, readPerson } from "./team-rows.ts";
import {
  type AssignRule,
  awayColumns,
  holidayColumns,
  type PersonRow,
  personColumns,
  type TeamPart,
  type TeamSource,
} from "./team-types.ts";

type Path = readonly (string | number)[];

/** Every broken rule of `team` and of `assign`. */
export function teamRules(raw: RawProject): Mistake[] {
  const mistakes = Object.entries(raw.people ?? {}).flatMap(([role, { assign }]) => assignRules(role, assign));
  const { team } = raw;
  if (!team) return mistakes;
  mistakes.push(...formRules(team));
  const people = (team.people ?? []).flatMap((row, index) =>
    rowRules(["team", "people", index], () => [inlinePerson(row)], mistakes),
  );
  if (mistakes.length === 0 && team.people) {
    rowRules(["team", "people"], () => personsOf(people), mistakes);
  }
  for (const [name, read] of [
    ["away", (row: Record<string, string>) => readAway(trimmed(awayColumns, row))],
    ["holidays", (row: Record<string, string>) => readHoliday(trimmed(holidayColumns, row))],
  ] as const) {
    const part = team[name];
    if (!Array.isArray(part)) continue;
    for (const [index, row] of part.entries()) rowRules(["team", name, index], () => [read(row)], mistakes);
  }
  return mistakes;
}

/** A table or a list of people, not halves of both. */
function formRules(team: RawTeam): Mistake[] {
  const clash = (path: Path, message: string): Mistake => ({ path, atKey: true, fault: "keys_clash", message });
  const ofTable = (["table", "where", "attributes", ...personColumns] as const).find((key) => team[key] !== undefined);
  if (team.file === undefined) {
    if (ofTable === undefined) return [];
    return [
      clash(
        ["team", ofTable],
        `\`team.${ofTable}\` speaks of a table of people: name it with \`file\`, or list them under \`people\`.`,
      ),
    ];
  }
  if (team.people !== undefined) {
    return [clash(["team", "people"], "`team` has both a `file` and a list of `people`. Keep one of the two.")];
  }
  if (team.person !== undefined) return [];
  const message = "`team` lacks `person`: the column with the name that the accounts' owners have.";
  return [{ path: ["team"], fault: "missing_key", message }];
}

function assignRules(role: string, assign: RawAssign | undefined): Mistake[] {
  return listOf(assign?.again).flatMap((day, index): Mistake[] => {
    if (isDay(day)) return [];
    const at = Array.isArray(assign?.again) ? [index] : [];
    const message = `\`${day}\` is no date. Write it as \`2026-03-01\`.`;
    return [{ path: ["people", role, "assign", "again", ...at], fault: "wrong_value", message }];
  });
}

/** What was read, and the mistake that reading met, at its key. */
function rowRules<Row>(path: Path, read: () => readonly Row[], mistakes: Mistake[]): readonly Row[] {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof CellMistake)) throw error;
    const row = error.row === undefined ? [] : [error.row];
    mistakes.push({ path: [...path, ...row, error.column], fault: "wrong_value", message: error.message });
    return [];
  }
}

/** The people that a file which passed the rules lists itself, row by row as they are written. */
export function peopleListed(team: RawTeam | undefined): readonly PersonRow[] {
  return (team?.people ?? []).map(inlinePerson);
}

/** The team of a file that passed the schema and the rules; undefined where it says nothing. */
export function teamOf(team: RawTeam | undefined): TeamSource | undefined {
  if (!team) return undefined;
  const people = team.people
    ? { kind: "rows" as const, rows: personsOf(peopleListed(team)) }
    : tableOf(personColumns, team);
  const away = Array.isArray(team.away)
    ? { kind: "rows" as const, rows: team.away.map((row) => readAway(trimmed(awayColumns, row))) }
    : tableOf(awayColumns, team.away);
  const holidays = Array.isArray(team.holidays)
    ? { kind: "rows" as const, rows: team.holidays.map((row) => readHoliday(trimmed(holidayColumns, row))) }
    : tableOf(holidayColumns, team.holidays);
  return { ...(people && { people }), ...(away && { away }), ...(holidays && { holidays }) };
}

function tableOf<Column extends string>(
  columns: readonly Column[],
  raw: ({ [Key in Column]?: string } & Pick<RawTeam, "file" | "table" | "where" | "attributes">) | undefined,
): Extract<TeamPart<never, Column>, { kind: "table" }> | undefined {
  if (raw?.file === undefined) return undefined;
  const { file, table, where, attributes = {} } = raw;
  return {
    kind: "table",
    file,
    ...(table !== undefined && { table }),
    ...(where !== undefined && { where }),
    aggregate: false,
    columns: new Map(
      columns.flatMap((name) => {
        const column = raw[name];
        return column === undefined ? [] : [[name, column] as const];
      }),
    ),
    attributes: new Map(Object.entries(attributes)),
  };
}

/** The rule of a role, if it has one. */
export function assignOf(raw: RawAssign | undefined): { assign?: AssignRule } {
  if (!raw) return {};
  const { rule, by, again } = raw;
  return { assign: { rule, ...(by !== undefined && { by }), again: [...new Set(listOf(again))].sort() } };
}

function inlinePerson(row: RawPersonRow): PersonRow {
  const texts = Object.fromEntries(
    personColumns.flatMap((column) => {
      const value = row[column];
      return value === undefined ? [] : [[column, Array.isArray(value) ? value.join(" ") : String(value)]];
    }),
  );
  return readPerson(trimmed(personColumns, texts), trimmed(Object.keys(row.attributes ?? {}), row.attributes ?? {}));
}

/** The texts without white space around them; those without any other letter are not there. */
function trimmed<Column extends string>(
  columns: readonly Column[],
  row: Readonly<Record<string, string | undefined>>,
): Cells<Column> {
  return new Map(
    columns.flatMap((column) => {
      const text = row[column]?.trim() ?? "";
      return text === "" ? [] : [[column, text]];
    }),
  );
}

function listOf(days: string | string[] | undefined): string[] {
  if (days === undefined) return [];
  return Array.isArray(days) ? days : [days];
}
