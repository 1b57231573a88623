/** Figures with how far chance may have moved them: a dot between two ends, a line a name. */
import { draw, faint, ink, line } from "./draw.ts";
import { grouped, shortLabel } from "./labels.ts";

export interface Interval {
  readonly name: string;
  readonly value: number;
  /** Undefined: too few to say. */
  readonly low: number | undefined;
  readonly high: number | undefined;
}

const rowHeight = 28;
const axisHeight = 28;

export function drawIntervals(id: string, width: number, intervals: readonly Interval[]): string {
  const left = Math.min(160, Math.round(width * 0.34));
  return draw(id, width, intervals.length * rowHeight + axisHeight + 4, {
    grid: { left, right: 50, top: 4, bottom: axisHeight },
    yAxis: {
      type: "category",
      inverse: true,
      data: intervals.map(({ name }) => shortLabel(name, Math.floor(left / 7))),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: line } },
      axisLabel: { color: ink, fontSize: 12, interval: 0 },
    },
    xAxis: {
      type: "value",
      min: 0,
      max: Math.max(...intervals.map(({ value, high }) => Math.max(value, high ?? value)), 0) * 1.05 || 1,
      splitNumber: width < 300 ? 2 : 4,
      axisLabel: { color: faint, fontSize: 11, formatter: grouped, showMaxLabel: false },
      splitLine: { lineStyle: { color: line }, showMaxLine: false },
    },
    series: [
      {
        type: "custom",
        renderItem: renderInterval,
        data: intervals.map(({ value, low, high }, index) => [index, value, low ?? value, high ?? value]),
      },
    ],
  });
}

interface Api {
  value(dimension: number): number;
  coord(place: number[]): number[];
}

function renderInterval(_: unknown, api: Api) {
  const [row, value, low, high] = [0, 1, 2, 3].map((dimension) => api.value(dimension)) as [
    number,
    number,
    number,
    number,
  ];
  const at = (each: number) => api.coord([each, row])[0]!;
  const y = api.coord([value, row])[1]!;
  const style = { stroke: "var(--s1)", lineWidth: 2, fill: "none" };
  const bar = (x1: number, y1: number, x2: number, y2: number) => ({
    type: "line",
    shape: { x1, y1, x2, y2 },
    style,
    silent: true,
  });
  return {
    type: "group",
    children: [
      bar(at(low), y, at(high), y),
      bar(at(low), y - 5, at(low), y + 5),
      bar(at(high), y - 5, at(high), y + 5),
      { type: "circle", shape: { cx: at(value), cy: y, r: 5 }, style: { fill: "var(--s1)" } },
      {
        type: "text",
        style: { text: grouped(value), x: at(high) + 8, y, verticalAlign: "middle", fill: ink, fontSize: 12 },
        silent: true,
      },
    ],
  };
}
