/**
 * Tables of metrics. A wide table is staged as (ordinal, reason, day, v0, v1 ...), a long one as (ordinal, reason, day,
 * metric, v0) with the metric's place in `metrics`.
 */
import type { Covers, MetricTable, Project } from "../../../project/types.ts";
import type { Metric, Schedule } from "../../../schedule/types.ts";
import { parseDay } from "../../calendar/days.ts";
import { type ColumnRequest, openSource, type Source, type SourceContext } from "../source/open.ts";
import { literal } from "../sql.ts";
import { DataError, type DayRange } from "../types.ts";
import { type Fault, faultOf, isQuantity, type NamedColumn, rangeFault, rawText, scaleOf } from "../values/fields.ts";
import { LARGEST, numberSql } from "../values/numbers.ts";
import { daySql } from "../values/times.ts";
import { dayFaults } from "./account.ts";
import { accountFaults, accountParts, ID_OF_ACCOUNT, idSql, type Staged, setConflictsAside, stage } from "./stage.ts";

export interface StagedMetrics {
  staged: Staged;
  layout: "wide" | "long";
  /** Of the schedule, in the order of the staged columns or of the numbers in `metric`. */
  metrics: Metric[];
  /** Those of them it has rows or a name for. */
  holds: Metric[];
  /** As the project file says it. */
  covers?: DayRange;
}

const SAME_DAY = "two rows of one account and day differ";

/** Stages one table of metrics. `name` is as in the project file; `table` its name in the database. */
export async function stageMetrics(
  context: SourceContext,
  names: { name: string; table: string },
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
  const staged = await stage(context.database, {
    table: names.table,
    source,
    read: [{ name: "id", sql: idSql(key!) }, { name: "day", sql: daySql(day!) }, ...layout.read],
    keep: ["day", ...layout.keep],
    faults: [...accountFaults(key!), ...dayFaults(day!), ...coversFaults(day!, covers), ...layout.faults],
    byAccount: true,
    orderBy: "ordinal, day",
  });
  await setConflictsAside(context.database, staged, {
    keys: layout.keys,
    values: layout.values,
    reason: { reason: SAME_DAY, column: input.key, value: ID_OF_ACCOUNT },
    parts: await accountParts(context.database, names.table),
  });
  return { staged, layout: input.layout.kind, metrics, holds: metrics, ...(covers && { covers }) };
}

/** `covers` of the project file as days. */
export function coversOf(covers: Covers): DayRange {
  const from = parseDay(covers.from);
  const to = parseDay(covers.to);
  if (from === undefined || to === undefined) throw new DataError(`covers: ${covers.from}..${covers.to} are no days.`);
  return { from, to };
}

/** A day outside of `covers`. */
function coversFaults(day: NamedColumn, covers: DayRange | undefined): Fault[] {
  return covers ? [faultOf(day, `day not between ${covers.from} and ${covers.to}`, "outside `covers`")] : [];
}

function wideMetrics(input: MetricTable, schedule: Schedule): Metric[] {
  const { layout } = input;
  return layout.kind === "wide" ? schedule.metrics.filter((metric) => layout.columns.has(metric.name)) : [];
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
  return schedule.metrics.filter((metric) => layout.names.has(metric.name) || !named.has(metric.name));
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
  /** What two rows may not share, and what they must then agree on. */
  keys: string[];
  values: string[];
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
    faultOf(raws[index]!, `${rawText(raws[index]!)} is not null and ${values[index]} is null`, notANumber(metric)),
    rangeFault(raws[index]!, `\`${metric.name}\``, values[index]!, metric.range),
  ]);
  return { read, keep: values, faults, keys: ["ordinal", "day"], values };
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
    faultOf(name!, `${rawText(name!)} is null`, "no metric's name"),
    faultOf(name!, "metric is null", "a metric the playbooks do not declare"),
    ...metrics.flatMap((metric, index): Fault[] => {
      const range = rangeFault(value!, `\`${metric.name}\``, "v0", metric.range ?? { from: -LARGEST, to: LARGEST });
      return [
        faultOf(value!, `metric = ${index} and ${rawText(value!)} is not null and v0 is null`, notANumber(metric)),
        { ...range, when: `metric = ${index} and ${range.when}` },
      ];
    }),
  ];
  return { read, keep: ["metric", "v0"], faults, keys: ["ordinal", "day", "metric"], values: ["v0"] };
}

function notANumber(metric: Metric): string {
  if (!isQuantity(metric.quantity)) return `\`${metric.name}\`: not a number`;
  if (metric.quantity === "count") return `\`${metric.name}\`: not a whole number`;
  return metric.quantity === "ratio"
    ? `\`${metric.name}\`: not a fraction or percentage`
    : `\`${metric.name}\`: not a plain number`;
}
