/** The weeks of each person in both programs, as charts: bars of the program after, a line of the one before. */
import type { PersonComparison, ProgramComparison } from "../../../review/compare/types.ts";
import { hours } from "../../views/figures.ts";
import { left, right } from "../../views/layout.ts";
import { printableName } from "../../views/printable.ts";
import { type WeekColumns, weekColumns } from "../calendar.ts";
import { drawWeeks } from "../charts/weeks.ts";
import { figure } from "../figure.ts";
import { type Html, html } from "../html.ts";

/** More charts than these nobody compares; the table has everybody. */
const mostCharts = 12;

export function weekCharts({ people, range, compared }: ProgramComparison): Html[] {
  const drawn = people.slice(0, mostCharts);
  const all = people.map(({ weeks, sameWeeks = [] }) => ({ weeks: [...weeks, ...sameWeeks] }));
  const columns = weekColumns({ range, people: all });
  const day = compared.from === range.from ? "" : ` of ${compared.from}`;
  const note =
    people.length > mostCharts
      ? [html`<p class="note">Those ${mostCharts} of ${people.length} are drawn whose hours change most.</p>`]
      : [];
  return [...note, html`<div class="pair">${drawn.map((person, index) => chart(person, columns, index, day))}</div>`];
}

/** `day`: ` of 2026-03-02`, where the change is on a day. */
function chart(
  { person, weeks, sameWeeks = [] }: PersonComparison,
  columns: WeekColumns,
  index: number,
  day: string,
): Html {
  const known = new Map([
    ...weeks.map(({ week, minutes: { before, after } }): [string, { before: number; after: number }] => [
      week,
      { before, after },
    ]),
    ...sameWeeks.map(({ week, minutes }): [string, { before: number; after: number }] => [
      week,
      { before: minutes, after: minutes },
    ]),
  ]);
  const of = (side: "before" | "after") => columns.means((week) => known.get(week)?.[side] ?? 0);
  const [before, after] = [of("before"), of("after")];
  const name = printableName(person);
  const inHours = (minutes: readonly number[]) => minutes.map((each) => each / 60);
  return figure({
    id: `weeks-of-${index}`,
    title: `Hours a week: ${name}`,
    note: `Bars: with the change${day}; the line: without it.${columns.weeksEach === 1 ? "" : ` A column stands for ${columns.words}, and says their mean.`}`,
    label: `Bars of ${name}'s hours a week with the change${day}, the most ${hours(Math.max(...after))}, and a line of those without it, the most ${hours(Math.max(...before))}.`,
    place: "half",
    drawing: (id, width) =>
      drawWeeks(id, width, {
        days: columns.days,
        series: [{ name: "with the change", values: inHours(after) }],
        limit: { name: "without it", values: inHours(before) },
      }),
    table: {
      columns: [left("week of"), right("hours with the change"), right("hours without it")],
      rows: columns.days.map((day, at) => [day, hours(after[at]!), hours(before[at]!)]),
    },
  });
}
