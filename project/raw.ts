/** The project file as `project.schema.json` lets it pass: the author's own keys and shapes. */
import type { RawBudgets } from "./budgets.ts";
import type { AwayColumn, HolidayColumn, PersonColumn } from "./team-types.ts";

interface RawTable {
  file: string;
  table?: string;
  aggregate?: boolean;
  where?: string;
}

export interface RawPerson extends Partial<RawTable> {
  column?: string;
  key?: string;
  person?: string;
  from?: string;
  known?: "today";
  assign?: RawAssign;
}

export interface RawAssign {
  rule: "least_loaded" | "round_robin";
  by?: string;
  again?: string | string[];
}

type RawTeamTable<Column extends string> = Omit<RawTable, "aggregate"> & Record<Column, string>;

/** `role` and `days` may be lists. */
export type RawPersonRow = { [Column in PersonColumn]?: string | number | string[] } & {
  attributes?: Record<string, string>;
};

/** Of a table its columns. */
export interface RawTeam extends Partial<RawTeamTable<PersonColumn>> {
  attributes?: Record<string, string>;
  people?: RawPersonRow[];
  away?: RawTeamTable<AwayColumn> | Record<AwayColumn, string>[];
  holidays?: RawTeamTable<HolidayColumn> | Record<HolidayColumn, string>[];
}

export interface RawEvent extends RawTable {
  key?: string;
  at: string;
  fields?: Record<string, string>;
  covers?: string;
}

export interface RawMetrics extends RawTable {
  key: string;
  day: string;
  columns?: Record<string, string>;
  metric?: string;
  value?: string;
  names?: Record<string, string>;
  covers?: string;
}

export interface RawIdentity extends Omit<RawTable, "aggregate"> {
  account: string;
  also: string | string[];
}

export interface RawTouches extends Omit<RawTable, "aggregate"> {
  key: string;
  at: string;
  touch: string;
  names?: Record<string, string | string[]>;
  owner?: string;
  channel?: string;
  demand?: string;
  covers?: string;
}

export interface RawProject {
  currency: string;
  time_zone?: string | { column: string; default?: string };
  account: RawTable & { key: string; from?: string; fields?: Record<string, string>; known?: "today" };
  identity?: RawIdentity | RawIdentity[];
  people?: Record<string, RawPerson>;
  events?: Record<string, RawEvent>;
  metrics?: RawMetrics | RawMetrics[];
  touches?: RawTouches | RawTouches[];
  team?: RawTeam;
  libraries?: Record<string, string>;
  budgets?: RawBudgets;
  diagnostics?: Record<string, { severity: "off" | "warning" | "error"; reason?: string }>;
}
