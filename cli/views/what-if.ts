/** Scenarios side by side: a line a figure and a column a scenario, the plan as it is first. */
import type { RoleFigures, RunFigures } from "../../runtime/scenarios/figures.ts";
import { hours, percent, span } from "./figures.ts";
import { left, right, type Style, section, table } from "./layout.ts";
import { printable, printableName } from "./printable.ts";

export interface ScenarioResult {
  readonly name: string;
  /** As it was typed; the plan has none. */
  readonly change: string | null;
  readonly figures: RunFigures;
}

/** `playc-what-if` as JSON: `runtime/scenarios/what-if.schema.json`. */
export interface WhatIfDocument {
  readonly format: "playc-what-if";
  readonly version: 1;
  /** Digest of the plan's schedule. */
  readonly schedule: string;
  readonly range: { readonly from: string; readonly to: string };
  /** The plan as it is first. */
  readonly scenarios: readonly ScenarioResult[];
}

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

export function whatIfSection({ scenarios }: WhatIfDocument, style: Style): string[] {
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
