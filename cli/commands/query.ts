/** `playc query`: one SELECT over the Parquet files of the last run, each a table of its name. */
import { existsSync, readdirSync } from "node:fs";
import { resolve } from "node:path";
import { asksForRows, openRunTables, type RunTables } from "../../runtime/ledger/query.ts";
import { exitCodes, Failure } from "../failure.ts";
import { lastRunOf } from "../last-run.ts";
import { writeResult } from "../terminal.ts";
import { left, styleOf, table } from "../views/layout.ts";
import { printable } from "../views/printable.ts";

export interface QueryOptions {
  /** A folder that `simulate --out` wrote, instead of the project's last run. */
  run?: string;
  format: "table" | "json";
}

const ending = ".parquet";

/** Gives the exit code. */
export async function query(sql: string, directory: string, options: QueryOptions): Promise<number> {
  const folder = resolve(options.run ?? lastRunOf(directory));
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(ending)) : [];
  if (names.length === 0) {
    throw new Failure("usage", `${folder} holds no run. Simulate first: playc simulate ${directory}.`);
  }
  const tables = await openRunTables(folder, names.map((name) => name.slice(0, -ending.length)).sort());
  try {
    await writeResult(options.format === "json" ? jsonOf(await ask(tables, sql)) : textOf(await ask(tables, sql)));
    return exitCodes.fine;
  } finally {
    tables.close();
  }
}

async function ask(tables: RunTables, sql: string) {
  try {
    if (!(await asksForRows(tables, sql))) throw new Failure("usage", "A query is one SELECT: it changes nothing.");
    return await tables.rows(sql);
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure("usage", `The query does not work: ${whyOf(error as Error)}`, { cause: error });
  }
}

/** What the database says, its suggestions and candidates too; what points into the text with spaces a message has no room for. */
function whyOf({ message }: Error): string {
  const [said = ""] = message.replace(/^Failed to extract statements: /, "").split(/\n\s*\n?LINE \d+:/);
  return said.replace(/\s*\n\s*/g, " ").trim();
}

function jsonOf({ rows }: Awaited<ReturnType<RunTables["rows"]>>): string {
  return `${JSON.stringify(rows, null, 2)}\n`;
}

function textOf({ columns, rows }: Awaited<ReturnType<RunTables["rows"]>>): string {
  const cells = rows.map((row) => columns.map((name) => cell(row[name])));
  const lines = table(
    columns.map((name) => left(printable(name))),
    cells,
    styleOf(process.stdout),
  );
  return `${[...lines, "", `  ${rows.length} row${rows.length === 1 ? "" : "s"}`].join("\n")}\n`;
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return "-";
  return printable(typeof value === "object" ? JSON.stringify(value) : String(value));
}
