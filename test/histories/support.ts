/** What the tests of histories share: small files in a folder of their own, a schedule of one's own, all accounts read. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { readProjectFile } from "../../project/read.ts";
import { type HistoriesOptions, openHistories } from "../../runtime/histories/open.ts";
import type { AccountHistory, Histories } from "../../runtime/histories/types.ts";
import type { EventType, Field, FieldType, Metric, Quantity, Schedule } from "../../schedule/types.ts";

/** A field as short as the language writes it: `date?`, `money`, `one of a, b`. */
export function field(name: string, type: string, rest: Partial<Field> = {}): Field {
  const optional = type.endsWith("?");
  const plain = optional ? type.slice(0, -1) : type;
  const members = plain.startsWith("one of ") ? plain.slice(7).split(", ") : undefined;
  return { name, type: (members ? "enum" : plain) as FieldType, optional, ...(members && { members }), ...rest };
}

export function metric(name: string, quantity: Quantity, rest: Partial<Metric> = {}): Metric {
  return { name, quantity, kind: "flow", missing: "unknown", ...rest };
}

export function event(name: string, fields: Field[] = [], rest: Partial<EventType> = {}): EventType {
  return { name, forAll: false, fields, ...rest };
}

/** A schedule with what is given and nothing else. */
export function scheduleOf(rest: Partial<Schedule>): Schedule {
  return {
    format: "playc-schedule",
    version: 1,
    digest: "",
    currency: { code: "USD", minorDigits: 2 },
    account: { fields: [] },
    metrics: [],
    events: [],
    contacts: [],
    roles: [],
    calendars: [],
    stages: [],
    segments: [],
    touches: [],
    tasks: [],
    cadences: [],
    triggers: [],
    plays: [],
    escalations: [],
    policy: { holidays: [], limits: [], quiets: [], consents: [] },
    team: [],
    covers: [],
    sources: {},
    ...rest,
  };
}

/** A folder of small files, and how to read them. */
export class Workshop {
  readonly root: string;
  readonly project: string;
  readonly temp: string;

  /** In a new folder below `parent`. */
  constructor(parent = tmpdir()) {
    this.root = mkdtempSync(join(parent, "playc-histories-"));
    this.project = join(this.root, "project");
    this.temp = join(this.root, "temp");
    mkdirSync(this.project);
    mkdirSync(this.temp);
  }

  write(path: string, content: string | Uint8Array, folder = this.project): void {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }

  /** Writes Parquet from a query. */
  async parquet(path: string, query: string): Promise<void> {
    const instance = await DuckDBInstance.create();
    const connection = await instance.connect();
    await connection.run(`copy (${query}) to '${join(this.project, path).replaceAll("'", "''")}' (format parquet)`);
    connection.closeSync();
    instance.closeSync();
  }

  /** `yaml` without `currency`; `time_zone: UTC` unless it says another. */
  async open(yaml: string, schedule: Partial<Schedule>, options: Partial<HistoriesOptions> = {}): Promise<Histories> {
    const zone = yaml.includes("time_zone") ? "" : "time_zone: UTC\n";
    const { project, problems } = readProjectFile("playc.yaml", `currency: USD\n${zone}${yaml}\n`);
    if (project === undefined) throw new Error(problems.map((problem) => problem.message).join("\n"));
    return openHistories({
      project,
      schedule: scheduleOf(schedule),
      projectDir: this.project,
      dataDirs: [],
      tempDir: this.temp,
      ...options,
    });
  }

  /** Opens, reads all accounts and closes. */
  async read(yaml: string, schedule: Partial<Schedule>, options: Partial<HistoriesOptions> = {}) {
    const histories = await this.open(yaml, schedule, options);
    try {
      const accounts: AccountHistory[] = [];
      for await (const account of histories.accounts()) accounts.push(account);
      const { grid, covers, summary, count } = histories;
      return {
        grid,
        covers,
        summary,
        count,
        accounts,
        account: (id: string) => accounts.find((one) => one.id === id)!,
      };
    } finally {
      await histories.close();
    }
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** Day and value of the days that have one. */
export function known(
  histories: { grid: { from: number } },
  account: AccountHistory,
  name: string,
): [string, number][] {
  const values = account.metrics.get(name) ?? new Float64Array();
  return [...values].flatMap((value, index): [string, number][] =>
    Number.isNaN(value) ? [] : [[dateOf(histories.grid.from + index), value]],
  );
}

/** An independent reading of days: the test's own calendar. */
export function dateOf(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

export function dayOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / 86_400_000;
}
