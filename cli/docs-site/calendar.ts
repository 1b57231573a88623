/** A segment's year as a picture: a line a touch or task, a box a week. */

import { counted } from "../../runtime/explain/places.ts";
import { escaped } from "../../runtime/flow/markup.ts";
import { nameText } from "../../runtime/prose/prose.ts";
import { tableOf } from "../report/figure.ts";
import { type Html, html } from "../report/html.ts";
import { hours } from "../views/figures.ts";
import { left, right } from "../views/layout.ts";
import { sideways, svgHtml } from "./markup.ts";
import type { GroupYear, SiteData } from "./site-data.ts";
import { daysOfYear, firstDay, weekOf, type YearRow } from "./year.ts";

const weeks = 53;
const size = { label: 210, week: 14, row: 22, head: 24 } as const;
const longest = 30;

/** Days of one of the two years, the second counted from its own beginning. */
function within(rows: readonly YearRow[], isFirst: boolean): YearRow[] {
  const from = isFirst ? 0 : daysOfYear;
  return rows
    .map((row) => ({ ...row, days: row.days.filter(({ day }) => day >= from && day < from + daysOfYear) }))
    .filter(({ days }) => days.length > 0)
    .sort((one, other) => one.days[0]!.day - other.days[0]!.day);
}

/** What comes from several cadences or plays in one line. */
function byName(rows: readonly YearRow[]): YearRow[] {
  const found = new Map<string, YearRow>();
  for (const row of rows) {
    const key = `${row.kind} ${row.name}`;
    const days = [...(found.get(key)?.days ?? []), ...row.days];
    found.set(key, { ...row, days });
  }
  return [...found.values()];
}

/** Of each week: how many come for sure, and how many if nothing keeps them away. */
function byWeek({ days }: Pick<YearRow, "days">): Map<number, { sure: number; all: number }> {
  const found = new Map<number, { sure: number; all: number }>();
  for (const { day, isSure } of days) {
    const week = found.get(weekOf(day)) ?? { sure: 0, all: 0 };
    found.set(weekOf(day), { sure: week.sure + (isSure ? 1 : 0), all: week.all + 1 });
  }
  return found;
}

/** The two years of a group, each drawn and with the table behind it; nothing where its cadences bring nothing. */
export function yearSection(data: SiteData, { rows, group, demand }: GroupYear): Html[] {
  if (rows.length === 0) return [];
  const first = within(rows, true);
  const later = within(rows, false);
  const note = html`<p class="note">By dates alone, for a customer that begins on ${firstDay}: every date that is counted from is that day, and every date that is counted to is the last day of a year. A full box comes for everybody; an empty one only if its condition holds, or if the play has not ended before. Days off, limits, pauses and consent can move or stop any of them; triggers, and plays that start by a condition, come on top.</p>\n`;
  return [
    html`<section id="year" aria-labelledby="year-title"><h2 id="year-title">A year</h2>\n${note}`,
    yearFigure(data, "The first year", group, first),
    later.length > 0 ? yearFigure(data, "Each year after", group, later) : html``,
    demandTable(data, demand),
    html`</section>\n`,
  ];
}

function yearFigure({ addresses }: SiteData, title: string, group: string, rows: readonly YearRow[]): Html {
  const total = rows.reduce((sum, { days }) => sum + days.length, 0);
  const label = `${title} of ${nameText(group)}: ${counted(total, "date")} of ${counted(rows.length, "kind")}`;
  const table = tableOf(
    {
      columns: [left("what"), left("from"), right("times"), left("weeks")],
      rows: rows.map((row) => {
        const { kind, name, from, days } = row;
        return [
          link(addresses(kind, name), name),
          link(addresses(from.kind, from.name), from.name),
          String(days.length),
          weeksText(row),
        ];
      }),
    },
    `${title} of ${nameText(group)}`,
  );
  return html`<figure><figcaption><h3>${title}</h3></figcaption>
${sideways(`${label}, drawing`, html`<div role="img" aria-label="${label}">${svgHtml(strip(byName(rows)))}</div>`)}
<details><summary>The weeks of: ${title.toLowerCase()}</summary>
<p class="note">A question mark: only if its condition holds.</p>
${table}</details></figure>\n`;
}

/** Fewer weeks than these stand one by one. */
const shortestRun = 4;

