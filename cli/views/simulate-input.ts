/** What the figures stand on: the range, the tables and how much of them counted, and what was known too early. */
import type { Summary } from "../../runtime/summary/types.ts";
import { type UnusableTable, unusableTables } from "../../runtime/summary/unusable.ts";
import { answersText } from "./answers.ts";
import { counted, percent } from "./figures.ts";
import { left, right, type Style, section, table } from "./layout.ts";
import { printable, printableName } from "./printable.ts";
import { teamLines } from "./simulate-team.ts";

export function rangeSection({ range, input, accounts, answers }: Summary, style: Style): string[] {
  const carried = range.from > input.from ? `, built up from ${input.from}` : "";
  const told = answersText(answers);
  return section(
    "Simulation",
    [
      `  days      ${range.from} to ${range.to} (${counted(range.days, "day")}${carried})`,
      `  data      ${input.from} to ${input.to}`,
      `  accounts  ${accounts.total}, of which ${accounts.alive} alive in these days`,
      ...teamLines(input.team).map((text) => `  ${text}`),
      ...leftEdge(input, accounts.total).map((text) => `  ${text}`),
      ...(told === undefined ? [] : [`  answers   ${told}`]),
      ...lookAhead(input.lookAhead).map((text) => `  ${text}`),
      ...unusableText(input.tables).map((text) => `  ${text}`),
    ],
    style,
  );
}

/** Old customers look new where the data begins: conditions are met for the first time, and what came before is not known. */
export function leftEdge({ from, begunBefore }: Summary["input"], accounts: number): string[] {
  if (begunBefore === 0) return [];
  const whose = `${begunBefore} of ${counted(accounts, "account")}`;
  return [
    `LEFT EDGE ${whose} began before ${from}, where the data begins, and look new then: nothing earlier is known of them`,
  ];
}

/** Above the first table, because it may spoil every figure below. */
export function lookAhead(names: readonly string[]): string[] {
  if (names.length === 0) return [];
  return [`LOOK-AHEAD ${names.map(printable).join(", ")}: known only as of today, and used for the past`];
}

/** A sentence for each table of which no row was fit for use: whatever asks it is unknown. */
export function unusableText(tables: Summary["input"]["tables"]): string[] {
  return unusableTables(tables).map((each) => `${each.rows === 0 ? "EMPTY" : "SET ASIDE"} ${unusableWords(each)}`);
}

export function unusableWords({ table, rows, reasons }: UnusableTable): string {
  const which = rows === 0 ? "no row" : rows === 1 ? "its only row" : `all of its ${rows} rows`;
  const why = reasons.length === 0 ? "" : ` (${reasons.map(printable).join("; ")})`;
  return `${printableName(table)}: ${which}, so that nothing is known from it${why}`;
}

function total(setAside: Summary["input"]["tables"][number]["setAside"]): number {
  return setAside.reduce((sum, { rows }) => sum + rows, 0);
}

export function inputSection({ input }: Summary, style: Style): string[] {
  const rows = input.tables.map((item) => [
    printableName(item.name),
    printable(item.files.length === 1 ? item.files[0]! : counted(item.files.length, "file")),
    String(item.rows),
    item.from ?? "-",
    item.to ?? "-",
    percent(item.matched, item.rows),
    String(total(item.setAside)),
  ]);
  const columns = [
    left("table"),
    left("file"),
    right("rows"),
    left("from"),
    left("to"),
    right("of an account"),
    right("set aside"),
  ];
  const setAside = input.tables.flatMap((item) =>
    item.setAside.map(
      ({ reason, rows }) => `  set aside   ${printableName(item.name)}: ${rows} x ${printable(reason)}`,
    ),
  );
  return section(
    "Data",
    [
      ...table(columns, rows, style),
      ...setAside,
      ...(setAside.length > 0
        ? ["  each of them  is in quarantine.csv, beside the ledger, with its place and reason"]
        : []),
      ...unmapped("nobody is named for", input.unmapped.people),
      ...unmapped("no table holds the metrics", input.unmapped.metrics),
      ...unmapped("no table holds the events", input.unmapped.events),
    ],
    style,
  );
}

function unmapped(what: string, names: readonly string[]): string[] {
  return names.length === 0 ? [] : [`  missing     ${what} ${names.map(printableName).join(", ")}`];
}
