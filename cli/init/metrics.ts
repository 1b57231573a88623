/** Tables with a row an account and day: metrics, each in a column of its own or in rows of their own. */

import type { Inspection } from "../../runtime/histories/inspect/inspect.ts";
import type { ColumnProfile } from "../../runtime/histories/inspect/profile.ts";
import { identifier } from "../../runtime/histories/sql.ts";
import {
  daysAre,
  isFlow,
  isIdName,
  isMoneyName,
  isShareName,
  isTechnical,
  isTroubleName,
  quantityOf,
} from "./meaning.ts";
import type { EventPlan, MetricPlan, MetricTablePlan, Placement } from "./plan.ts";
import { columnNamed, type Table } from "./tables.ts";
import { type Names, plainWords } from "./words.ts";

export interface PlannedMetrics {
  table: MetricTablePlan;
  placements: Placement[];
}

/** Rows further apart are events or changes, and no daily figures, unless their column of dates is called `day`. */
const DAILY = 8;
const MOST_METRICS = 12;
/** Spans beyond are mistyped years: the table then says which days it speaks for. */
const LONGEST_DAYS = 30_000;

/** The metrics of a long table (a column of names, a column of values), if it is one. */
export async function longMetrics(
  inspection: Inspection,
  table: Table,
  key: string,
  names: Names,
): Promise<PlannedMetrics | undefined> {
  const called = (pattern: RegExp) =>
    table.columns.find((column) => column.name !== key && pattern.test(plainWords(column.name)));
  const metric = called(/^(metric|metric_name|score|measure|kpi|dimension|dimension_id|property|name)$/);
  const value = called(/^(value|reading|amount)$/);
  const day = dayOf(table, key);
  if (!metric?.values || metric.values.length > MOST_METRICS * 3 || !value?.isNumber || !day) return undefined;
  const { file } = table;
  const placements: Placement[] = [];
  const metrics: MetricPlan[] = [];
  for (const called of metric.values.slice(0, MOST_METRICS)) {
    const series = { file, key, day: day.name, value: value.name, only: { column: metric.name, is: called } };
    const smallest = (await inspection.quantileOfValues(series, 0)) ?? 0;
    const largest = (await inspection.quantileOfValues(series, 1)) ?? 0;
    const kind = quantityOf({ name: called, isWhole: false, smallest, largest });
    const type = kind.type as MetricPlan["type"];
    const plan = { name: names.take(called, "metric"), type, isFlow: false, column: called };
    metrics.push(plan);
    placements.push({
      file,
      column: `${metric.name} = ${called}`,
      as: `${plan.name} (${type} snapshot)`,
      why: "one metric of a table with a row a metric",
    });
  }
  const base = { file, key, day: day.name, aggregate: false, long: { metric: metric.name, value: value.name } };
  return {
    table: { ...base, metrics, ...daysOf(day) },
    placements: [...linkPlacements(table, key, day, "metrics"), ...placements],
  };
}

/** The metrics of a wide table (a column a metric), if it is one. */
export async function wideMetrics(
  inspection: Inspection,
  table: Table,
  key: string,
  names: Names,
): Promise<PlannedMetrics | undefined> {
  const day = dayOf(table, key);
  const rest = table.columns.filter(
    (column) => column.name !== key && column !== day && !isTechnical(column) && column.filled > 0,
  );
  const numbers = rest.filter((column) => column.isNumber && !isIdName(column));
  if (!day || numbers.length === 0 || numbers.length < rest.length) return undefined;
  if ((await inspection.repeats(table.file, [key, day.name])) > table.rows / 100) return undefined;
  const gap =
    (await inspection.quantileOfGaps({ file: table.file, key, day: day.name }, 0.5)) ?? Number.POSITIVE_INFINITY;
  const isDaily = gap <= DAILY || plainWords(day.name) === "day";
  if (!isDaily && !numbers.some(isShareName)) return undefined;
  const metrics: MetricPlan[] = [];
  const placements = linkPlacements(table, key, day, "metrics");
  for (const column of numbers) {
    const place = { file: table.file, column: column.name };
    if (metrics.length >= MOST_METRICS) {
      placements.push({ ...place, why: `${MOST_METRICS} metrics of a table are enough to begin with` });
      continue;
    }
    const kind = quantityOf(column);
    const flows = isDaily && isFlow(column, kind.type, gap);
    const plan = {
      name: names.take(column.name, "metric"),
      type: kind.type as MetricPlan["type"],
      isFlow: flows,
      column: column.name,
    };
    metrics.push(plan);
    const how = flows ? "days add up" : "last value stands";
    placements.push({
      ...place,
      as: `${plan.name} (${plan.type} ${flows ? "per day" : "snapshot"})`,
      why: `${kind.why}; taken for one whose ${how}`,
    });
  }
  return { table: { file: table.file, key, day: day.name, aggregate: false, metrics, ...daysOf(day) }, placements };
}

