/** The figures of the first playbook, taken from the data: who is large, what is a fall, how long is silence. */
import type { Inspection, Series } from "../../runtime/histories/inspect/inspect.ts";
import { counted } from "../views/figures.ts";
import type { MetricPlan, MetricTablePlan, Plan } from "./plan.ts";

export interface SegmentFigure {
  name: string;
  /** Absent: `otherwise`. */
  when?: string;
  why: string;
}

export interface Rule {
  /** The condition, as the language writes it. */
  when: string;
  why: string;
}

export interface Figures {
  segments: SegmentFigure[];
  fall?: Rule;
  silence?: Rule & { days: number };
  low?: Rule;
  spike?: Rule;
}

interface Measured {
  table: MetricTablePlan;
  metric: MetricPlan;
  series: Series;
}

/** Asks the inspection for all of them. */
export async function figuresOf(inspection: Inspection, plan: Plan): Promise<Figures> {
  const measured = plan.metrics.flatMap((table) =>
    table.metrics.map((metric) => ({ table, metric, series: seriesOf(table, metric) })),
  );
  const flows = measured.filter(({ metric }) => metric.isFlow);
  const flow = flows.find(({ metric }) => metric.type === "count") ?? flows[0];
  const levels = measured.filter(({ metric }) => !metric.isFlow);
  const score = levels.find(({ metric }) => /health|score|nps/.test(metric.name)) ?? (flow ? undefined : levels[0]);
  const fall = flow && (await fallOf(inspection, flow));
  const silence = flow ? await silenceOf(inspection, flow, plan.currency) : await silenceOfEvents(inspection, plan);
  const low = score && (await lowOf(inspection, score, plan.currency));
  const spike = await spikeOf(inspection, plan);
  return {
    segments: await segmentsOf(inspection, plan, flows),
    ...(fall && { fall }),
    ...(silence && { silence }),
    ...(low && { low }),
    ...(spike && { spike }),
  };
}

function seriesOf(table: MetricTablePlan, metric: MetricPlan): Series {
  const { file, key, day, long } = table;
  if (long) return { file, key, day, value: long.value, only: { column: long.metric, is: metric.column } };
  const value = table.aggregate ? metric.addsUp : metric.column;
  return { file, key, day, ...(value !== undefined && { value }) };
}

/** The spans that changes are looked for in: several times what usually lies between two days with something. */
const SPANS = [
  { days: 7, written: "week over week" },
  { days: 28, written: "over 4w" },
  { days: 91, written: "over 13w" },
];

async function fallOf(inspection: Inspection, { metric, series }: Measured): Promise<Rule | undefined> {
  const gap = (await inspection.quantileOfGaps(series, 0.5)) ?? 7;
  const span = SPANS.find(({ days }) => gap * 3 <= days) ?? SPANS[2]!;
  const change = await inspection.quantileOfChanges(series, span.days, 0.1);
  if (change === undefined) return undefined;
  const share = Math.min(90, Math.max(20, Math.ceil((-change * 100) / 5) * 5));
  const why = `of all changes between two spans of ${span.days} days one in ten is a fall of about ${share}% or more`;
  return { when: `${metric.name} falls > ${share}% ${span.written}`, why };
}

const SILENCES = [7, 14, 21, 30, 45, 60, 90, 120, 180, 365];

async function silenceOf(
  inspection: Inspection,
  { metric, series }: Measured,
  currency: string,
): Promise<Rule & { days: number }> {
  const { days, why } = silenceAfter(await inspection.quantileOfGaps(series, 0.9));
  return { days, why, when: `${metric.name} over ${days}d = ${quantity(metric.type, 0, currency)}` };
}

async function silenceOfEvents(inspection: Inspection, plan: Plan): Promise<(Rule & { days: number }) | undefined> {
  const event = plan.events.find(
    (one) => one.key !== undefined && !one.isTrouble && one.where === undefined && one.name !== "began",
  );
  if (event?.key === undefined) return undefined;
  const { days, why } = silenceAfter(
    await inspection.quantileOfGaps({ file: event.file, key: event.key, day: event.at }, 0.9),
  );
  return { days, why, when: `time since last ${event.name} > ${days}d` };
}

function silenceAfter(gap: number | undefined): { days: number; why: string } {
  if (gap === undefined) return { days: 30, why: "too few days to say what is usual: a guess" };
  const days = SILENCES.find((silence) => silence > gap) ?? 365;
  return { days, why: `nine times in ten the next day with something comes within ${counted(gap, "day")}` };
}

