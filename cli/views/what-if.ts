/** Scenarios side by side: a line a figure and a column a scenario, the plan as it is first. */
import type { RoleFigures, RunFigures, ScenarioResult } from "../../runtime/scenarios/figures.ts";
import { hours, percent, span } from "./figures.ts";
import { left, right, type Style, section, table } from "./layout.ts";
import { printable, printableName } from "./printable.ts";

type Cell = (figures: RunFigures) => string;

const rowsOfAll: readonly [title: string, cell: Cell][] = [
  ["accounts", (run) => String(run.accounts)],
  ["accounts untouched", (run) => String(run.untouched)],
  ["demands", (run) => String(run.demands)],
  ["done", (run) => String(run.done)],
  ["touches", (run) => String(run.touches)],
  ["hours of people", (run) => hours(run.minutes)],
  ["late, of those due", (run) => percent(run.late, run.due)],
  ["95 of 100 late by at most", (run) => span(run.p95LateMinutes)],
  ["dropped", (run) => String(run.dropped)],
  ["unserved", (run) => String(run.unserved)],
  ["still open", (run) => String(run.open)],
];

const rowsOfRole: readonly [title: string, cell: (role: RoleFigures) => string][] = [
  ["people", (role) => String(role.people)],
  ["hours", (role) => hours(role.minutes)],
  ["used", (role) => (role.capacity === null ? "-" : percent(role.minutes, role.capacity))],
  ["fullest week", (role) => (role.peak ? `${percent(role.peak.minutes, role.peak.capacity)} ${role.peak.week}` : "-")],
  ["late, of those due", (role) => percent(role.late, role.due)],
];

/** Nothing without scenarios. */
export function whatIfSection(scenarios: readonly ScenarioResult[] | undefined, style: Style): string[] {
  if (!scenarios) return [];
  const columns = [left(""), ...scenarios.map(({ name }) => right(printableName(name)))];
  const cells = (cell: Cell) => scenarios.map(({ figures }) => cell(figures));
  const roles = (scenarios[0]?.figures.roles ?? []).map(({ role }) => role);
  const ofRoles = roles.flatMap((role) =>
    rowsOfRole.map(([title, cell]) => [
      `${printableName(role)}: ${title}`,
      ...cells((run) => cell(run.roles.find((each) => each.role === role)!)),
    ]),
  );
  const rows = [...rowsOfAll.map(([title, cell]) => [title, ...cells(cell)]), ...ofRoles];
  const changes = scenarios.flatMap(({ name, change }) =>
    change === null || change === name ? [] : [`  ${printableName(name)}: ${printable(change)}`],
  );
  return section("What if", [...table(columns, rows, style), ...changes], style);
}