/** `8, 14? to 53?`, `every 2 weeks from 15? to 53?`. */
function weeksText(row: YearRow): string {
  const told = [...byWeek(row)].map(([week, { sure, all }]) => ({
    week,
    more: `${all > 1 ? ` (${all} times)` : ""}${sure < all ? "?" : ""}`,
  }));
  const texts: string[] = [];
  for (let at = 0; at < told.length; ) {
    const [first, second] = [told[at]!, told[at + 1]];
    const apart = second ? second.week - first.week : 0;
    let length = 1;
    for (let next = told[at + 1]; next; next = told[at + ++length]) {
      if (next.more !== first.more || next.week !== first.week + length * apart) break;
    }
    const isRun = length >= shortestRun;
    const last = told[at + length - 1]!;
    const text = `${first.week}${first.more}`;
    if (!isRun) texts.push(text);
    else texts.push(`${apart > 1 ? `every ${apart} weeks from ` : ""}${text} to ${last.week}${last.more}`);
    at += isRun ? length : 1;
  }
  return texts.join(", ");
}

function link(address: string | undefined, name: string): Html {
  return address === undefined ? html`${nameText(name)}` : html`<a href="${address}">${nameText(name)}</a>`;
}

function strip(rows: readonly YearRow[]): string {
  const width = size.label + weeks * size.week + 4;
  const height = size.head + rows.length * size.row + 4;
  const marks = [1, ...Array.from({ length: 13 }, (_, index) => 4 * (index + 1))].map(
    (week) => `<text x="${xOf(week) + size.week / 2}" y="14" text-anchor="middle" class="faint">${week}</text>`,
  );
  const lines = rows.map((row, index) => {
    const y = size.head + index * size.row;
    const name = nameText(row.name);
    const short = name.length > longest ? `${name.slice(0, longest - 3)}...` : name;
    const boxes = [...byWeek(row)].map(([week, { sure, all }]) => box(week, y, sure, all));
    return `<text x="0" y="${y + 15}">${escaped(short)}</text><line x1="${size.label}" x2="${width}" y1="${y + size.row - 1}" y2="${y + size.row - 1}"/>${boxes.join("")}`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" class="year" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-size="12">${marks.join("")}${lines.join("")}</svg>`;
}

function xOf(week: number): number {
  return size.label + (week - 1) * size.week;
}

function box(week: number, y: number, sure: number, all: number): string {
  const rect = `<rect class="${sure > 0 ? "sure" : "maybe"}" x="${xOf(week) + 1.5}" y="${y + 4.5}" width="${size.week - 3}" height="${size.row - 10}" rx="2"/>`;
  return all > 1
    ? `${rect}<text x="${xOf(week) + size.week / 2}" y="${y + 14}" text-anchor="middle" class="${sure > 0 ? "on" : "times"}" font-size="9">${all}</text>`
    : rect;
}

/** The first year in one line: the more in a week, the darker. */
export function smallStrip({ rows, group }: GroupYear): Html {
  const days = within(rows, true).flatMap((row) => row.days);
  const weeksOf = byWeek({ days });
  const boxes = Array.from({ length: weeks }, (_, index) => {
    const all = weeksOf.get(index + 1)?.all ?? 0;
    return `<rect class="w${Math.min(all, 5)}" x="${index * 6}" y="0" width="5" height="16"/>`;
  });
  const label = `${nameText(group)}, the first year: ${days.length} touches and tasks, week by week`;
  return html`<div class="strip" role="img" aria-label="${label}">${svgHtml(`<svg xmlns="http://www.w3.org/2000/svg" width="318" height="16" viewBox="0 0 318 16">${boxes.join("")}</svg>`)}</div>`;
}

function demandTable({ addresses }: SiteData, demand: GroupYear["demand"]): Html {
  if (demand.length === 0) return html``;
  const rows = demand.map(({ role, firstYear, steadyYear }) => [
    link(addresses("role", role), role),
    String(firstYear.most.touches + firstYear.most.tasks),
    `${hours(firstYear.most.minutes)} h`,
    String(steadyYear.most.touches + steadyYear.most.tasks),
    `${hours(steadyYear.most.minutes)} h`,
  ]);
  const columns = [left("role"), right("first year"), right("time"), right("each year after"), right("time")];
  return html`<h3>Who it takes</h3>\n<p class="note">For one customer, by the cadences alone, if everything comes.</p>\n${tableOf({ columns, rows }, "Who it takes")}`;
}