async function lowOf(
  inspection: Inspection,
  { metric, series }: Measured,
  currency: string,
): Promise<Rule | undefined> {
  const floor = await inspection.quantileOfValues(series, 0.1);
  if (floor === undefined) return undefined;
  return { when: `${metric.name} < ${quantity(metric.type, floor, currency)}`, why: "one value in ten lies below" };
}

async function spikeOf(inspection: Inspection, plan: Plan): Promise<Rule | undefined> {
  const event = plan.events.find(({ isTrouble, key }) => isTrouble && key !== undefined);
  if (event?.key === undefined) return undefined;
  const usual = (await inspection.quantileOfWeeks({ file: event.file, key: event.key, day: event.at }, 0.95)) ?? 1;
  const most = Math.max(2, Math.round(usual) + 1);
  return {
    when: `count of ${event.name} over 7d >= ${most}`,
    why: `of the weeks with any, nineteen in twenty have ${usual} or fewer`,
  };
}

async function segmentsOf(inspection: Inspection, plan: Plan, flows: readonly Measured[]): Promise<SegmentFigure[]> {
  const { size, file, begins, from } = plan.account;
  if (size) {
    const column = { file, column: size.column };
    const whose = size.isOptional ? ` with \`${size.name}\`` : "";
    const sorted = await bySize({
      what: size.name,
      of: `${from === undefined ? "customers" : "rows"} of ${file}${whose}`,
      written: (value) => quantity(size.type, value, plan.currency),
      floor: (share) => inspection.quantile(column, share),
      share: (floor) => inspection.shareFrom(column, floor),
    });
    if (sorted) {
      const why = `those without \`${size.name}\``;
      return size.isOptional ? [{ name: "unsized", when: `${size.name} is unknown`, why }, ...sorted] : sorted;
    }
  }
  const flow = flows.find(({ metric }) => metric.type === "money") ?? flows[0];
  if (flow && begins !== undefined) {
    const sorted = await bySize({
      what: `${flow.metric.name} over ${RECENT}d`,
      of: `customers with any in the last ${RECENT} days of the data`,
      written: (value) => quantity(flow.metric.type, value, plan.currency),
      floor: (share) => inspection.quantileOfTotals(flow.series, RECENT, share),
      share: (floor) => inspection.shareOfTotalsFrom(flow.series, RECENT, floor),
    });
    const newcomer = { name: "newcomer", when: `time since ${begins} < ${RECENT}d`, why: "too early to say" };
    if (sorted) return [newcomer, ...sorted];
  }
  return [{ name: "everybody", why: "nothing in the data sorts customers by size: add your own `when` above" }];
}

/** Days that say how large a customer is, where no field does. */
const RECENT = 90;

interface Sizes {
  /** The quantity, and how a figure of it is written. */
  what: string;
  written(value: number): string;
  /** Whose sizes they are. */
  of: string;
  /** The size that this share of them lies below. */
  floor(share: number): Promise<number | undefined>;
  /** The share of them that reaches a size. */
  share(floor: number): Promise<number | undefined>;
}

/** Large, medium and small, cut near the top fifth and the middle, and said where the rounded figures do cut. */
async function bySize({ what, written, of, floor, share }: Sizes): Promise<SegmentFigure[] | undefined> {
  const [large, middle] = distinctFloors(await floor(0.8), await floor(0.5));
  if (large === undefined) return undefined;
  const top = (await share(large)) ?? 0;
  const segments = [{ name: "large", when: `${what} >= ${written(large)}`, why: `${percent(top)} of the ${of}` }];
  if (middle !== undefined) {
    const why = `${percent(((await share(middle)) ?? 0) - top)} more of them`;
    segments.push({ name: "medium", when: `${what} >= ${written(middle)}`, why });
  }
  return [...segments, { name: "small", why: "everybody else" }];
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}

/** Two figures that still differ when rounded, or one, or none. */
function distinctFloors(high: number | undefined, low: number | undefined): [number?, number?] {
  const [large, middle] = [rounded(high), rounded(low)];
  if (large === undefined || large <= 0) return [];
  return middle === undefined || middle <= 0 || middle >= large ? [large] : [large, middle];
}

/** To two digits: nobody means 97,312. */
function rounded(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Number(value.toPrecision(2));
}

/** A quantity as the language writes it. */
function quantity(type: string, value: number, currency: string): string {
  const plain = Number(value.toPrecision(2));
  if (type === "ratio") return `${decimal(plain * 100)}%`;
  if (type === "money") return `${currency} ${decimal(Math.round(plain))}`;
  return type === "count" ? decimal(Math.round(plain)) : decimal(plain);
}

/** Plain digits, without an exponent. */
function decimal(value: number): string {
  return value.toFixed(4).replace(/\.?0+$/, "");
}
