/** What both programs did on the same histories, as HTML: people and their weeks, triggers, segments, cost, budgets, the data. */
import { signed, signedHours } from "../../review/compare/sentence.ts";
import type { Figure, FullWeek, PersonComparison, ProgramComparison, SideInput } from "../../review/compare/types.ts";
import { counted, hours, money, percent } from "../../runtime/figures.ts";
import { escaped } from "../../runtime/flow/markup.ts";
import { budgetWords } from "../../runtime/summary/budget-words.ts";
import { button, someOf, table } from "../webview/html.ts";

/** More names than these nobody reads in a line. */
const mostNames = 20;
const mostWeeks = 8;
/** Of more the editor would stand still while it draws them. */
const mostCells = 30_000;
const mostRows = 300;

export function figuresHtml(simulated: ProgramComparison): string {
  return [
    people(simulated),
    weeks(simulated),
    over(simulated),
    budgets(simulated),
    triggers(simulated),
    segments(simulated),
    undone(simulated),
    cost(simulated),
    data(simulated),
  ]
    .filter((part) => part !== "")
    .join("\n");
}

/** Nothing without content. */
export function section(title: string, content: readonly string[]): string {
  return content.length === 0 ? "" : `<section><h2>${escaped(title)}</h2>${content.join("")}</section>`;
}

function list(lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`<ul>${lines.map((line) => `<li>${line}</li>`).join("")}</ul>`];
}

// ---- people ------------------------------------------------------------------------------------------------------

function people({ people: all, touches, others, minutes }: ProgramComparison): string {
  const most = all.reduce((largest, { minutes: its }) => Math.max(largest, its.before, its.after), 1);
  const rows = all
    .slice(0, mostRows)
    .map((each) => [
      escaped(each.person),
      bars(each.minutes, most),
      ...figure(each.touches, String, signed),
      ...figure(each.others, String, signed),
      ...figure(each.minutes, hours, signedHours),
      hours(each.peak.before?.minutes ?? 0),
      hours(each.peak.after?.minutes ?? 0),
      hours(each.p95.before),
      hours(each.p95.after),
    ]);
  const everybody = [
    "everybody",
    "",
    ...figure(touches, String, signed),
    ...figure(others, String, signed),
    ...figure(minutes, hours, signedHours),
    ...["", "", "", ""],
  ];
  const columns = [
    { title: "person", isText: true },
    { title: "hours before and after", isText: true },
    ...[
      ...["touches before", "after", "change", "other before", "after", "change"],
      ...["hours before", "after", "change"],
    ].map((title) => ({ title })),
    ...["peak week before", "after", "95% of weeks before", "after"].map((title) => ({ title })),
  ];
  const title = "Touches, tasks and hours, by person";
  return rows.length === 0 ? "" : section(title, [table(title, columns, [...rows, everybody])]);
}

function figure(
  { before, after, change }: Figure,
  text: (value: number) => string,
  changeText: (value: number) => string,
) {
  return [text(before), text(after), `<b>${changeText(change)}</b>`];
}

/** Longest bar, in pixels. */
const widest = 120;

/** One bar above the other; the figures stand beside them. */
function bars({ before, after }: Figure, most: number): string {
  const width = (value: number) => Math.round((widest * value) / most);
  return `<svg class="bars" width="${widest}" height="14" viewBox="0 0 ${widest} 14" aria-hidden="true"><rect class="before" y="0" width="${width(before)}" height="6"/><rect class="after" y="8" width="${width(after)}" height="6"/></svg>`;
}

/** Each week in which anybody has more or less to do. */
function weeks({ people: all }: ProgramComparison): string {
  const changed = [...new Set(all.flatMap((each) => each.weeks.map(({ week }) => week)))].sort();
  if (changed.length === 0) return "";
  const shown = all.slice(0, Math.max(1, Math.floor(mostCells / changed.length)));
  const most = shown
    .flatMap((each) => each.weeks.map(({ minutes }) => Math.abs(minutes.change)))
    .reduce((one, other) => Math.max(one, other), 1);
  const head = changed.map((week) => `<th scope="col">${escaped(week)}</th>`).join("");
  const body = shown.map((person) => {
    const known = new Map(person.weeks.map((each) => [each.week, each]));
    const newly = new Set(person.newlyOver.map(({ week }) => week));
    const cells = changed.map((week) => {
      const each = known.get(week);
      return each ? weekCell(person, each, most, newly.has(week)) : "<td></td>";
    });
    return `<tr><th scope="row">${escaped(person.person)}</th>${cells.join("")}</tr>`;
  });
  const left = all.length - shown.length;
  const legend = [
    ...(shown.some(({ newlyOver }) => newlyOver.length > 0)
      ? ["&#9650; newly more than there are hours for that week."]
      : []),
    ...(left > 0 ? [`Too many for one table: ${left} more people are in the report.`] : []),
  ].map((line) => `<p class="quiet">${line}</p>`);
  const title = "Hours more or less, by person and week";
  return section(title, [
    `<div class="grid" data-keep tabindex="0" role="region" aria-label="${title}"><table><thead><tr><th scope="col">week from</th>${head}</tr></thead><tbody>${body.join("")}</tbody></table></div>`,
    ...legend,
  ]);
}

