/** How plays end, how far their escalations climb, and what sets triggers off. */

import { durationText, figureText } from "../../../runtime/explain/places.ts";
import type { RungCounts } from "../../../runtime/report/types.ts";
import { left, right } from "../../views/layout.ts";
import { printableName } from "../../views/printable.ts";
import { playsGrid, touchTargetsGrid, triggersGrid } from "../../views/simulate-outcomes.ts";
import { drawBars } from "../charts/bars.ts";
import { figure, section, tableOf } from "../figure.ts";
import { type Html, html } from "../html.ts";
import type { PageData } from "../page-data.ts";

/** Each with its place among the colours. */
const ends = [
  { end: "won", words: "won", colour: 2 },
  { end: "lost", words: "lost", colour: 3 },
  { end: "ranOut", words: "ran out", colour: 1 },
  { end: "withdrawn", words: "withdrawn", colour: 4 },
  { end: "open", words: "open", colour: 0 },
] as const;

/** Nothing for a program without plays. */
export function playsSection(page: PageData): Html | undefined {
  const { summary, data } = page;
  if (summary.plays.length === 0) return undefined;
  const ladders = [...new Set(data.rungs.map(({ play }) => play))];
  return section({
    id: "plays",
    title: "Plays and escalations",
    lead: "How the runs of each play ended, and of each rung of its ladder how often its turn came.",
    body: [
      html`<div class="pair">${playEnds(page)}${ladders.map((play, index) => funnel(page, play, index))}</div>`,
      ...(summary.touchTargets
        ? [html`<h3>Targets of touches</h3>`, tableOf(touchTargetsGrid(summary.touchTargets), "Targets of touches")]
        : []),
    ],
  });
}

function playEnds({ summary: { plays } }: PageData): Html {
  const series = ends
    .map(({ end, words, colour }) => ({ name: words, values: plays.map((play) => play[end]), colour }))
    .filter(({ values }) => values.some((value) => value > 0));
  const ofPlay = (index: number) => series.map(({ name, values }) => `${values[index]} ${name}`).join(", ");
  return figure({
    id: "play-ends",
    title: "Runs of plays, by how they ended",
    label: `Bars of runs: ${plays.map(({ play }, index) => `${play}: ${ofPlay(index)}`).join("; ")}.`,
    place: "half",
    drawing: (id, width) => drawBars(id, width, { categories: plays.map(({ play }) => play), series, stacked: true }),
    table: {
      columns: [left("play"), ...series.map(({ name }) => right(name))],
      rows: plays.map(({ play }, index) => [printableName(play), ...series.map(({ values }) => String(values[index]))]),
    },
    more: tableOf(playsGrid(plays), "Plays"),
  });
}

function funnel({ data, summary, schedule }: PageData, play: string, index: number): Html {
  const rungs = data.rungs.filter((each) => each.play === play);
  const counts = summary.plays.find((each) => each.play === play)!;
  const runs = counts.started + counts.carriedIn;
  const titles = ["runs of the play", ...rungs.map((rung) => rungTitle(rung, schedule))];
  return figure({
    id: `ladder-${index}`,
    title: `Escalation of ${printableName(play)}`,
    note: "A rung whose turn came acted, or was skipped because its condition was against it; the others were never needed.",
    label: `Bars of runs, from all ${runs} down the ladder: ${rungs.map(({ rung, asked, acted }) => `rung ${rung} came up ${asked} times and acted ${acted} times`).join("; ")}.`,
    place: "half",
    drawing: (id, width) =>
      drawBars(id, width, {
        categories: titles,
        series: [
          { name: "runs", values: [runs, ...rungs.map(() => 0)], colour: 0 },
          { name: "acted", values: [0, ...rungs.map(({ acted }) => acted)], colour: 1 },
          { name: "skipped", values: [0, ...rungs.map(({ asked, acted }) => asked - acted)], colour: 6 },
        ],
        stacked: true,
      }),
    table: {
      columns: [left("rung"), right("runs"), right("acted"), right("skipped"), right("demands"), right("of them done")],
      rows: [
        ["runs of the play", String(runs), "0", "0", "-", "-"],
        ...rungs.map(({ asked, acted, demands, done }, at) => [
          titles[at + 1]!,
          "0",
          ...[acted, asked - acted, demands, done].map(String),
        ]),
      ],
    },
  });
}

/** `rung 2, after 14 days` */
function rungTitle({ escalation, rung }: RungCounts, { escalations }: PageData["schedule"]): string {
  const { rungs } = escalations.find(({ name }) => name === escalation)!;
  return `rung ${rung}, after ${figureText(rungs[rung - 1]!.after, durationText)}`;
}

/** More bars than this nobody reads; the table has them all. */
const mostTriggers = 20;

/** Nothing for a program without triggers. */
export function triggersSection({ summary: { triggers } }: PageData): Html | undefined {
  if (triggers.length === 0) return undefined;
  const most = triggers.toSorted((a, b) => b.fires - a.fires);
  const drawn = most.slice(0, mostTriggers);
  return section({
    id: "triggers",
    title: "Triggers",
    lead: "How often each fired; behind it, on how many of its days it could not be judged, and why.",
    body: [
      figure({
        id: "fires",
        title: drawn.length < triggers.length ? `Fires of the ${drawn.length} busiest of ${triggers.length}` : "Fires",
        label: `Bars of how often triggers fired. Most, ${drawn[0]!.fires}: ${drawn[0]!.trigger}.`,
        place: "full",
        drawing: (id, width) =>
          drawBars(id, width, {
            categories: drawn.map(({ trigger }) => trigger),
            series: [{ name: "fires", values: drawn.map(({ fires }) => fires) }],
            stacked: true,
          }),
        table: triggersGrid(most),
      }),
    ],
  });
}
