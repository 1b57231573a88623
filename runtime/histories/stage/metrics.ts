/**
 * Tables of metrics. They are read in one pass: the good rows are kept as cells, by account and day. Only when there are rows to
 * set aside is the table read again, for those alone: wide as (ordinal, reason, day, v0, v1 ...), long as (ordinal,
 * reason, day, metric, v0) with the metric's place in `metrics`.
 */
import type { Covers, MetricTable, Project } from "../../../project/types.ts";
import type { Metric, Schedule } from "../../../schedule/types.ts";
import { parseDay } from "../../calendar/days.ts";
import { MetricCells, SET_ASIDE } from "../cells/cells.ts";
import type { Database } from "../database.ts";
import { gridOf } from "../grid.ts";
import { blaming } from "../source/blame.ts";
import { type ColumnRequest, openSource, type Source, type SourceContext } from "../source/open.ts";
import { literal } from "../sql.ts";
import { DataError, type DayRange } from "../types.ts";
import {
  type Fault,
  faultOf,
  isAbsent,
  isQuantity,
  type NamedColumn,
  rangeFault,
  rawText,
  scaleOf,
  unreadable,
} from "../values/fields.ts";
import { LARGEST, numberSql } from "../values/numbers.ts";
import { daySql } from "../values/times.ts";
import { dayFaults } from "./account.ts";
import {
  accountFaults,
  ID_OF_ACCOUNT,
  idSql,
  rowsSql,
  type Staged,
  type StageRequest,
  shownName,
  stage,
  stageAmong,
} from "./stage.ts";

export interface StagedMetrics {
  /** Its table holds the rows that were set aside. */
  staged: Staged;
  cells: MetricCells;
  /** The file of the cells. */
  scratch: string;
  layout: "wide" | "long";
  /** Of the schedule, in the order of the staged columns or of the numbers in `metric`. */
  metrics: Metric[];
  /** Those of them it has rows or a name for. */
  holds: Metric[];
  /** As the project file says it. */
  covers?: DayRange;
}

const SAME_DAY = "two rows of one account and day differ";
const CONFLICTS_AT_ONCE = 10_000;

/** Stages one table of metrics. `name` is as in the project file; `table` its name in the database. */
export async function stageMetrics(
  context: SourceContext,
  names: { name: string; table: string },
  accounts: number,
  input: MetricTable,
  project: Project,
  schedule: Schedule,
): Promise<StagedMetrics> {
  const keys: ColumnRequest[] = [
    { column: input.key, role: "key", where: `${names.name}.key` },
    { column: input.day, role: "day", where: `${names.name}.day` },
  ];
  const { covers: said } = input;
  const covers = said && coversOf(said);
  const metrics = input.layout.kind === "wide" ? wideMetrics(input, schedule) : longMetrics(input, project, schedule);
  const columns = [...keys, ...valueRequests(input, names.name, metrics)];
  const source = await openSource(context, { ...input, name: names.name, columns });
  const layout =
    input.layout.kind === "wide" ? wideLayout(source, metrics, schedule) : longLayout(source, input, metrics, schedule);
  const [key, day] = source.columns;
  const request: Omit<StageRequest, "only"> = {
    table: names.table,
    source,
    read: [{ name: "id", sql: idSql(key!) }, { name: "day", sql: daySql(day!) }, ...layout.read],
    keep: ["day", ...layout.keep],
    ...(context.asOf !== undefined && { known: `day is null or day < ${context.asOf}` }),
    faults: [...accountFaults(key!), ...dayFaults(day!), ...coversFaults(day!, covers), ...layout.faults],
    byAccount: true,
    orderBy: "origin",
  };
  const { file, path } = context.database.scratchFile();
  const cells = new MetricCells(file, accounts, input.layout.kind, metrics.length);
  await readCells(context.database, request, cells);
  const staged = await stage(context.database, { ...request, only: cells.setAside > 0 ? "reason > 0" : "false" });
  staged.goodElsewhere = cells.count;
  await setConflictsAside(context.database, staged, request, cells, { keys: layout.keys, column: input.key });
  const { kind } = input.layout;
  return { staged, cells, scratch: path, layout: kind, metrics, holds: metrics, ...(covers && { covers }) };
}

/** Reads the source once, whatever order its rows come in. */
async function readCells(database: Database, request: Omit<StageRequest, "only">, cells: MetricCells): Promise<void> {
  const values = request.keep.map((name) =>
    name === "day" ? "coalesce(day, 0)" : `coalesce(cast(${name} as double), 'nan')`,
  );
  const sql = `select case when reason = 0 then ordinal else ${SET_ASIDE} end, ${values.join(", ")} from ${rowsSql(request)}`;
  await blaming(shownName(request.source), async () => {
    for await (const chunk of database.stream(sql)) cells.take(chunk);
  });
  cells.finish();
  if (cells.days) gridOf([cells.days]);
}

/** Two good rows that contradict each other are both set aside, with all that share their account and day. */
async function setConflictsAside(
  database: Database,
  staged: Staged,
  request: Omit<StageRequest, "only">,
  cells: MetricCells,
  { keys, column }: { keys: readonly string[]; column: string },
): Promise<void> {
  let found = false;
  for (const conflicts of cells.conflicts()) {
    if (!found)
      await database.run("create or replace temp table conflicts (ordinal integer, day integer, metric integer)");
    found = true;
    for (let start = 0; start < conflicts.length; start += CONFLICTS_AT_ONCE) {
      const rows = conflicts.slice(start, start + CONFLICTS_AT_ONCE);
      const values = rows.map(({ ordinal, day, metric }) => `(${ordinal}, ${day}, ${metric})`);
      await database.run(`insert into conflicts values ${values.join(", ")}`);
    }
  }
  if (!found) return;
  const reason = { reason: SAME_DAY, column, value: ID_OF_ACCOUNT };
  await stageAmong(database, staged, request, { among: "conflicts", keys, reason });
  const [rows] = await database.rows(`select count(*) from ${staged.table} where reason = ${staged.reasons.length}`);
  staged.goodElsewhere -= Number(rows?.[0]);
}

