/** What the Simulation panel shows, as HTML: a table of people and weeks, where it is from, and what makes the cell that is chosen. */
import { hours } from "../../runtime/figures.ts";
import { escaped } from "../../runtime/flow/markup.ts";
import { button, linesOf } from "../webview/html.ts";
import {
  type Chosen,
  type PersonRow,
  type RunSummary,
  rowsOf,
  type Source,
  type WeekCell,
  weeksOf,
} from "./summary.ts";

export type Measure = "touches" | "hours";

export interface ShownSimulation {
  /** Names of the window's projects and the one that is shown. */
  readonly projects: readonly { readonly key: string; readonly name: string }[];
  readonly project: string;
  readonly measure: Measure;
  /** Undefined when there is no run that can be read. */
  readonly run: { readonly summary: RunSummary; readonly written: string } | undefined;
  /** Whether the run is of the program in the editor; undefined when that has a mistake. */
  readonly isCurrent: boolean | undefined;
  readonly isRunning: boolean;
  /** Why the last try left no run. */
  readonly failure: string | undefined;
  /** The program that comes with the extension reads no histories. */
  readonly needsProgram: boolean;
  readonly chosen: Chosen | undefined;
  /** Of what is chosen: its sources, or why they are not known; undefined while they are looked up. */
  readonly made: readonly Source[] | string | undefined;
}

export function simulationContent(shown: ShownSimulation): string {
  const { run } = shown;
  return [
    projectsNav(shown),
    actions(shown),
    ...(shown.needsProgram ? [needsProgram] : []),
    ...(shown.failure === undefined
      ? []
      : [`<p class="error" role="alert">The simulation did not run to its end.\n${linesOf(shown.failure)}</p>`]),
    ...(run
      ? [
          head(run, shown.isCurrent),
          `<div class="split" data-shows="${escaped(shown.project)}">`,
          grid(shown, run.summary),
          ...(shown.chosen ? [made(shown, shown.chosen)] : []),
          "</div>",
        ]
      : [
          "<p>This project has not been simulated yet: who would be contacted how often, on whose time, is shown here.</p>",
        ]),
  ].join("\n");
}

const needsProgram =
  '<p class="warning">A simulation reads the histories of your customers, and the playc that comes with this extension reads none. Install playc in the project, or name one in the setting <code>playc.path</code>. <button data-ask="settings" data-value="">Open settings</button></p>';

function projectsNav({ projects, project }: ShownSimulation): string {
  if (projects.length < 2) return "";
  const buttons = projects.map(({ key, name }) => {
    const current = key === project ? ' aria-current="true"' : "";
    return `<button data-ask="project" data-value="${escaped(key)}"${current}>${escaped(name)}</button>`;
  });
  return `<nav aria-label="Projects">${buttons.join("")}</nav>`;
}

function actions({ isRunning, run, measure }: ShownSimulation): string {
  const start = isRunning
    ? '<button class="main" data-ask="stop" data-value="">Stop</button><span role="status">Simulating ...</span>'
    : '<button class="main" data-ask="simulate" data-value="">Simulate</button>';
  const other = measure === "touches" ? "hours" : "touches";
  const toggle = run ? `<button data-ask="measure" data-value="${other}">Show ${other}</button>` : "";
  return `<div class="actions">${start}${toggle}</div>`;
}

function head({ summary, written }: NonNullable<ShownSimulation["run"]>, isCurrent: boolean | undefined): string {
  const { range, input, accounts } = summary;
  const reported = `${range.from} to ${range.to}`;
  const data = input.from === range.from && input.to === range.to ? "" : `, on data of ${input.from} to ${input.to}`;
  const ahead =
    input.lookAhead.length > 0 ? " Something in it is known only as of today and was used for the past." : "";
  const told = `<p class="quiet">Run of ${escaped(written)}: ${escaped(reported)}${escaped(data)}, ${accounts.total} customers.${ahead}</p>`;
  if (isCurrent === true) return told;
  const why =
    isCurrent === false
      ? "The program has changed since this run: simulate again to see what it does now."
      : "There is a mistake in the program as it stands now: this run is of an earlier one.";
  return `${told}<p class="warning">${why}</p>`;
}

// ---- the table ---------------------------------------------------------------------------------------------------

/** Of more the editor would stand still while it draws them. */
const mostCells = 30_000;

