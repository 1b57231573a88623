/** Who is busy: a line a person with the peak week, then week by week. */
import stringWidth from "string-width";
import type { PersonLoad, Summary, WeekLoad } from "../../runtime/summary/types.ts";
import { counted, hours, mean } from "./figures.ts";
import { left, right, type Style, section, table } from "./layout.ts";
import { printableName } from "./printable.ts";
import { overNote, weekIsOver } from "./simulate-capacity.ts";

/** More people than this are pooled in one line: nobody reads a table of hundreds. */
const mostPeople = 40;
/** All weeks of up to half a year; of longer ranges the last quarter. */
const mostWeeks = 26;
const lastWeeks = 13;
const weekTitleWidth = 12;

/** A month is a twelfth of 365 days. */
export function peopleSection(people: readonly PersonLoad[], days: number, style: Style): string[] {
  if (people.length === 0)
    return section("Work by person", ["  Nothing was done, and nothing was left for want of a person."], style);
  const shown = people.slice(0, mostPeople);
  const others = people.slice(mostPeople);
  const rows = shown.map((person) => [
    titleOf(person),
    person.roles.map(printableName).join(", "),
    String(person.touches),
    String(person.others),
    hours(person.minutes),
    mean(person.touches * 7, days),
    mean(person.touches * 365, 12 * days),
    person.peak.week,
    String(person.peak.touches),
    hours(person.peak.minutes),
    `${printableName(person.peak.source.source)}: ${hours(person.peak.source.minutes)} h`,
  ]);
  if (others.length > 0) {
    const sum = pooled(others);
    rows.push([
      counted(others.length, "more person").replace("persons", "people"),
      "-",
      String(sum.touches),
      String(sum.others),
      hours(sum.minutes),
      mean(sum.touches * 7, days),
      mean(sum.touches * 365, 12 * days),
      "-",
      "-",
      "-",
      "-",
    ]);
  }
  const columns = [
    left("person"),
    left("role"),
    right("touches"),
    right("other"),
    right("hours"),
    right("touches a week"),
    right("a month"),
    left("peak week by hours"),
    right("its touches"),
    right("its hours"),
    left("most of them"),
  ];
  const notes = people.some((person) => person.unassigned)
    ? ["  * nobody holds the role: what it would have taken, in the week it was ready"]
    : [];
  return section("Work by person", [...table(columns, rows, style), ...notes], style);
}

/** Touches and hours, a line a week and a column a person; who does not fit is pooled in the last column. */
export function weeksSection(
  summary: Pick<Summary, "people" | "capacity">,
  mondays: readonly string[],
  style: Style,
): string[] {
  const { people } = summary;
  if (people.length === 0) return [];
  const weeks = mondays.length > mostWeeks ? mondays.slice(-lastWeeks) : mondays;
  const pools = pooledColumns(people, weekIsOver(summary), style.width);
  const rows = weeks.map((week) => [week, ...pools.map((pool) => cell(pool.weeks.get(week), pool.isOver(week)))]);
  const title =
    weeks.length < mondays.length
      ? `Touches / hours by week (the last ${weeks.length} of ${mondays.length} weeks; all are in summary.json)`
      : "Touches / hours by week";
  const lines = table([left("week of"), ...pools.map((pool) => right(pool.title))], rows, style);
  const isMarked = pools.some((pool) => weeks.some(pool.isOver));
  return section(title, [...lines, ...(isMarked ? [overNote] : [])], style);
}

interface Pool {
  title: string;
  weeks: Map<string, WeekLoad>;
  isOver: (week: string) => boolean;
}

/** A column a person as far as the width goes, the others in one. */
function pooledColumns(people: readonly PersonLoad[], isOver: ReturnType<typeof weekIsOver>, width: number): Pool[] {
  const single = people.map((person) => ({
    title: titleOf(person),
    weeks: new Map(person.weeks.map((week) => [week.week, week])),
    isOver: (week: string) => !person.unassigned && isOver(person.person, week),
  }));
  const columnWidths = people.map(
    (person, index) =>
      Math.max(
        stringWidth(single[index]!.title),
        ...person.weeks.map((week) => cell(week, single[index]!.isOver(week.week)).length),
      ) + 2,
  );
  let room = width - weekTitleWidth;
  let fitting = 0;
  while (fitting < people.length && room >= columnWidths[fitting]!) room -= columnWidths[fitting++]!;
  if (fitting === people.length) return single;
  // One column fewer leaves room for the pool's own.
  const kept = Math.max(0, fitting - 1);
  const rest = people.slice(kept);
  return [...single.slice(0, kept), { title: `${rest.length} others`, weeks: addedUp(rest), isOver: () => false }];
}

function addedUp(people: readonly PersonLoad[]): Map<string, WeekLoad> {
  const weeks = new Map<string, WeekLoad>();
  for (const person of people) {
    for (const load of person.weeks) {
      const before = weeks.get(load.week);
      weeks.set(load.week, before ? { week: load.week, ...pooled([before, load]) } : load);
    }
  }
  return weeks;
}

/** A star tells the row of nobody from a person who is called so. */
function titleOf({ person, unassigned }: PersonLoad): string {
  return unassigned ? `${printableName(person)} *` : printableName(person);
}

type Load = Pick<WeekLoad, "touches" | "others" | "minutes">;

function pooled(loads: readonly Load[]): Load {
  return loads.reduce<Load>(
    (sum, load) => ({
      touches: sum.touches + load.touches,
      others: sum.others + load.others,
      minutes: sum.minutes + load.minutes,
    }),
    { touches: 0, others: 0, minutes: 0 },
  );
}

function cell(load: Load | undefined, isOver: boolean): string {
  return load ? `${load.touches} / ${hours(load.minutes)}${isOver ? "!" : ""}` : "-";
}
