/** What the hours go to: segments, channels, and the lines of the program that ask for the work. */
import type { LoadPart } from "../../../runtime/report/types.ts";
import { hours } from "../../views/figures.ts";
import { left, right } from "../../views/layout.ts";
import { printableName } from "../../views/printable.ts";
import { drawBars } from "../charts/bars.ts";
import { figure, section } from "../figure.ts";
import { type Html, html } from "../html.ts";
import type { PageData } from "../page-data.ts";

/** More bars than this are one. */
const mostBars = 15;

export function loadSection({ data }: PageData): Html {
  return section({
    id: "load",
    title: "What the work goes to",
    lead: "By the customer's segment when it was asked for, by the channel used (tasks and alerts have none), and by the cadence, trigger or play that asked.",
    body: [
      html`<div class="pair">${loadFigure("segments", "segment", "no segment", data.segments)}${loadFigure("channels", "channel", "no channel", data.channels)}</div>`,
      loadFigure("sources", "source", "-", data.sources, "full"),
    ],
  });
}

function loadFigure(
  id: string,
  what: string,
  nothing: string,
  all: readonly LoadPart[],
  place: "full" | "half" = "half",
): Html {
  const parts = all.map((part) => ({ ...part, title: part.name === null ? nothing : printableName(part.name) }));
  const drawn = pooled(parts);
  const sum = parts.reduce((total, { minutes }) => total + minutes, 0);
  const [first] = parts;
  return figure({
    id,
    title: `Hours by ${what}`,
    label: first
      ? `Bars of ${hours(sum)} hours by ${what}. Most, ${hours(first.minutes)}, go to ${first.title}.`
      : "There is no work to show.",
    place,
    drawing: (drawingId, width) =>
      drawBars(drawingId, width, {
        categories: drawn.map(({ title }) => title),
        series: [{ name: "hours", values: drawn.map(({ minutes }) => minutes / 60) }],
        stacked: true,
      }),
    table: {
      columns: [left(what), right("hours"), right("touches"), right("other")],
      rows: parts.map(({ title, minutes, touches, others }) => [
        title,
        hours(minutes),
        String(touches),
        String(others),
      ]),
    },
  });
}

function pooled<Part extends LoadPart & { title: string }>(
  parts: readonly Part[],
): { title: string; minutes: number }[] {
  if (parts.length <= mostBars) return [...parts];
  const rest = parts.slice(mostBars - 1);
  const minutes = rest.reduce((sum, part) => sum + part.minutes, 0);
  return [...parts.slice(0, mostBars - 1), { title: `${rest.length} others`, minutes }];
}