function grid({ measure, chosen }: ShownSimulation, whole: RunSummary): string {
  const fitting = Math.max(1, Math.floor(mostCells / Math.max(1, weeksOf(whole).length)));
  const summary = { ...whole, people: whole.people.slice(0, fitting) };
  const rows = rowsOf(summary);
  const figures = rows.flatMap(({ cells }) => cells.map((cell) => figure(cell, measure)));
  const most = figures.reduce((one, other) => Math.max(one, other), 1);
  const weeks = weeksOf(summary).map((week) => `<th scope="col">${escaped(week)}</th>`);
  const isReachable = reachableCell(rows, chosen);
  const body = rows.map((row) => {
    const cells = row.cells.map((cell) => cellHtml(row, cell, measure, most, chosen, isReachable));
    const total = measure === "touches" ? String(row.touches) : hours(row.minutes);
    return `<tr><th scope="row">${escaped(row.person)} <span class="quiet">${escaped(row.roles.join(", "))}</span></th><td>${total}</td>${cells.join("")}</tr>`;
  });
  const hasOver = rows.some(({ cells }) => cells.some(isOver));
  const legend = hasOver ? '<p class="quiet">&#9650; more than there are hours for that week.</p>' : "";
  const left = whole.people.length - summary.people.length;
  const cut =
    left > 0 ? `<p class="quiet">Too many for one table: ${left} more, of fewer hours, are in the summary.</p>` : "";
  const what = measure === "touches" ? "Touches" : "Hours";
  return `<div class="grid" data-keep><table data-grid aria-label="${what} by person and week"><thead><tr><th scope="col">${what} by week from</th><th scope="col">in all</th>${weeks.join("")}</tr></thead><tbody>${body.join("")}</tbody></table>${legend}${cut}</div>`;
}

/** The one cell that the tab key comes to; from there arrow keys go on. */
function reachableCell(
  rows: readonly PersonRow[],
  chosen: Chosen | undefined,
): (row: PersonRow, cell: WeekCell) => boolean {
  const [first] = rows.flatMap((row) => row.cells.filter(isWorked).map((cell) => ({ row, cell })));
  return (row, cell) =>
    isWorked(cell) && (chosen ? isChosen(row, cell, chosen) : row === first?.row && cell === first.cell);
}

function cellHtml(
  row: PersonRow,
  cell: WeekCell,
  measure: Measure,
  most: number,
  chosen: Chosen | undefined,
  isReachable: (row: PersonRow, cell: WeekCell) => boolean,
): string {
  if (!isWorked(cell)) return "<td></td>";
  const value = figure(cell, measure);
  const shade = value === 0 ? "" : `shade-${Math.min(4, Math.ceil((4 * value) / most))}`;
  const over = isOver(cell);
  const selected = chosen && isChosen(row, cell, chosen) ? ' aria-current="true"' : "";
  const label = `${row.person}, week of ${cell.week}: ${cell.touches} touches, ${hours(cell.minutes)}${cell.capacity === undefined ? "" : ` / ${hours(cell.capacity)}`} hours${over ? ", more than there are" : ""}`;
  const kept = cell.capacity === undefined ? "" : `<span class="quiet"> / ${hours(cell.capacity)}</span>`;
  const shown = measure === "touches" ? String(cell.touches) : `${hours(cell.minutes)}${kept}`;
  const key = JSON.stringify([row.person, row.unassigned, cell.week]);
  return `<td class="${shade}${over ? " over" : ""}"${selected}><button data-ask="cell" data-value="${escaped(key)}" tabindex="${isReachable(row, cell) ? 0 : -1}" aria-label="${escaped(label)}" title="${escaped(label)}">${shown}</button></td>`;
}

function isWorked({ touches, others }: WeekCell): boolean {
  return touches + others > 0;
}

function isOver({ minutes, capacity }: WeekCell): boolean {
  return capacity !== undefined && minutes > capacity;
}

function isChosen(row: PersonRow, cell: WeekCell, { person, unassigned, week }: Chosen): boolean {
  return row.person === person && row.unassigned === unassigned && cell.week === week;
}

/** What a cell's button says when it is chosen. */
export function chosenOf(value: string): Chosen | undefined {
  try {
    const parts: unknown = JSON.parse(value);
    if (!Array.isArray(parts)) return undefined;
    const [person, unassigned, week] = parts;
    return typeof person === "string" && typeof unassigned === "boolean" && typeof week === "string"
      ? { person, unassigned, week }
      : undefined;
  } catch {
    return undefined;
  }
}

function figure({ touches, minutes }: WeekCell, measure: Measure): number {
  return measure === "touches" ? touches : minutes;
}

// ---- what makes a cell -------------------------------------------------------------------------------------------

function made({ made: sources }: ShownSimulation, { person, week }: Chosen): string {
  const title = `<h1>${escaped(person)}, week of ${escaped(week)}</h1>`;
  if (sources === undefined)
    return `<section class="made">${title}<p role="status">Reading the ledger ...</p></section>`;
  if (typeof sources === "string") {
    return `<section class="made">${title}<p class="warning">${escaped(sources)}</p></section>`;
  }
  const rows = sources.map(
    ({ source, kind, name, path, demands, minutes }) =>
      `<tr><td>${button("source", source, source)}</td><td>${button("source", path, `${kind} ${name}`)}</td><td>${demands}</td><td>${hours(minutes)}</td></tr>`,
  );
  const all = sources.reduce((sum, each) => sum + each.demands, 0);
  const time = sources.reduce((sum, each) => sum + each.minutes, 0);
  return `<section class="made">${title}<table aria-label="What makes it"><thead><tr><th scope="col">asked by</th><th scope="col">what</th><th scope="col">times</th><th scope="col">hours</th></tr></thead><tbody>${rows.join("")}</tbody><tfoot><tr><th scope="row">in all</th><td></td><td>${all}</td><td>${hours(time)}</td></tr></tfoot></table></section>`;
}