/** Money and number of a table of events, added up by day. */
export function dailyTotals(table: Table, event: EventPlan, names: Names): PlannedMetrics | undefined {
  const at = columnNamed(table, event.at);
  const money = table.columns.find((column) => column.isNumber && isMoneyName(column) && column.distinct > 1);
  if (
    !at?.isDay ||
    event.key === undefined ||
    !money ||
    table.ambiguous.length > 0 ||
    isTroubleName({ name: event.name })
  )
    return undefined;
  const total = names.take(`${event.name}_money`, "metric");
  const number = names.take(`${event.name}s`, "metric");
  const undone = table.columns.find(isUndoneFlag);
  const counts = undone ? `count(*) filter (where ${isNotSo(undone, table)})` : "count(*)";
  const metrics: MetricPlan[] = [
    { name: total, type: "money", isFlow: true, column: `sum(${identifier(money.name)})`, addsUp: money.name },
    { name: number, type: "count", isFlow: true, column: counts },
  ];
  const { file } = table;
  const placements: Placement[] = [
    { file, column: money.name, as: `${total} (money per day)`, why: "added up by account and day" },
    {
      file,
      as: `${number} (count per day)`,
      why: `how many rows, by account and day${undone ? `, without those that ${undone.name} takes back` : ""}`,
    },
  ];
  return { table: { file, key: event.key, day: event.at, aggregate: true, metrics, ...daysOf(at) }, placements };
}

/** A column of yes and no that says that the row stands for nothing any more. */
function isUndoneFlag(column: ColumnProfile): boolean {
  const pattern = /(^|_)(cancel(l?ed|l?ation)?|void(ed)?|deleted|removed|refund(ed)?|reversed)_?$/;
  return column.isFlag && noOf(column) !== undefined && pattern.test(plainWords(column.name));
}

/** How the column writes no; undefined where that is not one word. */
function noOf({ values = [] }: ColumnProfile): string | undefined {
  const written = values.map((value) => value.trim().toLowerCase()).filter((value) => /^(false|no|0|f|n)$/.test(value));
  return written.length === 1 ? written[0] : undefined;
}

/** SQL: the flag says no, or nothing. */
function isNotSo(column: ColumnProfile, table: Table): string {
  const name = identifier(column.name);
  const no = noOf(column);
  const says = no === "0" ? `${name} = 0` : `lower(cast(${name} as varchar)) = '${no}'`;
  return column.filled === table.rows ? says : `${name} is null or ${says}`;
}

function linkPlacements(table: Table, key: string, day: ColumnProfile, as: string): Placement[] {
  return [
    { file: table.file, as, why: "a row an account and day" },
    { file: table.file, column: key, as: `${as}.key`, why: "holds accounts' ids" },
    { file: table.file, column: day.name, as: `${as}.day`, why: daysAre(day) },
  ];
}

function dayOf(table: Table, key: string): ColumnProfile | undefined {
  const days = table.columns.filter(
    (column) => column.isDay && column.name !== key && column.filled > table.rows * 0.9 && !isTechnical(column),
  );
  return days.length === 1 ? days[0] : days.find(({ name }) => /^(day|date|on)$/.test(plainWords(name)));
}

/** First and last day; `covers` where the span can only come of a mistyped year. */
export function daysOf({ firstDay = "2000-01-01", lastDay = "2000-01-01" }: ColumnProfile): {
  firstDay: string;
  lastDay: string;
  covers?: string;
} {
  const span = (Date.parse(lastDay) - Date.parse(firstDay)) / 86_400_000;
  if (span <= LONGEST_DAYS) return { firstDay, lastDay };
  const covers = coversOf(
    firstDay < "1990-01-01" ? "1990-01-01" : firstDay,
    lastDay > "2060-12-31" ? "2060-12-31" : lastDay,
  );
  return { firstDay, lastDay, covers };
}

export function coversOf(firstDay: string, lastDay: string): string {
  return `${firstDay}..${lastDay}`;
}
