/** The files of the synthetic histories: CSV written as it comes, daily usage as Parquet, a thousand accounts a file. */
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { Writable } from "node:stream";
import { finished } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { DuckDBDateValue, DuckDBInstance } from "@duckdb/node-api";
import type { AccountPlan } from "./generate-saas-account.ts";
import type { Usage } from "./generate-saas-usage.ts";

export interface WrittenFile {
  name: string;
  bytes: number;
  rows: number;
}

export type Cell = string | number | boolean | undefined;

export interface CsvFile {
  /** Adds a row; waits when the disk is slower than we are. */
  write(cells: readonly Cell[]): Promise<void>;
  close(): Promise<WrittenFile>;
}

const linesAtOnce = 2000;

/** A CSV file with a header line; compressed when its name ends in `.gz`. */
export function openCsv(folder: string, name: string, columns: readonly string[]): CsvFile {
  const file = createWriteStream(join(folder, name));
  let target: Writable = file;
  if (name.endsWith(".gz")) {
    target = createGzip({ level: 9 });
    target.pipe(file);
  }
  let lines = [columns.join(",")];
  let rows = 0;
  const flush = async () => {
    const text = `${lines.join("\n")}\n`;
    lines = [];
    if (!target.write(text)) await once(target, "drain");
  };
  return {
    write: async (cells) => {
      rows++;
      lines.push(cells.map(csvCell).join(","));
      if (lines.length >= linesAtOnce) await flush();
    },
    close: async () => {
      if (lines.length > 0) await flush();
      target.end();
      await finished(file);
      return { name, bytes: (await stat(join(folder, name))).size, rows };
    },
  };
}

function csvCell(cell: Cell): string {
  const text = cell === undefined ? "" : String(cell);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export interface UsageFiles {
  add(plan: AccountPlan, usage: Usage): Promise<void>;
  close(): Promise<WrittenFile[]>;
}

const accountsPerFile = 1000;
const usageTable = `create table usage
  (account varchar, day date, logins integer, active_users integer, core_usage integer, storage_gb integer, api_calls integer)`;

/** Daily usage as `usage/usage-000.parquet` and on, sorted by account and day. One thread, so that the bytes are the same every time. */
export async function openUsage(folder: string): Promise<UsageFiles> {
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await instance.connect();
  await connection.run(usageTable);
  let appender = await connection.createAppender("usage");
  const written: WrittenFile[] = [];
  let accounts = 0;
  let rows = 0;
  const flush = async () => {
    appender.closeSync();
    const name = `usage/usage-${String(written.length).padStart(3, "0")}.parquet`;
    const path = join(folder, name).replaceAll("'", "''");
    await connection.run(
      `copy usage to '${path}' (format parquet, compression zstd, compression_level 19, parquet_version v2)`,
    );
    await connection.run("truncate usage");
    written.push({ name, bytes: (await stat(join(folder, name))).size, rows });
    appender = await connection.createAppender("usage");
    accounts = 0;
    rows = 0;
  };
  return {
    add: async (plan, usage) => {
      for (let at = 0; at < usage.logins.length; at++) {
        appender.appendVarchar(plan.id);
        appender.appendDate(new DuckDBDateValue(plan.firstDay + at));
        for (const values of [usage.logins, usage.activeUsers, usage.coreUsage, usage.storage, usage.apiCalls]) {
          appender.appendInteger(values[at]!);
        }
        appender.endRow();
      }
      rows += usage.logins.length;
      accounts++;
      if (accounts === accountsPerFile) await flush();
    },
    close: async () => {
      if (accounts > 0) await flush();
      appender.closeSync();
      connection.closeSync();
      instance.closeSync();
      return written;
    },
  };
}
