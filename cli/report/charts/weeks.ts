/** Bars week by week, stacked, with the line of what there is time for. */
import type { Series } from "./bars.ts";
import { colours, draw, faint, ink, line } from "./draw.ts";
import { grouped } from "./labels.ts";

export interface Weeks {
  /** First days of what the columns stand for. */
  readonly days: readonly string[];
  readonly series: readonly Series[];
  /** A value a column that the bars should stay below. */
  readonly limit?: { readonly name: string; readonly values: readonly number[] };
}

const height = 200;
const labelWidth = 58;

export function drawWeeks(id: string, width: number, { days, series, limit }: Weeks): string {
  const hasLegend = series.length > 1 || limit !== undefined;
  const numbers = { color: faint, fontSize: 11 };
  return draw(id, width, height, {
    aria: { enabled: true, decal: { show: series.length > 1 } },
    grid: { left: 44, right: 12, top: hasLegend ? 32 : 10, bottom: 26 },
    legend: { show: hasLegend, top: 0, left: 0, textStyle: { color: ink, fontSize: 12 }, itemWidth: 16, itemGap: 30 },
    xAxis: {
      type: "category",
      data: days,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: line } },
      axisLabel: { ...numbers, ...monthLabels(days, width) },
    },
    yAxis: {
      type: "value",
      splitNumber: 3,
      axisLabel: { ...numbers, formatter: grouped },
      splitLine: { lineStyle: { color: line } },
    },
    series: [
      ...series.map(({ name, values, colour }, place) => ({
        type: "bar",
        name,
        data: values,
        stack: "all",
        barCategoryGap: "15%",
        itemStyle: { color: colours[colour ?? place] },
      })),
      ...(limit
        ? [
            {
              type: "line",
              name: limit.name,
              data: limit.values,
              symbol: "none",
              step: "middle",
              lineStyle: { color: "var(--over)", width: 1.6 },
              itemStyle: { color: "var(--over)" },
            },
          ]
        : []),
    ],
  });
}

/** A label at the first column of every so many months, as `2025-04`. */
export function monthLabels(days: readonly string[], width: number) {
  const starts = days.flatMap((day, index) => (day.slice(0, 7) === days[index - 1]?.slice(0, 7) ? [] : [index]));
  // The end of a month before the first whole one would stand under its label.
  const whole = starts.length > 1 && starts[1]! * width < labelWidth * days.length ? starts.slice(1) : starts;
  const every = Math.ceil((whole.length * labelWidth) / width);
  const shown = new Set(whole.filter((_, place) => place % every === 0));
  return {
    interval: (index: number) => shown.has(index),
    formatter: (day: string) => day.slice(0, 7),
    hideOverlap: true,
  };
}
