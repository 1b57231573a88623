/** Who is busy, and when: a grid of people and weeks, and each role's hours against what is kept for plays. */
import type { PersonLoad } from "../../../runtime/summary/types.ts";
import { counted, hours } from "../../views/figures.ts";
import { type Grid, left, right } from "../../views/layout.ts";
import { printableName } from "../../views/printable.ts";
import { capacityGrid, capacityNote, capacityTitle, floodsGrid } from "../../views/simulate-capacity.ts";
import { drawHeat } from "../charts/heat.ts";
import { drawWeeks } from "../charts/weeks.ts";
import { figure, section, tableOf, widths } from "../figure.ts";
import { type Html, html } from "../html.ts";
import type { PageData } from "../page-data.ts";

/** More rows than this nobody tells apart; the table has everybody. */
const mostDrawn = 40;
const mostRoles = 6;
const inHours = (minutes: number) => minutes / 60;

export function peopleSection(page: PageData): Html {
  const { summary, weeks } = page;
  const busy = page.summary.people.filter((person) => !isMachine(page, person));
  if (summary.people.length === 0) {
    return section({
      id: "people",
      title: "Work by person",
      body: [html`<p>Nothing was done, and nothing was left for want of a person.</p>`],
    });
  }
  return section({
    id: "people",
    title: "Work by person",
    lead: `Hours are effort and preparation, in the week in which the work was done${weeks.weeksEach === 1 ? "" : `; a column stands for ${weeks.words}, and says their mean`}.`,
    body: [
      ...(busy.length === 0 ? [] : [heat(page, busy)]),
      html`<div class="pair">${rolesOf(page).map((role, index) => roleFigure(page, role, index))}</div>`,
      ...(summary.floods.length === 0
        ? []
        : [
            html`<h3>Floods: days with more than there are hours for, most of it held back before</h3>`,
            tableOf(floodsGrid(summary.floods), "Floods"),
          ]),
      ...againstCapacity(page),
      html`<h3>Everybody with any work</h3>`,
      tableOf(peopleTable(page), "Everybody with any work"),
      ...(summary.people.some(({ unassigned }) => unassigned)
        ? [html`<p class="note">* nobody holds the role: what it would have taken, in the week it was ready.</p>`]
        : []),
    ],
  });
}

/** The table of the terminal: weeks over, the first of them, and the fullest week. */
function againstCapacity({ summary }: PageData): Html[] {
  if (summary.capacity.length === 0) return [];
  const note = `${capacityNote(summary)}.`;
  return [
    html`<h3>${capacityTitle}</h3>`,
    tableOf(capacityGrid(summary), capacityTitle),
    html`<p class="note">${note.charAt(0).toUpperCase()}${note.slice(1)}</p>`,
  ];
}

function isMachine({ schedule }: PageData, { roles, unassigned }: PersonLoad): boolean {
  return (
    !unassigned && roles.every((role) => schedule.roles.some(({ name, kind }) => name === role && kind === "machine"))
  );
}

function titleOf({ person, unassigned }: PersonLoad): string {
  return unassigned ? `${printableName(person)} *` : printableName(person);
}

function heat(page: PageData, people: readonly PersonLoad[]): Html {
  const { weeks, capacity } = page;
  const drawn = people.slice(0, mostDrawn);
  const loads = drawn.map((person) => {
    const byWeek = new Map(person.weeks.map((load) => [load.week, load]));
    return {
      minutes: weeks.means((week) => byWeek.get(week)?.minutes ?? 0),
      touches: weeks.means((week) => byWeek.get(week)?.touches ?? 0),
      kept: weeks.means((week) => capacity.ofPerson(person)?.inWeek(week) ?? Number.NaN),
    };
  });
  const most = Math.max(...loads.flatMap(({ minutes }) => minutes), 1);
  const isAgainstKept = loads.every(({ kept }) => kept.every((each) => !Number.isNaN(each)));
  const levels = loads.flatMap(({ minutes, kept }) =>
    minutes.map((value, index) => levelOf(value, kept[index]!, isAgainstKept ? kept[index]! : most)),
  );
  const over = levels.filter((level) => level === 6).length;
  const scale = isAgainstKept ? "the hours kept for plays" : `the busiest week here, ${hours(most)} h`;
  const note = html`<span class="scale" aria-hidden="true">${[1, 2, 3, 4, 5].map((level) => html`<i class="h${level}"></i>`)}</span> a fifth to all of ${scale}${
    loads.some(({ kept }) => kept.some((each) => !Number.isNaN(each)))
      ? html`; <i class="h6" aria-hidden="true"></i> with a dot: more than the hours kept for plays`
      : undefined
  }.${people.length > mostDrawn ? ` The ${mostDrawn} of ${people.length} with most hours are drawn.` : ""}`;
  const columns = [left("person"), ...weeks.days.map((day) => right(day))];
  return figure({
    id: "heat",
    title: `Hours by person and ${weeks.words}`,
    note,
    label: `A grid of ${counted(drawn.length, "row")} and ${weeks.days.length} columns of weeks. ${titleOf(drawn[0]!)} has most hours: ${hours(drawn[0]!.minutes)} in all. ${over} cells are above the hours kept for plays.`,
    place: "full",
    least: Math.min(widths.full, 140 + weeks.days.length * 6),
    drawing: (id, width) => drawHeat(id, width, { rows: drawn.map(titleOf), days: weeks.days, levels }),
    table: {
      columns,
      rows: loads.map(({ minutes, touches }, row) => [
        titleOf(drawn[row]!),
        ...minutes.map((value, index) =>
          value === 0 && touches[index] === 0 ? "-" : `${plain(touches[index]!)} / ${hours(value)} h`,
        ),
      ]),
    },
    isGrid: true,
  });
}