/** Stands for the last day of all the data, whichever that turns out to be: far from any, and still a year of four digits. */
export const LAST_OF_ALL = parseDay("9998-12-31")!;

/** `covers` of the project file as days. */
export function coversOf(covers: Covers): DayRange {
  const from = parseDay(covers.from);
  const to = covers.to === undefined ? LAST_OF_ALL : parseDay(covers.to);
  if (from === undefined || to === undefined) throw new DataError(`covers: ${covers.from}..${covers.to} are no days.`);
  return { from, to };
}

/** A day outside of `covers`. */
function coversFaults(day: NamedColumn, covers: DayRange | undefined): Fault[] {
  return covers ? [faultOf(day, `day not between ${covers.from} and ${covers.to}`, "outside `covers`")] : [];
}

function wideMetrics(input: MetricTable, schedule: Schedule): Metric[] {
  const { layout } = input;
  return layout.kind === "wide"
    ? schedule.metrics.filter((metric) => !metric.computed && layout.columns.has(metric.name))
    : [];
}

/** A long table holds the metrics it names, and those that no table names. */
function longMetrics(input: MetricTable, project: Project, schedule: Schedule): Metric[] {
  const { layout } = input;
  if (layout.kind !== "long") return [];
  const named = new Set(
    project.metrics.flatMap((table) => [
      ...(table.layout.kind === "wide" ? table.layout.columns : table.layout.names).keys(),
    ]),
  );
  const held = schedule.metrics.filter((metric) => !metric.computed);
  return held.filter((metric) => layout.names.has(metric.name) || !named.has(metric.name));
}

function valueRequests(input: MetricTable, name: string, metrics: readonly Metric[]): ColumnRequest[] {
  const { layout } = input;
  if (layout.kind === "long") {
    return [
      { column: layout.metric, role: "value", where: `${name}.metric` },
      { column: layout.value, role: "value", where: `${name}.value` },
    ];
  }
  return metrics.map((metric) => ({
    column: layout.columns.get(metric.name) ?? metric.name,
    role: "value",
    where: `${name}.columns.${metric.name}`,
  }));
}

interface Layout {
  read: { name: string; sql: string }[];
  keep: string[];
  faults: Fault[];
  /** What two rows that differ may not share. */
  keys: string[];
}

function wideLayout(source: Source, metrics: readonly Metric[], schedule: Schedule): Layout {
  const values = metrics.map((_, index) => `v${index}`);
  const raws = source.columns.slice(2);
  const read = metrics.map(({ quantity }, index) => ({
    name: values[index]!,
    sql: numberSql(raws[index]!, {
      scale: String(scaleOf(quantity, schedule.currency)),
      whole: String(quantity === "count"),
      percent: String(quantity === "ratio"),
    }),
  }));
  const faults = metrics.flatMap((metric, index): Fault[] => [
    faultOf(raws[index]!, unreadable(raws[index]!, values[index]!), notANumber(metric)),
    rangeFault(raws[index]!, `\`${metric.name}\``, values[index]!, metric.range),
  ]);
  return { read, keep: values, faults, keys: ["ordinal", "day"] };
}

function longLayout(source: Source, input: MetricTable, metrics: readonly Metric[], schedule: Schedule): Layout {
  const { layout } = input;
  const [name, value] = source.columns.slice(2);
  const written = (metric: Metric) =>
    (layout.kind === "long" ? layout.names.get(metric.name) : undefined) ?? metric.name;
  const perMetric = (of: (metric: Metric) => string, otherwise: string) =>
    metrics.length === 0
      ? otherwise
      : `case ${rawText(name!)} ${metrics.map((metric) => `when ${literal(written(metric))} then ${of(metric)}`).join(" ")} else ${otherwise} end`;
  const read = [
    { name: "metric", sql: `cast(${perMetric((metric) => String(metrics.indexOf(metric)), "null")} as integer)` },
    {
      name: "v0",
      sql: numberSql(value!, {
        scale: perMetric((metric) => String(scaleOf(metric.quantity, schedule.currency)), "0"),
        whole: perMetric((metric) => String(metric.quantity === "count"), "false"),
        percent: perMetric((metric) => String(metric.quantity === "ratio"), "false"),
      }),
    },
  ];
  const faults: Fault[] = [
    faultOf(name!, isAbsent(name!), "no metric's name"),
    faultOf(name!, "metric is null", "a metric the playbooks do not declare"),
    ...metrics.flatMap((metric, index): Fault[] => {
      const range = rangeFault(value!, `\`${metric.name}\``, "v0", metric.range ?? { from: -LARGEST, to: LARGEST });
      return [
        faultOf(value!, `metric = ${index} and ${unreadable(value!, "v0")}`, notANumber(metric)),
        { ...range, when: `metric = ${index} and ${range.when}` },
      ];
    }),
  ];
  return { read, keep: ["metric", "v0"], faults, keys: ["ordinal", "day", "metric"] };
}

function notANumber(metric: Metric): string {
  if (!isQuantity(metric.quantity)) return `\`${metric.name}\`: not a number`;
  if (metric.quantity === "count") return `\`${metric.name}\`: not a whole number`;
  return metric.quantity === "ratio"
    ? `\`${metric.name}\`: not a fraction or percentage`
    : `\`${metric.name}\`: not a plain number`;
}