function weekCell(
  { person }: PersonComparison,
  { week, touches, minutes }: PersonComparison["weeks"][number],
  most: number,
  isNewlyOver: boolean,
): string {
  const depth = Math.min(4, Math.ceil((4 * Math.abs(minutes.change)) / most));
  const shade = minutes.change === 0 ? "" : `${minutes.change > 0 ? "more" : "less"}-${depth}`;
  const said = `${person}, week of ${week}: ${hours(minutes.before)} to ${hours(minutes.after)} hours, ${touches.before} to ${touches.after} touches`;
  return `<td class="${shade}${isNewlyOver ? " over" : ""}" title="${escaped(said)}">${signedHours(minutes.change)}${isNewlyOver ? "&#9650;" : ""}</td>`;
}

function over({ people: all }: ProgramComparison): string {
  const lines = all.flatMap(({ person, newlyOver, noLongerOver }) => [
    ...(newlyOver.length > 0 ? [`${escaped(person)}, newly: ${weeksText(newlyOver)}`] : []),
    ...(noLongerOver.length > 0 ? [`${escaped(person)}, no longer: ${weeksText(noLongerOver)}`] : []),
  ]);
  return section("Weeks over the hours there are", list(lines));
}

function weeksText(full: readonly FullWeek[]): string {
  return someOf(
    full.map(({ week, minutes, capacity }) => `${week} (${hours(minutes)} of ${hours(capacity)})`),
    mostWeeks,
  );
}

// ---- what else differs -------------------------------------------------------------------------------------------

function budgets({ budgets: all }: ProgramComparison): string {
  const lines = all.map((budget) => {
    const made = [...budget.brokenBy, ...(budget.changed ?? [])];
    const by = made.slice(0, mostNames).map((each) => button("source", each, each));
    const before = budget.kept === false && budget.before?.kept === false ? " It was over before the change, too." : "";
    const why = by.length > 0 ? ` Broken by ${by.join(", ")}.` : "";
    const isOver = budget.kept === false;
    return `<span class="${isOver ? "broken" : "kept"}">${escaped(budgetWords(budget, (name) => name))}</span>${before}${why}`;
  });
  return section("Budgets, after the change", list(lines));
}

function triggers({ triggers: all }: ProgramComparison): string {
  const rows = all
    .slice(0, mostRows)
    .map(({ trigger, fires, unknownDays, gained, lost }) => [
      button("source", `trigger ${trigger}`, trigger),
      String(fires.before),
      `<b>${fires.after}</b>`,
      unknownDays.change === 0 ? "" : `${unknownDays.before} to ${unknownDays.after}`,
      accounts(gained),
      accounts(lost),
    ]);
  const columns = [
    { title: "trigger", isText: true },
    { title: "fires before" },
    { title: "after" },
    { title: "days not judged" },
    { title: "accounts gained", isText: true },
    { title: "accounts lost", isText: true },
  ];
  return rows.length === 0 ? "" : section("Triggers", [table("Triggers", columns, rows)]);
}

function accounts(ids: readonly string[]): string {
  return ids.length === 0 ? "" : `<span class="names">${ids.length}: ${someOf(ids, mostNames)}</span>`;
}

function segments({ segments: all, range }: ProgramComparison): string {
  const lines = all.flatMap(({ segment, joined, left }) => {
    const name = segment === null ? "no segment" : button("source", `segment ${segment}`, segment);
    return [
      ...(joined.length > 0 ? [`${name}: ${joined.length} more: ${someOf(joined, mostNames)}`] : []),
      ...(left.length > 0 ? [`${name}: ${left.length} fewer: ${someOf(left, mostNames)}`] : []),
    ];
  });
  return section(`Segments, on ${range.to}`, list(lines));
}

/** By what became of them; whose rule it was is in the report. */
function undone({ undone: all }: ProgramComparison): string {
  const rows = all
    .slice(0, mostRows)
    .map(({ what, name, demands }) => [escaped(what), escaped(name), ...figure(demands, String, signed)]);
  const columns = [
    { title: "what", isText: true },
    { title: "of", isText: true },
    ...["before", "after", "change"].map((title) => ({ title })),
  ];
  const title = "Late, not done, waiting or merged";
  return rows.length === 0 ? "" : section(title, [table(title, columns, rows)]);
}

function cost({ cost: both }: ProgramComparison): string {
  if (!both || both.change === 0) return "";
  const text = (minor: number) => `${escaped(both.currency)} ${money(minor, both.minorDigits)}`;
  return section("Cost", [`<p>${text(both.before)} to ${text(both.after)}</p>`]);
}

function data({ range, input }: ProgramComparison): string {
  const isSame = JSON.stringify(input.before) === JSON.stringify(input.after);
  const lines = isSame
    ? inputLines("", input.after)
    : [...inputLines("before: ", input.before), ...inputLines("after: ", input.after)];
  return section("Data", [
    `<p>${escaped(range.from)} to ${escaped(range.to)}, ${counted(range.weeks, "week")}</p>`,
    ...lines.map((line) => `<p>${line}</p>`),
  ]);
}

function inputLines(side: string, { rows, matched, setAside, unmapped }: SideInput): string[] {
  return [
    `${side}${counted(rows, "row")}; ${percent(rows - matched, rows)} of no account, ${percent(setAside, rows)} set aside`,
    ...(unmapped.length > 0 ? [`${side}not judged, as no data holds it: ${someOf(unmapped, mostNames)}`] : []),
  ];
}