/** Touches of several weeks are a mean. */
function plain(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(1);
}

/** 1 to 5 by fifths of what is most; 6 above what there is time for. */
function levelOf(minutes: number, kept: number, most: number): number {
  if (minutes > kept) return 6;
  return minutes === 0 ? 0 : Math.min(5, Math.ceil((5 * minutes) / most));
}

function rolesOf({ data, schedule }: PageData): string[] {
  const minutes = new Map<string, number>();
  for (const { role, minutes: more } of data.roleWeeks) minutes.set(role, (minutes.get(role) ?? 0) + more);
  return [...minutes]
    .filter(([role, sum]) => sum > 0 && schedule.roles.some(({ name, kind }) => name === role && kind !== "machine"))
    .sort(([, a], [, b]) => b - a)
    .slice(0, mostRoles)
    .map(([role]) => role);
}

function roleFigure({ data, weeks, capacity }: PageData, role: string, index: number): Html {
  const byWeek = new Map(data.roleWeeks.filter((each) => each.role === role).map((each) => [each.week, each]));
  const values = weeks.means((week) => byWeek.get(week)?.minutes ?? 0);
  const keptHours = capacity.ofRole(role);
  const kept = keptHours && weeks.means(keptHours.inWeek);
  const over = values.filter((value, at) => kept && value > kept[at]!).length;
  const name = printableName(role);
  const limit = kept ? { limit: { name: "kept for plays", values: kept.map(inHours) } } : {};
  return figure({
    id: `role-${index}`,
    title: `Hours a week: ${name}`,
    note: keptHours
      ? `${over} of ${counted(values.length, weeks.weeksEach === 1 ? "week" : "column")} above the ${keptHours.words}.`
      : "Nobody said how many hours there are: no line is drawn.",
    label: `Bars of hours a week of ${name}, the most ${hours(Math.max(...values))}${kept ? `, against ${hours(Math.max(...kept))} kept for plays; ${over} of ${values.length} are above` : ""}.`,
    place: "half",
    drawing: (id, width) =>
      drawWeeks(id, width, {
        days: weeks.days,
        series: [{ name: `hours of ${name}`, values: values.map(inHours) }],
        ...limit,
      }),
    table: {
      columns: [left("week of"), right("hours"), ...(kept ? [right("kept for plays")] : [])],
      rows: weeks.days.map((day, at) => [day, hours(values[at]!), ...(kept ? [hours(kept[at]!)] : [])]),
    },
  });
}

function peopleTable({ summary: { people } }: PageData): Grid {
  return {
    columns: [
      left("person"),
      left("role"),
      right("touches"),
      right("other"),
      right("hours done"),
      left("peak week"),
      right("its touches"),
      right("its hours"),
      left("most of them"),
    ],
    rows: people.map((person) => [
      titleOf(person),
      person.roles.map(printableName).join(", "),
      String(person.touches),
      String(person.others),
      hours(person.minutes),
      person.peak.week,
      String(person.peak.touches),
      hours(person.peak.minutes),
      `${printableName(person.peak.source.source)}: ${hours(person.peak.source.minutes)} h`,
    ]),
  };
}
