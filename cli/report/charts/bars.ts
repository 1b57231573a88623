/** Bars from the left, a line a name: stacked or side by side, the total at the end. */
import { colours, draw, faint, ink, line } from "./draw.ts";
import { grouped, shortLabel } from "./labels.ts";

export interface Series {
  readonly name: string;
  /** A value a category. */
  readonly values: readonly number[];
  /** Where it means the same in several charts: its place among the colours. */
  readonly colour?: number;
}

export interface Bars {
  readonly categories: readonly string[];
  readonly series: readonly Series[];
  /** One behind the other; else side by side. */
  readonly stacked: boolean;
}

const rowHeight = 26;
const legendHeight = 30;
const axisHeight = 28;
const letterWidth = 7.5;

export function drawBars(id: string, width: number, { categories, series, stacked }: Bars): string {
  const legend = series.length > 1 ? legendHeight * (width < series.length * 120 ? 2 : 1) : 6;
  const height = legend + axisHeight + categories.length * rowHeight * (stacked ? 1 : Math.max(1, series.length * 0.7));
  const longest = Math.max(...categories.map((each) => [...each].length));
  const left = Math.min(Math.round(width * 0.42), longest * letterWidth + 12);
  const totals = categories.map((_, index) => series.reduce((sum, { values }) => sum + values[index]!, 0));
  const numbers = { color: ink, fontSize: 12 };
  return draw(id, width, height, {
    aria: { enabled: true, decal: { show: series.length > 1 } },
    grid: { left, right: 56, top: legend, bottom: axisHeight },
    legend: { show: series.length > 1, top: 0, left: 0, textStyle: numbers, itemWidth: 16, itemGap: 30 },
    yAxis: {
      type: "category",
      inverse: true,
      data: categories.map((each) => shortLabel(each, Math.floor((left - 12) / letterWidth))),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: line } },
      axisLabel: { ...numbers, interval: 0 },
    },
    xAxis: {
      type: "value",
      splitNumber: width < 500 ? 2 : 4,
      axisLabel: { color: faint, fontSize: 11, formatter: grouped },
      splitLine: { lineStyle: { color: line } },
    },
    series: series.map(({ name, values, colour }, place) => ({
      type: "bar",
      name,
      data: values,
      barMaxWidth: 18,
      itemStyle: { color: colours[colour ?? place] },
      ...(stacked && { stack: "all" }),
      label: {
        ...numbers,
        show: !stacked || place === series.length - 1,
        position: "right",
        formatter: ({ dataIndex }: { dataIndex: number }) => grouped(stacked ? totals[dataIndex]! : values[dataIndex]!),
      },
    })),
  });
}
