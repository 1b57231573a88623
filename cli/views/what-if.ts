/** Scenarios side by side: a line a figure and a column a scenario, the plan as it is first. */
import type { RoleFigures, RunFigures, ScenarioResult } from "../../runtime/scenarios/figures.ts";
import type { Summary } from "../../runtime/summary/types.ts";
import { hours, percent, span } from "./figures.ts";
import { type Grid, gridLines, left, right, type Style, section } from "./layout.ts";
import { printable, printableName } from "./printable.ts";

type Cell = (figures: RunFigures) => string;

const rowsOfAll: readonly [title: string, cell: Cell][] = [
  ["accounts", (run) => String(run.accounts)],
  ["accounts untouched", (run) => String(run.untouched)],
  ["demands", (run) => String(run.demands)],
  ["done", (run) => String(run.done)],
  ["touches", (run) => String(run.touches)],
  ["hours done by people", (run) => hours(run.minutes)],
  ["hours over those there are", (run) => (run.over ? hours(run.over.minutes) : "-")],
  ["weeks over, of all people", (run) => (run.over ? String(run.over.weeks) : "-")],
  ["late, of those due", (run) => percent(run.late, run.due)],
  ["95 of 100 late by at most", (run) => span(run.p95LateMinutes)],
  ["dropped", (run) => String(run.dropped)],
  ["unserved", (run) => String(run.unserved)],
  ["still open", (run) => String(run.open)],
];

const rowsOfRole: readonly [title: string, cell: (role: RoleFigures) => string][] = [
  ["people", (role) => String(role.people)],
  ["hours done", (role) => hours(role.minutes)],
  ["used by them", (role) => (role.capacity === null ? "-" : percent(role.minutes, role.capacity))],
  ["fullest week", (role) => (role.peak ? `${percent(role.peak.minutes, role.peak.capacity)} ${role.peak.week}` : "-")],
  ["late, of those due", (role) => percent(role.late, role.due)],
];

/** Nothing without scenarios. */
export function whatIfSection(summary: Told, style: Style): string[] {
  const { whatIf } = summary;
  if (!whatIf) return [];
  const lines = [...gridLines(whatIfGrid(whatIf), style), ...whatIfNotes(summary).map((note) => `  ${note}`)];
  return section("What if", lines, style);
}

type Told = Pick<Summary, "whatIf" | "capacityMode">;

/** The plan as it is comes first. */
export function whatIfGrid(scenarios: readonly ScenarioResult[]): Grid {
  const columns = [left("figure"), ...scenarios.map(({ name }) => right(printableName(name)))];
  const cells = (cell: Cell) => scenarios.map(({ figures }) => cell(figures));
  const roles = (scenarios[0]?.figures.roles ?? []).map(({ role }) => role);
  const ofRoles = roles.flatMap((role) =>
    rowsOfRole.map(([title, cell]) => [
      `${printableName(role)}: ${title}`,
      ...cells((run) => cell(run.roles.find((each) => each.role === role)!)),
    ]),
  );
  return { columns, rows: [...rowsOfAll.map(([title, cell]) => [title, ...cells(cell)]), ...ofRoles] };
}

/** What each scenario changes, where its name does not say it, and what the figures cannot tell. */
export function whatIfNotes({ whatIf = [], capacityMode }: Told): string[] {
  const changes = whatIf.flatMap(({ name, change }) =>
    change === null || change === name ? [] : [`${printableName(name)}: ${printable(change)}`],
  );
  return capacityMode === "enforce"
    ? changes
    : [
        ...changes,
        `Nobody waits for people here (--capacity ${capacityMode}): more or fewer of them change the hours over, and hardly what is late. --capacity enforce says what would be late for want of people.`,
      ];
}
