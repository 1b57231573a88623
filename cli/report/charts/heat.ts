/** A grid of names and weeks: the darker, the more; what is more than there is time for has a mark of its own. */
import { draw, faint, ink } from "./draw.ts";
import { shortLabel } from "./labels.ts";
import { monthLabels } from "./weeks.ts";

export interface Heat {
  readonly rows: readonly string[];
  /** First days of what the columns stand for. */
  readonly days: readonly string[];
  /** Rows one behind the other: 0 for nothing, 1 to 5 for more and more, 6 for too much. */
  readonly levels: readonly number[];
}

const rowHeight = 24;
const axisHeight = 26;

export function drawHeat(id: string, width: number, { rows, days, levels }: Heat): string {
  const left = Math.min(190, Math.round(width * 0.34));
  return draw(id, width, rows.length * rowHeight + axisHeight + 4, {
    grid: { left, right: 8, top: 4, bottom: axisHeight },
    xAxis: {
      type: "category",
      data: days,
      axisTick: { show: false },
      axisLine: { show: false },
      axisLabel: { color: faint, fontSize: 11, ...monthLabels(days, width - left) },
    },
    yAxis: {
      type: "category",
      inverse: true,
      data: rows.map((each) => shortLabel(each, Math.floor(left / 7))),
      axisTick: { show: false },
      axisLine: { show: false },
      axisLabel: { color: ink, fontSize: 12, interval: 0 },
    },
    series: [
      {
        type: "custom",
        renderItem: renderCell,
        data: levels.map((level, index) => [index % days.length, Math.floor(index / days.length), level]),
      },
    ],
  });
}

interface Api {
  value(dimension: number): number;
  coord(place: number[]): number[];
  size(units: number[]): number[];
}

function renderCell(_: unknown, api: Api) {
  const [column, row, level] = [0, 1, 2].map((dimension) => api.value(dimension)) as [number, number, number];
  const [x, y] = api.coord([column, row]) as [number, number];
  const [width, height] = api.size([1, 1]) as [number, number];
  const shape = { x: x - width / 2 + 0.5, y: y - height / 2 + 1, width: Math.max(1, width - 1), height: height - 2 };
  const cell = { type: "rect", shape, style: { fill: `var(--h${level})` } };
  if (level < 6) return cell;
  const dot = {
    type: "circle",
    shape: { cx: x, cy: y, r: Math.min(2.5, width / 4) },
    style: { fill: "var(--mark)" },
    silent: true,
  };
  return { type: "group", children: [cell, dot] };
}
