/** From left to right: how often each came from one place to another. Ways back have a colour of their own and say so. */
import { draw, ink } from "./draw.ts";
import { grouped, shortLabel } from "./labels.ts";

export interface Flow {
  readonly from: string;
  readonly to: string;
  readonly times: number;
  readonly colour: string;
}

const placeHeight = 44;

export function drawFlow(id: string, width: number, flows: readonly Flow[]): string {
  const sum = (end: "from" | "to", place: string) =>
    flows.reduce((total, flow) => (flow[end] === place ? total + flow.times : total), 0);
  const places = (end: "from" | "to") => [...new Set(flows.map((flow) => flow[end]))];
  const [left, right] = [places("from"), places("to")];
  const side = Math.min(230, Math.round(width * 0.33));
  const most = Math.floor(side / 7.5);
  const node = (end: "from" | "to", place: string) => ({
    name: `${end} ${place}`,
    itemStyle: { color: "var(--s1)", borderWidth: 0 },
    label: {
      position: end === "from" ? "left" : "right",
      formatter: `${shortLabel(place, most - 6)}  ${grouped(sum(end, place))}`,
      color: ink,
      fontSize: 12,
    },
  });
  return draw(id, width, Math.max(left.length, right.length) * placeHeight + 20, {
    series: [
      {
        type: "sankey",
        left: side,
        right: side,
        top: 10,
        bottom: 10,
        nodeGap: 14,
        nodeWidth: 12,
        // As they are given: stages in their order.
        layoutIterations: 0,
        draggable: false,
        data: [...left.map((place) => node("from", place)), ...right.map((place) => node("to", place))],
        links: flows.map(({ from, to, times, colour }) => ({
          source: `from ${from}`,
          target: `to ${to}`,
          value: times,
          lineStyle: { color: colour, opacity: 0.45 },
        })),
      },
    ],
  });
}
