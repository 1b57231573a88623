/** What `playc capacity` prints: the demand of an account by segment and role, and the hours there are. */
import {
  type Capacity,
  type CapacityRow,
  monthlyMinutes,
  type RoleCapacity,
} from "../../compiler/capacity/capacity.ts";
import { left, right, type Style, section, table } from "./layout.ts";

const explanation = [
  "  Of one account, a month, by the cadences alone: steps that surely come, and behind `..` all of them.",
  "  Triggers and plays come on top. Carries: accounts that take all of one person's hours for plays.",
];

export function capacityText({ rows, roles }: Capacity, style: Style): string {
  if (rows.length === 0) return "No cadence asks anything of anybody.\n";
  const columns = [
    left("for"),
    left("role"),
    right("touches"),
    right("hours, first year"),
    right("hours after"),
    right("carries"),
    right("coverage"),
  ];
  const lines = table(columns, rows.map(cellsOf), style);
  const team = roles.map(teamCells);
  const titles = [left("role"), right("people"), right("hours a month"), right("the accounts take"), right("used")];
  return [
    ...section("The rhythm of an account", [...lines, "", ...explanation], style),
    ...(team.length > 0 ? section("The team", table(titles, team, style), style) : []),
  ]
    .join("\n")
    .concat("\n");
}

function cellsOf(row: CapacityRow): string[] {
  const { group, role, firstYear, steadyYear, carries, coverage } = row;
  const first = monthlyMinutes(firstYear);
  const after = monthlyMinutes(steadyYear);
  return [
    group,
    role,
    spread(steadyYear.sure.touches / 12, steadyYear.most.touches / 12),
    spread(first.sure / 60, first.most / 60),
    spread(after.sure / 60, after.most / 60),
    carriedText(carries),
    coverage === undefined
      ? ""
      : `${range(coverage.accounts)}${coverage.kind === "pooled" ? ` for ${range(coverage.people)}` : ""}`,
  ];
}

function carriedText(carries: CapacityRow["carries"]): string {
  if (!carries) return "";
  const { least, most } = carries;
  if (most === undefined) return `${least} or more`;
  return most === least ? String(least) : `${least}..${most}`;
}

function teamCells({ role, people, minutes, load }: RoleCapacity): string[] {
  const used =
    load && `${percent(load.sure, minutes)}${load.most > load.sure ? `..${percent(load.most, minutes)}` : ""}`;
  return [
    role,
    people === undefined ? "" : String(people),
    (minutes / 60).toFixed(1),
    load ? spread(load.sure / 60, load.most / 60) : "",
    used ?? "",
  ];
}

const percent = (part: number, whole: number): string => `${Math.round((100 * part) / whole)}%`;

const range = ({ from, to }: { from: number; to: number }): string => (from === to ? String(from) : `${from}..${to}`);

function spread(sure: number, most: number): string {
  return most - sure < 0.005 ? sure.toFixed(2) : `${sure.toFixed(2)}..${most.toFixed(2)}`;
}
